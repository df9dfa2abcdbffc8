#pragma once

#include "core/base/timestamp.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// One line of the list of open sessions.
struct SessionRow
{
    int session = 0;  ///< Names it as long as it is open.
    QString name;     ///< Of its file.
    QString fileName; ///< With its path.
    Timestamp begin;  ///< As it was recorded, not moved.
    Duration length{};
    Duration offset{}; ///< By which it is moved.
};

/// Sessions that are open beside each other: file, begin, length and by how much each is moved, which can be typed.
/// Thread: GUI.
class SessionListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, BeginColumn, LengthColumn, OffsetColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, FaintRole };

    explicit SessionListModel(QTimeZone zone, QObject *parent = nullptr);

    /// Rows that stay where they are keep their selection.
    void setRows(std::vector<SessionRow> rows);
    const std::vector<SessionRow> &rows() const { return m_rows; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The operator typed another offset.
    void offsetChosen(int session, watchglass::Duration offset);
    /// What was typed is none.
    void offsetRefused(const QString &text);

private:
    QString cell(const SessionRow &row, int column) const;

    const QTimeZone m_zone;
    std::vector<SessionRow> m_rows;
};

} // namespace watchglass::ui
