#include "tests/ingest/fault_trial.h"

#include "app/simulator/model_feed.h"
#include "app/simulator/services.h"
#include "core/protocol/source_factory.h"

#include <QElapsedTimer>
#include <QTest>

#include <cstdio>

namespace watchglass::test {

namespace {

using namespace std::chrono_literals;

/// Opens every service of the simulator: to Terra it is developer and key, to Disruptive Technologies key and secret.
const QString token = QStringLiteral("key:secret");
constexpr Duration step = 50ms;
constexpr Duration startPatience = 300s;
constexpr Duration fillPatience = 300s;
/// No busy loop: polling four sessions takes five requests a second.
constexpr std::uint64_t mostRequestsPerSecond = 8;

/// Thousandths that grow with time and do not come again within a day.
class Count final : public sim::Signal
{
public:
    explicit Count(double base)
        : m_base(base)
    {}
    double at(Duration t) const override { return m_base + static_cast<double>(t / 100ms) * 0.001; }

private:
    double m_base;
};

sim::DeviceModel device(const char *name, const char *type, double rateHz,
                        const std::vector<std::pair<const char *, const char *>> &metrics)
{
    sim::DeviceModel model{
        {QString::fromLatin1(name), QString::fromLatin1(type), QStringLiteral("Ward")}, rateHz, {}, {}};
    for (const auto &[metric, unit] : metrics)
        model.metrics.push_back({{metric, unit}, std::make_shared<Count>(10.0 * double(model.metrics.size() + 1)), 1});
    return model;
}

/// A device of each kind that some service has words for, slow enough that whatever gives samples again gives all.
sim::Fleet smallFleet(double speed)
{
    sim::Fleet fleet;
    fleet.add(device("Bed 1", "patient_monitor", 4.0 * speed, {{"ecg_ii", "mV"}, {"heart_rate", "bpm"}}));
    fleet.add(device("Shank", "imu", 2.0 * speed,
                     {{"accelerometer.x", "g"}, {"accelerometer.y", "g"}, {"accelerometer.z", "g"}}));
    fleet.add(device("Blood bank", "cold_storage", 0.5 * speed, {{"temperature", "°C"}, {"humidity", "%"}}));
    fleet.add(device("Van", "vehicle", 1.0 * speed, {{"latitude", "°"}, {"longitude", "°"}}));
    fleet.setNamedIds(true);
    return fleet;
}

sim::ServerOptions serverOptions(const Trait &trait)
{
    sim::ServerOptions options;
    options.token = token;
    options.limits.connectsPerMinute = 0;
    options.dialect = trait.dialect;
    return options;
}

QString phaseName(SourcePhase phase)
{
    static constexpr const char *names[] = {"idle", "connecting", "probing", "live", "silent", "waiting", "failed"};
    return QLatin1String(names[static_cast<std::size_t>(phase)]);
}

QString seconds(Duration length)
{
    return QString::number(std::chrono::duration<double>(length).count(), 'f', 1) + QStringLiteral(" s");
}

/// Samples of one series against those of its twin, both in order of time.
FaultTrial::Difference compare(const std::vector<Sample> &found, const std::vector<Sample> &wanted)
{
    FaultTrial::Difference difference;
    std::size_t at = 0;
    for (const Sample &sample : wanted) {
        for (; at < found.size() && found[at].time < sample.time; ++at)
            ++difference.doubled;
        if (at < found.size() && found[at].time == sample.time && found[at].value == sample.value)
            ++at;
        else
            ++difference.lost;
    }
    difference.doubled += found.size() - at;
    return difference;
}

std::uint64_t equalTimes(const std::vector<Sample> &samples)
{
    std::uint64_t count = 0;
    for (std::size_t i = 1; i < samples.size(); ++i)
        count += samples[i].time == samples[i - 1].time ? 1 : 0;
    return count;
}

} // namespace

std::vector<Fault> commonFaults()
{
    const auto with = [](const char *name, const std::function<void(Fault &)> &change) {
        Fault fault;
        fault.name = name;
        change(fault);
        return fault;
    };
    return {
        with("drop", [](Fault &f) { f.faults.drop = 0.2, f.mayLose = true; }),
        with("delay", [](Fault &f) { f.faults.delay = 500ms; }),
        with("reorder", [](Fault &f) { f.faults.reorder = 0.2; }),
        with("duplicate", [](Fault &f) { f.faults.duplicate = 0.2; }),
        with("cut at each byte",
             [](Fault &f) {
                 f.faults.corrupt = 1.0, f.faults.damage = sim::Damage::Sweep, f.mayLose = true;
                 f.length = 60s, f.speed = 4.0; // frames enough for the longest of them
             }),
        with("garbage",
             [](Fault &f) {
                 f.faults.corrupt = 0.2, f.faults.damage = sim::Damage::Garbage, f.isGarbled = f.mayLose = true;
             }),
        with("torn", [](Fault &f) { f.faults.corrupt = 0.1, f.faults.damage = sim::Damage::Tear, f.mayLose = true; }),
        with("slow", [](Fault &f) { f.faults.bytesPerSecond = 2'000; }),
        with("never answering", [](Fault &f) { f.faults.halfOpen = true, f.length = 60s, f.isDown = true; }),
        with("killed", [](Fault &f) { f.length = 40s, f.isKilled = true, f.isDown = true; }),
    };
}

Fault httpFault(int status, bool isFinal)
{
    Fault fault;
    fault.name = std::to_string(status);
    fault.faults.refuse = sim::Refusal::Http;
    fault.faults.httpStatus = status;
    fault.closeCode = 1001;
    fault.isDown = true;
    fault.isFinal = isFinal;
    return fault;
}

Fault closeFault(int code, bool isFinal)
{
    Fault fault;
    fault.name = "close " + std::to_string(code);
    fault.closeCode = static_cast<std::uint16_t>(code);
    fault.isFinal = isFinal;
    fault.isDown = isFinal;
    return fault;
}

Fault expiredFault()
{
    Fault fault = closeFault(1001, true);
    fault.name = "expired credential";
    fault.faults.expiredToken = true;
    return fault;
}

QString Trait::name() const
{
    const QString name = protocol::serviceName(service);
    return service == protocol::Service::Valtronics && dialect == sim::Dialect::Server ? name + QStringLiteral(" rows")
                                                                                       : name;
}

FaultTrial::Side::Side(const Trait &trait, double speed, Clock &clock)
    : server(smallFleet(speed), serverOptions(trait), clock)
    , ingest(store, {.sourceId = QStringLiteral("trial")})
{
    if (!server.listen())
        qFatal("cannot listen");
    for (const QString &text : sim::serviceAddresses(server.url())) {
        auto address = protocol::parseSourceAddress(text);
        if (!address || address.value().service != trait.service)
            continue;
        address.value().token = token;
        if (trait.service == protocol::Service::Sensocto)
            address.value().url.setQuery(QStringLiteral("viewer"));
        client = protocol::makeClient(address.value(), ingest, clock);
    }
    client->start();
}

FaultTrial::FaultTrial(const Trait &trait, double speed)
    : m_failing(trait, speed, m_clock)
    , m_twin(trait, speed, m_clock)
    , m_isThinned(trait.isThinned)
{}

FaultTrial::~FaultTrial()
{
    m_failing.client->stop();
    m_twin.client->stop();
}

void FaultTrial::step()
{
    m_clock.advance(test::step);
    QElapsedTimer timer;
    timer.start();
    do
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    while (timer.nsecsElapsed() < 400'000);
}

void FaultTrial::pass(Duration length)
{
    const Duration end = m_clock.monotonic() + length;
    while (m_clock.monotonic() < end)
        step();
}

std::optional<Duration> FaultTrial::until(const std::function<bool()> &condition, Duration patience)
{
    const Duration start = m_clock.monotonic();
    while (!condition()) {
        if (m_clock.monotonic() - start > patience)
            return std::nullopt;
        step();
    }
    return m_clock.monotonic() - start;
}

bool FaultTrial::flows()
{
    const auto flow = [this](const Side &side) {
        const auto before = side.ingest.counters().samples;
        return until(
                   [&] {
                       return side.ingest.state().phase == SourcePhase::Live && side.ingest.counters().samples > before;
                   },
                   5s)
            .has_value();
    };
    return flow(m_failing) && flow(m_twin);
}

void FaultTrial::openAnew()
{
    m_failing.client->stop();
    m_failing.client->start();
}

std::uint64_t FaultTrial::asked() const
{
    const sim::Counters &counts = m_failing.server.counts();
    return counts.connectionsAccepted + counts.connectionsRefused + counts.requests;
}

FaultTrial::Difference FaultTrial::difference(TimeRange range) const
{
    Difference sum;
    for (const auto &wanted : m_twin.store.all()) {
        const auto found = m_failing.store.find(wanted->info().key);
        const std::vector<Sample> samples = found ? found->samples(range) : std::vector<Sample>();
        const Difference one = compare(samples, wanted->samples(range));
        sum.lost += one.lost;
        sum.doubled += m_isThinned ? equalTimes(samples) : std::max(one.doubled, equalTimes(samples));
    }
    return sum;
}

void addRows(std::span<const Trait> traits, std::vector<Fault> (*faultsOf)(const Trait &))
{
    QTest::addColumn<Trait>("trait");
    QTest::addColumn<Fault>("fault");
    for (const Trait &trait : traits) {
        for (const Fault &fault : faultsOf(trait))
            QTest::addRow("%s, %s", qPrintable(trait.name()), fault.name.c_str()) << trait << fault;
    }
}

namespace {

/// What is to be seen while a fault lasts.
struct Meanwhile
{
    SourceState state;
    std::uint64_t asked = 0;
};

Meanwhile inflict(FaultTrial &trial, const Fault &fault)
{
    const std::uint64_t askedBefore = trial.asked();
    trial.server().setFaults(fault.faults);
    trial.pass(100ms);
    if (fault.closeCode)
        trial.server().closeAll(*fault.closeCode);
    if (fault.isKilled)
        trial.server().stop();
    trial.pass(fault.length);
    // A slow machine may need more of our fast time.
    trial.until([&] { return trial.state().phase == SourcePhase::Failed || !fault.isFinal; }, fault.patience);
    trial.until([&] { return trial.state().phase != SourcePhase::Live || !fault.isDown; }, fault.patience);
    return {trial.state(), trial.asked() - askedBefore};
}

void check(const Fault &fault, const Meanwhile &meanwhile)
{
    const QString &text = meanwhile.state.text;
    QVERIFY2(!fault.isDown || meanwhile.state.phase != SourcePhase::Live, qPrintable(text));
    QVERIFY2((meanwhile.state.phase == SourcePhase::Failed) == fault.isFinal, qPrintable(text));
    QVERIFY(!text.isEmpty());
    QVERIFY2(!text.contains(token), qPrintable(text));
    const auto seconds = static_cast<std::uint64_t>(fault.length / 1s);
    QVERIFY2(meanwhile.asked <= mostRequestsPerSecond * seconds, qPrintable(QString::number(meanwhile.asked)));
}

/// Waits for what is still to come, where something must.
FaultTrial::Difference settle(FaultTrial &trial, TimeRange range, bool mustBeWhole)
{
    FaultTrial::Difference difference;
    // What the twin has not yet looks doubled: both need the time to come to rest.
    const auto isSettled = [&] {
        difference = trial.difference(range);
        return difference.doubled == 0 && (difference.lost == 0 || !mustBeWhole);
    };
    trial.pass(5s);
    if (!isSettled())
        trial.until(isSettled, fillPatience);
    return difference;
}

void printRow(const Trait &trait, const Fault &fault, const Meanwhile &meanwhile, Duration back,
              FaultTrial::Difference difference)
{
    const std::string lost = trait.isThinned ? "-" : std::to_string(difference.lost);
    std::printf("| %-18s | %-15s | %-10s | %-4s %7s | %3llu | lost %s / doubled %llu | %s\n", fault.name.c_str(),
                qPrintable(trait.name()), qPrintable(phaseName(meanwhile.state.phase)), fault.isFinal ? "help" : "",
                qPrintable(seconds(back)), static_cast<unsigned long long>(meanwhile.asked), lost.c_str(),
                static_cast<unsigned long long>(difference.doubled), qPrintable(meanwhile.state.text));
    std::fflush(stdout);
}

} // namespace

void undergo()
{
    QFETCH(Trait, trait);
    QFETCH(Fault, fault);
    FaultTrial trial(trait, trait.isPolled ? 1.0 : fault.speed);
    QVERIFY2(trial.until([&] { return trial.flows(); }, startPatience).has_value(), qPrintable(trial.state().text));
    trial.pass(2s);

    const Timestamp begin = trial.now();
    const Meanwhile meanwhile = inflict(trial, fault);
    check(fault, meanwhile);
    if (QTest::currentTestFailed())
        return;

    trial.server().setFaults({});
    if (fault.isKilled)
        QVERIFY(trial.server().listen(static_cast<quint16>(trial.server().url().port())).ok());
    if (fault.isFinal)
        trial.openAnew();
    const auto back = trial.until([&] { return trial.flows(); }, fault.patience);
    QVERIFY2(back.has_value(), qPrintable(trial.state().text));

    const bool isHopeless = fault.isGarbled && trait.givesUp;
    const bool isForgotten = fault.isFinal && !trait.keepsPlace;
    const bool isGivenAgain = trait.isPolled || !(fault.mayLose || isForgotten);
    const bool mustBeWhole = trait.givesAgain && isGivenAgain && !isHopeless;
    const auto difference = settle(trial, {begin, trial.now()}, mustBeWhole);
    printRow(trait, fault, meanwhile, *back, difference);
    QVERIFY2(!mustBeWhole || difference.lost == 0, qPrintable(QString::number(difference.lost)));
    QCOMPARE(difference.doubled, std::uint64_t(0));
}

} // namespace watchglass::test
