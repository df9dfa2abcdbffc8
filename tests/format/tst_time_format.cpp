#include "core/format/time_format.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

Timestamp at(const char *text)
{
    return *parseIsoTimestamp(text);
}

} // namespace

class TestTimeFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void ticksAreAsFineAsTheStep_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<QString>("tick");
        QTest::addColumn<QString>("context");
        const auto row = [](const char *name, const char *time, Duration step, const char *tick, const char *context) {
            QTest::newRow(name) << QByteArray(time) << qint64(step.count()) << QString::fromUtf8(tick)
                                << QString::fromUtf8(context);
        };
        row("years", "2026-06-01T00:00:00+02:00", 24h * 366, "2026", "UTC+2");
        row("months", "2026-11-01T00:00:00+01:00", 24h * 30, "Nov 2026", "UTC+1");
        row("days", "2026-11-22T00:00:00+01:00", 24h, "22 Nov", "2026 · UTC+1");
        row("hours", "2026-11-22T13:00:00Z", 1h, "14:00", "22 Nov 2026 · UTC+1");
        row("midnight", "2026-11-22T23:00:00Z", 6h, "23 Nov", "23 Nov 2026 · UTC+1");
        row("minutes", "2026-11-22T13:05:00Z", 5min, "14:05", "22 Nov 2026 · UTC+1");
        row("midnight among minutes", "2026-11-22T23:00:00Z", 5min, "00:00", "23 Nov 2026 · UTC+1");
        row("seconds", "2026-11-22T13:05:30Z", 10s, "14:05:30", "22 Nov 2026 · UTC+1");
        row("tenths", "2026-11-22T13:05:30.5Z", 500ms, "14:05:30.5", "22 Nov 2026 · UTC+1");
        row("milliseconds", "2026-11-22T13:05:30.25Z", 1ms, "14:05:30.250", "22 Nov 2026 · UTC+1");
        row("microseconds", "2026-11-22T13:05:30.250125Z", 5us, "30.250\u202F125", "22 Nov 2026 14:05 · UTC+1");
        row("nanoseconds", "2026-11-22T13:05:30.250125007Z", 1ns, "30.250\u202F125\u202F007",
            "22 Nov 2026 14:05 · UTC+1");
        row("before 1970", "1969-12-31T22:59:59.5Z", 500ms, "23:59:59.5", "31 Dec 1969 · UTC+1");
        row("summer", "2026-07-22T13:05:00Z", 5min, "15:05", "22 Jul 2026 · UTC+2");
    }

    void ticksAreAsFineAsTheStep()
    {
        QFETCH(QByteArray, time);
        QFETCH(qint64, step);
        const QTimeZone berlin("Europe/Berlin");
        const Timestamp t = at(time.constData());
        QTEST(format::timeTick(t, Duration(step), berlin), "tick");
        QTEST(format::timeContext(t, Duration(step), berlin), "context");
    }

    void zoneIsAlwaysNamed()
    {
        const Timestamp t = at("2026-11-22T13:05:30.25Z");
        QCOMPARE(format::zoneText(QTimeZone::utc(), t), QStringLiteral("UTC"));
        QCOMPARE(format::zoneText(QTimeZone("America/St_Johns"), t), QStringLiteral("UTC\u22123:30"));
        QCOMPARE(format::zoneText(QTimeZone("Asia/Kolkata"), t), QStringLiteral("UTC+5:30"));
        QCOMPARE(format::dateTime(t, QTimeZone::utc()), QStringLiteral("22 Nov 2026 13:05:30.250 UTC"));
    }

    void extremesHaveATime()
    {
        QCOMPARE(format::dateTime(Timestamp::min(), QTimeZone::utc()), QStringLiteral("21 Sep 1677 00:12:43.145 UTC"));
        QCOMPARE(format::dateTime(Timestamp::max(), QTimeZone::utc()), QStringLiteral("11 Apr 2262 23:47:16.854 UTC"));
    }
};

QTEST_GUILESS_MAIN(TestTimeFormat)
#include "tst_time_format.moc"
