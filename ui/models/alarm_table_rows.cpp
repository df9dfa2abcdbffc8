// How the rows of AlarmTableModel follow the register.
#include "ui/models/alarm_table_model.h"

#include "ui/models/alarm_words.h"

#include <algorithm>
#include <numeric>

namespace watchglass::ui {

using alarm::Alarm;

bool AlarmTableModel::sync()
{
    if (!m_isStale && m_register.revision() == m_revision)
        return false;
    m_isStale = false;
    m_revision = m_register.revision();
    m_counts = m_register.counts();
    const std::vector<Wanted> all = wanted();
    removeGone(all);
    insertNew(all);
    takeChanges(all);
    return true;
}

std::vector<AlarmTableModel::Wanted> AlarmTableModel::wanted() const
{
    const std::vector<Alarm> &alarms = m_register.alarms();
    std::vector<Wanted> all;
    for (std::size_t i = 0; i < alarms.size(); ++i) {
        const QString name = m_filter.text.isEmpty() ? QString() : deviceName(alarms[i]);
        if (alarm::matches(alarms[i], m_filter, name))
            all.push_back({i, 1});
    }
    if (m_isGrouped)
        all = grouped(std::move(all));
    sortWanted(all);
    return all;
}

std::vector<AlarmTableModel::Wanted> AlarmTableModel::grouped(std::vector<Wanted> all) const
{
    const std::vector<Alarm> &alarms = m_register.alarms();
    QHash<QString, std::size_t> places;
    std::vector<Wanted> groups;
    for (const Wanted &one : all) {
        const Alarm &candidate = alarms[one.index];
        const auto place = places.constFind(candidate.point);
        if (place == places.constEnd()) {
            places.insert(candidate.point, groups.size());
            groups.push_back(one);
            continue;
        }
        Wanted &group = groups[*place];
        ++group.repeats;
        if (alarmUrgency(candidate) < alarmUrgency(alarms[group.index]))
            group.index = one.index;
    }
    return groups;
}

void AlarmTableModel::sortWanted(std::vector<Wanted> &all) const
{
    struct Key
    {
        qint64 number = 0;
        QString text;
        double value = 0;
        std::uint64_t serial = 0;
        Wanted wanted;
    };
    const bool isByText = m_sortColumn == DeviceColumn || m_sortColumn == TitleColumn || m_sortColumn == MessageColumn;
    std::vector<Key> keys(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Alarm &alarm = m_register.alarms()[all[i].index];
        Key &key = keys[i];
        key.wanted = all[i];
        key.serial = alarm.serial;
        if (m_sortColumn == StateColumn)
            key.number = static_cast<qint64>(alarm.life.state());
        else if (m_sortColumn == SinceColumn)
            key.number = alarm.raisedAt.ns();
        else if (m_sortColumn == ValueColumn)
            key.value = alarm.content.value.value_or(0.0);
        else if (isByText)
            key.text = text({alarm, 1}, m_sortColumn);
        else
            key.number = alarmUrgency(alarm);
    }
    const bool isDown = m_sortOrder == Qt::DescendingOrder;
    std::sort(keys.begin(), keys.end(), [isDown, isByText](const Key &a, const Key &b) {
        const Key &low = isDown ? b : a;
        const Key &high = isDown ? a : b;
        if (low.number != high.number)
            return low.number < high.number;
        if (low.value < high.value || high.value < low.value)
            return low.value < high.value;
        const int order = isByText ? QString::compare(low.text, high.text, Qt::CaseInsensitive) : 0;
        return order != 0 ? order < 0 : a.serial < b.serial;
    });
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = keys[i].wanted;
}

/// Gathers at the end what is not wanted any more, so that it goes with one removal.
void AlarmTableModel::removeGone(const std::vector<Wanted> &all)
{
    QSet<std::uint64_t> serials;
    for (const Wanted &one : all)
        serials.insert(m_register.alarms()[one.index].serial);
    std::vector<std::size_t> order(m_rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto gone = std::stable_partition(
        order.begin(), order.end(), [&](std::size_t row) { return serials.contains(m_rows[row].alarm.serial); });
    if (gone == order.end())
        return;
    const auto left = static_cast<int>(gone - order.begin());
    reorder(order);
    beginRemoveRows({}, left, static_cast<int>(m_rows.size()) - 1);
    m_rows.erase(m_rows.begin() + left, m_rows.end());
    endRemoveRows();
}

/// Appends what is new and brings all into order.
void AlarmTableModel::insertNew(const std::vector<Wanted> &all)
{
    QHash<std::uint64_t, std::size_t> places;
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        places.insert(m_rows[row].alarm.serial, row);
    std::vector<std::size_t> order(all.size());
    std::vector<Row> added;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Alarm &alarm = m_register.alarms()[all[i].index];
        const auto place = places.constFind(alarm.serial);
        order[i] = place == places.constEnd() ? m_rows.size() + added.size() : *place;
        if (place == places.constEnd())
            added.push_back({alarm, all[i].repeats});
    }
    if (!added.empty()) {
        const auto first = static_cast<int>(m_rows.size());
        beginInsertRows({}, first, first + static_cast<int>(added.size()) - 1);
        m_rows.insert(m_rows.end(), added.begin(), added.end());
        endInsertRows();
    }
    reorder(order);
}

/// Row i becomes what row order[i] was.
void AlarmTableModel::reorder(const std::vector<std::size_t> &order)
{
    if (std::is_sorted(order.begin(), order.end()))
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    std::vector<int> newRows(order.size());
    std::vector<Row> rows;
    rows.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        newRows[order[i]] = static_cast<int>(i);
        rows.push_back(std::move(m_rows[order[i]]));
    }
    m_rows = std::move(rows);
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &index : before)
        after.append(this->index(newRows[static_cast<std::size_t>(index.row())], index.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void AlarmTableModel::takeChanges(const std::vector<Wanted> &all)
{
    std::size_t runStart = 0;
    for (std::size_t i = 0; i <= m_rows.size(); ++i) {
        if (i < m_rows.size()) {
            const Alarm &alarm = m_register.alarms()[all[i].index];
            if (alarm.revision != m_rows[i].alarm.revision || all[i].repeats != m_rows[i].repeats) {
                m_rows[i] = {alarm, all[i].repeats};
                continue;
            }
        }
        if (i > runStart)
            Q_EMIT dataChanged(index(static_cast<int>(runStart), 0), index(static_cast<int>(i) - 1, ColumnCount - 1));
        runStart = i + 1;
    }
}

void AlarmTableModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column < 0 ? PriorityColumn : column;
    m_sortOrder = order;
    m_isStale = true;
    sync();
}

void AlarmTableModel::setFilter(const alarm::AlarmFilter &filter)
{
    m_isStale = m_isStale || !(filter == m_filter);
    m_filter = filter;
}

void AlarmTableModel::setGrouped(bool isGrouped)
{
    m_isStale = m_isStale || isGrouped != m_isGrouped;
    m_isGrouped = isGrouped;
}

QStringList AlarmTableModel::sources() const
{
    QSet<QString> found;
    for (const Alarm &alarm : m_register.alarms())
        found.insert(alarm.id.source);
    QStringList sorted(found.begin(), found.end());
    sorted.sort();
    return sorted;
}

QList<alarm::AlarmId> AlarmTableModel::alarmsOf(int row) const
{
    const Row &shown = m_rows[static_cast<std::size_t>(row)];
    if (!m_isGrouped || shown.repeats <= 1)
        return {shown.alarm.id};
    QList<alarm::AlarmId> all;
    for (const Alarm &alarm : m_register.alarms()) {
        if (alarm.point == shown.alarm.point)
            all.append(alarm.id);
    }
    return all;
}

std::optional<int> AlarmTableModel::rowOf(const alarm::AlarmId &id) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        if (m_rows[row].alarm.id == id)
            return static_cast<int>(row);
    }
    return std::nullopt;
}

} // namespace watchglass::ui
