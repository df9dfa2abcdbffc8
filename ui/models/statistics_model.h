#pragma once

#include "core/store/statistics.h"

#include <QAbstractTableModel>
#include <QColor>

#include <vector>

namespace watchglass::ui {

/// What the samples in view of some series come to: one row a series; count, least, greatest, mean, standard deviation
/// and samples a second. Thread: GUI.
class StatisticsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Count, Least, Greatest, Mean, Deviation, Rate, Columns };

    struct Row
    {
        QString name;
        QColor colour;
        QString unit;
        store::Statistics statistics;
        std::optional<double> ratePerSecond;
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay are changed in place, so that a selection stays.
    void setRows(std::vector<Row> rows);
    const std::vector<Row> &rows() const { return m_rows; }
    /// All of it as tab-separated lines with a head, numbers with every digit and a decimal point.
    QString toText() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    static std::optional<double> figure(const Row &row, int column);
    static QString textOf(const Row &row, int column);

    std::vector<Row> m_rows;
};

} // namespace watchglass::ui
