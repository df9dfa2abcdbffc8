// What the alarm list asks for about the alarms that are selected.
#include "ui/shell/alarm_list.h"

#include "ui/models/alarm_table_model.h"
#include "ui/shell/alarm_details.h"

#include <QInputDialog>
#include <QItemSelectionModel>
#include <QPushButton>
#include <QTableView>

namespace watchglass::ui {

namespace {

using namespace std::chrono_literals;
using alarm::Alarm;

constexpr int longestShelfMin = 24 * 60;

bool canAcknowledge(const Alarm &alarm)
{
    return alarm.life.isUnacknowledged();
}

bool isAnything(const Alarm &)
{
    return true;
}

} // namespace

QList<QModelIndex> AlarmList::selectedRows() const
{
    return m_table->selectionModel()->selectedRows();
}

QList<alarm::AlarmId> AlarmList::selected(const std::function<bool(const Alarm &)> &isMeant) const
{
    QList<alarm::AlarmId> ids;
    for (const QModelIndex &row : selectedRows()) {
        if (isMeant(m_model.alarmAt(row.row())))
            ids.append(m_model.alarmsOf(row.row()));
    }
    return ids;
}

void AlarmList::acknowledgeSelected()
{
    if (const auto ids = selected(canAcknowledge); !ids.isEmpty())
        Q_EMIT acknowledgeRequested(ids, m_details->takeNote());
}

void AlarmList::resolveSelected()
{
    const auto canResolve = [](const Alarm &alarm) { return alarm.isActionable && alarm.life.isActive(); };
    if (const auto ids = selected(canResolve); !ids.isEmpty())
        Q_EMIT resolveRequested(ids);
}

void AlarmList::resetSelected()
{
    const auto canReset = [](const Alarm &alarm) { return alarm.life.causeState() == alarm::AlarmState::Latched; };
    if (const auto ids = selected(canReset); !ids.isEmpty())
        Q_EMIT resetRequested(ids);
}

void AlarmList::shelveSelected(Duration length)
{
    if (const auto ids = selected(isAnything); !ids.isEmpty())
        Q_EMIT shelveRequested(ids, length);
}

void AlarmList::shelveSelectedFor()
{
    if (selected(isAnything).isEmpty())
        return;
    bool isChosen = false;
    const int minutes = QInputDialog::getInt(this, tr("Shelve"), tr("Minutes until it comes back by itself"), 30, 1,
                                             longestShelfMin, 5, &isChosen);
    if (isChosen)
        shelveSelected(std::chrono::minutes(minutes));
}

void AlarmList::unshelveSelected()
{
    const auto isShelved = [](const Alarm &alarm) { return alarm.life.shelvedUntil().has_value(); };
    if (const auto ids = selected(isShelved); !ids.isEmpty())
        Q_EMIT unshelveRequested(ids);
}

void AlarmList::withdrawSelected(alarm::Withdrawal how)
{
    const auto isIn = [how](const Alarm &alarm) { return !alarm.life.isWithdrawn(how); };
    const bool isWithdrawn = !selected(isIn).isEmpty();
    if (const auto ids = selected(isAnything); !ids.isEmpty())
        Q_EMIT withdrawRequested(ids, how, isWithdrawn);
}

void AlarmList::showSelected()
{
    const QList<QModelIndex> rows = selectedRows();
    if (!rows.isEmpty() && !m_model.alarmAt(rows.first().row()).content.series.attribute.isEmpty())
        Q_EMIT showRequested(m_model.alarmAt(rows.first().row()).id);
}

void AlarmList::followSelection()
{
    const QList<QModelIndex> rows = selectedRows();
    m_acknowledge->setEnabled(!selected(canAcknowledge).isEmpty());
    m_shelve->setEnabled(!rows.isEmpty());
    const QModelIndex current = m_table->selectionModel()->currentIndex();
    const bool isCurrentSelected = m_table->selectionModel()->isRowSelected(current.row(), {});
    if (rows.isEmpty()) {
        m_details->setAlarm(nullptr, {}, m_model.zone());
        return;
    }
    const Alarm &alarm = m_model.alarmAt(isCurrentSelected ? current.row() : rows.first().row());
    m_details->setAlarm(&alarm, m_model.deviceName(alarm), m_model.zone());
}

} // namespace watchglass::ui
