#include "app/simulator/services.h"
#include "app/simulator/simulator_server.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_factory.h"
#include "tests/support/fake_clock.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTest>

#include <cstdio>

using namespace watchglass;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(watchglass::sim::Faults)

namespace {

/// Opens every service of the simulator: to Terra it is developer and key, to Disruptive Technologies key and secret.
const QString token = QStringLiteral("key:secret");

QString phaseName(SourcePhase phase)
{
    static constexpr const char *names[] = {"idle", "connecting", "probing", "live", "silent", "waiting", "failed"};
    return QLatin1String(names[static_cast<std::size_t>(phase)]);
}

/// A device of each kind that some service has words for.
sim::Fleet smallFleet()
{
    static const QStringList names{QStringLiteral("ICU bed 1 monitor"), QStringLiteral("Gait lab left shank"),
                                   QStringLiteral("Delivery van 1"), QStringLiteral("Blood bank")};
    const sim::Fleet demo = sim::Fleet::demo(1);
    sim::Fleet fleet;
    for (const sim::Device &device : demo.devices()) {
        if (names.contains(device.identity.name))
            fleet.add(device.identity, device.feed);
    }
    fleet.setNamedIds(true);
    return fleet;
}

sim::ServerOptions serverOptions()
{
    sim::ServerOptions options;
    options.token = token;
    options.limits.connectsPerMinute = 0;
    return options;
}

/// One service of the simulator and its client, on one thread and one hand-turned clock.
class Trial
{
public:
    explicit Trial(protocol::Service service)
        : m_server(smallFleet(), serverOptions(), m_clock)
        , m_ingest(m_store, {.sourceId = protocol::serviceName(service)})
    {
        const auto port = m_server.listen();
        if (!port)
            qFatal("cannot listen");
        for (const QString &text : sim::serviceAddresses(m_server.url())) {
            auto address = protocol::parseSourceAddress(text);
            if (!address || address.value().service != service)
                continue;
            address.value().token = token;
            if (service == protocol::Service::Sensocto)
                address.value().url.setQuery(QStringLiteral("viewer"));
            m_client = protocol::makeClient(address.value(), m_ingest, m_clock);
        }
        m_client->start();
    }
    ~Trial() { m_client->stop(); }

    /// Turns the clock, and lets bytes move in between; a fake second takes some ten milliseconds.
    void pass(Duration length)
    {
        const Duration end = m_clock.monotonic() + length;
        while (m_clock.monotonic() < end)
            step();
    }

    /// How long it took until `condition` held; nothing when it did not within `patience`.
    template <typename Condition>
    std::optional<Duration> until(Condition condition, Duration patience)
    {
        const Duration start = m_clock.monotonic();
        while (!condition()) {
            if (m_clock.monotonic() - start > patience)
                return std::nullopt;
            step();
        }
        return m_clock.monotonic() - start;
    }

    bool flows()
    {
        const auto before = m_ingest.counters().samples;
        return until([&] { return state().phase == SourcePhase::Live && m_ingest.counters().samples > before; }, 3s)
            .has_value();
    }

