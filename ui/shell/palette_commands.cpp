#include "ui/shell/palette_commands.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_places.h"

#include <QAction>
#include <QSettings>

namespace watchglass::ui {

void addPalette(MainWindow &window, DeviceTreeModel &devices, QSettings &file)
{
    const QString key = QStringLiteral("palette/recent");
    auto *palette = new CommandPalette(window);
    palette->model().setRecent(file.value(key).toStringList());
    palette->addSource([&window] { return commandEntries(window.commands()); });
    palette->addSource([&window] { return deskEntries(window.workspaces()); });
    palette->addSource([&window, &devices] { return deviceEntries(devices, window.devices()); });
    QObject::connect(palette, &CommandPalette::used, palette,
                     [palette, &file, key] { file.setValue(key, palette->model().recent()); });
    window.commands().add({QStringLiteral("view.palette"), CommandPalette::tr("View"),
                           CommandPalette::tr("Command palette…"), QKeySequence(Qt::CTRL | Qt::Key_K),
                           [palette] { palette->open(); }});
}

} // namespace watchglass::ui
