#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

class QAction;
class QMenu;
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

/// Every command once; menus, palette, shortcuts and the printed list come from here.
/// Owns: the actions. Thread: GUI.
class CommandRegistry : public QObject
{
    Q_OBJECT

public:
    /// A command as it stands.
    struct Entry
    {
        QString id;
        QString menu;
        QAction *action = nullptr;
        QKeySequence standard; ///< The shortcut that the program gives it.
        QString whyDisabled;   ///< For people; empty: nothing was said.
    };

    /// Shortcuts work anywhere in `window`.
    explicit CommandRegistry(QWidget &window);

    /// Requires: an id that is not there yet.
    QAction *add(Command command);
    /// What to say while the command cannot be run.
    void explain(const QString &id, const QString &whyDisabled);
    /// Null when unknown.
    QAction *action(const QString &id) const;
    /// In the order in which they came.
    const std::vector<Entry> &entries() const { return m_entries; }

    /// The operator's choice, which may be no shortcut; nothing for the standard one. Also of a command that comes
    /// later.
    void setShortcut(const QString &id, const std::optional<QKeySequence> &shortcut);
    std::optional<QKeySequence> chosenShortcut(const QString &id) const;
    /// Other commands that these keys would run as well, or whose keys begin with these or the other way round.
    QList<QAction *> conflicts(const QString &id, const QKeySequence &shortcut) const;

    /// The menu of this title stands last, whatever comes after it.
    void setLastMenu(const QString &title) { m_lastMenu = title; }
    /// Adds the menus in the order in which their first commands came; what comes later is put into them as well.
    void fill(QMenuBar &bar);

Q_SIGNALS:
    void shortcutChanged(const QString &id);
    /// The operator ran it, in whichever way.
    void ran(const QString &id);

private:
    Entry *find(const QString &id);
    void putIntoMenu(const Entry &entry);

    QWidget &m_window;
    QPointer<QMenuBar> m_bar;
    QHash<QString, QMenu *> m_menus;
    QString m_lastMenu;
    QHash<QString, std::size_t> m_index;
    QHash<QString, QKeySequence> m_chosen;
    std::vector<Entry> m_entries;
};

} // namespace watchglass::ui
