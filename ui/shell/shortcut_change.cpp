#include "ui/shell/shortcut_change.h"

#include "ui/shell/command_registry.h"

namespace watchglass::ui {

ShortcutChange::ShortcutChange(CommandRegistry &commands, const Keys &keys, const QString &text)
    : QUndoCommand(text)
    , m_commands(commands)
    , m_after(keys)
{
    for (auto command = keys.begin(); command != keys.end(); ++command)
        m_before.insert(command.key(), commands.chosenShortcut(command.key()));
}

void ShortcutChange::put(const Keys &keys) const
{
    for (auto command = keys.begin(); command != keys.end(); ++command)
        m_commands.setShortcut(command.key(), command.value());
}

} // namespace watchglass::ui
