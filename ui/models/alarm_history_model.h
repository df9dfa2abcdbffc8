#pragma once

#include "core/alarm/alarm_journal.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <deque>

namespace watchglass::ui {

/// The history of alarms as rows, the newest first, as far as a filter finds them. sync() adds what came and takes away
/// what the journal let go; only another filter resets it.
/// Thread: GUI. Requires: the journal outlives it.
class AlarmHistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        DeedColumn,
        PriorityColumn,
        DeviceColumn,
        TitleColumn,
        ValueColumn,
        WhoColumn,
        NoteColumn,
        ColumnCount
    };
    enum Role {
        MarkRole = Qt::UserRole, ///< int(Mark) of the priority column.
        FaintRole,               ///< bool: always false; for the delegate.
    };

    AlarmHistoryModel(const alarm::AlarmJournal &journal, QTimeZone zone, QObject *parent = nullptr);

    /// What people call a series' device, or its source where it names no device; without it, their ids are shown.
    using Places = std::function<QString(const SeriesKey &)>;
    void setPlaces(Places places) { m_places = std::move(places); }
    void sync();
    void setFilter(const alarm::HistoryFilter &filter);
    const alarm::AlarmEntry &entryAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::uint64_t firstKept() const { return m_journal.total() - m_journal.entries().size(); }
    void find();
    QString place(const alarm::AlarmEntry &entry) const;

    const alarm::AlarmJournal &m_journal;
    const QTimeZone m_zone;
    Places m_places;
    alarm::HistoryFilter m_filter;
    std::deque<std::uint64_t> m_found; ///< Numbers of entries since the journal's first, ascending; rows run backwards.
    std::uint64_t m_total = 0;
};

} // namespace watchglass::ui
