#include "app/simulator/model_feed.h"
#include "app/simulator/services.h"
#include "app/simulator/simulator_server.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_factory.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;

namespace {

const QString token = QStringLiteral("key:secret");
constexpr qint64 budget = 8 * 1024;

class Slope final : public sim::Signal
{
public:
    double at(Duration t) const override { return sim::inSeconds(t); }
};

sim::DeviceModel device(const char *name, const char *type, double rateHz, const char *metric, const char *unit)
{
    return {{QString::fromLatin1(name), QString::fromLatin1(type), QStringLiteral("Ward")},
            rateHz,
            {{{metric, unit}, std::make_shared<Slope>(), 1}},
            {}};
}

/// A device of each kind that some service has words for, all of them in a hurry.
sim::Fleet fastFleet()
{
    sim::Fleet fleet;
    fleet.add(device("Bed 1", "patient_monitor", 1000.0, "ecg_ii", "mV"));
    fleet.add(device("Bed 2", "patient_monitor", 500.0, "heart_rate", "bpm"));
    fleet.add(device("Blood bank", "cold_storage", 100.0, "temperature", "°C"));
    return fleet;
}

/// A service that sends far more than the budget of its client.
struct Bench
{
    explicit Bench(Service service)
        : server(fastFleet(), options(), clock)
        , ingest(store, {.sourceId = QStringLiteral("s")})
    {
        if (!server.listen())
            qFatal("cannot listen");
        for (const QString &text : sim::serviceAddresses(server.url())) {
            auto address = parseSourceAddress(text);
            if (!address || address.value().service != service)
                continue;
            address.value().token = token;
            if (service == Service::Sensocto)
                address.value().url.setQuery(QStringLiteral("viewer"));
            client = makeClient(address.value(), ingest, clock);
        }
        client->setReadBudget(budget);
    }
    ~Bench() { client->stop(); }

    static sim::ServerOptions options()
    {
        sim::ServerOptions options;
        options.token = token;
        options.limits.connectsPerMinute = 0;
        options.backpressure = true;
        return options;
    }
    void step()
    {
        clock.advance(20ms);
        QElapsedTimer timer;
        timer.start();
        do
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        while (timer.nsecsElapsed() < 300'000);
    }
    void pass(Duration length)
    {
        for (Duration passed{}; passed < length; passed += 20ms)
            step();
    }
    bool reaches(const std::function<bool(const SourceState &)> &condition)
    {
        for (int i = 0; i < 3000 && !condition(ingest.state()); ++i)
            step();
        return condition(ingest.state());
    }

    test::FakeClock clock;
    sim::SimulatorServer server;
    store::SeriesStore store;
    ingest::SourceIngest ingest;
    std::unique_ptr<SourceClient> client;
};

bool isHeldBack(const SourceState &state)
{
    return state.isHeldBack && state.phase == SourcePhase::Live;
}

} // namespace

/// Every client that is sent things keeps its budget, and says when that holds the source back.
class TestHeldBack : public QObject
{
    Q_OBJECT

    static void addServices()
    {
        QTest::addColumn<int>("service");
        for (const Service service : {Service::Valtronics, Service::Sensocto, Service::Disruptive, Service::Terra})
            QTest::newRow(qPrintable(serviceName(service))) << static_cast<int>(service);
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void theStateSaysSoUntilAllIsRead_data() { addServices(); }
    void theStateSaysSoUntilAllIsRead()
    {
        QFETCH(int, service);
        Bench bench(static_cast<Service>(service));
        bench.client->start();
        QVERIFY(bench.reaches(isHeldBack));
        QVERIFY2(bench.ingest.state().text.contains(QStringLiteral("; sends more than ")),
                 qPrintable(bench.ingest.state().text));
        QVERIFY(bench.ingest.state().text.endsWith(QStringLiteral("/s, reading is slowed down")));

        bench.client->setReadBudget(0);
        QVERIFY(bench.reaches([](const SourceState &state) { return !state.isHeldBack; }));
        QCOMPARE(bench.ingest.state().phase, SourcePhase::Live);
        QVERIFY(!bench.ingest.state().text.contains(QStringLiteral("slowed down")));
        QCOMPARE(bench.ingest.state().reconnects, 0);
        const SourceCounters counters = bench.ingest.counters();
        QCOMPARE(counters.badFrames + counters.badValues + counters.serverErrors, 0U);
    }

    void theSessionOutlivesALongBacklog_data() { addServices(); }
    void theSessionOutlivesALongBacklog()
    {
        QFETCH(int, service);
        Bench bench(static_cast<Service>(service));
        bench.client->start();
        QVERIFY(bench.reaches(isHeldBack));
        const auto before = bench.ingest.counters().bytes;
        bench.pass(100s); // answers to heartbeats wait behind what is slowed down
        const auto read = static_cast<double>(bench.ingest.counters().bytes - before);
        QVERIFY2(read < 1.1 * 100.0 * budget, qPrintable(QString::number(read)));
        QVERIFY2(read > 0.5 * 100.0 * budget, qPrintable(QString::number(read)));
        QVERIFY2(isHeldBack(bench.ingest.state()), qPrintable(bench.ingest.state().text));
        QCOMPARE(bench.ingest.state().reconnects, 0);
    }

    void stoppedItIsHeldBackNoMore_data() { addServices(); }
    void stoppedItIsHeldBackNoMore()
    {
        QFETCH(int, service);
        Bench bench(static_cast<Service>(service));
        bench.client->start();
        QVERIFY(bench.reaches(isHeldBack));
        bench.client->stop();
        QCOMPARE(bench.ingest.state().phase, SourcePhase::Idle);
        QVERIFY(!bench.ingest.state().isHeldBack);
        bench.client->start();
        QVERIFY(bench.reaches(isHeldBack));
        bench.server.closeAll(1001);
        QVERIFY(bench.reaches([](const SourceState &state) { return state.phase != SourcePhase::Live; }));
        QVERIFY(!bench.ingest.state().isHeldBack);
    }
};

QTEST_GUILESS_MAIN(TestHeldBack)
#include "tst_held_back.moc"
