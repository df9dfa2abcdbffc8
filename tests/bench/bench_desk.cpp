#include "tests/bench/bench.h"

#include "core/alarm/alarm_register.h"
#include "core/base/clock.h"
#include "core/ingest/alarm_book.h"
#include "core/ingest/device_registry.h"
#include "core/store/series_store.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/device_browser.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTimeZone>
#include <QTreeView>

#include <algorithm>
#include <random>

namespace watchglass::bench {

namespace {

constexpr int devices = 10'000;
constexpr std::array attributes{"temperature", "humidity", "battery", "rssi", "ecg"};
constexpr int alarms = 10'000;
constexpr int updatesASecond = 1'000;
constexpr double displayRateHz = 60.0;
constexpr int newsEachFrames = 12; ///< The program brings lists up to date five times a second.
const QString source = QStringLiteral("plant");

double milliseconds(double seconds)
{
    return seconds * 1e3;
}

double percentile(std::vector<double> values, std::size_t percent)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[(values.size() - 1) * percent / 100];
}

QString deviceId(int number)
{
    return QStringLiteral("sensor-%1").arg(number, 5, 10, QLatin1Char('0'));
}

/// Ten thousand devices with five series each, each of which has a few samples.
struct Plant
{
    store::SeriesStore store;
    ingest::DeviceRegistry registry;
    ui::DeviceTreeModel tree;

    explicit Plant(Timestamp now)
    {
        for (int i = 0; i < devices; ++i) {
            DeviceUpdate update;
            update.id = deviceId(i);
            update.name = QStringLiteral("Rack %1 sensor %2").arg(i / 40).arg(i % 40);
            update.type = i % 3 ? QStringLiteral("climate") : QStringLiteral("monitor");
            update.location = QStringLiteral("Hall %1").arg(i / 1000);
            registry.apply(source, update, now);
            for (const char *attribute : attributes) {
                const auto series = store.open({{source, deviceId(i), QString::fromLatin1(attribute), {}}, {}});
                series->append({now - std::chrono::seconds(1), i * 0.01});
            }
        }
    }
};

void measureTree(Context &context, Timestamp now)
{
    Plant plant(now);
    ui::DeviceBrowser browser(plant.tree);
    browser.resize(360, 900);
    browser.show();
    QApplication::processEvents();
    context.result("desk.tree.fill", milliseconds(secondsOf([&] {
                       plant.tree.setSource(source, {});
                       plant.tree.updateDevices(plant.registry.devices());
                       plant.tree.addSeries(plant.store.all());
                       QApplication::processEvents();
                   })),
                   "ms");

    std::vector<double> keys;
    for (const char *search : {"sensor 17", "hall 3 ecg", "rack 120 battery", "monitor", "no such thing"}) {
        for (std::size_t length = 1; length <= std::strlen(search); ++length) {
            keys.push_back(milliseconds(secondsOf([&] {
                browser.search().setText(QString::fromLatin1(search, static_cast<qsizetype>(length)));
                QApplication::processEvents();
            })));
        }
        browser.search().clear();
        QApplication::processEvents();
    }
    context.result("desk.tree.filter", median(keys), "ms");
    context.result("desk.tree.filter.p99", percentile(keys, 99), "ms");

    browser.tree().expandAll();
    QApplication::processEvents();
    std::vector<double> frames;
    QScrollBar &bar = *browser.tree().verticalScrollBar();
    for (int i = 0; i < 400; ++i) {
        frames.push_back(milliseconds(secondsOf([&] {
            bar.setValue(i % 8 == 0 ? bar.maximum() / 400 * i : bar.value() + 120);
            browser.refresh(now + std::chrono::milliseconds(i * 16));
            QApplication::processEvents();
        })));
    }
    context.result("desk.tree.scroll", median(frames), "ms");
    context.result("desk.tree.scroll.p99", percentile(frames, 99), "ms");
}

AlarmEvent anAlarm(int number, int turn, Timestamp now)
{
    AlarmEvent event;
    event.id = QString::number(number);
    event.device = deviceId(number);
    event.priority = static_cast<AlarmPriority>(number % 3);
    event.type = QStringLiteral("limit");
    event.title = QStringLiteral("Temperature too high");
    event.metric = QStringLiteral("temperature");
    event.threshold = 40.0;
    event.actual = 40.0 + turn * 0.1;
    event.condition = turn % 3 == 2 ? AlarmCondition::Resolved : AlarmCondition::Active;
    event.raisedAt = now;
    if (event.condition == AlarmCondition::Resolved)
        event.resolvedAt = now;
    return event;
}

void measureAlarms(Context &context, Timestamp now)
{
    ingest::AlarmBook book;
    const ingest::DeviceRegistry registry;
    alarm::AlarmRegister known;
    ui::AlarmTableModel model(known, registry, QTimeZone::utc());
    ui::AlarmList list(model);
    list.resize(1600, 300);
    list.show();
    for (int i = 0; i < alarms; ++i)
        book.apply(source, anAlarm(i, 0, now - std::chrono::minutes(1)), now);
    known.takeOver(book, now);
    list.refresh();
    QApplication::processEvents();

    std::mt19937 random(1); // NOLINT: the same updates each time
    std::vector<double> frames;
    double due = 0.0;
    for (int frame = 0; frame < 600; ++frame) {
        const Timestamp time = now + std::chrono::milliseconds(frame * 1000 / static_cast<int>(displayRateHz));
        due += updatesASecond / displayRateHz;
        frames.push_back(milliseconds(secondsOf([&] {
            for (; due >= 1.0; due -= 1.0)
                book.apply(source, anAlarm(static_cast<int>(random() % alarms), frame, time), time);
            if (frame % newsEachFrames == 0) {
                known.takeOver(book, time);
                list.refresh();
            }
            QApplication::processEvents();
        })));
    }
    context.result("desk.alarms.frame", median(frames), "ms");
    context.result("desk.alarms.frame.p99", percentile(frames, 99), "ms");
    context.result("desk.alarms.frame.max", percentile(frames, 100), "ms");
}

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication program(context.argc, context.argv);
    ui::applyTheme(program, ui::themeByName(QStringLiteral("dark")));
    const SystemClock clock;
    measureTree(context, clock.now());
    measureAlarms(context, clock.now());
}

const Registration registration("desk", "ten thousand devices, ten thousand alarms", run);

} // namespace

} // namespace watchglass::bench
