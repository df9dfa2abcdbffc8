#include "ui/shell/command_registry.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace watchglass::ui {

CommandRegistry::CommandRegistry(QWidget &window)
    : QObject(&window)
    , m_window(window)
{}

QAction *CommandRegistry::add(Command command)
{
    Q_ASSERT(!m_index.contains(command.id));
    auto *action = new QAction(command.text, this);
    action->setObjectName(command.id);
    action->setShortcut(m_chosen.value(command.id, command.shortcut));
    connect(action, &QAction::triggered, this, [this, id = command.id, run = std::move(command.run)] {
        run();
        Q_EMIT ran(id);
    });
    m_window.addAction(action);
    m_index.insert(command.id, m_entries.size());
    m_entries.push_back({command.id, command.menu, action, command.shortcut, {}});
    if (m_bar)
        putIntoMenu(m_entries.back());
    return action;
}

void CommandRegistry::explain(const QString &id, const QString &whyDisabled)
{
    if (Entry *entry = find(id))
        entry->whyDisabled = whyDisabled;
}

QAction *CommandRegistry::action(const QString &id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : m_entries[*found].action;
}

void CommandRegistry::setShortcut(const QString &id, const std::optional<QKeySequence> &shortcut)
{
    if (shortcut)
        m_chosen.insert(id, *shortcut);
    else
        m_chosen.remove(id);
    if (const Entry *entry = find(id))
        entry->action->setShortcut(shortcut.value_or(entry->standard));
    Q_EMIT shortcutChanged(id);
}

std::optional<QKeySequence> CommandRegistry::chosenShortcut(const QString &id) const
{
    const auto chosen = m_chosen.constFind(id);
    return chosen == m_chosen.constEnd() ? std::nullopt : std::optional(*chosen);
}

QList<QAction *> CommandRegistry::conflicts(const QString &id, const QKeySequence &shortcut) const
{
    QList<QAction *> others;
    if (shortcut.isEmpty())
        return others;
    for (const Entry &entry : m_entries) {
        const QKeySequence taken = entry.action->shortcut();
        if (entry.id == id || taken.isEmpty())
            continue;
        if (taken.matches(shortcut) != QKeySequence::NoMatch || shortcut.matches(taken) != QKeySequence::NoMatch)
            others << entry.action;
    }
    return others;
}

void CommandRegistry::fill(QMenuBar &bar)
{
    m_bar = &bar;
    for (const Entry &entry : m_entries)
        putIntoMenu(entry);
}

CommandRegistry::Entry *CommandRegistry::find(const QString &id)
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? nullptr : &m_entries[*found];
}

void CommandRegistry::putIntoMenu(const Entry &entry)
{
    QMenu *&menu = m_menus[entry.menu];
    if (!menu) {
        const QMenu *last = m_menus.value(m_lastMenu);
        menu = new QMenu(entry.menu, m_bar);
        m_bar->insertMenu(last ? last->menuAction() : nullptr, menu);
    }
    menu->addAction(entry.action);
}

} // namespace watchglass::ui
