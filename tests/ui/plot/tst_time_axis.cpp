#include "ui/plot/axis_tickers.h"
#include "ui/plot/time_ticks.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

Timestamp at(const char *text)
{
    return *parseIsoTimestamp(text);
}
const QTimeZone berlin("Europe/Berlin");

} // namespace

class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void ticksAreRound_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<qint64>("span");
        QTest::addColumn<qint64>("step");
        QTest::addColumn<QByteArray>("first");
        const auto row = [](const char *name, const char *from, Duration span, Duration step, const char *first) {
            QTest::newRow(name) << QByteArray(from) << qint64(span.count()) << qint64(step.count())
                                << QByteArray(first);
        };
        row("ns", "2026-11-22T12:00:00.000000003Z", 10ns, 1ns, "2026-11-22T12:00:00.000000003Z");
        row("us", "2026-11-22T12:00:00.0000013Z", 17us, 2us, "2026-11-22T12:00:00.000002Z");
        row("ms", "2026-11-22T12:00:00.123Z", 400ms, 50ms, "2026-11-22T12:00:00.15Z");
        row("s", "2026-11-22T12:00:00.123Z", 30s, 5s, "2026-11-22T12:00:05Z");
        row("quarter minutes", "2026-11-22T12:00:00.123Z", 120s, 15s, "2026-11-22T12:00:15Z");
        row("min", "2026-11-22T12:01:00Z", 15min, 2min, "2026-11-22T12:02:00Z");
        row("h", "2026-11-22T12:01:00Z", 11h, 2h, "2026-11-22T13:00:00Z");
        row("days", "2026-11-22T12:01:00Z", 24h * 8, 24h, "2026-11-22T23:00:00Z");
        row("weeks from Monday", "2026-11-18T12:00:00Z", 24h * 50, 24h * 7, "2026-11-22T23:00:00Z");
        row("months", "2026-11-18T12:00:00Z", 24h * 200, 24h * 28, "2026-11-30T23:00:00Z");
        row("quarters", "2026-11-18T12:00:00Z", 24h * 500, 24h * 84, "2026-12-31T23:00:00Z");
        row("years", "2026-11-18T12:00:00Z", 24h * 365 * 30, 24h * 365 * 5, "2029-12-31T23:00:00Z");
        row("before 1970", "1969-12-31T23:59:58.5Z", 8s, 1s, "1969-12-31T23:59:59Z");
    }

    void ticksAreRound()
    {
        QFETCH(QByteArray, from);
        QFETCH(qint64, span);
        QFETCH(qint64, step);
        QFETCH(QByteArray, first);
        const Timestamp left = at(from.constData());
        const TimeTicks ticks = timeTicks({left, left + Duration(span)}, 10, berlin);
        QCOMPARE(qint64(ticks.step.count()), step);
        QVERIFY(!ticks.at.empty());
        QCOMPARE(QByteArray::fromStdString(formatIsoTimestamp(ticks.at.front())),
                 QByteArray::fromStdString(formatIsoTimestamp(at(first.constData()))));
        QVERIFY(ticks.at.size() <= 11);
        for (std::size_t i = 1; i < ticks.at.size(); ++i)
            QVERIFY(ticks.at[i] - ticks.at[i - 1] >= ticks.step);
        QVERIFY(ticks.at.back() < left + Duration(span));
    }

    void hoursFollowTheZoneThroughItsChange()
    {
        const Timestamp left = at("2026-10-24T22:00:00Z");
        const TimeTicks ticks = timeTicks({left, left + 49h}, 8, berlin);
        QVERIFY(ticks.step == Duration(12h));
        const std::vector expected{left, left + 12h + 1h, left + 25h, left + 37h};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(ticks.at.at(i).ns(), expected[i].ns());
    }

    void extremesHaveTicks()
    {
        for (const TimeRange range :
             {TimeRange{Timestamp::min(), Timestamp::min() + 1h}, TimeRange{Timestamp::max() - 1h, Timestamp::max()},
              TimeRange{Timestamp::min(), Timestamp::max()}})
            QVERIFY(timeTicks(range, 10, berlin).at.size() < 20);
        QVERIFY(timeTicks({at("2026-01-01T00:00:00Z"), at("2026-01-01T00:00:00Z")}, 10, berlin).at.empty());
    }

    void nanosecondsOf2026AreExact()
    {
        // 10 µs in 1000 pixels: a double that counts from 1970 is 256 ns off, 25 pixels.
        const Timestamp right = at("2026-11-22T14:05:30.250125007Z");
        const TimeGrid grid = TimeGrid::over({right - 10us, right}, 1000);
        QCOMPARE(grid.nsPerPx, 10);
        TimeTicker ticker;
        ticker.setZone(QTimeZone::utc());
        ticker.setGrid(grid);
        ticker.setMost(10);
        QVector<double> keys;
        QVector<QString> labels;
        ticker.generate(QCPRange(0.0, 10'000.0), QLocale::c(), QLatin1Char('g'), 6, keys, nullptr, &labels);
        QVERIFY(keys.size() >= 9);
        for (const double key : keys) {
            const std::int64_t tick = grid.left.ns() + static_cast<std::int64_t>(key);
            QCOMPARE(tick % 1000, 0);
            QCOMPARE(grid.x(Timestamp::fromNs(tick)) * 10.0, key);
        }
        QCOMPARE(labels.first().left(6), QStringLiteral("30.250"));
        QCOMPARE(labels.first().right(3), QString::number((grid.left.ns() / 1000 + 1) % 1000));
        QCOMPARE(ticker.context(), QStringLiteral("22 Nov 2026 14:05 · UTC"));
        QVERIFY(grid.at(grid.x(right - 1ns)) == right - 1ns);
    }

    void labelsThatWouldBeCutAreLeftOut()
    {
        const Timestamp right = at("2026-11-22T14:05:30.5Z");
        TimeTicker ticker;
        ticker.setZone(QTimeZone::utc());
        ticker.setGrid(TimeGrid::over({right - 10s, right}, 1000));
        QVector<double> keys;
        QVector<QString> labels;
        ticker.setRightRoom(0.1);
        ticker.generate(QCPRange(0.0, 1e10), QLocale::c(), QLatin1Char('g'), 6, keys, nullptr, &labels);
        QCOMPARE(labels.size(), keys.size());
        QVERIFY(labels.last().isEmpty());
        QVERIFY(!labels.first().isEmpty());
    }

    void valueTicksAreWrittenByTheirStep()
    {
        ValueTicker ticker;
        ticker.setTickCount(5);
        QVector<double> ticks;
        QVector<QString> labels;
        ticker.generate(QCPRange(-0.2, 1.1), QLocale::c(), QLatin1Char('g'), 6, ticks, nullptr, &labels);
        QVERIFY(labels.contains(QStringLiteral("0")));
        QVERIFY(labels.contains(QStringLiteral("0.25")) || labels.contains(QStringLiteral("0.5")));
    }
};

QTEST_MAIN(TestTimeAxis)
#include "tst_time_axis.moc"
