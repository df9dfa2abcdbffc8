#include "ui/models/comparison_model.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/models/source_status.h"

namespace watchglass::ui {

using exchange::AlarmDifference;
using exchange::SeriesComparison;
using Finding = SeriesComparison::Finding;

namespace {

/// As a cell of RFC 4180.
QString quoted(QString text)
{
    if (text.contains(QLatin1Char('"')) || text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('\n'))) {
        text.replace(QLatin1Char('"'), QStringLiteral("\"\""));
        return QLatin1Char('"') + text + QLatin1Char('"');
    }
    return text;
}

QString iso(const std::optional<Timestamp> &time)
{
    return time ? QString::fromStdString(formatIsoTimestamp(*time)) : QString();
}

std::optional<Timestamp> placeOf(const SeriesComparison &one)
{
    return one.largestTime ? one.largestTime : one.firstTime;
}

QString countText(std::int64_t count)
{
    return format::count(static_cast<std::uint64_t>(count));
}

} // namespace

ComparisonModel::ComparisonModel(QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_zone(std::move(zone))
{}

void ComparisonModel::setReport(exchange::ComparisonReport report, Duration shift)
{
    beginResetModel();
    m_report = std::move(report);
    m_shift = shift;
    endResetModel();
}

void ComparisonModel::clear()
{
    setReport({}, {});
}

std::optional<std::size_t> ComparisonModel::seriesOf(int row) const
{
    const auto place = static_cast<std::size_t>(row);
    return place < m_report.series.size() ? std::optional(place) : std::nullopt;
}

const AlarmDifference &ComparisonModel::alarmOf(int row) const
{
    return m_report.alarms[static_cast<std::size_t>(row) - m_report.series.size()];
}

std::optional<Timestamp> ComparisonModel::timeOf(int row) const
{
    const auto series = seriesOf(row);
    const auto time = series ? placeOf(m_report.series[*series]) : std::optional(alarmOf(row).time);
    return time ? std::optional(*time + m_shift) : std::nullopt;
}

bool ComparisonModel::isDifferent(int row) const
{
    const auto series = seriesOf(row);
    return !series || m_report.series[*series].finding != Finding::Equal;
}

bool ComparisonModel::hasNoPairs() const
{
    bool areShared = false;
    for (const SeriesComparison &one : m_report.series) {
        if (one.compared > 0)
            return false;
        areShared = areShared || one.finding == Finding::Different;
    }
    return areShared;
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_report.series.size() + m_report.alarms.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ComparisonModel::seriesText(const SeriesComparison &one, int column) const
{
    const bool isInBoth = one.finding == Finding::Equal || one.finding == Finding::Different;
    switch (column) {
    case NameColumn:
        return one.key;
    case FindingColumn:
        switch (one.finding) {
        case Finding::Equal:
            return tr("Equal");
        case Finding::Different:
            return one.otherUnit ? tr("Other unit") : tr("Different");
        case Finding::OnlyInFirst:
            return tr("Only in the first");
        case Finding::OnlyInSecond:
            return tr("Only in the second");
        }
        return {};
    case PairsColumn:
        return isInBoth ? countText(one.compared) : QString();
    case DifferentColumn:
        return isInBoth ? countText(one.different) : QString();
    case FirstOnlyColumn:
        return isInBoth ? countText(one.missingInSecond) : QString();
    case SecondOnlyColumn:
        return isInBoth ? countText(one.missingInFirst) : QString();
    case LargestColumn:
        return one.largestTime ? format::value(one.largest, one.unit, QLocale()) : QString();
    default:
        return {};
    }
}

QString ComparisonModel::alarmText(const AlarmDifference &one, int column) const
{
    switch (column) {
    case NameColumn: {
        const QString state = one.condition == AlarmCondition::Resolved       ? tr("over")
                              : one.condition == AlarmCondition::Acknowledged ? tr("acknowledged")
                                                                              : tr("raised");
        return tr("Alarm: %1 · %2 · %3").arg(one.device, one.title, state);
    }
    case FindingColumn:
        return one.isInFirst ? tr("Only in the first") : tr("Only in the second");
    default:
        return {};
    }
}

QString ComparisonModel::textAt(int row, int column) const
{
    if (column == TimeColumn) {
        const auto time = timeOf(row);
        return time ? format::dateTime(*time, m_zone) : QString();
    }
    const auto series = seriesOf(row);
    return series ? seriesText(m_report.series[*series], column) : alarmText(alarmOf(row), column);
}

QVariant ComparisonModel::seriesOrder(const SeriesComparison &one, int column) const
{
    switch (column) {
    case PairsColumn:
        return static_cast<qint64>(one.compared);
    case DifferentColumn:
        return static_cast<qint64>(one.different);
    case FirstOnlyColumn:
        return static_cast<qint64>(one.missingInSecond);
    case SecondOnlyColumn:
        return static_cast<qint64>(one.missingInFirst);
    case LargestColumn:
        return one.largestTime ? one.largest : -1.0;
    default:
        return {};
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textAt(index.row(), index.column());
    case Qt::ToolTipRole:
        return plainToolTip(textAt(index.row(), index.column()));
    case Qt::TextAlignmentRole:
        if (index.column() >= PairsColumn && index.column() <= LargestColumn)
            return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
        return {};
    case FaintRole:
        return !isDifferent(index.row());
    case SortRole: {
        if (index.column() == NameColumn || index.column() == FindingColumn)
            return textAt(index.row(), index.column());
        if (index.column() == TimeColumn)
            return static_cast<qint64>(timeOf(index.row()).value_or(Timestamp::min()).ns());
        const auto series = seriesOf(index.row());
        return seriesOrder(series ? m_report.series[*series] : SeriesComparison(), index.column());
    }
    default:
        return {};
    }
}

QString ComparisonModel::titleOf(int column) const
{
    switch (column) {
    case NameColumn:
        return tr("Series");
    case FindingColumn:
        return tr("Finding");
    case PairsColumn:
        return tr("Pairs");
    case DifferentColumn:
        return tr("Different");
    case FirstOnlyColumn:
        return tr("First alone");
    case SecondOnlyColumn:
        return tr("Second alone");
    case LargestColumn:
        return tr("Largest difference");
    case TimeColumn:
        return tr("When");
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section >= PairsColumn && section <= LargestColumn)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == FirstOnlyColumn)
        return tr("Samples of the first recording without a partner");
    if (role == Qt::ToolTipRole && section == SecondOnlyColumn)
        return tr("Samples of the second recording without a partner");
    return role == Qt::DisplayRole ? titleOf(section) : QVariant();
}

QString ComparisonModel::csvLine(std::optional<int> row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column) {
        if (!row)
            cells << quoted(titleOf(column));
        else if (const auto series = seriesOf(*row); column == LargestColumn && series)
            cells << (m_report.series[*series].largestTime ? QString::number(m_report.series[*series].largest, 'g', 17)
                                                           : QString());
        else if (column == TimeColumn)
            cells << iso(timeOf(*row));
        else if (column >= PairsColumn && series)
            cells << (textAt(*row, column).isEmpty() ? QString()
                                                     : seriesOrder(m_report.series[*series], column).toString());
        else
            cells << quoted(textAt(*row, column));
    }
    return cells.join(QLatin1Char(','));
}

} // namespace watchglass::ui
