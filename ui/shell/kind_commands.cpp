#include "ui/shell/kind_commands.h"

#include "ui/desk/desk.h"
#include "ui/desk/panel_frame.h"
#include "ui/panels/panel_kinds.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QSet>

namespace watchglass::ui {
namespace {

QString idOf(const PanelKind &kind)
{
    return QStringLiteral("panel.showAs.") + kind.id;
}

} // namespace

void addKindCommands(CommandRegistry &commands, const std::function<Desk &()> &desk)
{
    for (const PanelKind &kind : panelKinds()) {
        const QString text = MainWindow::tr("Show as: %1").arg(kind.name);
        QAction *action = commands.add({idOf(kind), MainWindow::tr("Panel"), text, {}, [desk, id = kind.id] {
                                            if (PanelFrame *frame = desk().currentFrame())
                                                desk().changeKind(frame, id);
                                        }});
        action->setCheckable(true);
        action->setVisible(false);
    }
}

void followKinds(const CommandRegistry &commands, const PanelMaker *kinds, const PanelFrame *current)
{
    if (!kinds)
        return;
    QSet<QString> able;
    if (current) {
        for (const PanelKind *kind : kinds->suiting(current->panel().series()))
            able.insert(kind->id);
    }
    for (const PanelKind &kind : kinds->kinds()) {
        QAction *action = commands.action(idOf(kind));
        action->setVisible(able.contains(kind.id));
        action->setChecked(current && current->panel().kind() == kind.id);
    }
}

} // namespace watchglass::ui
