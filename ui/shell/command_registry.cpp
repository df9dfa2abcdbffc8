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
    Q_ASSERT(!m_actions.contains(command.id));
    auto *action = new QAction(command.text, this);
    action->setObjectName(command.id);
    action->setShortcut(command.shortcut);
    connect(action, &QAction::triggered, this, [run = std::move(command.run)] { run(); });
    m_window.addAction(action);
    m_actions.insert(command.id, action);
    m_order.append({command.menu, action});
    return action;
}

void CommandRegistry::fill(QMenuBar &bar) const
{
    QHash<QString, QMenu *> menus;
    for (const auto &[title, action] : m_order) {
        QMenu *&menu = menus[title];
        if (!menu)
            menu = bar.addMenu(title);
        menu->addAction(action);
    }
}

} // namespace watchglass::ui
