#pragma once

#include <QString>

#include <functional>

namespace watchglass::ui {

class CommandRegistry;

/// What the commands about sources do.
struct SourceOrders
{
    std::function<void()> add;
    std::function<void()> manage;
    std::function<void()> details; ///< Of the one that the tree's current row belongs to.
    std::function<void()> openRecording;
    std::function<void()> demo;
};

/// `menu`: the title of the menu that they stand in.
void addSourceCommands(CommandRegistry &commands, const QString &menu, const SourceOrders &orders);

} // namespace watchglass::ui
