#pragma once

#include "ui/desk/desk_history.h"

class QAction;
class QFileDialog;

namespace watchglass::ui {

class CommandRegistry;

/// The commands about desks as a whole: open, save, earlier ones, undo, redo, lock, panels to other workspaces.
/// Owns: the history. Thread: GUI. Requires: registry and workspaces outlive it.
class DeskCommands : public QObject
{
    Q_OBJECT

public:
    static constexpr int mostRecent = 8;

    DeskCommands(CommandRegistry &commands, Workspaces &workspaces, QWidget &window);

    DeskHistory &history() { return m_history; }
    /// Of the file that Save writes; empty for none.
    void setFile(const QString &path) { m_file = path; }
    /// Files to be offered again, newest first.
    void setRecent(const QStringList &paths);
    /// Those that stand in the menus of workspaces and panels, behind what is there.
    void addWorkspaceCommands();

Q_SIGNALS:
    void openRequested(const QString &path);
    void saveRequested(const QString &path);
    void earlierRequested();

private:
    void addFileCommands();
    void addSteps();
    void askForFile();
    void save();
    void saveAs();
    QFileDialog *makeFileDialog(const QString &title, const QString &filter);
    void followDesk();

    CommandRegistry &m_commands;
    Workspaces &m_workspaces;
    QWidget &m_window;
    DeskHistory m_history;
    QString m_file;
    QStringList m_recent;
};

} // namespace watchglass::ui
