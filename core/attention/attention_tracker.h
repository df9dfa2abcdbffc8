#pragma once

#include "core/attention/panel_judgement.h"

#include <QList>

#include <map>
#include <optional>
#include <vector>

namespace watchglass::attention {

/// A series with what it comes to.
struct WatchedSeries
{
    SeriesKey key;
    SeriesAttention attention;
};

/// What the operator looks at: from the sight of panels to a level for each series. A level rises with the call that
/// gives the cause; it falls with decay (Settings::fall, sooner under load), which update() applies. Every call that is
/// given the time also applies what has decayed until then, so that changes come in the order of time.
///
/// A visible panel is Medium at least, in whichever window. An operator who has not touched anything for
/// Settings::idleAfter is taken to be away: what is High by focus or hover alone is Medium until operatorActed().
/// Thread: one (the GUI's). Times are monotonic and never run backwards.
/// Invariant: update() and setSight() of what is already known take no memory; update() costs nothing before something
/// can have decayed.
class AttentionTracker
{
public:
    struct Settings
    {
        std::optional<Duration> idleAfter = std::chrono::minutes(10); ///< Nothing: an operator is never idle.
        bool isWall = false;         ///< Watched without being touched: an operator is never idle.
        bool isAlwaysFull = false;   ///< Every exposed panel is High; hidden ones are Low still.
        Decay fall = decays.front(); ///< How long a panel stays High after it was left.

        friend bool operator==(const Settings &, const Settings &) = default;
    };

    /// The operator counts as having acted at `now`.
    AttentionTracker(const Settings &settings, Duration now);
    AttentionTracker(const AttentionTracker &) = delete;
    AttentionTracker &operator=(const AttentionTracker &) = delete;

    const Settings &settings() const { return m_settings; }
    void setSettings(const Settings &settings, Duration now);

    /// A name for a new panel, given once.
    PanelId makePanel() { return PanelId{m_nextPanel++}; }
    /// An unknown panel is a new one.
    void setSight(PanelId id, const PanelSight &sight, Duration now);
    /// All that the panel shows; named twice counts once. A new panel is covered until setSight().
    void setSeries(PanelId id, const QList<SeriesKey> &keys);
    void removePanel(PanelId id, Duration now);
    /// Any input of the operator, to whichever window.
    void operatorActed(Duration now);
    /// Counts from the next call that is given the time.
    void setLoad(Load load);
    void setOverride(const SeriesKey &key, Override cause, bool isOn, Duration now);

    /// Once a tick. Whether a level or a reason changed since the last update(), by time or by other calls.
    bool update(Duration now);

    /// Of an unknown panel: Low, covered.
    PanelAttention panel(PanelId id) const;
    /// Of a series that nothing shows: None.
    SeriesAttention level(const SeriesKey &key) const;
    /// All that are not None, ordered by key.
    std::vector<WatchedSeries> series() const;
    /// Changes of level since the last call, in order; changes of reason alone are left out. To be taken once a tick.
    std::vector<SeriesChange> takeChanges();
    /// Grows when a level or reason of any panel or series changed.
    std::uint64_t revision() const { return m_revision; }
    bool isOperatorIdle() const { return m_isOperatorIdle; }
    Load load() const { return m_load; }

private:
    struct Panel;
    struct Series
    {
        std::vector<const Panel *> panels; ///< Those that show it.
        unsigned overrides = 0;            ///< A bit for each Override.
        SeriesAttention attention;
    };
    using SeriesMap = std::map<SeriesKey, Series>;
    struct Panel
    {
        PanelSight sight;
        std::optional<Duration> focusLeft;
        std::optional<Duration> hoverLeft;
        PanelAttention attention;
        std::vector<SeriesMap::iterator> series;
    };

    Panel &panelOf(PanelId id);
    PanelCircumstances circumstances(const Panel &panel) const;
    void settle(Duration now);
    void judgeAll(Duration now);
    void judgePanel(Panel &panel, Duration now);
    void judgeSeries(SeriesMap::iterator series);
    void detach(const Panel &panel, SeriesMap::iterator series);

    Settings m_settings;
    std::uint64_t m_nextPanel = 0;
    std::map<PanelId, Panel> m_panels;
    SeriesMap m_series;
    std::vector<SeriesChange> m_changes;
    Load m_load = Load::Normal;
    Duration m_lastActed;
    bool m_isOperatorIdle = false;
    Duration m_nextChange = Duration::max(); ///< Nothing changes by time alone before this.
    std::uint64_t m_revision = 0;
    std::uint64_t m_revisionAtUpdate = 0;
};

} // namespace watchglass::attention
