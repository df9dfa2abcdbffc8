#include "core/ingest/source_ingest.h"
#include "core/protocol/sensocto/client.h"
#include "tests/protocol/twin_stores.h"
#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sim_client.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;
using watchglass::test::Lack;

namespace {

constexpr int patienceMs = 60'000;

/// A client with a store.
struct Side
{
    explicit Side(SimHarness &sim)
        : client(address(sim), ingest, sim.clock)
    {}
    static protocol::SourceAddress address(const SimHarness &sim)
    {
        QUrl url = sim.server.url();
        url.setPath({});
        url.setQuery(QStringLiteral("viewer"));
        return {protocol::Service::Sensocto, url, QStringLiteral("word")};
    }

    store::SeriesStore store;
    ingest::SourceIngest ingest{store, {.sourceId = QStringLiteral("feed")}};
    protocol::sensocto::Client client;
};

ServerOptions withToken()
{
    ServerOptions options;
    options.token = QStringLiteral("word");
    return options;
}

/// Two clients of one simulator, of which one asks for less.
struct Twins
{
    void pass(Duration length)
    {
        for (Duration passed{}; passed < length; passed += 50ms) {
            sim.clock.advance(50ms);
            QElapsedTimer timer;
            timer.start();
            do
                QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
            while (timer.nsecsElapsed() < 400'000);
        }
    }
    bool reaches(const std::function<bool()> &condition)
    {
        return QTest::qWaitFor([&] { return condition() || (pass(50ms), condition()); }, patienceMs);
    }
    /// What a side gets in so much time, as it counts itself.
    std::uint64_t bytesIn(const Side &side, Duration length)
    {
        const std::uint64_t before = side.ingest.counters().bytes;
        pass(length);
        return side.ingest.counters().bytes - before;
    }
    Lack lack(TimeRange range) const
    {
        return watchglass::test::lackOf(mine.store, twin.store, range, [](const store::Series &) { return true; });
    }

    SimHarness sim{withToken(), sim::sensocto::test::smallFleet()};
    Side mine{sim};
    Side twin{sim};
};

} // namespace

/// What a viewer asks for changes what the simulator sends, and what is missing then is marked.
class TestSensoctoTwin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void whatIsMissingIsMarkedAndNothingElseIsMissing()
    {
        Twins twins;
        twins.mine.client.start();
        twins.twin.client.start();
        QVERIFY(twins.reaches(
            [&] { return twins.mine.ingest.counters().samples > 500 && twins.twin.ingest.counters().samples > 500; }));
        twins.pass(4s); // the first look is over
        const Timestamp begin = twins.sim.clock.now();
        const auto all = twins.mine.store.all();
        const auto ecg = std::find_if(all.begin(), all.end(), [](const auto &series) {
            return series->info().key.attribute.startsWith(QLatin1String("ecg"));
        });
        QVERIFY(ecg != all.end());
        const std::uint64_t whole = twins.bytesIn(twins.mine, 5s);

        twins.mine.client.setDemand({AttentionLevel::None, {}});
        QVERIFY(twins.reaches([&] { return watchglass::test::isMarkedAt(**ecg, twins.sim.clock.now()); }));
        twins.pass(1s);
        const std::uint64_t little = twins.bytesIn(twins.mine, 5s);
        QVERIFY2(little < whole / 4, qPrintable(QStringLiteral("%1 of %2").arg(little).arg(whole)));
        const std::uint64_t known = (*ecg)->count();
        twins.pass(35s); // with a glance
        QVERIFY((*ecg)->count() > known);

        twins.mine.client.setDemand({AttentionLevel::None, {{(*ecg)->info().key, AttentionLevel::Medium}}});
        QVERIFY(twins.reaches([&] { return !watchglass::test::isMarkedAt(**ecg, twins.sim.clock.now()); }));
        const Timestamp wholeAgain = twins.sim.clock.now();
        twins.pass(5s);
        const Timestamp end = twins.sim.clock.now();
        twins.pass(3s);

        QVERIFY(twins.reaches([&] { return twins.lack({begin, end}).unmarked == 0; }));
        QVERIFY(twins.lack({begin, end}).samples > 1000);
        const auto isEcg = [&ecg](const store::Series &series) { return series.info().key == (*ecg)->info().key; };
        QVERIFY(twins.reaches([&] {
            return watchglass::test::lackOf(twins.mine.store, twins.twin.store, {wholeAgain, end}, isEcg).samples == 0;
        }));
        QVERIFY(twins.bytesIn(twins.mine, 5s) > whole / 4);
        twins.mine.client.stop();
        twins.twin.client.stop();
    }
};

QTEST_GUILESS_MAIN(TestSensoctoTwin)
#include "tst_sensocto_twin.moc"
