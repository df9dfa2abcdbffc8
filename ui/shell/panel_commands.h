#pragma once

#include <QString>

#include <functional>

namespace watchglass::ui {

class CommandRegistry;

/// A command for each kind of panel that shows something without any series, to put one on the desk:
/// "panel.new.fleet". `add` is given the kind.
void addPanelCommands(CommandRegistry &commands, const std::function<void(const QString &kind)> &add);

} // namespace watchglass::ui
