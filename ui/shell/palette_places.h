#pragma once

#include "ui/shell/palette_model.h"

namespace watchglass::ui {

class CommandRegistry;
class DeviceBrowser;
class DeviceTreeModel;
class Workspaces;

/// Every command of the registry that there is at present.
std::vector<PaletteEntry> commandEntries(const CommandRegistry &commands);
/// Every workspace and every panel of each: brings it to the front.
std::vector<PaletteEntry> deskEntries(Workspaces &workspaces);
/// Every device and series: shows it in the tree. The browser outlives what is run.
std::vector<PaletteEntry> deviceEntries(const DeviceTreeModel &devices, DeviceBrowser &browser);

} // namespace watchglass::ui
