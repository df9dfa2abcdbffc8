#include "app/simulator/site.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace watchglass::sim {

namespace {

/// A planned thing with the instant of its present repetition.
struct Due
{
    Duration at;
    bool isAlert;
    std::size_t index;
};

template <typename Planned>
void collect(std::vector<Due> &out, const std::vector<Planned> &plan, bool isAlert, Duration cycleStart, Duration after,
             Duration until)
{
    for (std::size_t i = 0; i < plan.size(); ++i) {
        const Duration at = cycleStart + plan[i].at;
        if (at > after && at <= until)
            out.push_back({at, isAlert, i});
    }
}

} // namespace

Site::Site(Fleet fleet, Clock &clock, std::uint64_t seed)
    : m_fleet(std::move(fleet))
    , m_clock(clock)
    , m_seed(seed)
    , m_states(m_fleet.devices().size())
{}

bool Site::start()
{
    if (m_started)
        return false;
    m_started = true;
    // On a whole millisecond, so that rates that divide 1000 have short times.
    m_start = Timestamp::fromMs(m_clock.now().ns() / 1'000'000);
    m_startMonotonic = m_clock.monotonic();
    return true;
}

Duration Site::elapsed() const
{
    return m_started ? m_clock.monotonic() - m_startMonotonic : Duration::zero();
}

Timestamp Site::lastSeen(int device) const
{
    const State &state = m_states[static_cast<std::size_t>(device)];
    return state.offlineSince ? startTime() + *state.offlineSince : serverNow();
}

std::vector<SiteEvent> Site::takeEvents()
{
    if (m_started)
        playScenario(elapsed());
    return std::exchange(m_events, {});
}

void Site::setStatus(int device, const QString &status, const QString &reason)
{
    setStatusAt(device, status, reason, elapsed());
}

void Site::setStatusSilently(int device, const QString &status)
{
    State &state = m_states[static_cast<std::size_t>(device)];
    state.status = status;
    if (status == QLatin1String("offline"))
        state.offlineSince = elapsed();
    else
        state.offlineSince.reset();
}

void Site::setStatusAt(int device, const QString &status, const QString &reason, Duration at)
{
    State &state = m_states[static_cast<std::size_t>(device)];
    StatusChange change{device, state.status, status, reason, startTime() + at, {}};
    const bool isOffline = status == QLatin1String("offline");
    if (isOffline && !state.offlineSince)
        state.offlineSince = at;
    else if (!isOffline)
        state.offlineSince.reset();
    state.status = status;
    change.lastSeen = state.offlineSince ? startTime() + *state.offlineSince : change.time;
    m_events.emplace_back(std::move(change));
}

void Site::raiseAlert(Alert alert)
{
    if (alert.created == Timestamp())
        alert.created = serverNow();
    m_events.emplace_back(m_alerts.add(std::move(alert)));
}

std::optional<double> Site::valueAt(int device, const QString &metric, Duration elapsed) const
{
    const Feed &feed = *m_fleet.devices()[static_cast<std::size_t>(device)].feed;
    const auto &metrics = feed.metrics();
    const auto found =
        std::find_if(metrics.begin(), metrics.end(), [&](const Metric &m) { return m.name == metric.toUtf8(); });
    if (found == metrics.end())
        return std::nullopt;
    std::vector<double> values(metrics.size());
    const std::int64_t end = feed.endTick(elapsed);
    for (std::int64_t k = end - 1; k >= end - 1000; --k) {
        feed.values(k, values);
        const double value = values[static_cast<std::size_t>(found - metrics.begin())];
        if (!std::isnan(value))
            return value;
    }
    return std::nullopt;
}

void Site::playScenario(Duration until)
{
    const Scenario &scenario = m_fleet.scenario();
    if (scenario.statuses.empty() && scenario.alerts.empty())
        return;
    std::vector<Due> due;
    for (auto cycle = std::max(Duration::zero(), m_played) / scenario.cycle; cycle <= until / scenario.cycle; ++cycle) {
        const Duration cycleStart = cycle * scenario.cycle;
        collect(due, scenario.statuses, false, cycleStart, m_played, until);
        collect(due, scenario.alerts, true, cycleStart, m_played, until);
    }
    std::stable_sort(due.begin(), due.end(), [](const Due &a, const Due &b) { return a.at < b.at; });
    m_played = until;
    for (const Due &one : due) {
        if (!one.isAlert) {
            const PlannedStatus &planned = scenario.statuses[one.index];
            setStatusAt(planned.device, planned.status, planned.reason, one.at);
            continue;
        }
        const PlannedAlert &planned = scenario.alerts[one.index];
        Alert alert;
        alert.deviceId = planned.device + 1;
        alert.title = planned.title;
        alert.description = planned.message;
        alert.severity = planned.severity;
        alert.type = planned.type;
        alert.metric = planned.metric;
        alert.threshold = planned.threshold;
        alert.actual = valueAt(planned.device, planned.metric, one.at);
        alert.created = startTime() + one.at;
        raiseAlert(std::move(alert));
    }
}

} // namespace watchglass::sim
