#include "ui/models/import_preview_model.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"

namespace watchglass::ui {

using exchange::ColumnUse;

namespace {

/// With every digit, as it was read.
QString numberText(double value)
{
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

/// For those who do not see the cell's colour.
QString spoken(const QString &text, const QString &problem)
{
    return problem.isEmpty() ? text : ImportPreviewModel::tr("%1, %2").arg(text, problem);
}

} // namespace

QString columnUseName(ColumnUse use)
{
    switch (use) {
    case ColumnUse::Skip:
        return ImportPreviewModel::tr("Leave out");
    case ColumnUse::Time:
        return ImportPreviewModel::tr("Time");
    case ColumnUse::Number:
        return ImportPreviewModel::tr("Numbers");
    case ColumnUse::State:
        return ImportPreviewModel::tr("States");
    case ColumnUse::Event:
        return ImportPreviewModel::tr("Events");
    case ColumnUse::Attribute:
        return ImportPreviewModel::tr("Series' name");
    case ColumnUse::Value:
        return ImportPreviewModel::tr("Its value");
    case ColumnUse::Unit:
        return ImportPreviewModel::tr("Its unit");
    case ColumnUse::Device:
        return ImportPreviewModel::tr("Its device");
    case ColumnUse::Source:
        return ImportPreviewModel::tr("Its source");
    }
    return {};
}

void ImportPreviewModel::setPreview(exchange::CsvPreview preview)
{
    const int rows = rowCount();
    const int wanted = preview.plan.columns.empty() ? 0 : 1 + static_cast<int>(preview.rows.size());
    if (rows == 0 || wanted == 0 || preview.plan.columns.size() != m_preview.plan.columns.size()) {
        beginResetModel();
        m_preview = std::move(preview);
        endResetModel();
        return;
    }
    // What stands above the columns stays, and the keyboard with it.
    if (wanted > rows)
        beginInsertRows({}, rows, wanted - 1);
    else if (wanted < rows)
        beginRemoveRows({}, wanted, rows - 1);
    m_preview = std::move(preview);
    if (wanted > rows)
        endInsertRows();
    else if (wanted < rows)
        endRemoveRows();
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    Q_EMIT headerDataChanged(Qt::Vertical, 0, rowCount() - 1);
}

int ImportPreviewModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_preview.plan.columns.empty() ? 0 : 1 + static_cast<int>(m_preview.rows.size());
}

int ImportPreviewModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_preview.plan.columns.empty() ? 0 : 1 + static_cast<int>(m_preview.plan.columns.size());
}

QVariant ImportPreviewModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    if (index.row() == useRow)
        return useData(index.column(), role);
    const exchange::PreviewRow &row = m_preview.rows[static_cast<std::size_t>(index.row() - 1)];
    return index.column() == timeColumn ? timeData(row, role)
                                        : cellData(row, static_cast<std::size_t>(index.column() - 1), role);
}

QVariant ImportPreviewModel::useData(int column, int role) const
{
    if (column == timeColumn || role != Qt::DisplayRole)
        return {};
    return columnUseName(m_preview.plan.columns[static_cast<std::size_t>(column - 1)].use);
}

QVariant ImportPreviewModel::timeData(const exchange::PreviewRow &row, int role) const
{
    const QString text = row.time ? format::dateTime(*row.time, QTimeZone::utc()) : format::none();
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
    case ProblemRole:
        return row.problem;
    case Qt::AccessibleTextRole:
        return spoken(text, row.problem);
    default:
        return {};
    }
}

QVariant ImportPreviewModel::cellData(const exchange::PreviewRow &row, std::size_t column, int role) const
{
    const exchange::PreviewCell &cell = row.cells[column];
    const QString text = cell.isMissing ? format::none() : cell.value ? numberText(*cell.value) : cell.text;
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::ToolTipRole:
        return cell.problem.isEmpty() && text != cell.text && !cell.text.isEmpty()
                   ? tr("In the file: %1").arg(cell.text)
                   : cell.problem;
    case ProblemRole:
        return cell.problem;
    case SkippedRole:
        return m_preview.plan.columns[column].use == ColumnUse::Skip || !row.time;
    case Qt::AccessibleTextRole:
        return spoken(text, cell.problem);
    case Qt::TextAlignmentRole:
        return cell.value ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant ImportPreviewModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    if (orientation == Qt::Vertical) {
        if (section < 0 || section >= rowCount() || role != Qt::DisplayRole)
            return {};
        return section == useRow ? tr("Take as")
                                 : QString::number(m_preview.rows[static_cast<std::size_t>(section - 1)].line);
    }
    if (section < 0 || section >= columnCount())
        return {};
    if (section == timeColumn)
        return role == Qt::DisplayRole ? tr("Time of the row") : tr("As the import will read it");
    const exchange::ColumnPlan &column = m_preview.plan.columns[static_cast<std::size_t>(section - 1)];
    return column.unit.isEmpty() ? column.name : QStringLiteral("%1 [%2]").arg(column.name, column.unit);
}

} // namespace watchglass::ui
