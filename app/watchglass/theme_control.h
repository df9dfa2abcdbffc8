#pragma once

#include "core/settings/settings_book.h"

#include <QObject>

namespace watchglass::ui {
class CommandRegistry;
}

namespace watchglass::app {

class SystemLook;

/// Colours the program as the settings say, which may be: as the desktop has it. Made before the first window, so that
/// none is seen in other colours first. Thread: GUI. Requires: what it is made with outlives it.
class ThemeControl : public QObject
{
public:
    ThemeControl(settings::SettingsBook &book, SystemLook &system);

    /// A command for each theme, of which the chosen one is checked.
    void addCommands(ui::CommandRegistry &commands);

private:
    QString wantedTheme() const;
    void apply();

    settings::SettingsBook &m_book;
    SystemLook &m_system;
};

} // namespace watchglass::app
