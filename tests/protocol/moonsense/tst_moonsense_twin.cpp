#include "app/simulator/services.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/moonsense/client.h"
#include "tests/protocol/twin_stores.h"
#include "tests/simulator/sim_client.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;
using watchglass::test::lackOf;

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
        for (const QString &text : sim::serviceAddresses(sim.server.url())) {
            auto address = protocol::parseSourceAddress(text);
            if (!address || address.value().service != protocol::Service::Moonsense)
                continue;
            address.value().url.setQuery(QStringLiteral("poll=1s&chunks=1s"));
            return address.value();
        }
        return {};
    }

    store::SeriesStore store;
    ingest::SourceIngest ingest{store, {.sourceId = QStringLiteral("cloud")}};
    protocol::moonsense::Client client;
};

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
    watchglass::test::Lack lack(TimeRange range, const QString &device = {}) const
    {
        return lackOf(mine.store, twin.store, range, [&device](const store::Series &series) {
            return device.isEmpty() || series.info().key.device == device;
        });
    }

    SimHarness sim;
    Side mine{sim};
    Side twin{sim};
};

} // namespace

/// What nobody looks at is not read from the simulator, and read whole once somebody does.
class TestMoonsenseTwin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void whatIsHeldBackIsMarkedAndComesWhole()
    {
        Twins twins;
        const Timestamp begin = twins.sim.clock.now();
        twins.mine.client.setDemand({AttentionLevel::None, {}});
        twins.mine.client.start();
        twins.twin.client.start();
        QVERIFY(twins.reaches([&] {
            return !twins.mine.store.all().empty() && twins.mine.store.all().size() == twins.twin.store.all().size();
        }));
        twins.pass(10s);
        const std::uint64_t mineBefore = twins.mine.ingest.counters().bytes;
        const std::uint64_t twinBefore = twins.twin.ingest.counters().bytes;
        twins.pass(20s);
        const std::uint64_t little = twins.mine.ingest.counters().bytes - mineBefore;
        const std::uint64_t whole = twins.twin.ingest.counters().bytes - twinBefore;
        QVERIFY2(little < whole / 4, qPrintable(QStringLiteral("%1 of %2").arg(little).arg(whole)));
        const Timestamp held = twins.sim.clock.now();
        QVERIFY(twins.lack({begin, held}).samples > 100);
        QCOMPARE(twins.lack({begin, held}).unmarked, std::uint64_t(0));

        // One session is looked at: all of it comes, nothing of the others.
        const QString device = twins.mine.store.all().front()->info().key.device;
        const auto isMarked = [&](const auto &series) {
            return watchglass::test::isMarkedAt(*series, twins.sim.clock.now());
        };
        twins.mine.client.setDemand(
            {AttentionLevel::None, {{twins.mine.store.all().front()->info().key, AttentionLevel::High}}});
        QVERIFY(twins.reaches([&] { return !isMarked(twins.mine.store.all().front()); }));
        QVERIFY(twins.reaches([&] { return twins.lack({begin, held}, device).samples == 0; }));
        QVERIFY(twins.lack({begin, held}).samples > 0);
        QCOMPARE(twins.lack({begin, held}).unmarked, std::uint64_t(0));

        twins.mine.client.setDemand({AttentionLevel::High, {}});
        const auto all = twins.mine.store.all();
        QVERIFY(twins.reaches([&] { return std::none_of(all.begin(), all.end(), isMarked); }));
        QVERIFY(twins.reaches([&] { return twins.lack({begin, twins.sim.clock.now() - 10s}).samples == 0; }));
        twins.mine.client.stop();
        twins.twin.client.stop();
    }
};

QTEST_GUILESS_MAIN(TestMoonsenseTwin)
#include "tst_moonsense_twin.moc"
