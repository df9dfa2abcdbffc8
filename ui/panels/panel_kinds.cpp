#include "ui/panels/panel_kinds.h"

#include "core/store/series_store.h"
#include "ui/panels/plot_panel.h"

#include <algorithm>

namespace watchglass::ui {

std::vector<PanelKind> panelKinds()
{
    return {
        plotKind(),
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
    for (const PanelKind &known : m_kinds) {
        if (known.id == kind)
            return known.make(m_context);
    }
    const auto able = keys.isEmpty() ? std::vector<const PanelKind *>() : suiting(keys);
    return able.empty() ? m_kinds.front().make(m_context) : able.front()->make(m_context);
}

} // namespace watchglass::ui
