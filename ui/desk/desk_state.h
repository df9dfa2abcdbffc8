#pragma once

#include "core/model/series_key.h"
#include "ui/desk/dock_tree.h"

#include <QJsonObject>
#include <QList>

namespace watchglass::ui {

/// A panel with its frame, as it was at one moment.
struct PanelState
{
    QString name;      ///< Unique on its desk.
    QJsonObject panel; ///< What Panel::save() gave.
    bool isPinned = false;
    bool isFullRate = false;
    QList<SeriesKey> series; ///< Only of what stood on a desk: files have them in `panel`.
    QString title;           ///< For people; only of what stood on a desk.
    QJsonObject unknown;     ///< What a file had besides.

    QString kind() const { return panel.value(QLatin1String("kind")).toString(); }
};

/// A workspace as it was at one moment.
struct DeskState
{
    QString id; ///< Unique in the window.
    QString name;
    bool isLocked = false;
    bool isMaximised = false;
    QString current; ///< Name of a panel; empty for none.
    std::vector<PanelState> panels;
    DockTree docks;
    QByteArray qtDocks; ///< What Qt gave, where it cannot be read as `docks`.
    QJsonObject unknown;
};

/// All workspaces of a window as they were at one moment.
struct DesksState
{
    int current = 0;
    std::vector<DeskState> desks;
    QJsonObject unknown;

    const DeskState *find(const QString &id) const;
    /// Nothing that anybody would want back: one desk without a panel.
    bool isBlank() const;
    int panelCount() const;
};

} // namespace watchglass::ui
