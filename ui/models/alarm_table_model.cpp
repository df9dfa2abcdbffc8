#include "ui/models/alarm_table_model.h"

#include "core/format/time_format.h"
#include "core/format/value_format.h"
#include "ui/models/alarm_words.h"
#include "ui/models/source_status.h"

namespace watchglass::ui {

using alarm::Alarm;
using alarm::AlarmState;

AlarmTableModel::AlarmTableModel(const alarm::AlarmRegister &alarms, const ingest::DeviceRegistry &registry,
                                 QTimeZone zone, QObject *parent)
    : QAbstractTableModel(parent)
    , m_register(alarms)
    , m_registry(registry)
    , m_zone(std::move(zone))
{}

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
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const Alarm &alarm = row.alarm;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return plainToolTip(toolTip(row, index.column()));
    case Qt::TextAlignmentRole:
        return index.column() == ValueColumn ? int(Qt::AlignRight | Qt::AlignVCenter)
                                             : int(Qt::AlignLeft | Qt::AlignVCenter);
    case MarkRole:
        if (index.column() != PriorityColumn)
            return {};
        return static_cast<int>(m_isFlashDark && alarm.life.isCalling() ? Mark::None : markOf(alarm));
    case SourceRole:
        return alarm.id.source;
    case IdRole:
        return alarm.id.id;
    case UnacknowledgedRole:
        return alarm.life.isCalling();
    case OverRole:
        return alarm.life.state() == AlarmState::Normal || alarm.life.isAside();
    case ActionableRole:
        return alarm.isActionable;
    default:
        return {};
    }
}

/// What a narrow table has no column for stands with the message.
QString AlarmTableModel::toolTip(const Row &row, int column) const
{
    const Alarm &alarm = row.alarm;
    if (column == SinceColumn || column == StateColumn)
        return lifeStory(alarm, m_zone);
    if (column != MessageColumn)
        return text(row, column);
    QStringList lines{alarm.content.cause, deviceName(alarm)};
    if (const QString value = valueAndLimit(alarm.content); !value.isEmpty())
        lines << tr("Actual / limit: %1").arg(value);
    lines << lifeStory(alarm, m_zone);
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

QString AlarmTableModel::text(const Row &row, int column) const
{
    const Alarm &alarm = row.alarm;
    switch (column) {
    case PriorityColumn:
        return priorityWord(alarm.life.priority());
    case StateColumn:
        return stateWord(alarm);
    case SinceColumn:
        return format::timeOfDay(alarm.raisedAt, std::chrono::seconds(1), m_zone);
    case DeviceColumn:
        return deviceName(alarm);
    case TitleColumn: {
        const std::uint64_t times = std::max<std::uint64_t>(row.repeats, alarm.times);
        return times > 1 ? tr("%1 ×%2").arg(alarm.content.title, format::count(times)) : alarm.content.title;
    }
    case MessageColumn:
        return alarm.content.cause;
    case ValueColumn:
        return valueAndLimit(alarm.content);
    default:
        return {};
    }
}

QString AlarmTableModel::deviceName(const Alarm &alarm) const
{
    if (alarm.id.origin == alarm::AlarmOrigin::Link)
        return m_registry.sourceName(alarm.id.source);
    const QString &id = alarm.content.series.device;
    const ingest::DeviceRecord *device = m_registry.find(alarm.id.source, id);
    return device && !device->name.isEmpty() ? device->name : id;
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
