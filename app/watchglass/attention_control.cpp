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

void AttentionControl::forgetSource(const QString &source)
{
    m_liveSince.remove(source);
    m_planned.remove(source);
    m_planner.removeSource(source);
    const Duration now = m_clock.monotonic();
    m_limited.removeIf([&](const auto &entry) {
        if (entry.key().source != source)
            return false;
        m_limits.clear(entry.key());
        m_tracker.setOverride(entry.key(), attention::Override::NearLimit, false, now);
        return true;
    });
}

void AttentionControl::setDisplayRate(double rateHz)
{
    m_displayHz = rateHz;
    tellGovernor();
}

void AttentionControl::setSettings(const settings::Attention &wanted)
{
    m_settings = wanted;
    attention::AttentionTracker::Settings tracking = m_tracker.settings();
    tracking.idleAfter.reset();
    if (wanted.idleMinutes > 0)
        tracking.idleAfter = std::chrono::minutes(wanted.idleMinutes);
    tracking.fall = {std::chrono::round<Duration>(std::chrono::duration<double>(wanted.hoverFallS)),
                     std::chrono::round<Duration>(std::chrono::duration<double>(wanted.focusFallS))};
    m_tracker.setSettings(tracking, m_clock.monotonic());
    tellGovernor();
}

/// Always from what was wanted, as the governor keeps to the display's rate what it is told.
void AttentionControl::tellGovernor()
{
    attention::FrameGovernor::Settings painting;
    painting.displayRateHz = m_displayHz;
    if (m_settings.highHz > 0 && !m_isFullRate)
        painting.highRateHz = m_settings.highHz;
    painting.mediumRateHz = m_settings.mediumHz;
    painting.budget = m_isFullRate ? unlimited : m_settings.budgetPercent / 100.0;
    m_governor.setSettings(painting);
}

void AttentionControl::setFullRate(bool isFullRate)
{
    m_isFullRate = isFullRate;
    const Duration now = m_clock.monotonic();
    attention::AttentionTracker::Settings tracking = m_tracker.settings();
    tracking.isAlwaysFull = isFullRate;
    m_tracker.setSettings(tracking, now);
    tellGovernor();
    m_planner.setUnthrottled(m_isFullRate || m_isRecording, now);
}

void AttentionControl::setRecording(bool isRecording)
{
    m_isRecording = isRecording;
    const Duration now = m_clock.monotonic();
    for (const auto &series : m_store.all())
        m_tracker.setOverride(series->info().key, attention::Override::Recorder, isRecording, now);
    m_planner.setUnthrottled(m_isFullRate || m_isRecording, now); // also of series that come later
}

void AttentionControl::setWall(bool isWall)
{
    attention::AttentionTracker::Settings settings = m_tracker.settings();
    settings.isWall = isWall;
    m_tracker.setSettings(settings, m_clock.monotonic());
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
