#include "ui/models/alarm_history_model.h"

#include "core/format/time_format.h"
#include "ui/models/alarm_words.h"
#include "ui/models/source_status.h"

#include <algorithm>

namespace watchglass::ui {

namespace {

Mark markOf(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Information:
        return Mark::Information;
    case AlarmPriority::Warning:
        return Mark::Warning;
    case AlarmPriority::Critical:
        return Mark::Critical;
    }
    return Mark::None;
}

} // namespace

AlarmHistoryModel::AlarmHistoryModel(const alarm::AlarmJournal &journal, QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_journal(journal)
    , m_zone(std::move(zone))
{
    find();
}

void AlarmHistoryModel::find()
{
    m_found.clear();
    m_total = m_journal.total();
    std::uint64_t number = firstKept();
    for (const alarm::AlarmEntry &entry : m_journal.entries()) {
        if (matches(entry, m_filter))
            m_found.push_back(number);
        ++number;
    }
}

void AlarmHistoryModel::setFilter(const alarm::HistoryFilter &filter)
{
    beginResetModel();
    m_filter = filter;
    find();
    endResetModel();
}

void AlarmHistoryModel::sync()
{
    const auto gone = std::lower_bound(m_found.begin(), m_found.end(), firstKept()) - m_found.begin();
    if (gone > 0) {
        const int rows = rowCount();
        beginRemoveRows({}, rows - static_cast<int>(gone), rows - 1);
        m_found.erase(m_found.begin(), m_found.begin() + gone);
        endRemoveRows();
    }
    std::vector<std::uint64_t> added;
    for (std::uint64_t number = std::max(m_total, firstKept()); number < m_journal.total(); ++number) {
        if (matches(m_journal.entries()[number - firstKept()], m_filter))
            added.push_back(number);
    }
    m_total = m_journal.total();
    if (added.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(added.size()) - 1);
    m_found.insert(m_found.end(), added.begin(), added.end());
    endInsertRows();
}

const alarm::AlarmEntry &AlarmHistoryModel::entryAt(int row) const
{
    const std::uint64_t number = m_found[m_found.size() - 1 - static_cast<std::size_t>(row)];
    const std::uint64_t place = number < firstKept() ? 0 : number - firstKept(); // gone since the last sync()
    return m_journal.entries()[place];
}

QString AlarmHistoryModel::place(const alarm::AlarmEntry &entry) const
{
    const SeriesKey key{entry.id.source, entry.content.series.device, {}, {}};
    const QString name = m_places ? m_places(key) : QString();
    return !name.isEmpty() ? name : key.device.isEmpty() ? key.source : key.device;
}

int AlarmHistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_found.size());
}

int AlarmHistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlarmHistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const alarm::AlarmEntry &entry = entryAt(index.row());
    if (role == MarkRole)
        return index.column() == PriorityColumn ? QVariant(static_cast<int>(markOf(entry.priority))) : QVariant();
    if (role == FaintRole)
        return false;
    if (role == Qt::ToolTipRole)
        return plainToolTip(index.column() == TitleColumn ? entry.content.cause
                                                          : data(index, Qt::DisplayRole).toString());
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case TimeColumn:
        return format::dateTime(entry.at, m_zone);
    case DeedColumn:
        return deedText(entry.deed);
    case PriorityColumn:
        return priorityWord(entry.priority);
    case DeviceColumn:
        return place(entry);
    case TitleColumn:
        return entry.content.title;
    case ValueColumn:
        return valueAndLimit(entry.content);
    case WhoColumn:
        return entry.who;
    case NoteColumn:
        return entry.until ? tr("until %1").arg(format::dateTime(*entry.until, m_zone)) : entry.note;
    default:
        return {};
    }
}

QVariant AlarmHistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case DeedColumn:
        return tr("What happened");
    case PriorityColumn:
        return tr("Priority");
    case DeviceColumn:
        return tr("Device");
    case TitleColumn:
        return tr("Alarm");
    case ValueColumn:
        return tr("Actual / limit");
    case WhoColumn:
        return tr("Who");
    case NoteColumn:
        return tr("Note");
    default:
        return {};
    }
}

} // namespace watchglass::ui
