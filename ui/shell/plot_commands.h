#pragma once

#include <functional>

namespace watchglass::ui {

class CommandRegistry;
class Workspaces;

/// What can be told to the current plot, or to all plots of a workspace. Keys that a plot takes while it has the focus
/// are not bound again here. `derive` opens the dialog of derived series.
void addPlotCommands(CommandRegistry &commands, Workspaces &workspaces, std::function<void()> derive);

} // namespace watchglass::ui
