#include "ui/shell/panel_commands.h"

#include "ui/panels/panel_kinds.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"

namespace watchglass::ui {

void addPanelCommands(CommandRegistry &commands, const std::function<void(const QString &kind)> &add)
{
    for (const PanelKind &kind : panelKinds()) {
        if (kind.fit({}) != Fit::Best)
            continue;
        commands.add({QStringLiteral("panel.new.") + kind.id,
                      MainWindow::tr("Panel"),
                      MainWindow::tr("New panel: %1").arg(kind.name),
                      {},
                      [add, id = kind.id] { add(id); }});
    }
}

} // namespace watchglass::ui
