#include "app/simulator/disturbance.h"
#include "app/simulator/model_feed.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;

namespace {

/// Tells the time it is asked for, in nanoseconds.
class TimeSignal final : public Signal
{
public:
    double at(Duration t) const override { return static_cast<double>(t.count()); }
};

ModelFeed feedAt(double rateHz, int everyNth = 1)
{
    DeviceModel model;
    model.rateHz = rateHz;
    model.metrics = {{{"time", "ns"}, std::make_shared<TimeSignal>(), 1},
                     {{"slow", ""}, std::make_shared<TimeSignal>(), everyNth}};
    return ModelFeed(model);
}

} // namespace

class TestModelFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void ticksAreAtStartPlusKOverRate_data()
    {
        QTest::addColumn<double>("rateHz");
        QTest::addColumn<qint64>("k");
        QTest::addColumn<qint64>("ns");
        QTest::newRow("first") << 360.0 << qint64(0) << qint64(0);
        QTest::newRow("a third of a digit is rounded") << 360.0 << qint64(1) << qint64(2'777'778);
        QTest::newRow("no error adds up in a week")
            << 360.0 << qint64(360) * 604'800 << qint64(604'800) * 1'000'000'000;
        QTest::newRow("a year at 1 MHz") << 1e6 << qint64(31'536'000) * 1'000'000 + 1
                                         << qint64(31'536'000) * 1'000'000'000 + 1'000;
        QTest::newRow("slower than a second") << 0.1 << qint64(7) << qint64(70) * 1'000'000'000;
        QTest::newRow("before the start") << 250.0 << qint64(-3) << qint64(-12'000'000);
    }
    void ticksAreAtStartPlusKOverRate()
    {
        QFETCH(double, rateHz);
        QFETCH(qint64, k);
        QFETCH(qint64, ns);
        const ModelFeed feed = feedAt(rateHz);
        QCOMPARE(feed.dueAt(k).count(), ns);
        QCOMPARE(feed.stamp(k, Timestamp::fromNs(5)).ns(), ns + 5);
    }

    void firstTickAtUndoesDueAt()
    {
        for (const double rateHz : {0.3, 1.0, 62.5, 250.0, 286.0, 360.0, 1000.0, 44'100.0, 1e6}) {
            const ModelFeed feed = feedAt(rateHz);
            for (std::int64_t k = -50; k < 5'000'000; k = k < 50 ? k + 1 : k * 3) {
                QCOMPARE(feed.firstTickAt(feed.dueAt(k)), k);
                QCOMPARE(feed.firstTickAt(feed.dueAt(k) + Duration(1)), k + 1);
                QCOMPARE(feed.endTick(feed.dueAt(k)), k + 1);
            }
        }
    }

    void slowMetricsHaveValuesAtTheirOwnTicksOnly()
    {
        const ModelFeed feed = feedAt(10.0, 4);
        for (std::int64_t k = -8; k < 9; ++k) {
            double values[2];
            feed.values(k, values);
            QCOMPARE(values[0], static_cast<double>(feed.dueAt(k).count()));
            QCOMPARE(std::isnan(values[1]), k % 4 != 0);
        }
    }

    void silentSpansRepeatWithTheCycle()
    {
        DeviceModel model;
        model.rateHz = 1.0;
        model.metrics = {{{"time", ""}, std::make_shared<TimeSignal>(), 1}};
        model.cycle = std::chrono::seconds(10);
        model.silent = {{std::chrono::seconds(3), std::chrono::seconds(5)}};
        const ModelFeed feed(model);
        for (std::int64_t k = -10; k < 30; ++k) {
            double value = 0.0;
            feed.values(k, {&value, 1});
            const std::int64_t inCycle = ((k % 10) + 10) % 10;
            QCOMPARE(std::isnan(value), inCycle == 3 || inCycle == 4);
        }
    }
};

QTEST_GUILESS_MAIN(TestModelFeed)
#include "tst_model_feed.moc"
