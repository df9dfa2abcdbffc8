#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>

class QAction;
class QMenuBar;
class QWidget;

namespace watchglass::ui {

/// One thing that the operator can tell the program to do.
struct Command
{
    QString id;   ///< e.g. "panel.maximise"; unique.
    QString menu; ///< Title of the menu it stands in.
    QString text;
    QKeySequence shortcut;
    std::function<void()> run;
};

/// Every command once; menus and shortcuts come from here.
/// Owns: the actions. Thread: GUI.
class CommandRegistry : public QObject
{
    Q_OBJECT

public:
    /// Shortcuts work anywhere in `window`.
    explicit CommandRegistry(QWidget &window);

    /// Requires: an id that is not there yet.
    QAction *add(Command command);
    /// Null when unknown.
    QAction *action(const QString &id) const { return m_actions.value(id); }
    /// Adds the menus in the order in which their first commands came.
    void fill(QMenuBar &bar) const;

private:
    QWidget &m_window;
    QHash<QString, QAction *> m_actions;
    QList<std::pair<QString, QAction *>> m_order; ///< Menu, action.
};

} // namespace watchglass::ui
