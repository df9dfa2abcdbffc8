#pragma once

#include <QKeySequence>
#include <QMap>
#include <QUndoCommand>

#include <optional>

namespace watchglass::ui {

class CommandRegistry;

/// Other keys for some commands at once, to be undone. Requires: the registry outlives it.
class ShortcutChange : public QUndoCommand
{
public:
    /// By command; nothing stands for the standard keys, an empty sequence for none.
    using Keys = QMap<QString, std::optional<QKeySequence>>;

    ShortcutChange(CommandRegistry &commands, const Keys &keys, const QString &text);

    void undo() override { put(m_before); }
    void redo() override { put(m_after); }

private:
    void put(const Keys &keys) const;

    CommandRegistry &m_commands;
    Keys m_before;
    const Keys m_after;
};

} // namespace watchglass::ui
