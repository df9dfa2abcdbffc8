#pragma once

#include "core/settings/settings_book.h"

namespace watchglass::store {
class SeriesStore;
}
namespace watchglass::ui {
class MainWindow;
class SettingsDialog;
} // namespace watchglass::ui

namespace watchglass::app {

class AttentionControl;
class SourceSet;
struct Options;

/// Puts the settings into effect, at once and whenever one changes, and opens their dialog.
/// Thread: GUI. Requires: what it is made with outlives it.
class SettingsControl : public QObject
{
public:
    /// What settings have an effect on.
    struct Parts
    {
        AttentionControl &attention;
        store::SeriesStore &store;
        SourceSet &sources;
        ui::MainWindow &window;
    };

    SettingsControl(settings::SettingsBook &book, const Parts &parts);

    void openDialog();
    /// Null before the first time that it was opened.
    ui::SettingsDialog *dialog() const { return m_dialog; }

private:
    void addCommands();
    void apply(const QString &key);
    void followFullRate();
    void keepStill();
    void setMemory();
    void setReadBudget();

    settings::SettingsBook &m_book;
    const Parts m_parts;
    ui::SettingsDialog *m_dialog = nullptr; ///< The window owns it.
};

/// What the command line says goes before the settings.
void takeOptions(settings::SettingsBook &book, const Options &options);

} // namespace watchglass::app
