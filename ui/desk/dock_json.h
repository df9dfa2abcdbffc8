#pragma once

#include "ui/desk/dock_tree.h"
#include "ui/desk/screen_places.h"

namespace watchglass::ui {

/// How panels are docked, as workspaces write it: a side of the desk each ("top", "left", …) with its root, and
/// "floating" for windows of torn-off tabs.
QJsonObject docksToJson(const DockTree &tree, const std::vector<ScreenPlace> &screens);
/// What cannot be understood is left out: its panels stand where there is room.
DockTree docksFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens);

} // namespace watchglass::ui
