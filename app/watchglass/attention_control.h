#pragma once

#include "core/attention/attention_ledger.h"
#include "core/attention/attention_tracker.h"
#include "core/attention/demand_planner.h"
#include "core/attention/frame_governor.h"
#include "core/attention/limit_watch.h"
#include "core/base/clock.h"
#include "core/ingest/alarm_book.h"
#include "core/model/source_state.h"
#include "core/settings/settings.h"
#include "core/store/series_store.h"

#include <QHash>
#include <QSet>

#include <functional>

namespace watchglass::app {

/// From what the operator looks at to what the sources are asked for: takes what the tracker found, keeps the ledger,
/// promotes series near the limit of an alarm, and sends each source what is wanted of it.
///
/// A new source is listened to whole for `settling` after it came live: so its series are known, and how fast they
/// really are, before less is asked for.
/// Thread: GUI. Requires: what it is made with outlives it.
class AttentionControl
{
public:
    using Send = std::function<void(const QString &source, const DemandChange &change)>;

    static constexpr Duration settling = std::chrono::seconds(3);

    AttentionControl(const store::SeriesStore &store, const ingest::AlarmBook &alarms, const Clock &clock, Send send);

    attention::AttentionTracker &tracker() { return m_tracker; }
    const attention::AttentionTracker &tracker() const { return m_tracker; }
    attention::FrameGovernor &governor() { return m_governor; }
    const attention::FrameGovernor &governor() const { return m_governor; }
    const attention::DemandPlanner &planner() const { return m_planner; }
    const attention::AttentionLedger &ledger() const { return m_ledger; }

    /// How a source stands; to be called a few times a second.
    void setPhase(const QString &source, SourcePhase phase);
    /// The source is gone, or is made anew: what it was told is told again when it settled.
    void forgetSource(const QString &source);
    /// Whether the source is still listened to whole because it is new.
    bool isSettling(const QString &source) const { return !m_planned.contains(source); }
    void setDisplayRate(double rateHz);
    /// From the next tick on. The switch for full rate stands beside it, see setFullRate().
    void setSettings(const settings::Attention &wanted);
    /// Every visible panel at the display's rate whatever that costs, every sample of every series.
    void setFullRate(bool isFullRate);
    /// All sources are recorded, or no longer: whatever is looked at, all of it is asked for.
    void setRecording(bool isRecording);
    bool isFullRate() const { return m_isFullRate; }
    /// A wall is watched without being touched: nobody is taken to be away.
    void setWall(bool isWall);
    /// The operator moved the pointer or pressed a key.
    void operatorActed() { m_tracker.operatorActed(m_clock.monotonic()); }

    /// Once a tick, before panels are drawn.
    void beginTick();

private:
    void tellGovernor();
    void passOn(Duration now);
    void addSettled(Duration now);
    void takeLimits();
    void lookAtLimits(Duration now);

    const store::SeriesStore &m_store;
    const ingest::AlarmBook &m_alarms;
    const Clock &m_clock;
    const Send m_send;
    attention::AttentionTracker m_tracker;
    attention::FrameGovernor m_governor;
    attention::DemandPlanner m_planner;
    attention::LimitWatch m_limits;
    attention::AttentionLedger m_ledger;
    QHash<QString, Duration> m_liveSince; ///< Of sources that are still listened to whole.
    QSet<QString> m_planned;              ///< Sources that are told what is wanted.
    QHash<SeriesKey, std::shared_ptr<const store::Series>>
        m_limited; ///< With null for those that the store has not yet.
    std::uint64_t m_alarmRevision = 0;
    Duration m_limitsAt{};
    double m_displayHz = attention::FrameGovernor::Settings().displayRateHz;
    settings::Attention m_settings;
    bool m_isFullRate = false;
    bool m_isRecording = false;
};

} // namespace watchglass::app
