#pragma once

#include <QObject>

class QSettings;

namespace watchglass::ui {

class CommandRegistry;

/// Keeps the shortcuts that the operator chose: under "shortcuts", by the command's id; an empty one for none. What
/// cannot be read is left as it is and does not count.
/// Thread: GUI. Requires: both outlive it.
class ShortcutFile : public QObject
{
public:
    /// Takes over what is kept at once.
    ShortcutFile(CommandRegistry &commands, QSettings &file);

private:
    void keep(const QString &id);

    CommandRegistry &m_commands;
    QSettings &m_file;
};

} // namespace watchglass::ui
