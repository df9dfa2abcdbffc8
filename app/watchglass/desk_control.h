#pragma once

#include "core/base/clock.h"
#include "ui/desk/desk_archive.h"
#include "ui/desk/desk_state.h"

#include <QObject>
#include <QSettings>

#include <memory>

namespace watchglass::ui {
class MainWindow;
class NoticeBar;
} // namespace watchglass::ui

namespace watchglass::app {

/// Keeps the desks: restores the last one, keeps what changes within two seconds, opens and saves files, and says what
/// went wrong in a notice. What the window has of commands, files and history it connects with what is on the disk.
/// Thread: GUI. Requires: window, settings and clock outlive it.
class DeskControl : public QObject
{
    Q_OBJECT

public:
    static constexpr Duration interval = std::chrono::seconds(1);

    /// `folder`: where desks are kept without being asked.
    DeskControl(ui::MainWindow &window, QSettings &settings, Clock &clock, const QString &folder);
    ~DeskControl() override;

    /// The desk of the last time, if there is one. True when there is.
    bool restoreLast();
    bool hasRestored() const { return m_hasRestored; }
    /// From now on what changes is kept.
    void start();
    /// What is on the desk was put there by the program: no step to undo.
    void settle();

    void open(const QString &path);
    /// Whether the file is called like a desk, or says that it is one: copies have all kinds of names.
    static bool isDesk(const QString &path);
    void save(const QString &path);
    /// All workspaces as a *.wgdesk file has them.
    QByteArray text() const;
    /// Looks for what has changed, and keeps it.
    void keep();
    /// Until it is on the disk.
    void finish();

private:
    void restoreEarlier(const QString &path);
    void showEarlier();
    void setFile(const QString &path);
    void showTitle(const ui::DesksState &state);
    void addRecent(const QString &path);
    void watchScreens();
    void bringIntoView();
    void say(const QString &text);

    ui::MainWindow &m_window;
    QSettings &m_settings;
    Clock &m_clock;
    ui::DeskArchive m_archive;
    std::unique_ptr<Timer> m_timer;
    QString m_file;              ///< That Save writes; empty for none.
    QByteArray m_fileText;       ///< What counts of the desks as it stands in the file.
    bool m_wasMinimised = false; ///< When it was looked last.
    QByteArray m_kept;           ///< What the archive has.
    ui::DesksState m_keptState;
    bool m_hasRestored = false;
    bool m_isStarted = false;
};

} // namespace watchglass::app
