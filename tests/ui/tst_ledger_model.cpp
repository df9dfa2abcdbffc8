#include "tests/ui/no_warnings.h"
#include "ui/models/ledger_model.h"

#include <QAbstractItemModelTester>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

struct Fixture
{
    attention::AttentionLedger ledger{5};
    LedgerModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    explicit Fixture(std::size_t capacity = 4)
        : model(QTimeZone::utc(), capacity)
    {}
    void add(int second)
    {
        const SeriesKey key{QStringLiteral("s"), QStringLiteral("d%1").arg(second), QStringLiteral("imu"),
                            QStringLiteral("x")};
        ledger.add(start + second * 1s, {key, AttentionLevel::Low, AttentionLevel::High, attention::Reason::Focused});
    }
    QString devices() const
    {
        QStringList names;
        for (int i = 0; i < model.rowCount(); ++i)
            names << model.index(i, LedgerModel::DeviceColumn).data().toString();
        return names.join(QLatin1Char(' '));
    }
};

} // namespace

class TestLedgerModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void startsEmpty()
    {
        Fixture f;
        QVERIFY(!f.model.sync(f.ledger));
        QCOMPARE(f.model.rowCount(), 0);
    }

    void saysWhatChangedWhenAndWhy()
    {
        Fixture f;
        f.model.setDeviceNames([](const SeriesKey &) { return QStringLiteral("Wrist"); });
        f.add(5);
        QVERIFY(f.model.sync(f.ledger));
        QStringList texts;
        for (int column = 0; column < LedgerModel::ColumnCount; ++column)
            texts << f.model.index(0, column).data().toString();
        QCOMPARE(texts, QStringList({QStringLiteral("00:00:05.000"), QStringLiteral("Wrist"), QStringLiteral("imu.x"),
                                     QStringLiteral("Low → High"), QStringLiteral("in focus")}));
    }

    void newestComesFirstAndOnlyWhatIsNewIsInserted()
    {
        Fixture f;
        f.add(1);
        f.add(2);
        QVERIFY(f.model.sync(f.ledger));
        QVERIFY(!f.model.sync(f.ledger));
        QSignalSpy inserted(&f.model, &QAbstractItemModel::rowsInserted);
        const QPersistentModelIndex held = f.model.index(0, LedgerModel::DeviceColumn);
        f.add(3);
        QVERIFY(f.model.sync(f.ledger));
        QCOMPARE(f.devices(), QStringLiteral("d3 d2 d1"));
        QCOMPARE(inserted.size(), 1);
        QCOMPARE(held.row(), 1);
    }

    void oldestGo_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("one over") << 4 << 1;
        QTest::newRow("all replaced") << 3 << 4;
        QTest::newRow("more than it holds") << 2 << 5;
        QTest::newRow("more than the ledger holds") << 2 << 9;
    }
    void oldestGo()
    {
        QFETCH(const int, first);
        QFETCH(const int, second);
        Fixture f;
        for (int i = 0; i < first; ++i)
            f.add(i);
        f.model.sync(f.ledger);
        for (int i = first; i < first + second; ++i)
            f.add(i);
        f.model.sync(f.ledger);
        QStringList expected;
        for (int i = first + second - 1; i >= first + second - 4; --i)
            expected << QStringLiteral("d%1").arg(i);
        QCOMPARE(f.devices(), expected.join(QLatin1Char(' ')));
    }
};

QTEST_MAIN(TestLedgerModel)
#include "tst_ledger_model.moc"
