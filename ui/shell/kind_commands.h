#pragma once

#include <functional>

namespace watchglass::ui {

class CommandRegistry;
class Desk;
class PanelFrame;
class PanelMaker;

/// A command for each kind of panel, to show the current panel as: "panel.showAs.plot".
void addKindCommands(CommandRegistry &commands, const std::function<Desk &()> &desk);
/// Only what suits the current panel is in the menu; nothing without one.
void followKinds(const CommandRegistry &commands, const PanelMaker *kinds, const PanelFrame *current);

} // namespace watchglass::ui
