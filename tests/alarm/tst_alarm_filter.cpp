#include "core/alarm/alarm_filter.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::alarm;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

/// "active", "seen", "over", "normal", "shelved".
Alarm standing(const QString &state, AlarmPriority priority = AlarmPriority::Warning)
{
    Alarm made;
    made.id = {AlarmOrigin::Service, QStringLiteral("ward"), QStringLiteral("1")};
    made.content.series = {QStringLiteral("ward"), QStringLiteral("bed-7"), QStringLiteral("spo2"), {}};
    made.content.title = QStringLiteral("Too low");
    made.content.cause = QStringLiteral("Below 90 %");
    made.raisedAt = start;
    made.life.raise(priority);
    if (state == QLatin1String("seen") || state == QLatin1String("normal"))
        made.life.acknowledge({QStringLiteral("Ann"), start, {}});
    if (state == QLatin1String("over") || state == QLatin1String("normal"))
        made.life.giveWay();
    if (state == QLatin1String("shelved"))
        made.life.shelve(start + 1h);
    return made;
}

} // namespace

class TestAlarmFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsByState_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("shows"); // current, calling, aside
        QTest::newRow("active") << QStringLiteral("active") << QStringLiteral("110");
        QTest::newRow("seen") << QStringLiteral("seen") << QStringLiteral("100");
        QTest::newRow("over") << QStringLiteral("over") << QStringLiteral("110");
        QTest::newRow("normal") << QStringLiteral("normal") << QStringLiteral("000");
        QTest::newRow("shelved") << QStringLiteral("shelved") << QStringLiteral("001");
    }
    void showsByState()
    {
        QFETCH(const QString, state);
        QString shows;
        for (const auto show : {AlarmShow::Current, AlarmShow::Calling, AlarmShow::Aside}) {
            AlarmFilter filter;
            filter.show = show;
            shows += QLatin1Char(matches(standing(state), filter, {}) ? '1' : '0');
        }
        QTEST(shows, "shows");
        QVERIFY(matches(standing(state), {}, {}));
    }

    void findsWords_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("title") << QStringLiteral("LOW") << true;
        QTest::newRow("all words") << QStringLiteral(" low  spo2 ") << true;
        QTest::newRow("name") << QStringLiteral("anna") << true;
        QTest::newRow("one of two") << QStringLiteral("low ecg") << false;
    }
    void findsWords()
    {
        QFETCH(const QString, text);
        AlarmFilter filter;
        filter.text = text;
        QTEST(matches(standing(QStringLiteral("active")), filter, QStringLiteral("Anna's bed")), "isFound");
    }

    void prioritiesAndSourceNarrow()
    {
        AlarmFilter filter;
        filter.priorities = {static_cast<int>(AlarmPriority::Critical)};
        QVERIFY(!matches(standing(QStringLiteral("active")), filter, {}));
        QVERIFY(matches(standing(QStringLiteral("active"), AlarmPriority::Critical), filter, {}));
        filter.source = QStringLiteral("elsewhere");
        QVERIFY(!matches(standing(QStringLiteral("active"), AlarmPriority::Critical), filter, {}));
    }

    void urgencyOrders()
    {
        std::vector<Alarm> alarms{standing(QStringLiteral("active"), AlarmPriority::Critical),
                                  standing(QStringLiteral("active")),
                                  standing(QStringLiteral("over"), AlarmPriority::Critical),
                                  standing(QStringLiteral("seen"), AlarmPriority::Critical),
                                  standing(QStringLiteral("shelved"), AlarmPriority::Critical),
                                  standing(QStringLiteral("normal"), AlarmPriority::Critical)};
        for (std::size_t i = 1; i < alarms.size(); ++i)
            QVERIFY2(alarmUrgency(alarms[i - 1]) < alarmUrgency(alarms[i]), qPrintable(QString::number(i)));
        Alarm newer = alarms[0];
        newer.raisedAt = start + 1s;
        QVERIFY(alarmUrgency(newer) < alarmUrgency(alarms[0]));
    }
};

QTEST_GUILESS_MAIN(TestAlarmFilter)
#include "tst_alarm_filter.moc"
