#include "ui/shell/command_registry.h"
#include "ui/shell/shortcuts_page.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QFont>

#include <algorithm>

namespace watchglass::ui {

ShortcutModel::ShortcutModel(CommandRegistry &commands, QObject *parent)
    : QAbstractTableModel(parent)
    , m_commands(commands)
{
    for (const CommandRegistry::Entry &entry : commands.entries()) {
        if (!entry.action->text().isEmpty())
            m_ids << entry.id;
    }
    connect(&commands, &CommandRegistry::shortcutChanged, this, [this](const QString &id) {
        const int row = static_cast<int>(m_ids.indexOf(id));
        if (row >= 0)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    });
}

int ShortcutModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int ShortcutModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShortcutModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const QString id = m_ids.at(index.row());
    const auto &entries = m_commands.entries();
    const auto entry = std::find_if(entries.begin(), entries.end(), [&id](const auto &one) { return one.id == id; });
    const QString keys = entry->action->shortcut().toString(QKeySequence::NativeText);
    const QString text = entry->action->text().remove(QLatin1Char('&'));
    if (role == IdRole)
        return id;
    if (role == SearchRole)
        return QString(text + QLatin1Char(' ') + entry->menu + QLatin1Char(' ') + keys);
    if (role == Qt::FontRole && index.column() == KeysColumn && m_commands.chosenShortcut(id)) {
        QFont chosen = textFont();
        chosen.setWeight(QFont::DemiBold);
        return chosen;
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case CommandColumn:
        return text;
    case MenuColumn:
        return entry->menu;
    case KeysColumn:
        return keys;
    default:
        return {};
    }
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case CommandColumn:
        return tr("Command");
    case MenuColumn:
        return tr("Menu");
    case KeysColumn:
        return tr("Keys");
    default:
        return {};
    }
}

} // namespace watchglass::ui