    sim::SimulatorServer &server() { return m_server; }
    SourceState state() const { return m_ingest.state(); }
    SourceCounters counters() const { return m_ingest.counters(); }
    /// What reached the server: connections and requests.
    std::uint64_t asked() const
    {
        const sim::Counters &counts = m_server.counts();
        return counts.connectionsAccepted + counts.connectionsRefused + counts.requests;
    }

private:
    void step()
    {
        m_clock.advance(50ms);
        QElapsedTimer timer;
        timer.start();
        do
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
        while (timer.nsecsElapsed() < 500'000);
    }

    test::FakeClock m_clock;
    sim::SimulatorServer m_server;
    store::SeriesStore m_store;
    ingest::SourceIngest m_ingest;
    std::unique_ptr<protocol::SourceClient> m_client;
};

struct Fault
{
    const char *name;
    sim::Faults faults;
    bool isClosed = false;  ///< The server ends every session when it begins.
    bool isKilled = false;  ///< The server is gone for as long.
    bool isDown = false;    ///< Nothing can come through: the state must say so.
    bool needsHelp = false; ///< Only the operator can mend it.
};

std::vector<Fault> faultList()
{
    const auto with = [](auto change) {
        sim::Faults faults;
        change(faults);
        return faults;
    };
    using F = sim::Faults;
    return {
        {"drop", with([](F &f) { f.drop = 0.2; })},
        {"delay", with([](F &f) { f.delay = 500ms; })},
        {"reorder", with([](F &f) { f.reorder = 0.2; })},
        {"duplicate", with([](F &f) { f.duplicate = 0.2; })},
        {"cut", with([](F &f) { f.corrupt = 0.2, f.damage = sim::Damage::Cut; })},
        {"garbage", with([](F &f) { f.corrupt = 0.2, f.damage = sim::Damage::Garbage; })},
        {"torn", with([](F &f) { f.corrupt = 0.05, f.damage = sim::Damage::Tear; })},
        {"slow", with([](F &f) { f.bytesPerSecond = 20'000; })},
        {"never answering", with([](F &f) { f.halfOpen = true; }), false, false, true},
        {"killed", {}, false, true, true},
        {"503", with([](F &f) { f.refuse = sim::Refusal::Http503; }), true, false, true},
        {"expired credential", with([](F &f) { f.expiredToken = true; }), true, false, true, true},
    };
}

} // namespace

/// Every fault of the simulator against every client: what the client says meanwhile, and what remains. Prints a table.
class TestFaultsByService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void survives_data()
    {
        QTest::addColumn<int>("service");
        QTest::addColumn<int>("fault");
        const auto faults = faultList();
        for (std::size_t i = 0; i < faults.size(); ++i) {
            for (const protocol::Service service : protocol::allServices()) {
                QTest::addRow("%s, %s", qPrintable(protocol::serviceName(service)), faults[i].name)
                    << static_cast<int>(service) << static_cast<int>(i);
            }
        }
    }

    void survives()
    {
        QFETCH(int, service);
        QFETCH(int, fault);
        const Fault what = faultList()[static_cast<std::size_t>(fault)];
        Trial trial(static_cast<protocol::Service>(service));
        QVERIFY2(trial.until([&] { return trial.flows(); }, 30s).has_value(), qPrintable(trial.state().text));

        const std::uint64_t askedBefore = trial.asked();
        const SourceCounters before = trial.counters();
        trial.server().setFaults(what.faults);
        trial.pass(100ms);
        if (what.isClosed)
            trial.server().closeAll(1001);
        if (what.isKilled)
            trial.server().stop();
        trial.pass(what.isDown ? 60s : 20s);
        const SourceState during = trial.state();
        const std::uint64_t asked = trial.asked() - askedBefore;
        if (what.isDown)
            QVERIFY2(during.phase != SourcePhase::Live, qPrintable(during.text));
        QVERIFY(!during.text.isEmpty());
        QVERIFY(!during.text.contains(token));
        // No busy loop: polling four sessions takes five requests a second.
        QVERIFY2(asked < 400, qPrintable(QString::number(asked)));

        trial.server().setFaults({});
        if (what.isKilled)
            QVERIFY(trial.server().listen(static_cast<quint16>(trial.server().url().port())).ok());
        std::optional<Duration> back;
        if (!what.needsHelp) {
            back = trial.until([&] { return trial.flows(); }, 90s);
            QVERIFY2(back.has_value(), qPrintable(trial.state().text));
        }
        const SourceCounters after = trial.counters();
        std::printf("| %-18s | %-10s | %-9s | %8s | %5llu | %6llu | %6llu | %s\n", what.name,
                    qPrintable(protocol::serviceName(static_cast<protocol::Service>(service))),
                    qPrintable(phaseName(during.phase)),
                    back ? qPrintable(QString::number(std::chrono::duration<double>(*back).count(), 'f', 1)
                                      + QStringLiteral(" s"))
                         : "-",
                    static_cast<unsigned long long>(asked),
                    static_cast<unsigned long long>(after.badFrames - before.badFrames),
                    static_cast<unsigned long long>(after.duplicates - before.duplicates), qPrintable(during.text));
    }
};

QTEST_GUILESS_MAIN(TestFaultsByService)
#include "tst_faults_by_service.moc"
