#pragma once

#include "core/exchange/csv_preview.h"

#include <QAbstractTableModel>

namespace watchglass::ui {

/// The first rows of a table that is to be imported, as they would be taken: first the row's time, then the table's
/// columns. The first row says what becomes of each column. Thread: GUI.
class ImportPreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    static constexpr int timeColumn = 0;
    static constexpr int useRow = 0;
    enum Role {
        ProblemRole = Qt::UserRole, ///< Why the cell or its row is left out or incomplete; empty: it is taken.
        SkippedRole,                ///< Nothing becomes of the column.
    };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows and columns that stay are changed in place.
    void setPreview(exchange::CsvPreview preview);
    const exchange::CsvPreview &preview() const { return m_preview; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant useData(int column, int role) const;
    QVariant timeData(const exchange::PreviewRow &row, int role) const;
    QVariant cellData(const exchange::PreviewRow &row, std::size_t column, int role) const;

    exchange::CsvPreview m_preview;
};

/// What becomes of a column, for people.
QString columnUseName(exchange::ColumnUse use);

} // namespace watchglass::ui
