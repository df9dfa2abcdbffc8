#include "ui/models/alarm_table_model.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/models/source_status.h"

namespace watchglass::ui {

namespace {

QString priorityWord(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Information:
        return AlarmTableModel::tr("Information");
    case AlarmPriority::Warning:
        return AlarmTableModel::tr("Warning");
    case AlarmPriority::Critical:
        return AlarmTableModel::tr("Critical");
    }
    return {};
}

Mark markOf(const AlarmEvent &event)
{
    if (event.condition == AlarmCondition::Resolved)
        return Mark::Absent;
    switch (event.priority) {
    case AlarmPriority::Information:
        return Mark::Information;
    case AlarmPriority::Warning:
        return Mark::Warning;
    case AlarmPriority::Critical:
        return Mark::Critical;
    }
    return Mark::None;
}

QString conditionWord(AlarmCondition condition)
{
    switch (condition) {
    case AlarmCondition::Active:
        return AlarmTableModel::tr("Unacknowledged");
    case AlarmCondition::Acknowledged:
        return AlarmTableModel::tr("Acknowledged");
    case AlarmCondition::Resolved:
        return AlarmTableModel::tr("Resolved");
    }
    return {};
}

/// State first, then priority, then the newest.
qint64 urgency(const AlarmEvent &event)
{
    const qint64 state = static_cast<qint64>(event.condition);
    const qint64 priority = static_cast<qint64>(AlarmPriority::Critical) - static_cast<qint64>(event.priority);
    constexpr qint64 timeBits = 50; // of milliseconds: enough until 2262
    const qint64 newestFirst = (qint64{1} << (timeBits - 1)) - event.raisedAt.ns() / 1'000'000;
    return ((state * 4 + priority) << timeBits) + newestFirst;
}

QString limitText(const AlarmEvent &event)
{
    if (!event.actual && !event.threshold)
        return {};
    const QString actual = format::value(event.actual, QString());
    return event.threshold ? AlarmTableModel::tr("%1 / %2").arg(actual, format::value(event.threshold, QString()))
                           : actual;
}

} // namespace

AlarmTableModel::AlarmTableModel(const ingest::AlarmBook &book, const ingest::DeviceRegistry &registry, QTimeZone zone,
                                 QObject *parent)
    : QAbstractTableModel(parent)
    , m_book(book)
    , m_registry(registry)
    , m_zone(std::move(zone))
{}

bool AlarmTableModel::sync()
{
    if (m_book.revision() == m_revision && m_book.layoutRevision() == m_layoutRevision)
        return false;
    if (m_book.layoutRevision() != m_layoutRevision)
        dropEvicted();
    const auto &alarms = m_book.alarms();
    std::size_t runStart = 0;
    for (std::size_t i = 0; i <= m_rows.size(); ++i) {
        if (i < m_rows.size() && alarms[i].revision != m_rows[i].revision) {
            m_rows[i] = alarms[i];
            continue;
        }
        if (i > runStart)
            Q_EMIT dataChanged(index(static_cast<int>(runStart), 0), index(static_cast<int>(i) - 1, ColumnCount - 1));
        runStart = i + 1;
    }
    if (alarms.size() > m_rows.size()) {
        beginInsertRows({}, static_cast<int>(m_rows.size()), static_cast<int>(alarms.size()) - 1);
        m_rows.insert(m_rows.end(), alarms.begin() + static_cast<std::ptrdiff_t>(m_rows.size()), alarms.end());
        endInsertRows();
    }
    m_revision = m_book.revision();
    m_layoutRevision = m_book.layoutRevision();
    return true;
}

void AlarmTableModel::dropEvicted()
{
    // The book keeps its order when it takes records out, so what is left of our rows are its first ones.
    const auto &alarms = m_book.alarms();
    const auto isKept = [&alarms](std::size_t row, const ingest::AlarmRecord &record) {
        return row < alarms.size() && alarms[row].source == record.source && alarms[row].event.id == record.event.id;
    };
    std::size_t row = 0;
    while (row < m_rows.size()) {
        std::size_t end = row;
        while (end < m_rows.size() && !isKept(row, m_rows[end]))
            ++end;
        if (end > row) {
            beginRemoveRows({}, static_cast<int>(row), static_cast<int>(end) - 1);
            m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(row),
                         m_rows.begin() + static_cast<std::ptrdiff_t>(end));
            endRemoveRows();
        }
        ++row;
    }
}

int AlarmTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AlarmTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AlarmTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const ingest::AlarmRecord &alarm = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(alarm, index.column());
    case Qt::ToolTipRole:
        return index.column() == SinceColumn ? plainToolTip(format::dateTime(alarm.event.raisedAt, m_zone))
                                             : plainToolTip(text(alarm, index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == ValueColumn ? int(Qt::AlignRight | Qt::AlignVCenter)
                                             : int(Qt::AlignLeft | Qt::AlignVCenter);
    case MarkRole:
        return index.column() == PriorityColumn ? QVariant(static_cast<int>(markOf(alarm.event))) : QVariant();
    case SortRole:
        return sortKey(alarm, index.column());
    case SourceRole:
        return alarm.source;
    case IdRole:
        return alarm.event.id;
    case UnacknowledgedRole:
        return alarm.event.condition == AlarmCondition::Active;
    case OverRole:
        return alarm.event.condition == AlarmCondition::Resolved;
    case ActionableRole:
        return alarm.event.actionable;
    default:
        return {};
    }
}

QString AlarmTableModel::text(const ingest::AlarmRecord &alarm, int column) const
{
    const AlarmEvent &event = alarm.event;
    switch (column) {
    case PriorityColumn:
        return priorityWord(event.priority);
    case StateColumn:
        return conditionWord(event.condition);
    case SinceColumn:
        return format::timeOfDay(event.raisedAt, std::chrono::seconds(1), m_zone);
    case DeviceColumn:
        return deviceName(alarm);
    case TitleColumn:
        return event.title.isEmpty() ? event.type : event.title;
    case MessageColumn:
        return event.message;
    case ValueColumn:
        return limitText(event);
    default:
        return {};
    }
}

QVariant AlarmTableModel::sortKey(const ingest::AlarmRecord &alarm, int column) const
{
    switch (column) {
    case PriorityColumn:
        return urgency(alarm.event);
    case StateColumn:
        return static_cast<int>(alarm.event.condition);
    case SinceColumn:
        return static_cast<qlonglong>(alarm.event.raisedAt.ns());
    case ValueColumn:
        return alarm.event.actual.value_or(0.0);
    default:
        return text(alarm, column);
    }
}

QString AlarmTableModel::deviceName(const ingest::AlarmRecord &alarm) const
{
    const ingest::DeviceRecord *device = m_registry.find(alarm.source, alarm.event.device);
    return device && !device->name.isEmpty() ? device->name : alarm.event.device;
}

QVariant AlarmTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == ValueColumn ? int(Qt::AlignRight | Qt::AlignVCenter) : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case PriorityColumn:
        return tr("Priority");
    case StateColumn:
        return tr("State");
    case SinceColumn:
        return tr("Since");
    case DeviceColumn:
        return tr("Device");
    case TitleColumn:
        return tr("Alarm");
    case MessageColumn:
        return tr("Message");
    case ValueColumn:
        return tr("Actual / limit");
    default:
        return {};
    }
}

} // namespace watchglass::ui
