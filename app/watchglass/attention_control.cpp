#include "app/watchglass/attention_control.h"

namespace watchglass::app {

namespace {

constexpr double unlimited = 1000.0; ///< Cores for painting: more than there are.
constexpr auto limitInterval = std::chrono::milliseconds(200);

} // namespace

AttentionControl::AttentionControl(const store::SeriesStore &store, const ingest::AlarmBook &alarms, const Clock &clock,
                                   Send send)
    : m_store(store)
    , m_alarms(alarms)
    , m_clock(clock)
    , m_send(std::move(send))
    , m_tracker({}, clock.monotonic())
    , m_governor({})
    , m_planner({})
{}

void AttentionControl::setPhase(const QString &source, SourcePhase phase)
{
    if (phase == SourcePhase::Live && isSettling(source) && !m_liveSince.contains(source))
        m_liveSince.insert(source, m_clock.monotonic());
}

void AttentionControl::setDisplayRate(double rateHz)
{
    attention::FrameGovernor::Settings settings = m_governor.settings();
    settings.displayRateHz = rateHz;
    m_governor.setSettings(settings);
}

void AttentionControl::setFullRate(bool isFullRate)
{
    m_isFullRate = isFullRate;
    const Duration now = m_clock.monotonic();
    attention::AttentionTracker::Settings settings = m_tracker.settings();
    settings.isAlwaysFull = isFullRate;
    m_tracker.setSettings(settings, now);
    attention::FrameGovernor::Settings painting = m_governor.settings();
    painting.budget = isFullRate ? unlimited : attention::FrameGovernor::Settings().budget;
    m_governor.setSettings(painting);
    m_planner.setUnthrottled(isFullRate, now);
}

void AttentionControl::beginTick()
{
    const Duration now = m_clock.monotonic();
    m_governor.beginTick(now);
    m_tracker.setLoad(m_governor.load());
    m_tracker.update(now);
    if (now - m_limitsAt >= limitInterval) {
        m_limitsAt = now;
        takeLimits();
        lookAtLimits(now);
    }
    addSettled(now);
    passOn(now);
}

void AttentionControl::addSettled(Duration now)
{
    m_liveSince.removeIf([&](const auto &entry) {
        if (now - entry.value() < settling)
            return false;
        m_planned.insert(entry.key());
        m_planner.addSource(entry.key(), now);
        return true;
    });
}

void AttentionControl::passOn(Duration now)
{
    for (const attention::SeriesChange &change : m_tracker.takeChanges()) {
        m_ledger.add(m_clock.now(), change);
        m_planner.setLevel(change.key, change.to, now);
    }
    for (const attention::SourceDemand &demand : m_planner.due(now))
        m_send(demand.source, demand.change);
}

/// An alarm tells what its series' limit is; it stays known when the alarm is over.
void AttentionControl::takeLimits()
{
    if (m_alarms.revision() == m_alarmRevision)
        return;
    for (const ingest::AlarmRecord &record : m_alarms.alarms()) {
        const AlarmEvent &event = record.event;
        if (record.revision <= m_alarmRevision || !event.threshold || event.metric.isEmpty())
            continue;
        const SeriesKey key{record.source, event.device, event.metric, {}};
        const bool isLower = event.actual && *event.actual < *event.threshold;
        m_limits.setLimit(key, *event.threshold, isLower ? attention::LimitSide::Lower : attention::LimitSide::Upper);
        m_limited.insert(key, m_store.find(key));
    }
    m_alarmRevision = m_alarms.revision();
}

void AttentionControl::lookAtLimits(Duration now)
{
    for (auto limited = m_limited.begin(); limited != m_limited.end(); ++limited) {
        if (!limited.value())
            limited.value() = m_store.find(limited.key());
        const auto last = limited.value() ? limited.value()->last() : std::nullopt;
        if (!last)
            continue;
        const bool wasNear = m_limits.isNear(limited.key());
        if (const bool isNear = m_limits.look(limited.key(), last->value); isNear != wasNear)
            m_tracker.setOverride(limited.key(), attention::Override::NearLimit, isNear, now);
    }
}

} // namespace watchglass::app
