#include "ui/models/marker_list_model.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/models/source_status.h"

namespace watchglass::ui {

MarkerListModel::MarkerListModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void MarkerListModel::setRows(std::vector<MarkerRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

const MarkerRow *MarkerListModel::at(const QModelIndex &index) const
{
    const bool isThere = index.isValid() && index.row() < rowCount();
    return isThere ? &m_rows[static_cast<std::size_t>(index.row())] : nullptr;
}

int MarkerListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int MarkerListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString MarkerListModel::cell(const MarkerRow &row, int column) const
{
    switch (column) {
    case TimeColumn:
        return format::dateTime(row.marker.time, m_zone);
    case LengthColumn:
        return row.marker.to ? format::duration(*row.marker.to - row.marker.time) : QString();
    case TextColumn:
        return row.marker.text;
    case SessionColumn:
        return row.sessionName;
    default:
        return {};
    }
}

QVariant MarkerListModel::data(const QModelIndex &index, int role) const
{
    const MarkerRow *row = at(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(*row, index.column());
    case Qt::EditRole:
        return index.column() == TextColumn ? row->marker.text : QVariant();
    case Qt::ToolTipRole:
        return plainToolTip(cell(*row, index.column()));
    case FaintRole:
        return false;
    default:
        return {};
    }
}

bool MarkerListModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const MarkerRow *row = at(index);
    if (!row || index.column() != TextColumn || role != Qt::EditRole)
        return false;
    if (value.toString() != row->marker.text)
        Q_EMIT textChosen(MarkerRow(*row), value.toString());
    return true;
}

QVariant MarkerListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case LengthColumn:
        return tr("Length");
    case TextColumn:
        return tr("Text");
    case SessionColumn:
        return tr("Recording");
    default:
        return {};
    }
}

Qt::ItemFlags MarkerListModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == TextColumn ? flags | Qt::ItemIsEditable : flags;
}

} // namespace watchglass::ui
