#include "core/attention/attention_tracker.h"

#include <algorithm>
#include <array>
#include <utility>

namespace watchglass::attention {

namespace {

constexpr std::array overrideReasons{
    std::pair(Override::Pin, Reason::Pinned),
    std::pair(Override::Recorder, Reason::Recorder),
    std::pair(Override::AlarmRule, Reason::AlarmRule),
    std::pair(Override::NearLimit, Reason::NearLimit),
};

constexpr unsigned bitOf(Override cause)
{
    return 1U << static_cast<unsigned>(cause);
}

SeriesAttention higher(SeriesAttention a, SeriesAttention b)
{
    return std::pair(a.level, a.reason) < std::pair(b.level, b.reason) ? b : a;
}

/// When something was left that is `is` now and was `was` before; `last` when that did not change.
std::optional<Duration> leftAt(bool was, bool is, std::optional<Duration> last, Duration now)
{
    if (is)
        return {};
    return was ? now : last;
}

} // namespace

AttentionTracker::AttentionTracker(const Settings &settings, Duration now)
    : m_settings(settings)
    , m_lastActed(now)
{
    judgeAll(now);
}

void AttentionTracker::setSettings(const Settings &settings, Duration now)
{
    settle(now);
    if (settings == m_settings)
        return;
    m_settings = settings;
    judgeAll(now);
}

void AttentionTracker::setSight(PanelId id, const PanelSight &sight, Duration now)
{
    settle(now);
    Panel &panel = panelOf(id);
    if (panel.sight == sight)
        return;
    const bool wasExposed = effectiveExposure(panel.sight) == Exposure::Exposed;
    if (wasExposed && effectiveExposure(sight) == Exposure::Exposed) {
        panel.focusLeft = leftAt(panel.sight.isFocused, sight.isFocused, panel.focusLeft, now);
        panel.hoverLeft = leftAt(panel.sight.isHovered, sight.isHovered, panel.hoverLeft, now);
    } else {
        panel.focusLeft.reset();
        panel.hoverLeft.reset();
    }
    panel.sight = sight;
    judgePanel(panel, now);
}

void AttentionTracker::setSeries(PanelId id, const QList<SeriesKey> &keys)
{
    Panel &panel = panelOf(id);
    std::vector<SeriesKey> sorted(keys.begin(), keys.end());
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

    // First what comes, then what goes: a series that stays is not touched.
    const std::vector<SeriesMap::iterator> before = std::exchange(panel.series, {});
    panel.series.reserve(sorted.size());
    for (const SeriesKey &key : sorted) {
        const auto series = m_series.try_emplace(key).first;
        panel.series.push_back(series);
        auto &panels = series->second.panels;
        if (std::find(panels.begin(), panels.end(), &panel) == panels.end()) {
            panels.push_back(&panel);
            judgeSeries(series);
        }
    }
    for (const auto &series : before) {
        if (!std::binary_search(sorted.begin(), sorted.end(), series->first))
            detach(panel, series);
    }
}

void AttentionTracker::removePanel(PanelId id, Duration now)
{
    settle(now);
    const auto found = m_panels.find(id);
    if (found == m_panels.end())
        return;
    for (const auto &series : found->second.series)
        detach(found->second, series);
    m_panels.erase(found);
    ++m_revision;
}

void AttentionTracker::operatorActed(Duration now)
{
    m_lastActed = now;
    if (m_isOperatorIdle)
        judgeAll(now);
    else
        settle(now);
}

void AttentionTracker::setLoad(Load load)
{
    if (load == m_load)
        return;
    m_load = load;
    m_nextChange = Duration::min();
}

void AttentionTracker::setOverride(const SeriesKey &key, Override cause, bool isOn, Duration now)
{
    settle(now);
    const auto series = isOn ? m_series.try_emplace(key).first : m_series.find(key);
    if (series == m_series.end())
        return;
    if (isOn)
        series->second.overrides |= bitOf(cause);
    else
        series->second.overrides &= ~bitOf(cause);
    judgeSeries(series);
}

bool AttentionTracker::update(Duration now)
{
    settle(now);
    return std::exchange(m_revisionAtUpdate, m_revision) != m_revision;
}

PanelAttention AttentionTracker::panel(PanelId id) const
{
    const auto found = m_panels.find(id);
    return found == m_panels.end() ? PanelAttention{} : found->second.attention;
}

SeriesAttention AttentionTracker::level(const SeriesKey &key) const
{
    const auto found = m_series.find(key);
    return found == m_series.end() ? SeriesAttention{} : found->second.attention;
}

std::vector<WatchedSeries> AttentionTracker::series() const
{
    std::vector<WatchedSeries> watched;
    watched.reserve(m_series.size());
    for (const auto &[key, series] : m_series)
        watched.push_back({key, series.attention});
    return watched;
}

std::vector<SeriesChange> AttentionTracker::takeChanges()
{
    return std::exchange(m_changes, {});
}

AttentionTracker::Panel &AttentionTracker::panelOf(PanelId id)
{
    const auto [found, isNew] = m_panels.try_emplace(id);
    if (isNew)
        ++m_revision;
    return found->second;
}

PanelCircumstances AttentionTracker::circumstances(const Panel &panel) const
{
    return {panel.sight,      panel.focusLeft,         panel.hoverLeft, m_load,
            m_isOperatorIdle, m_settings.isAlwaysFull, m_settings.fall};
}

/// Applies what time has changed until now.
void AttentionTracker::settle(Duration now)
{
    if (now >= m_nextChange)
        judgeAll(now);
}

void AttentionTracker::judgeAll(Duration now)
{
    m_nextChange = Duration::max();
    m_isOperatorIdle = false;
    if (m_settings.idleAfter && !m_settings.isWall) {
        const Duration idleFrom = m_lastActed + *m_settings.idleAfter;
        m_isOperatorIdle = now >= idleFrom;
        if (!m_isOperatorIdle)
            m_nextChange = idleFrom;
    }
    for (auto &entry : m_panels)
        judgePanel(entry.second, now);
}

void AttentionTracker::judgePanel(Panel &panel, Duration now)
{
    const PanelCircumstances known = circumstances(panel);
    m_nextChange = std::min(m_nextChange, judgementEnds(known, now));
    const PanelAttention attention = judge(known, now);
    if (attention == panel.attention)
        return;
    panel.attention = attention;
    ++m_revision;
    for (const auto &series : panel.series)
        judgeSeries(series);
}

/// A series that nothing is left of is taken out, and `series` is not good any more.
void AttentionTracker::judgeSeries(SeriesMap::iterator series)
{
    Series &known = series->second;
    SeriesAttention attention;
    for (const Panel *panel : known.panels)
        attention = higher(attention, {panel->attention.level, panel->attention.reason});
    for (const auto &[cause, reason] : overrideReasons) {
        if (known.overrides & bitOf(cause))
            attention = higher(attention, {AttentionLevel::High, reason});
    }
    if (attention != known.attention) {
        ++m_revision;
        if (attention.level != known.attention.level)
            m_changes.push_back({series->first, known.attention.level, attention.level, attention.reason});
        known.attention = attention;
    }
    if (known.panels.empty() && known.overrides == 0)
        m_series.erase(series);
}

void AttentionTracker::detach(const Panel &panel, SeriesMap::iterator series)
{
    std::erase(series->second.panels, &panel);
    judgeSeries(series);
}

} // namespace watchglass::attention
