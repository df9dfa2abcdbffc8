#include "app/simulator/server_thread.h"
#include "core/ingest/source_runner.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 60'000;
constexpr qint64 budget = 1 << 18; // the flood offers many times as much, and a thread sanitizer can keep up with it
constexpr int calmDevices = 3;
constexpr int calmChannels = 2;
constexpr double calmRateHz = 50.0;

sim::ServerOptions options()
{
    sim::ServerOptions options;
    options.startOnSubscribe = true;
    options.backpressure = true;
    return options;
}

protocol::SourceAddress valtronics(const QUrl &url)
{
    return {protocol::Service::Valtronics, url, {}};
}

} // namespace

/// Each source has a thread and a budget of its own.
class TestFloodingSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void slowsNoOther();
    void theBudgetMayBeTurnedWhileItFloods();
};

void TestFloodingSource::slowsNoOther()
{
    SystemClock clock;
    sim::ServerThread flood(sim::Fleet::generic(50, 200.0, 4, 1), options(), clock);
    sim::SimulatorServer calm(sim::Fleet::generic(calmDevices, calmRateHz, calmChannels, 7), options(), clock);
    const auto floodUrl = flood.listen();
    QVERIFY(floodUrl.ok() && calm.listen().ok());
    store::SeriesStore store;
    SourceRunner flooding(QStringLiteral("flood"), valtronics(floodUrl.value()), store, clock);
    SourceRunner watched(QStringLiteral("calm"), valtronics(calm.url()), store, clock);
    flooding.setReadBudget(budget);
    flooding.start();
    QTRY_VERIFY_WITH_TIMEOUT(flooding.state().isHeldBack, patience);
    watched.start();
    bool wasEverHeldBack = false;
    const auto ticks = [&] {
        wasEverHeldBack = wasEverHeldBack || watched.state().isHeldBack;
        return watched.counters().samples / (calmDevices * calmChannels);
    };
    QTRY_VERIFY_WITH_TIMEOUT(ticks() >= 200, patience);
    QVERIFY(flooding.state().isHeldBack);
    QCOMPARE(flooding.state().phase, SourcePhase::Live);
    QVERIFY(flooding.state().text.contains(QStringLiteral("slowed down")));
    QVERIFY(!wasEverHeldBack);

    // Nothing of the other is late or lost.
    const SourceCounters counters = watched.counters();
    QCOMPARE(counters.outOfOrder + counters.duplicates + counters.badFrames + counters.droppedEvents, 0U);
    const Timestamp now = clock.now();
    for (const sim::Device &device : calm.site().fleet().devices()) {
        for (const auto &metric : device.feed->metrics()) {
            const auto series =
                store.find({QStringLiteral("calm"), QString::number(device.id), QString::fromUtf8(metric.name), {}});
            QVERIFY(series);
            const std::vector<Sample> samples = series->samples({Timestamp::min(), Timestamp::max()});
            QVERIFY(!samples.empty());
            QVERIFY(now - samples.back().time < 5s);
            const double span = std::chrono::duration<double>(samples.back().time - samples.front().time).count();
            QCOMPARE(samples.size(), static_cast<std::size_t>(std::lround(span * calmRateHz)) + 1);
        }
    }
}

void TestFloodingSource::theBudgetMayBeTurnedWhileItFloods()
{
    SystemClock clock;
    sim::ServerThread flood(sim::Fleet::generic(50, 200.0, 4, 1), options(), clock); // some megabytes a second
    const auto url = flood.listen();
    QVERIFY(url.ok());
    store::SeriesStore store;
    SourceRunner runner(QStringLiteral("flood"), valtronics(url.value()), store, clock);
    runner.start();
    runner.setReadBudget(64 * 1024);
    QTRY_VERIFY_WITH_TIMEOUT(runner.state().isHeldBack, patience);
    runner.setReadBudget(0);
    QTRY_VERIFY_WITH_TIMEOUT(!runner.state().isHeldBack, patience);
    QCOMPARE(runner.state().phase, SourcePhase::Live);
    const SourceCounters counters = runner.counters();
    QCOMPARE(counters.outOfOrder + counters.duplicates + counters.badFrames, 0U);
}

QTEST_GUILESS_MAIN(TestFloodingSource)
#include "tst_flooding_source.moc"
