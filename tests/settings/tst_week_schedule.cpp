#include "core/settings/week_schedule.h"

#include <QTest>

using namespace watchglass::settings;

class TestWeekSchedule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhenItIsTime_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("at"); ///< 2026-11-23 is a Monday.
        QTest::addColumn<bool>("isTime");
        const auto row = [](const char *text, const char *at, bool isTime) {
            QTest::addRow("%s at %s", text, at) << QString::fromUtf8(text) << QString::fromLatin1(at) << isTime;
        };
        row("Mon-Fri 06:00-14:00", "2026-11-23T06:00", true);
        row("Mon-Fri 06:00-14:00", "2026-11-23T05:59", false);
        row("Mon-Fri 06:00-14:00", "2026-11-27T13:59", true);
        row("Mon-Fri 06:00-14:00", "2026-11-27T14:00", false);
        row("Mon-Fri 06:00-14:00", "2026-11-28T07:00", false);
        row("Mon-Fri 06:00-14:00, Sat 8:00 – 10:00", "2026-11-28T08:00", true);
        row("Mo.-Fr. 06:00-14:00", "2026-11-25T07:00", true);
        row("Dienstag 06:00-14:00", "2026-11-24T07:00", true);
        row("22:00-02:00", "2026-11-23T23:59", true);
        row("22:00-02:00", "2026-11-24T01:59", true);
        row("22:00-02:00", "2026-11-24T02:00", false);
        row("Sun 22:00-02:00", "2026-11-23T01:00", true); // a week ends where the next begins
        row("Sun 22:00-02:00", "2026-11-22T01:00", false);
        row("Sat-Mon 10:00-11:00", "2026-11-22T10:30", true);
        row("Sat-Mon 10:00-11:00", "2026-11-24T10:30", false);
        row("Tue 00:00-24:00", "2026-11-24T23:59", true);
        row("Tue 00:00-24:00", "2026-11-25T00:00", false);
        row("Tue 09:00-09:00", "2026-11-25T08:59", true); // a whole day
        row("Tue 09:00-09:00", "2026-11-25T09:00", false);
        row("", "2026-11-25T09:00", false);
    }
    void saysWhenItIsTime()
    {
        QFETCH(QString, text);
        QFETCH(QString, at);
        const auto schedule = WeekSchedule::parse(text);
        QVERIFY(schedule);
        QTEST(schedule->contains(QDateTime::fromString(at, Qt::ISODate)), "isTime");
    }

    void refusesWhatIsNone_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"always", "6-14", "25:00-26:00", "06:60-07:00", "24:00-06:00", "Xyz 06:00-07:00",
                                 "Mon-Xyz 06:00-07:00", "06:00-07:00,", "Mon 06:00", "06:00-24:01"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }
    void refusesWhatIsNone()
    {
        QFETCH(QString, text);
        QVERIFY(!WeekSchedule::parse(text));
    }
};

QTEST_GUILESS_MAIN(TestWeekSchedule)
#include "tst_week_schedule.moc"
