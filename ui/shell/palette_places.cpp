#include "ui/shell/palette_places.h"

#include "ui/desk/panel_frame.h"
#include "ui/desk/workspaces.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"

#include <QAbstractProxyModel>
#include <QAction>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPointer>
#include <QTreeView>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::CommandPalette)
};

/// "&" before a letter marks it in menus.
QString plain(QString text)
{
    return text.remove(QLatin1Char('&'));
}

void showInTree(DeviceBrowser &browser, const QModelIndex &index)
{
    browser.search().clear(); // or it might be filtered out
    browser.show();
    QTreeView &tree = browser.tree();
    const auto *shown = qobject_cast<const QAbstractProxyModel *>(tree.model());
    const QModelIndex row = shown ? shown->mapFromSource(index) : index;
    tree.setCurrentIndex(row);
    tree.scrollTo(row, QAbstractItemView::PositionAtCenter);
    tree.setFocus(Qt::ShortcutFocusReason);
}

/// Rows from the top. For as long as a palette is open that is enough: thousands of persistent indices would slow
/// down every change of the tree. Rows only come at the end.
using Path = std::array<int, 3>;

QModelIndex indexAt(const QAbstractItemModel &model, const Path &path)
{
    QModelIndex index;
    for (const int row : path) {
        if (row >= 0)
            index = model.index(row, 0, index);
    }
    return index;
}

struct Tree
{
    const DeviceTreeModel &devices;
    DeviceBrowser &browser;

    PaletteEntry entry(const QModelIndex &index, const Path &path, const QString &place, const QString &id) const
    {
        PaletteEntry made;
        made.id = id;
        made.text = index.data().toString();
        made.place = place;
        made.run = [tree = *this, path, text = made.text] {
            const QModelIndex found = indexAt(tree.devices, path);
            if (found.data().toString() == text)
                showInTree(tree.browser, found);
        };
        return made;
    }
};

void bringToFront(PanelFrame &frame)
{
    frame.show();
    frame.raise();
    Q_EMIT frame.activated();
    frame.panel().setFocus(Qt::ShortcutFocusReason);
}

} // namespace

std::vector<PaletteEntry> commandEntries(const CommandRegistry &commands)
{
    std::vector<PaletteEntry> entries;
    for (const CommandRegistry::Entry &command : commands.entries()) {
        const QAction *action = command.action;
        if (!action->isVisible() || action->text().isEmpty())
            continue;
        PaletteEntry &entry = entries.emplace_back();
        entry.id = QStringLiteral("command:") + command.id;
        entry.text = plain(action->text());
        entry.place = plain(command.menu);
        entry.keys = action->shortcut().toString(QKeySequence::NativeText);
        entry.isCommand = true;
        if (!action->isEnabled())
            entry.reason =
                command.whyDisabled.isEmpty() ? Texts::tr("Not possible at the moment") : command.whyDisabled;
        entry.run = [pointer = QPointer(command.action)] {
            if (pointer)
                pointer->trigger();
        };
    }
    return entries;
}

std::vector<PaletteEntry> deskEntries(Workspaces &workspaces)
{
    std::vector<PaletteEntry> entries;
    for (int i = 0; i < workspaces.count(); ++i) {
        const QString name = workspaces.name(i);
        if (workspaces.count() > 1)
            entries.push_back(
                {QStringLiteral("workspace:") + name, name, Texts::tr("Workspace"), {}, {}, false, [&workspaces, i] {
                     workspaces.show(i);
                 }});
        for (PanelFrame *frame : workspaces.desk(i).frames()) {
            PaletteEntry &entry = entries.emplace_back();
            entry.text = frame->panel().title();
            entry.id = QStringLiteral("panel:%1/%2").arg(name, entry.text);
            entry.place = workspaces.count() > 1 ? Texts::tr("Panel · %1").arg(name) : Texts::tr("Panel");
            entry.run = [&workspaces, i, pointer = QPointer(frame)] {
                workspaces.show(i);
                if (pointer)
                    bringToFront(*pointer);
            };
        }
    }
    return entries;
}

std::vector<PaletteEntry> deviceEntries(const DeviceTreeModel &devices, DeviceBrowser &browser)
{
    const Tree tree{devices, browser};
    std::vector<PaletteEntry> entries;
    for (int s = 0; s < devices.rowCount(); ++s) {
        const QModelIndex source = devices.index(s, 0);
        const QString sourceName = source.data().toString();
        for (int d = 0; d < devices.rowCount(source); ++d) {
            const QModelIndex device = devices.index(d, 0, source);
            const QString id = sourceName + QLatin1Char('/') + device.data().toString();
            entries.push_back(tree.entry(device, {s, d, -1}, Texts::tr("Device · %1").arg(sourceName),
                                         QStringLiteral("device:") + id));
            const QString place =
                Texts::tr("Series · %1").arg(device.data().toString() + QStringLiteral(" · ") + sourceName);
            for (int r = 0; r < devices.rowCount(device); ++r) {
                const QModelIndex series = devices.index(r, 0, device);
                entries.push_back(tree.entry(series, {s, d, r}, place,
                                             QStringLiteral("series:%1/%2").arg(id, series.data().toString())));
            }
        }
    }
    return entries;
}

} // namespace watchglass::ui
