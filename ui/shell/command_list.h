#pragma once

#include <QString>

namespace watchglass::ui {

class CommandRegistry;

/// All commands with their keys, menu by menu, for a terminal.
QString commandListText(const CommandRegistry &commands);
/// The same as a page to be printed.
QString commandListHtml(const CommandRegistry &commands);

} // namespace watchglass::ui
