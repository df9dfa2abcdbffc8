#pragma once

#include "core/model/series_info.h"
#include "ui/panels/panel_context.h"

#include <QList>

#include <memory>
#include <vector>

namespace watchglass::ui {

class Panel;

/// How well a kind of panel suits some series.
enum class Fit {
    Impossible, ///< It cannot show them.
    Possible,   ///< It can, when asked to.
    Good,       ///< A sensible choice for what nothing better is known of.
    Best,       ///< It is made for them.
};

/// A kind of panel that can stand on the desk.
struct PanelKind
{
    QString id;   ///< As Panel::kind() and saved workspaces spell it; never changes.
    QString name; ///< For people.
    /// Of no series: Best where the panel shows something without any, Possible where it can wait for some.
    std::function<Fit(const QList<SeriesInfo> &)> fit;
    std::function<std::unique_ptr<Panel>(const PanelContext &)> make;
};

/// All there are, in the order in which menus list them.
std::vector<PanelKind> panelKinds();

/// Makes panels by kind, or by what suits some series.
class PanelMaker
{
public:
    explicit PanelMaker(PanelContext context);

    const std::vector<PanelKind> &kinds() const { return m_kinds; }
    /// Those that can show the series, best first, in the order of kinds() where they are equal.
    std::vector<const PanelKind *> suiting(const QList<SeriesKey> &keys) const;
    /// A panel of this kind. With an unknown or empty kind one that suits the series best; a plot for none.
    std::unique_ptr<Panel> make(const QString &kind, const QList<SeriesKey> &keys) const;

private:
    const PanelKind &kindFor(const QString &id, const QList<SeriesKey> &keys) const;

    PanelContext m_context;
    std::vector<PanelKind> m_kinds;
};

} // namespace watchglass::ui
