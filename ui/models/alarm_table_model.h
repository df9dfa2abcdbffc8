#pragma once

#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "ui/models/mark.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// The alarms of an AlarmBook as rows, brought up to date by sync(). Rows change, come and go one by one and in
/// ranges; the model never resets.
/// Thread: GUI. Requires: book and registry outlive it.
class AlarmTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        PriorityColumn,
        StateColumn,
        SinceColumn,
        DeviceColumn,
        TitleColumn,
        MessageColumn,
        ValueColumn,
        ColumnCount
    };
    enum Role {
        MarkRole = Qt::UserRole, ///< int(Mark) of the priority column.
        SortRole,                ///< Ascending; the priority column's puts the most urgent first.
        SourceRole,              ///< QString: the source's id.
        IdRole,                  ///< QString: the alarm's id in its source.
        UnacknowledgedRole,      ///< bool: active and nobody has said yet that they saw it.
        OverRole,                ///< bool: resolved.
        ActionableRole,          ///< bool: the service can be told.
    };

    AlarmTableModel(const ingest::AlarmBook &book, const ingest::DeviceRegistry &registry, QTimeZone zone,
                    QObject *parent = nullptr);

    /// Takes over what changed in the book since the last call. False when nothing did.
    bool sync();
    ingest::AlarmCounts counts() const { return m_book.counts(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const ingest::AlarmRecord &alarm, int column) const;
    QVariant sortKey(const ingest::AlarmRecord &alarm, int column) const;
    QString deviceName(const ingest::AlarmRecord &alarm) const;
    void dropEvicted();

    const ingest::AlarmBook &m_book;
    const ingest::DeviceRegistry &m_registry;
    const QTimeZone m_zone;
    std::vector<ingest::AlarmRecord> m_rows; ///< In the book's order.
    std::uint64_t m_revision = 0;
    std::uint64_t m_layoutRevision = 0;
};

} // namespace watchglass::ui
