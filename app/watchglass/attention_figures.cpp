#include "app/watchglass/attention_figures.h"

#include "ui/desk/panel_frame.h"
#include "ui/desk/workspaces.h"
#include "ui/plot/time_grid.h"

#include <algorithm>

namespace watchglass::app {

namespace {

/// Whether a series that comes so often by itself is really thinned.
bool leavesOut(const Grant &grant, double naturalHz)
{
    return grant.delivery == Delivery::Withheld
           || (grant.delivery == Delivery::Thinned
               && naturalHz * std::chrono::duration<double>(grant.interval).count() > 1.0);
}

/// Badges that nobody sees are kept current for whoever comes next, and their series' rates measured.
constexpr Duration hiddenInterval = std::chrono::seconds(1);
/// A service's clock that is less wrong than that is right.
constexpr Duration noteworthySkew = std::chrono::seconds(1);

bool isFurther(const std::optional<Duration> &clock, const std::optional<Duration> &other)
{
    return clock && (!other || std::chrono::abs(*clock) > std::chrono::abs(*other));
}

} // namespace

AttentionFigures::AttentionFigures(const store::SeriesStore &store, const SourceSet &sources,
                                   const AttentionControl &control, DeviceNames names)
    : m_store(store)
    , m_sources(sources)
    , m_control(control)
    , m_names(std::move(names))
{}

void AttentionFigures::update(const ui::Workspaces &workspaces, const std::vector<ui::SourceStatus> &statuses,
                              double displayHz, Duration now, Timestamp wall)
{
    m_statuses = statuses;
    m_wall = wall;
    m_displayHz = displayHz;
    m_drawnHz.clear();
    lookAtNewSources(now);
    const bool isTurnOfHidden = now >= m_nextHidden;
    if (isTurnOfHidden)
        m_nextHidden = now + hiddenInterval;
    for (int i = 0; i < workspaces.count(); ++i) {
        const ui::Desk &desk = workspaces.desk(i);
        if (!isTurnOfHidden && desk.isOutOfSight())
            continue;
        for (ui::PanelFrame *frame : desk.frames()) {
            const ui::PanelFigures figures = figuresOf(*frame, now);
            for (const SeriesKey &key : frame->panel().series())
                m_drawnHz[key] = std::max(m_drawnHz.value(key), figures.drawnHz);
            frame->setFigures(figures);
        }
    }
}

/// How fast the series of a source really are shows only while it is listened to whole.
void AttentionFigures::lookAtNewSources(Duration now)
{
    if (now < m_nextLook)
        return;
    m_nextLook = now + std::chrono::seconds(1);
    const bool isAnyNew =
        std::any_of(m_statuses.begin(), m_statuses.end(), [this](const auto &s) { return m_control.isSettling(s.id); });
    if (!isAnyNew)
        return;
    for (const auto &series : m_store.all()) {
        if (m_control.isSettling(series->info().key.source))
            m_rates.look(*series, true, now);
    }
}

ui::PanelFigures AttentionFigures::figuresOf(const ui::PanelFrame &frame, Duration now)
{
    const attention::PanelAttention attention = m_control.tracker().panel(frame.id());
    const attention::PanelRate rate = m_control.governor().rate(frame.id());
    ui::PanelFigures figures;
    figures.level = attention.level;
    figures.reason = attention.reason;
    figures.displayHz = m_displayHz;
    figures.grantedHz = rate.grantedHz;
    figures.drawnHz = rate.drawnHz;
    figures.limitedBy = rate.limitedBy;
    for (const SeriesKey &key : frame.panel().series())
        addSeries(figures, key, now);
    return figures;
}

void AttentionFigures::addSeries(ui::PanelFigures &figures, const SeriesKey &key, Duration now)
{
    const AttentionLevel demanded = m_control.planner().demand(key);
    figures.requestedInterval = std::max(figures.requestedInterval, demandInterval(demanded));
    const Grant *grant = m_sources.grants().find(key);
    if (grant && (!figures.grant || ui::isCoarser(*grant, *figures.grant)))
        figures.grant = *grant;
    for (const ui::SourceStatus &status : m_statuses) {
        if (status.id == key.source)
            addSource(figures, status);
    }
    const auto series = m_store.find(key);
    if (!series)
        return;
    if (const auto clock = deviceClock(*series); isFurther(clock, figures.deviceClock))
        figures.deviceClock = clock;
    figures.deliveredPerSecond += m_rates.look(*series, isWhole(key), now).deliveredHz;
    // What was left out and can be had is on its way as soon as all is asked for.
    if (grant && grant->isFillable && grant->delivery == Delivery::Whole)
        figures.isFilling = figures.isFilling || series->isNotRequested({Timestamp::min(), Timestamp::max()});
}

void AttentionFigures::addSource(ui::PanelFigures &figures, const ui::SourceStatus &status) const
{
    if (status.state.isHeldBack) {
        figures.isHeldBack = true;
        figures.heldBackSource = status.shownName();
    }
    const auto &skew = status.state.clockSkew;
    if (skew && std::chrono::abs(*skew) >= noteworthySkew && isFurther(skew, figures.serverClock))
        figures.serverClock = skew;
}

std::optional<Duration> AttentionFigures::deviceClock(const store::Series &series)
{
    Clock &clock = m_clocks[{series.info().key.source, series.info().key.device}];
    const auto last = series.last();
    if (last && (!clock.newest || last->time > *clock.newest)) {
        clock.newest = last->time;
        clock.offset.add(ui::between(m_wall, last->time));
    }
    return clock.offset.offset();
}

/// Whether the source gives every sample at present, as far as it says.
bool AttentionFigures::isWhole(const SeriesKey &key) const
{
    const Grant *grant = m_sources.grants().find(key);
    return !grant || grant->delivery == Delivery::Whole || grant->delivery == Delivery::Batched;
}

double AttentionFigures::bytesPerSample(const QString &source) const
{
    for (const ui::SourceStatus &status : m_statuses) {
        if (status.id == source && status.counters.samples > 0)
            return static_cast<double>(status.counters.bytes) / static_cast<double>(status.counters.samples);
    }
    return 0.0;
}

std::vector<ui::AttentionRow> AttentionFigures::rows(Duration now)
{
    QHash<QString, double> bytes;
    QHash<QString, QString> names;
    for (const ui::SourceStatus &status : m_statuses) {
        bytes.insert(status.id, bytesPerSample(status.id));
        names.insert(status.id, status.name);
    }
    std::vector<ui::AttentionRow> rows;
    for (const auto &series : m_store.all()) {
        ui::AttentionRow row;
        row.key = series->info().key;
        row.deviceName = m_names(row.key);
        row.sourceName = names.value(row.key.source);
        const attention::SeriesAttention attention = m_control.tracker().level(row.key);
        row.level = attention.level;
        row.reason = attention.reason;
        row.demanded = m_control.planner().demand(row.key);
        const Grant *grant = m_sources.grants().find(row.key);
        if (grant)
            row.grant = *grant;
        const SeriesRates::Rate &rate = m_rates.look(*series, isWhole(row.key), now);
        row.deliveredHz = rate.deliveredHz;
        row.drawnHz = m_drawnHz.value(row.key);
        if (grant && rate.naturalHz && leavesOut(*grant, *rate.naturalHz))
            row.bytesSaved = std::max(0.0, *rate.naturalHz - rate.deliveredHz) * bytes.value(row.key.source);
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace watchglass::app
