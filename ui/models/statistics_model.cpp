#include "ui/models/statistics_model.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"

#include <QStringList>

namespace watchglass::ui {

void StatisticsModel::setRows(std::vector<Row> rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
        return;
    }
    m_rows = std::move(rows);
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(m_rows.size()) - 1, Columns - 1));
}

int StatisticsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int StatisticsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

std::optional<double> StatisticsModel::figure(const Row &row, int column)
{
    const store::Statistics &statistics = row.statistics;
    if (column == Count)
        return static_cast<double>(statistics.count);
    if (column == Rate)
        return row.ratePerSecond;
    if (!statistics.hasValue())
        return std::nullopt;
    switch (column) {
    case Least:
        return statistics.min;
    case Greatest:
        return statistics.max;
    case Mean:
        return statistics.mean;
    case Deviation:
        return statistics.deviation();
    default:
        return std::nullopt;
    }
}

QString StatisticsModel::textOf(const Row &row, int column)
{
    if (column == Name)
        return row.name;
    if (column == Count)
        return format::count(row.statistics.count);
    const auto value = figure(row, column);
    if (!value)
        return format::none();
    return column == Rate ? format::rate(*value) : format::withUnit(format::number(*value, 5), row.unit);
}

QVariant StatisticsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= static_cast<int>(m_rows.size()))
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::DecorationRole:
        return index.column() == Name ? QVariant(row.colour) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == Name ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                                      : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant StatisticsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Name ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
                               : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Series");
    case Count:
        return tr("Samples");
    case Least:
        return tr("Min");
    case Greatest:
        return tr("Max");
    case Mean:
        return tr("Mean");
    case Deviation:
        return tr("σ");
    case Rate:
        return tr("Rate");
    default:
        return {};
    }
}

QString StatisticsModel::toText() const
{
    QStringList head;
    for (int column = 0; column < Columns; ++column)
        head << headerData(column, Qt::Horizontal).toString();
    head << tr("Unit");
    QStringList lines{head.join(QLatin1Char('\t'))};
    for (const Row &row : m_rows) {
        QStringList cells{row.name};
        for (int column = Count; column < Columns; ++column) {
            const auto value = figure(row, column);
            cells << (value ? QString::number(*value, 'g', QLocale::FloatingPointShortest) : QString());
        }
        cells << format::canonicalUnit(row.unit);
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace watchglass::ui
