#pragma once

#include "core/alarm/alarm_filter.h"
#include "core/alarm/alarm_register.h"
#include "core/ingest/device_registry.h"
#include "ui/models/mark.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// The alarms of an AlarmRegister as rows, filtered, sorted and on request one for all repeats of one trouble; brought
/// up to date by sync(). However much changed, a sync() is at most one removal, one insertion, two changes of order and
/// a dataChanged for each run of changed rows: selection and scrolling stay, and the model never resets.
/// Thread: GUI. Requires: register and registry outlive it.
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
        SourceRole,              ///< QString: the source's id.
        IdRole,                  ///< QString: the alarm's id in its source.
        UnacknowledgedRole,      ///< bool: nobody has said yet that they saw it, and it is not set aside.
        OverRole,                ///< bool: normal, or set aside.
        ActionableRole,          ///< bool: the service can be told.
    };

    AlarmTableModel(const alarm::AlarmRegister &alarms, const ingest::DeviceRegistry &registry, QTimeZone zone,
                    QObject *parent = nullptr);

    /// Takes over what changed in the register since the last call. False when nothing did.
    bool sync();
    const alarm::StateCounts &counts() const { return m_counts; }
    /// Sources with alarms, in order.
    QStringList sources() const;
    /// What people call it.
    QString sourceName(const QString &source) const { return m_registry.sourceName(source); }

    const alarm::AlarmFilter &filter() const { return m_filter; }
    void setFilter(const alarm::AlarmFilter &filter);
    bool isGrouped() const { return m_isGrouped; }
    /// One row for all alarms of one point: the most urgent, with how many there are.
    void setGrouped(bool isGrouped);
    /// What flashes is in its dark half. The view repaints; nothing else changes.
    void setFlashDark(bool isDark) { m_isFlashDark = isDark; }

    const alarm::Alarm &alarmAt(int row) const { return m_rows[static_cast<std::size_t>(row)].alarm; }
    /// The alarms that the row stands for.
    QList<alarm::AlarmId> alarmsOf(int row) const;
    std::optional<int> rowOf(const alarm::AlarmId &id) const;
    QString deviceName(const alarm::Alarm &alarm) const;
    const QTimeZone &zone() const { return m_zone; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The priority column ascending puts first what should be looked at first.
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row
    {
        alarm::Alarm alarm;
        std::size_t repeats = 1; ///< Alarms that it stands for.
    };
    struct Wanted
    {
        std::size_t index = 0; ///< In the register.
        std::size_t repeats = 1;
    };

    std::vector<Wanted> wanted() const;
    std::vector<Wanted> grouped(std::vector<Wanted> all) const;
    void sortWanted(std::vector<Wanted> &all) const;
    void removeGone(const std::vector<Wanted> &all);
    void insertNew(const std::vector<Wanted> &all);
    void reorder(const std::vector<std::size_t> &order);
    void takeChanges(const std::vector<Wanted> &all);
    QString text(const Row &row, int column) const;
    QString toolTip(const Row &row, int column) const;

    const alarm::AlarmRegister &m_register;
    const ingest::DeviceRegistry &m_registry;
    const QTimeZone m_zone;
    std::vector<Row> m_rows;
    alarm::StateCounts m_counts;
    alarm::AlarmFilter m_filter;
    int m_sortColumn = PriorityColumn;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    bool m_isGrouped = false;
    bool m_isFlashDark = false;
    bool m_isStale = true; ///< Filter, order or grouping are others.
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ui
