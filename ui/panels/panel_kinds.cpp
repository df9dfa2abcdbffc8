#include "ui/panels/panel_kinds.h"

#include "core/store/series_store.h"
#include "ui/panels/battery_panel.h"
#include "ui/panels/card_panel.h"
#include "ui/panels/colour_panel.h"
#include "ui/panels/compass_panel.h"
#include "ui/panels/counter_panel.h"
#include "ui/panels/event_panel.h"
#include "ui/panels/figure_panel.h"
#include "ui/panels/fleet_panel.h"
#include "ui/panels/frames_panel.h"
#include "ui/panels/gauge_panel.h"
#include "ui/panels/link_panel.h"
#include "ui/panels/map_panel.h"
#include "ui/panels/orientation_panel.h"
#include "ui/panels/panel_accessible.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/state_panel.h"
#include "ui/panels/sweep_panel.h"
#include "ui/panels/system_status_panel.h"
#include "ui/panels/value_panel.h"
#include "ui/panels/vector_panel.h"

#include <algorithm>

namespace watchglass::ui {

std::vector<PanelKind> panelKinds()
{
    return {
        plotKind(), valueKind(),  gaugeKind(),        batteryKind(), counterKind(), stateKind(),       eventKind(),
        cardKind(), colourKind(), linkKind(),         sweepKind(),   vectorKind(),  orientationKind(), compassKind(),
        mapKind(),  figureKind(), systemStatusKind(), fleetKind(),   framesKind(),
    };
}

PanelMaker::PanelMaker(PanelContext context)
    : m_context(std::move(context))
    , m_kinds(panelKinds())
{}

std::vector<const PanelKind *> PanelMaker::suiting(const QList<SeriesKey> &keys) const
{
    QList<SeriesInfo> infos;
    for (const SeriesKey &key : keys) {
        const auto series = m_context.store.find(key);
        infos.append(series ? series->info() : SeriesInfo{key, {}});
    }
    std::vector<std::pair<Fit, const PanelKind *>> able;
    for (const PanelKind &kind : m_kinds) {
        if (const Fit fit = kind.fit(infos); fit != Fit::Impossible)
            able.emplace_back(fit, &kind);
    }
    std::stable_sort(able.begin(), able.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    std::vector<const PanelKind *> kinds;
    for (const auto &[fit, kind] : able)
        kinds.push_back(kind);
    return kinds;
}

std::unique_ptr<Panel> PanelMaker::make(const QString &kind, const QList<SeriesKey> &keys) const
{
    std::unique_ptr<Panel> panel = kindFor(kind, keys).make(m_context);
    panel->setSeriesWords([context = m_context](const SeriesKey &key) { return seriesInWords(context, key); });
    return panel;
}

const PanelKind &PanelMaker::kindFor(const QString &id, const QList<SeriesKey> &keys) const
{
    for (const PanelKind &known : m_kinds) {
        if (known.id == id)
            return known;
    }
    const auto able = keys.isEmpty() ? std::vector<const PanelKind *>() : suiting(keys);
    return able.empty() ? m_kinds.front() : *able.front();
}

} // namespace watchglass::ui
