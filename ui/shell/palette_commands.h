#pragma once

class QSettings;

namespace watchglass::ui {

class DeviceTreeModel;
class MainWindow;

/// Gives the window its command palette (Ctrl+K), over its commands, desks and devices. What was used last is kept in
/// `file`. Everything outlives the window's next event.
void addPalette(MainWindow &window, DeviceTreeModel &devices, QSettings &file);

} // namespace watchglass::ui
