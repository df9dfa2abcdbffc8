#pragma once

#include "core/store/series_store.h"
#include "tests/support/fake_clock.h"
#include "ui/desk/frame_clock.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

namespace watchglass::ui::stage {

using namespace std::chrono_literals;

inline constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

/// Keeps what it is told.
class FakePanel : public Panel
{
public:
    QString kind() const override { return QStringLiteral("fake"); }
    QString title() const override { return QStringLiteral("Panel"); }
    QList<SeriesKey> series() const override { return m_keys; }
    bool addSeries(const SeriesKey &key) override
    {
        m_keys.append(key);
        return true;
    }
    void removeSeries(const SeriesKey &key) override { m_keys.removeAll(key); }
    void drawFrame(Timestamp) override { ++frames; }
    QJsonObject save() const override { return {}; }
    void restore(const QJsonObject &) override {}

    int frames = 0;

private:
    QList<SeriesKey> m_keys;
};

inline SeriesInfo series(const QString &id, const QString &attribute)
{
    SeriesInfo info;
    info.key = {QStringLiteral("s"), id, attribute, {}};
    return info;
}

inline void drop(QWidget &target, QPoint at, const QMimeData &data)
{
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&target, &event);
    QVERIFY(event.isAccepted());
}

/// A window over models of two devices with one series each.
struct Fixture
{
    QTemporaryDir dir;
    test::FakeClock clock;
    store::SeriesStore store;
    ingest::AlarmBook book;
    ingest::DeviceRegistry registry;
    DeviceTreeModel devices;
    alarm::AlarmRegister known;
    AlarmTableModel alarms{known, registry, QTimeZone::utc()};
    FrameClock frames{clock, [] { return Duration::zero(); }};
    QSettings settings{dir.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat};
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    MainWindow window{devices, alarms, frames, [this] { return makeDesk(); }, settings};

    Fixture()
    {
        devices.addSeries({store.open(series(QStringLiteral("bed"), QStringLiteral("ecg"))),
                           store.open(series(QStringLiteral("bed"), QStringLiteral("spo2"))),
                           store.open(series(QStringLiteral("fridge"), QStringLiteral("temperature")))});
    }
    std::unique_ptr<Desk> makeDesk()
    {
        return std::make_unique<Desk>(frames, tracker, governor, [](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<FakePanel>();
        });
    }
    void tick()
    {
        clock.advance(Duration(1'000'000'000 / 60));
        governor.beginTick(clock.monotonic());
        frames.advance();
    }
    void secondOfTicks()
    {
        for (int i = 0; i < 60; ++i)
            tick();
    }
    void show()
    {
        SourceStatus status;
        status.id = QStringLiteral("s");
        status.state.phase = SourcePhase::Live;
        window.setSources({status});
        window.resize(1200, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    void raise(const QString &id, bool actionable = true)
    {
        AlarmEvent event;
        event.id = id;
        event.actionable = actionable;
        event.title = QStringLiteral("Title");
        event.raisedAt = start;
        book.apply(QStringLiteral("s"), event, start);
        known.takeOver(book, start);
        window.refresh(start);
    }
    QStringList shownDevices()
    {
        const QAbstractItemModel &model = *window.devices().tree().model();
        QStringList shown;
        const QModelIndex source = model.index(0, 0);
        for (int row = 0; source.isValid() && row < model.rowCount(source); ++row)
            shown << model.index(row, 0, source).data().toString();
        return shown;
    }
    std::unique_ptr<QMimeData> dragOf(const QString &device)
    {
        return std::unique_ptr<QMimeData>(devices.mimeData({devices.deviceIndex(QStringLiteral("s"), device)}));
    }
};

} // namespace watchglass::ui::stage
