#pragma once

#include "core/alarm/alarm_register.h"
#include "core/store/series_store.h"
#include "tests/support/fake_clock.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"

#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace watchglass::test {

/// Shows nothing, under the name of its first series.
class NamedPanel : public ui::Panel
{
public:
    QString kind() const override { return QStringLiteral("named"); }
    QString title() const override { return m_keys.isEmpty() ? QStringLiteral("Empty") : m_keys[0].device; }
    QList<SeriesKey> series() const override { return m_keys; }
    bool addSeries(const SeriesKey &key) override
    {
        m_keys.append(key);
        Q_EMIT titleChanged();
        return true;
    }
    void removeSeries(const SeriesKey &key) override { m_keys.removeAll(key); }
    void drawFrame(Timestamp) override {}
    QJsonObject save() const override { return {}; }
    void restore(const QJsonObject &) override {}

private:
    QList<SeriesKey> m_keys;
};

/// The real window over two devices with three series.
struct WindowFixture
{
    QTemporaryDir dir;
    FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook book;
    alarm::AlarmRegister known;
    ingest::DeviceRegistry registry;
    ui::DeviceTreeModel devices;
    ui::AlarmTableModel alarms{known, registry, QTimeZone::utc()};
    ui::FrameClock frames{clock, [] { return Duration::zero(); }};
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    ui::MainWindow window{devices, alarms, frames, [this] { return makeDesk(); }, settings};

    WindowFixture()
    {
        devices.addSeries({store.open(series("bed", "ecg")), store.open(series("bed", "spo2")),
                           store.open(series("fridge", "temperature"))});
    }
    static SeriesInfo series(const char *device, const char *attribute)
    {
        SeriesInfo info;
        info.key = {QStringLiteral("s"), QString::fromLatin1(device), QString::fromLatin1(attribute), {}};
        return info;
    }
    std::unique_ptr<ui::Desk> makeDesk()
    {
        return std::make_unique<ui::Desk>(frames, tracker, governor, [](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<NamedPanel>();
        });
    }
    void show()
    {
        ui::SourceStatus status;
        status.id = QStringLiteral("s");
        status.state.phase = SourcePhase::Live;
        window.setSources({status});
        window.resize(1200, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
};

} // namespace watchglass::test
