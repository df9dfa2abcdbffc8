#pragma once

#include "ui/models/source_status.h"

#include <QAbstractTableModel>

#include <vector>

namespace watchglass::ui {

/// One line of the list of sources.
struct SourceRow
{
    SourceStatus status;
    QString service; ///< As people call it.
    QString address;
    QString keeping; ///< What of it lasts for the session only; empty when all of it is kept.
    bool isEnabled = true;

    bool hasSameName(const SourceRow &other) const;
    bool hasSameText(const SourceRow &other) const;
};

/// The operator's sources in their order: name, state, service, address and what is not kept of them. The name's check
/// box says whether it is enabled.
/// Thread: GUI.
class SourceListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, StateColumn, ServiceColumn, AddressColumn, KeepingColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, FaintRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that stay where they are keep their selection.
    void setRows(std::vector<SourceRow> rows);
    const std::vector<SourceRow> &rows() const { return m_rows; }
    /// -1 when there is none.
    int rowOf(const QString &id) const;
    /// Empty for no row.
    QString idAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The operator ticked or unticked a source.
    void enableRequested(const QString &id, bool isEnabled);
    /// The operator typed another name.
    void renameRequested(const QString &id, const QString &name);

private:
    bool isSameOrder(const std::vector<SourceRow> &rows) const;
    static QString cell(const SourceRow &row, int column);

    std::vector<SourceRow> m_rows;
};

} // namespace watchglass::ui
