#include "ui/desk/desk_steps.h"

#include <QCoreApplication>
#include <QMap>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::DeskSteps)
};

/// By desk and name.
using Panels = QMap<std::pair<QString, QString>, const PanelState *>;

Panels panelsOf(const DesksState &state)
{
    Panels panels;
    for (const DeskState &desk : state.desks) {
        for (const PanelState &panel : desk.panels)
            panels.insert({desk.id, panel.name}, &panel);
    }
    return panels;
}

std::optional<QString> workspaceStep(const DesksState &before, const DesksState &after)
{
    if (before.desks.size() < after.desks.size())
        return Texts::tr("new workspace");
    if (before.desks.size() > after.desks.size())
        return Texts::tr("close workspace");
    for (std::size_t i = 0; i < before.desks.size(); ++i) {
        if (before.desks[i].id != after.desks[i].id)
            return Texts::tr("move workspace");
    }
    for (std::size_t i = 0; i < before.desks.size(); ++i) {
        if (before.desks[i].name != after.desks[i].name)
            return Texts::tr("rename workspace");
    }
    return std::nullopt;
}

std::optional<QString> comingsAndGoings(const Panels &before, const Panels &after)
{
    qsizetype came = 0;
    qsizetype went = 0;
    for (auto it = after.begin(); it != after.end(); ++it)
        came += before.contains(it.key()) ? 0 : 1;
    for (auto it = before.begin(); it != before.end(); ++it)
        went += after.contains(it.key()) ? 0 : 1;
    if (came > 0 && went > 0)
        return came == went ? Texts::tr("move panel") : Texts::tr("change of panels");
    if (came > 0)
        return came == 1 ? Texts::tr("add panel") : Texts::tr("add panels");
    if (went > 0)
        return went == 1 ? Texts::tr("close panel") : Texts::tr("close panels");
    return std::nullopt;
}

std::optional<QString> changeWithin(const Panels &before, const Panels &after)
{
    qsizetype added = 0;
    qsizetype removed = 0;
    bool isAnyOther = false;
    for (auto it = before.begin(); it != before.end(); ++it) {
        const PanelState &was = *it.value();
        const PanelState &is = *after.value(it.key());
        if (was.kind() != is.kind())
            return Texts::tr("change of kind");
        isAnyOther = isAnyOther || was.series != is.series;
        for (const SeriesKey &key : is.series)
            added += was.series.contains(key) ? 0 : 1;
        for (const SeriesKey &key : was.series)
            removed += is.series.contains(key) ? 0 : 1;
    }
    if (!isAnyOther)
        return std::nullopt;
    if (added > 0 && removed > 0)
        return Texts::tr("move series");
    if (added > 0)
        return Texts::tr("add series");
    return removed > 0 ? Texts::tr("remove series") : Texts::tr("order of series");
}

} // namespace

std::optional<QString> stepBetween(const DesksState &before, const DesksState &after)
{
    if (auto step = workspaceStep(before, after))
        return step;
    const Panels panelsBefore = panelsOf(before);
    const Panels panelsAfter = panelsOf(after);
    if (auto step = comingsAndGoings(panelsBefore, panelsAfter))
        return step;
    if (auto step = changeWithin(panelsBefore, panelsAfter))
        return step;
    for (std::size_t i = 0; i < before.desks.size(); ++i) {
        if (before.desks[i].docks.shape() != after.desks[i].docks.shape())
            return Texts::tr("move panel");
    }
    return std::nullopt;
}

} // namespace watchglass::ui
