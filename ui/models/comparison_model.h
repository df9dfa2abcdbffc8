#pragma once

#include "core/exchange/comparison.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace watchglass::ui {

/// What comparing two recordings gave, a row for each series and for each alarm that only one of them has.
/// Thread: GUI.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        FindingColumn,
        PairsColumn,
        DifferentColumn,
        FirstOnlyColumn,
        SecondOnlyColumn,
        LargestColumn,
        TimeColumn,
        ColumnCount
    };
    enum Role {
        MarkRole = Qt::UserRole, ///< None has one; for the delegate.
        FaintRole,               ///< bool: nothing differs.
        SortRole,                ///< A number, or a text, by which the column is ordered.
    };

    explicit ComparisonModel(QTimeZone zone, QObject *parent = nullptr);

    /// `shift` is added to times to show them where the first recording lies now.
    void setReport(exchange::ComparisonReport report, Duration shift);
    const exchange::ComparisonReport &report() const { return m_report; }
    void clear();

    /// Of a row about a series, its place in the report; nothing for an alarm.
    std::optional<std::size_t> seriesOf(int row) const;
    /// Where to look: at the largest difference, or else at the first; nothing when there is no such place.
    std::optional<Timestamp> timeOf(int row) const;
    bool isDifferent(int row) const;
    /// Whether there are series of both, and yet no sample of one has a partner: their times do not meet.
    bool hasNoPairs() const;
    /// A line of a table for spreadsheets: a header for none. Times in UTC, numbers with all their digits.
    QString csvLine(std::optional<int> row = std::nullopt) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString seriesText(const exchange::SeriesComparison &one, int column) const;
    QString alarmText(const exchange::AlarmDifference &one, int column) const;
    QVariant seriesOrder(const exchange::SeriesComparison &one, int column) const;
    QString textAt(int row, int column) const;
    QString titleOf(int column) const;
    const exchange::AlarmDifference &alarmOf(int row) const;

    const QTimeZone m_zone;
    exchange::ComparisonReport m_report;
    Duration m_shift{};
};

} // namespace watchglass::ui
