#include "ui/models/session_list_model.h"

#include "core/format/duration_format.h"
#include "core/format/offset_text.h"
#include "core/format/time_format.h"
#include "ui/models/source_status.h"

#include <algorithm>

namespace watchglass::ui {

SessionListModel::SessionListModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void SessionListModel::setRows(std::vector<SessionRow> rows)
{
    const bool isSameOrder =
        std::equal(rows.begin(), rows.end(), m_rows.begin(), m_rows.end(),
                   [](const SessionRow &a, const SessionRow &b) { return a.session == b.session; });
    if (!isSameOrder)
        beginResetModel();
    m_rows = std::move(rows);
    if (!isSameOrder)
        endResetModel();
    else if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int SessionListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SessionListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SessionListModel::cell(const SessionRow &row, int column) const
{
    switch (column) {
    case NameColumn:
        return row.name;
    case BeginColumn:
        return format::dateTime(row.begin, m_zone);
    case LengthColumn:
        return format::duration(row.length);
    case OffsetColumn:
        return format::offsetText(row.offset);
    default:
        return {};
    }
}

QVariant SessionListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const SessionRow &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case Qt::EditRole:
        return index.column() == OffsetColumn ? cell(row, OffsetColumn) : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == OffsetColumn)
            return tr("Added to every time of this session. F2 changes it: +1.25 s, -500 ms, 0:01:00");
        return plainToolTip(index.column() == NameColumn ? row.fileName : cell(row, index.column()));
    case FaintRole:
        return false;
    default:
        return {};
    }
}

bool SessionListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || index.column() != OffsetColumn || role != Qt::EditRole)
        return false;
    const SessionRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const auto offset = format::parseOffset(value.toString());
    if (!offset) {
        Q_EMIT offsetRefused(value.toString());
        return false;
    }
    if (*offset != row.offset)
        Q_EMIT offsetChosen(row.session, *offset);
    return true;
}

QVariant SessionListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Recording");
    case BeginColumn:
        return tr("Recorded from");
    case LengthColumn:
        return tr("Length");
    case OffsetColumn:
        return tr("Offset");
    default:
        return {};
    }
}

Qt::ItemFlags SessionListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == OffsetColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace watchglass::ui
