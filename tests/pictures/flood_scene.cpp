#include "tests/pictures/flood_scene.h"

#include "core/alarm/alarm_register.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "ui/models/alarm_table_model.h"
#include "ui/shell/alarm_list.h"

#include <QApplication>
#include <QTableView>
#include <QTimeZone>

namespace watchglass::pictures {

namespace {

constexpr int alarms = 412;

struct Kind
{
    const char *title;
    const char *message;
    const char *metric;
    double threshold;
    AlarmPriority priority;
};

constexpr Kind kinds[] = {
    {"Freezer too warm", "The door may be open: check it.", "temperature", -15.0, AlarmPriority::Critical},
    {"Humidity high", "Look for water.", "humidity", 60.0, AlarmPriority::Warning},
    {"Battery low", "Change it within a week.", "battery", 20.0, AlarmPriority::Information},
};

} // namespace

QPixmap pictureOfFlood(Timestamp now, QSize size)
{
    ingest::AlarmBook book;
    ingest::DeviceRegistry devices;
    for (int i = 0; i < alarms; ++i) {
        const Kind &kind = kinds[i % 7 == 0 ? 0 : i % 3 == 0 ? 2 : 1];
        DeviceUpdate device;
        device.id = QString::number(i % 90);
        device.name = QStringLiteral("Hall %1 · sensor %2").arg(i % 90 / 30 + 1).arg(i % 30 + 1);
        devices.apply(QStringLiteral("plant"), device, now);
        AlarmEvent event;
        event.id = QString::number(i);
        event.device = device.id;
        event.priority = kind.priority;
        event.title = QString::fromLatin1(kind.title);
        event.message = QString::fromLatin1(kind.message);
        event.metric = QString::fromLatin1(kind.metric);
        event.threshold = kind.threshold;
        event.actual = kind.threshold + 0.5 + i % 9;
        event.actionable = true;
        event.raisedAt = now - std::chrono::milliseconds(20 * (alarms - i));
        book.apply(QStringLiteral("plant"), event, now);
    }
    alarm::AlarmRegister known;
    known.takeOver(book, now);
    ui::AlarmTableModel model(known, devices, QTimeZone::utc());
    ui::AlarmList list(model);
    list.resize(size);
    list.show();
    list.setFlood(alarms);
    list.refresh();
    QApplication::processEvents();
    list.table().selectRow(0);
    QApplication::processEvents();
    return list.grab();
}

} // namespace watchglass::pictures
