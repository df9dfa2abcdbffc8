#include "core/attention/attention_ledger.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::attention;
using namespace std::chrono_literals;

namespace {

const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

SeriesChange change(int number)
{
    return {{QStringLiteral("demo"), QString::number(number), QStringLiteral("t"), {}},
            AttentionLevel::Medium,
            AttentionLevel::High,
            Reason::Focused};
}

QString devices(const std::vector<Transition> &transitions)
{
    QStringList found;
    for (const Transition &transition : transitions)
        found.append(transition.key.device);
    return found.join(QLatin1Char(' '));
}

} // namespace

class TestAttentionLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void keepsWhatItWasTold()
    {
        AttentionLedger ledger;
        QCOMPARE(ledger.revision(), 0U);
        ledger.add(start, change(7));
        QCOMPARE(ledger.size(), std::size_t(1));
        const Transition expected{start, change(7).key, AttentionLevel::Medium, AttentionLevel::High, Reason::Focused};
        QCOMPARE(ledger.at(0), expected);
        QCOMPARE(ledger.revision(), 1U);
        QCOMPARE(ledger.dropped(), 0U);
    }

    void dropsTheOldestAndCounts_data()
    {
        QTest::addColumn<int>("added");
        QTest::addColumn<quint64>("since");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<quint64>("dropped");
        QTest::newRow("empty") << 0 << quint64(0) << QString() << quint64(0);
        QTest::newRow("one") << 1 << quint64(0) << QStringLiteral("0") << quint64(0);
        QTest::newRow("full") << 4 << quint64(0) << QStringLiteral("0 1 2 3") << quint64(0);
        QTest::newRow("one too many") << 5 << quint64(0) << QStringLiteral("1 2 3 4") << quint64(1);
        QTest::newRow("around twice") << 11 << quint64(0) << QStringLiteral("7 8 9 10") << quint64(7);
        QTest::newRow("the newest only") << 11 << quint64(9) << QStringLiteral("9 10") << quint64(7);
        QTest::newRow("nothing new") << 11 << quint64(11) << QString() << quint64(7);
        QTest::newRow("later than all") << 3 << quint64(20) << QString() << quint64(0);
    }

    void dropsTheOldestAndCounts()
    {
        QFETCH(int, added);
        QFETCH(quint64, since);
        AttentionLedger ledger(4);
        for (int i = 0; i < added; ++i)
            ledger.add(start + i * 1s, change(i));
        QTEST(devices(ledger.since(since)), "expected");
        QTEST(quint64(ledger.dropped()), "dropped");
        QCOMPARE(ledger.revision(), static_cast<std::uint64_t>(added));
    }
};

QTEST_GUILESS_MAIN(TestAttentionLedger)
#include "tst_attention_ledger.moc"
