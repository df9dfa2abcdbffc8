#include "app/simulator/simulator_server.h"
#include "core/ingest/source_runner.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ingest;
using namespace std::chrono_literals;

namespace {

constexpr int devices = 3;
constexpr int channels = 2;
constexpr double rateHz = 50.0;

/// A simulated service and the whole of Watchglass below its window.
struct Bench
{
    explicit Bench(sim::Dialect dialect, const QString &path = QStringLiteral("/ws"))
        : server(sim::Fleet::generic(devices, rateHz, channels, 7), options(dialect), clock)
    {
        if (!server.listen())
            return;
        QUrl url = server.url();
        url.setPath(path);
        runner.emplace(QStringLiteral("plant"),
                       protocol::SourceAddress{protocol::Service::Valtronics, url, QStringLiteral("t")}, store, clock);
    }

    static sim::ServerOptions options(sim::Dialect dialect)
    {
        sim::ServerOptions options;
        options.dialect = dialect;
        options.token = QStringLiteral("t");
        options.startOnSubscribe = true;
        options.backpressure = true;
        options.pushes = dialect == sim::Dialect::Server;
        return options;
    }

    /// What the feed of `device` holds for each series of it that is not in the store, or is there differently.
    QStringList differences(std::int64_t ticks)
    {
        QStringList found;
        for (const sim::Device &device : server.site().fleet().devices()) {
            for (std::size_t channel = 0; channel < device.feed->metrics().size(); ++channel)
                compare(device, channel, ticks, found);
        }
        return found;
    }

    void compare(const sim::Device &device, std::size_t channel, std::int64_t ticks, QStringList &found)
    {
        const QString metric = QString::fromUtf8(device.feed->metrics()[channel].name);
        const auto series = store.find({QStringLiteral("plant"), QString::number(device.id), metric, {}});
        if (!series) {
            found << QStringLiteral("no series %1/%2").arg(QString::number(device.id), metric);
            return;
        }
        const std::vector<Sample> stored = series->samples({Timestamp::min(), Timestamp::max()});
        std::vector<double> values(device.feed->metrics().size());
        std::size_t at = 0;
        for (std::int64_t k = 0; k < ticks; ++k) {
            device.feed->values(k, values);
            if (std::isnan(values[channel]))
                continue;
            const Timestamp time = device.feed->stamp(k, server.site().startTime());
            const bool isSame = at < stored.size() && stored[at].value == values[channel]
                                && std::chrono::abs(stored[at].time - time) < 1us;
            if (!isSame)
                found << QStringLiteral("%1/%2 differs at tick %3").arg(QString::number(device.id), metric).arg(k);
            ++at;
        }
    }

    std::uint64_t stored() const
    {
        std::uint64_t least = store.size() < devices * channels ? 0 : UINT64_MAX;
        for (const auto &series : store.all())
            least = std::min(least, series->count());
        return least;
    }

    SystemClock clock;
    sim::SimulatorServer server;
    store::SeriesStore store;
    std::optional<SourceRunner> runner;
};

} // namespace

Q_DECLARE_METATYPE(watchglass::sim::Dialect)

class TestEndToEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void storesEverySampleThatTheServerSends_data();
    void storesEverySampleThatTheServerSends();
    void goesOnByItselfAfterTheServerWasAway();
    void readsTheServerWhateverItsSocketIsCalledAndWaitsWhereThereIsNone_data();
    void readsTheServerWhateverItsSocketIsCalledAndWaitsWhereThereIsNone();
};

void TestEndToEnd::storesEverySampleThatTheServerSends_data()
{
    QTest::addColumn<sim::Dialect>("dialect");
    QTest::addColumn<QString>("name");
    QTest::newRow("documented") << sim::Dialect::Documented << QStringLiteral("documented");
    QTest::newRow("server") << sim::Dialect::Server << QStringLiteral("server");
}

void TestEndToEnd::storesEverySampleThatTheServerSends()
{
    QFETCH(sim::Dialect, dialect);
    QFETCH(QString, name);
    Bench bench(dialect);
    QVERIFY(bench.runner.has_value());
    bench.runner->start();
    constexpr int ticks = 120;
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored() >= ticks, 20'000);
    QCOMPARE(bench.differences(ticks), QStringList());
    QCOMPARE(bench.runner->state().phase, SourcePhase::Live);
    QCOMPARE(bench.runner->state().dialect, name);
    const SourceCounters counters = bench.runner->counters();
    QCOMPARE(counters.badFrames + counters.badValues + counters.serverErrors + counters.unknownFrames, 0U);
    bench.runner->stop();
    QTRY_COMPARE(bench.runner->state().phase, SourcePhase::Idle);
}

void TestEndToEnd::goesOnByItselfAfterTheServerWasAway()
{
    Bench bench(sim::Dialect::Server);
    QVERIFY(bench.runner.has_value());
    bench.runner->start();
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored() >= 20, 20'000);
    const quint16 port = static_cast<quint16>(bench.server.url().port());
    bench.server.stop();
    QTRY_COMPARE(bench.runner->state().phase, SourcePhase::Waiting);
    QVERIFY(bench.server.listen(port).ok());
    QTRY_COMPARE_WITH_TIMEOUT(bench.runner->state().phase, SourcePhase::Live, 20'000);
    const std::uint64_t before = bench.stored();
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored() > before + 50, 20'000);
    QCOMPARE(bench.runner->state().reconnects, 1);
    QCOMPARE(bench.differences(static_cast<std::int64_t>(before)), QStringList()); // refilled
}

void TestEndToEnd::readsTheServerWhateverItsSocketIsCalledAndWaitsWhereThereIsNone_data()
{
    QTest::addColumn<sim::Dialect>("dialect");
    QTest::addColumn<QString>("path");
    QTest::addColumn<SourcePhase>("phase");
    const auto row = [](sim::Dialect dialect, const char *path, SourcePhase phase) {
        QTest::addRow("%s%s", dialect == sim::Dialect::Server ? "server" : "documented", path)
            << dialect << QString::fromLatin1(path) << phase;
    };
    // What another document calls the place for alerts is to the server a device of that name, and to the guide none.
    row(sim::Dialect::Server, "/ws/notifications", SourcePhase::Live);
    row(sim::Dialect::Server, "/ws/telemetry", SourcePhase::Live);
    row(sim::Dialect::Server, "/ws/", SourcePhase::Waiting);
    row(sim::Dialect::Server, "/ws/notifications/1", SourcePhase::Waiting);
    row(sim::Dialect::Documented, "/ws/alerts", SourcePhase::Live);
    row(sim::Dialect::Documented, "/ws/notifications", SourcePhase::Waiting);
}

void TestEndToEnd::readsTheServerWhateverItsSocketIsCalledAndWaitsWhereThereIsNone()
{
    QFETCH(sim::Dialect, dialect);
    QFETCH(QString, path);
    QFETCH(SourcePhase, phase);
    Bench bench(dialect, path);
    QVERIFY(bench.runner.has_value());
    bench.runner->start();
    QTRY_COMPARE_WITH_TIMEOUT(bench.runner->state().phase, phase, 20'000);
    if (phase != SourcePhase::Live) {
        QVERIFY(!bench.runner->state().text.isEmpty());
        QCOMPARE(bench.runner->counters().samples, 0U);
        return;
    }
    // What was sent before the client came need not be there: on a slow machine a page does not reach back so far.
    QTRY_VERIFY_WITH_TIMEOUT(bench.stored() >= 20, 20'000);
}

QTEST_GUILESS_MAIN(TestEndToEnd)
#include "tst_end_to_end.moc"
