#include "ui/models/source_list_model.h"

#include <algorithm>

namespace watchglass::ui {

bool SourceRow::hasSameName(const SourceRow &other) const
{
    return status.shownName() == other.status.shownName() && isEnabled == other.isEnabled;
}

bool SourceRow::hasSameText(const SourceRow &other) const
{
    return status.state.phase == other.status.state.phase && status.state.text == other.status.state.text
           && status.state.isHeldBack == other.status.state.isHeldBack && service == other.service
           && address == other.address && keeping == other.keeping && isEnabled == other.isEnabled;
}

void SourceListModel::setRows(std::vector<SourceRow> rows)
{
    if (!isSameOrder(rows)) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const bool isNameSame = m_rows[i].hasSameName(rows[i]);
        const bool isSame = isNameSame && m_rows[i].hasSameText(rows[i]);
        m_rows[i] = std::move(rows[i]);
        // A name that is being typed is not to be overwritten because a state changed.
        const int first = isNameSame ? StateColumn : NameColumn;
        if (!isSame)
            Q_EMIT dataChanged(index(static_cast<int>(i), first), index(static_cast<int>(i), ColumnCount - 1));
    }
}

bool SourceListModel::isSameOrder(const std::vector<SourceRow> &rows) const
{
    return std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                      [](const SourceRow &a, const SourceRow &b) { return a.status.id == b.status.id; });
}

int SourceListModel::rowOf(const QString &id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&id](const SourceRow &row) { return row.status.id == id; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

QString SourceListModel::idAt(int row) const
{
    return row < 0 || row >= rowCount() ? QString() : m_rows[static_cast<std::size_t>(row)].status.id;
}

int SourceListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SourceListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourceListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SourceRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case Qt::EditRole:
        return index.column() == NameColumn ? row.status.shownName() : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == KeepingColumn && !row.keeping.isEmpty())
            return plainToolTip(
                tr("It is gone when Watchglass ends: a source of the demo or of the command line is not "
                   "kept, and credentials are not where no keychain answers."));
        return plainToolTip(index.column() == StateColumn ? sourceSummary(row.status.state)
                                                          : cell(row, index.column()));
    case Qt::CheckStateRole:
        if (index.column() == NameColumn)
            return static_cast<int>(row.isEnabled ? Qt::Checked : Qt::Unchecked);
        return {};
    case MarkRole:
        if (index.column() != StateColumn)
            return {};
        return static_cast<int>(row.isEnabled ? phaseMark(row.status.state.phase) : Mark::Absent);
    case FaintRole:
        return !row.isEnabled;
    default:
        return {};
    }
}

QString SourceListModel::cell(const SourceRow &row, int column)
{
    switch (column) {
    case NameColumn:
        return row.status.shownName();
    case StateColumn:
        return row.isEnabled ? stateWord(row.status.state) : tr("Disabled");
    case ServiceColumn:
        return row.service;
    case AddressColumn:
        return row.address;
    case KeepingColumn:
        return row.keeping;
    default:
        return {};
    }
}

bool SourceListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != NameColumn)
        return false;
    if (role == Qt::CheckStateRole)
        Q_EMIT enableRequested(idAt(index.row()), value.toInt() == Qt::Checked);
    else if (role == Qt::EditRole)
        Q_EMIT renameRequested(idAt(index.row()), value.toString());
    else
        return false;
    return true;
}

QVariant SourceListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Source");
    case StateColumn:
        return tr("State");
    case ServiceColumn:
        return tr("Service");
    case AddressColumn:
        return tr("Address");
    case KeepingColumn:
        return tr("For this session only");
    default:
        return {};
    }
}

Qt::ItemFlags SourceListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == NameColumn ? flags | Qt::ItemIsUserCheckable | Qt::ItemIsEditable : flags;
}

} // namespace watchglass::ui
