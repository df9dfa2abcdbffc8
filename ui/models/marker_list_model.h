#pragma once

#include "core/recording/session_values.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// A remark of a session, moved as the session is.
struct MarkerRow
{
    int session = 0;
    QString sessionName;
    recording::Marker marker;

    friend bool isSame(const MarkerRow &a, const MarkerRow &b)
    {
        return a.session == b.session && a.marker.id == b.marker.id;
    }
};

/// Remarks of all open sessions by time: when, how long, what, and of which recording. The text can be changed in
/// place. Thread: GUI.
class MarkerListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, LengthColumn, TextColumn, SessionColumn, ColumnCount };
    enum Role { MarkRole = Qt::UserRole, FaintRole };

    explicit MarkerListModel(QTimeZone zone, QObject *parent = nullptr);

    /// Requires: by time.
    void setRows(std::vector<MarkerRow> rows);
    const std::vector<MarkerRow> &rows() const { return m_rows; }
    /// Null for none.
    const MarkerRow *at(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// The operator typed another text.
    void textChosen(const watchglass::ui::MarkerRow &row, const QString &text);

private:
    QString cell(const MarkerRow &row, int column) const;

    const QTimeZone m_zone;
    std::vector<MarkerRow> m_rows;
};

} // namespace watchglass::ui
