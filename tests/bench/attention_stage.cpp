#include "tests/bench/attention_stage.h"

#include "app/simulator/disturbance.h"
#include "app/simulator/fleet.h"

#include <algorithm>
#include <cmath>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto alertInterval = 3s;
constexpr int alertsInCycle = 200;

struct Kind
{
    int devices;
    double rateHz;
    std::vector<QByteArray> metrics;
};

const Kind valtronicsKind{AttentionStage::valtronicsDevices, 50.0, {"pressure", "flow", "vibration"}};
/// Attributes of which Sensocto's feed carries every sample; of others it keeps the newest of each flush, so that two
/// viewers see different ones.
const Kind sensoctoKind{AttentionStage::sensoctoDevices, 50.0, {"ecg", "respiration"}};
const Kind terraKind{AttentionStage::terraDevices, 1.0, {"heart_rate", "hrv", "speed"}};

sim::Fleet fleetOf(const Kind &kind, std::uint64_t seed)
{
    sim::Fleet fleet;
    for (int d = 0; d < kind.devices; ++d) {
        sim::DeviceModel model;
        model.identity = {QStringLiteral("Unit %1").arg(d + 1, 3, 10, QLatin1Char('0')), QStringLiteral("generic"),
                          QStringLiteral("Hall %1").arg(d / 20 + 1)};
        model.rateHz = kind.rateHz;
        for (std::size_t m = 0; m < kind.metrics.size(); ++m) {
            const std::uint64_t own = seed * 100'000 + static_cast<std::uint64_t>(d) * 10 + m;
            model.metrics.push_back(
                {{kind.metrics[m], ""}, std::make_shared<sim::TestSignal>(0.2 + 0.01 * d, double(m), own)});
        }
        fleet.add(std::move(model));
    }
    return fleet;
}

sim::Fleet withAlerts(sim::Fleet fleet)
{
    sim::Scenario scenario;
    scenario.cycle = alertInterval * alertsInCycle;
    for (int i = 0; i < alertsInCycle; ++i)
        scenario.alerts.push_back({alertInterval * i + 1s, (i * 7) % AttentionStage::valtronicsDevices,
                                   i % 2 == 0 ? QStringLiteral("warning") : QStringLiteral("critical"),
                                   QStringLiteral("limit"), QStringLiteral("Alert %1").arg(i), QString(),
                                   QStringLiteral("pressure"), std::nullopt});
    fleet.setScenario(std::move(scenario));
    return fleet;
}

bool isMarked(const std::vector<Gap> &gaps, Timestamp time)
{
    return std::any_of(gaps.begin(), gaps.end(), [&](const Gap &gap) {
        return gap.cause == GapCause::NotRequested && gap.range.from <= time && time < gap.range.to;
    });
}

/// How much of `gap` lies further than `reach` from every one of `times` (in order).
Duration needlessIn(TimeRange gap, const std::vector<Timestamp> &times, Duration reach)
{
    Duration sum{};
    Timestamp covered = gap.from;
    for (const Timestamp time : times) {
        if (time < gap.from || time >= gap.to)
            continue;
        if (const Timestamp begin = time - reach; begin > covered)
            sum += begin - covered;
        covered = std::max(covered, time + reach);
    }
    if (covered < gap.to)
        sum += gap.to - covered;
    return sum;
}

} // namespace

AttentionStage::AttentionStage(Clock &clock)
    : m_clock(clock)
    , m_twinStore(std::size_t(2) << 30)
{
    sim::ServerOptions options;
    m_servers.push_back(std::make_unique<test::FaultyService>(withAlerts(fleetOf(valtronicsKind, 1)), options, clock));
    m_servers.push_back(std::make_unique<test::FaultyService>(fleetOf(sensoctoKind, 2), options, clock));
    m_servers.push_back(std::make_unique<test::FaultyService>(fleetOf(terraKind, 3), options, clock));
}

bool AttentionStage::listen()
{
    return std::all_of(m_servers.begin(), m_servers.end(), [](const auto &server) { return server->listen(); });
}

int AttentionStage::seriesCount()
{
    int count = 0;
    for (const Kind *kind : {&valtronicsKind, &sensoctoKind, &terraKind})
        count += kind->devices * static_cast<int>(kind->metrics.size());
    return count;
}

std::map<QString, protocol::SourceAddress> AttentionStage::addresses() const
{
    const auto at = [this](std::size_t server, const QString &text) {
        const QUrl url = m_servers[server]->url();
        const QString host = QStringLiteral("%1:%2").arg(url.host()).arg(url.port());
        return protocol::parseSourceAddress(text.arg(host)).value();
    };
    return {{QStringLiteral("valtronics"), at(0, QStringLiteral("valtronics:ws://%1/ws"))},
            {QStringLiteral("sensocto"), at(1, QStringLiteral("sensocto:ws://%1?viewer=watchglass"))},
            {QStringLiteral("terra"), at(2, QStringLiteral("terra:ws://%1/connect"))}};
}

void AttentionStage::startTwins()
{
    for (const auto &[id, address] : addresses()) {
        auto runner =
            std::make_unique<ingest::SourceRunner>(QStringLiteral("twin ") + id, address, m_twinStore, m_clock);
        runner->start();
        m_twins.emplace(id, std::move(runner));
    }
}

void AttentionStage::stopTwins()
{
    alarms();
    m_twins.clear();
}

const std::map<QString, Timestamp> &AttentionStage::alarms()
{
    for (const auto &[id, twin] : m_twins) {
        for (const ingest::SourceEvent &event : twin->drainEvents()) {
            if (const auto *alarm = std::get_if<AlarmEvent>(&event))
                m_alarms.emplace(alarm->id, alarm->raisedAt);
        }
    }
    return m_alarms;
}

Missing AttentionStage::compare(const store::SeriesStore &store, const QString &source, TimeRange range) const
{
    Missing result;
    for (const auto &twin : m_twinStore.all()) {
        SeriesKey key = twin->info().key;
        if (key.source != QStringLiteral("twin ") + source)
            continue;
        key.source = source;
        const auto series = store.find(key);
        const std::vector<Sample> sent = twin->samples(range);
        result.sent += sent.size();
        if (!series) {
            result.lacking += sent.size();
            result.unmarked += sent.size();
            continue;
        }
        const std::vector<Sample> kept = series->samples(range);
        const std::vector<Gap> gaps = series->view(range, 1).gaps;
        std::vector<Timestamp> lacking;
        auto next = kept.begin();
        for (const Sample &sample : sent) {
            while (next != kept.end() && next->time < sample.time)
                ++next;
            if (next != kept.end() && next->time == sample.time) {
                result.different += next->value == sample.value ? 0 : 1;
                continue;
            }
            lacking.push_back(sample.time);
            result.unmarked += isMarked(gaps, sample.time) ? 0 : 1;
        }
        result.lacking += lacking.size();
        const Duration reach = 2 * twin->rhythm().value_or(Duration::zero());
        for (const Gap &gap : gaps) {
            if (gap.cause != GapCause::NotRequested)
                continue;
            const TimeRange inside{std::max(gap.range.from, range.from), std::min(gap.range.to, range.to)};
            if (inside.isEmpty())
                continue;
            result.marked += inside.to - inside.from;
            result.needless += needlessIn(inside, lacking, reach);
        }
    }
    return result;
}

} // namespace watchglass::bench
