#include "tests/ui/no_warnings.h"
#include "tests/ui/panels/panel_bench.h"
#include "ui/panels/fleet_panel.h"
#include "ui/panels/system_status_panel.h"
#include "ui/theme/theme.h"

#include <QChartView>
#include <QMenu>
#include <QPieSeries>
#include <QPieSlice>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PanelBench;

namespace {

constexpr Timestamp now = PanelBench::now;

SystemStatus status(Timestamp at, double cpu)
{
    SystemStatus made;
    made.time = at;
    made.cpuPercent = cpu;
    made.activeConnections = 7.0;
    return made;
}

void addDevice(PanelBench &bench, const char *id, const char *word)
{
    DeviceUpdate update;
    update.id = QString::fromLatin1(id);
    update.status = QString::fromLatin1(word);
    bench.devices.apply(QStringLiteral("demo"), update, now);
}

void raise(PanelBench &bench, const char *id, AlarmPriority priority, Timestamp at)
{
    AlarmEvent alarm;
    alarm.id = QString::fromLatin1(id);
    alarm.priority = priority;
    alarm.raisedAt = at;
    bench.alarms.apply(QStringLiteral("demo"), alarm, at);
}

} // namespace

class TestChartPanels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void healthIsKept()
    {
        PanelBench bench;
        HealthHistory history;
        QVERIFY(!history.observe(bench.events));
        bench.events.setStatus(QStringLiteral("b"), status(now, 10.0));
        bench.events.setStatus(QStringLiteral("a"), status(now, 20.0));
        QVERIFY(history.observe(bench.events));
        QVERIFY(!history.observe(bench.events));
        bench.events.setStatus(QStringLiteral("a"), status(now + 5s, 30.0));
        bench.events.setStatus(QStringLiteral("b"), status(now - 5s, 99.0)); // late: no news
        QVERIFY(history.observe(bench.events));
        QCOMPARE(history.sources(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(history.of(QStringLiteral("a")).size(), 2U);
        QCOMPARE(history.of(QStringLiteral("b")).size(), 1U);
        QVERIFY(history.of(QStringLiteral("c")).empty());
        bench.events.removeSource(QStringLiteral("b"));
        QVERIFY(history.observe(bench.events));
        QCOMPARE(history.sources(), QStringList{QStringLiteral("a")});
    }

    void healthIsBounded()
    {
        PanelBench bench;
        HealthHistory history;
        for (int i = 0; i < 5'000; ++i) {
            bench.events.setStatus(QStringLiteral("a"), status(now + i * 1s, 1.0));
            history.observe(bench.events);
        }
        QCOMPARE(history.of(QStringLiteral("a")).size(), HealthHistory::mostOfSource);
    }

    void aStatusPanelShowsTheFirstSourceThatTells()
    {
        PanelBench bench;
        SystemStatusPanel panel(bench.context);
        test::showPanel(panel);
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("No source")));
        bench.events.setStatus(QStringLiteral("ward"), status(now, 42.0));
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.source(), QStringLiteral("ward"));
        QVERIFY(panel.title().startsWith(QStringLiteral("ward")));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("Processor 42")));
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("Memory —"))); // not told
        QVERIFY(!panel.addSeries(PanelBench::key("cpu")));
        QVERIFY(!panel.grab().isNull());
    }

    void chartsAreTouchedOnceASecondAtMost()
    {
        PanelBench bench;
        SystemStatusPanel panel(bench.context);
        bench.events.setStatus(QStringLiteral("ward"), status(now, 42.0));
        test::showPanel(panel);
        QCOMPARE(panel.updates(), 1);
        for (int i = 1; i <= 20; ++i) {
            bench.events.setStatus(QStringLiteral("ward"), status(now + i * 10ms, 42.0 + i));
            panel.drawFrame(now + i * 16ms);
        }
        QCOMPARE(panel.updates(), 1);
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.updates(), 2);
        panel.drawFrame(now + 5s); // nothing new
        QCOMPARE(panel.updates(), 2);
    }

    void whatCameWhileHiddenIsThere()
    {
        PanelBench bench;
        SystemStatusPanel panel(bench.context);
        for (int i = 0; i < 3; ++i) {
            bench.events.setStatus(QStringLiteral("ward"), status(now + i * 5s, 10.0 * i));
            panel.collect(); // as its timer does
        }
        QCOMPARE(panel.history().of(QStringLiteral("ward")).size(), 3U);
        QCOMPARE(panel.updates(), 0);
    }

    void aStatusPanelComesBack()
    {
        PanelBench bench;
        SystemStatusPanel panel(bench.context);
        panel.setSource(QStringLiteral("ward"));
        SystemStatusPanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.source(), QStringLiteral("ward"));
        test::showPanel(other);
        QVERIFY(other.accessibleDescription().startsWith(QStringLiteral("ward")));
        QMenu menu;
        other.fillMenu(menu);
        QCOMPARE(menu.actions().size(), 2);
    }

    void countsAreOnWholeSteps()
    {
        QCOMPARE(countAxisTop(0.0), 4.0);
        QCOMPARE(countAxisTop(4.0), 4.0);
        QCOMPARE(countAxisTop(5.0), 8.0);
        QCOMPARE(countAxisTop(17.0), 20.0);
        QCOMPARE(countAxisTop(1'000.0), 2'000.0);
    }

    void devicesAreCountedByState()
    {
        PanelBench bench;
        addDevice(bench, "1", "online");
        addDevice(bench, "2", "online");
        addDevice(bench, "3", "offline");
        addDevice(bench, "4", "maintenance");
        const StateCounts counts = stateCounts(bench.devices.devices());
        QCOMPARE(counts[std::size_t(DeviceState::Online)], 2U);
        QCOMPARE(counts[std::size_t(DeviceState::Offline)], 1U);
        QCOMPARE(counts[std::size_t(DeviceState::Unknown)], 1U);
        QCOMPARE(counts[std::size_t(DeviceState::Error)], 0U);
    }

    void alarmsAreCountedByHour()
    {
        PanelBench bench;
        const Timestamp hour = Timestamp::fromMs(now.ns() / 1'000'000 / 3'600'000 * 3'600'000);
        raise(bench, "1", AlarmPriority::Critical, hour);
        raise(bench, "2", AlarmPriority::Critical, hour - 1ms);
        raise(bench, "3", AlarmPriority::Warning, hour - 1h);
        raise(bench, "4", AlarmPriority::Information, hour - 2h); // before
        raise(bench, "5", AlarmPriority::Information, hour + 1h); // after
        const AlarmHours hours = alarmHours(bench.alarms.alarms(), hour + 20min, 2);
        QCOMPARE(hours.first, hour - 1h);
        QCOMPARE(hours.hours.size(), 2U);
        QCOMPARE(hours.hours[1][std::size_t(AlarmPriority::Critical)], 1U);
        QCOMPARE(hours.hours[0][std::size_t(AlarmPriority::Critical)], 1U);
        QCOMPARE(hours.hours[0][std::size_t(AlarmPriority::Warning)], 1U);
        QCOMPARE(hours.total(), 3U);
        QCOMPARE(hours.most(), 2U);
        QCOMPARE(alarmHours({}, Timestamp::fromMs(-1), 1).first, Timestamp::fromMs(-3'600'000));
        QCOMPARE(alarmHours({}, now, 12).most(), 0U);
    }

    void aFleetIsShownAndKeptUp()
    {
        PanelBench bench;
        FleetPanel panel(bench.context);
        test::showPanel(panel, {700, 260});
        QVERIFY(panel.accessibleDescription().contains(QStringLiteral("No devices yet")));
        addDevice(bench, "1", "online");
        addDevice(bench, "2", "error");
        raise(bench, "1", AlarmPriority::Critical, now);
        panel.drawFrame(now + 500ms); // too early
        QCOMPARE(panel.updates(), 1);
        panel.drawFrame(now + 1s);
        QCOMPARE(panel.updates(), 2);
        QCOMPARE(panel.accessibleDescription(),
                 QStringLiteral("Devices: Error 1, Online 1. Alarms in the last 12 hours: 1"));
        panel.drawFrame(now + 10s);
        QCOMPARE(panel.updates(), 2);
        panel.drawFrame(now + 1h); // another hour
        QCOMPARE(panel.updates(), 3);
        QVERIFY(!panel.grab().isNull());
    }

    void colourIsKeptForTheAbnormal()
    {
        PanelBench bench;
        addDevice(bench, "1", "online");
        FleetPanel panel(bench.context);
        test::showPanel(panel);
        QPieSeries *pie = nullptr;
        for (const QChartView *view : panel.findChildren<QChartView *>()) {
            for (QAbstractSeries *series : view->chart()->series())
                pie = pie ? pie : qobject_cast<QPieSeries *>(series);
        }
        QVERIFY(pie);
        int coloured = 0;
        for (const QPieSlice *slice : pie->slices())
            coloured += slice->value() > 0.0 && slice->brush().color().saturation() > 90 ? 1 : 0;
        QCOMPARE(coloured, 0);
        addDevice(bench, "2", "error");
        panel.drawFrame(now + 2s);
        const auto slices = pie->slices();
        QVERIFY(std::any_of(slices.begin(), slices.end(), [](const QPieSlice *slice) {
            return slice->value() == 1.0 && slice->brush().color() == currentTheme().critical;
        }));
    }

    void hoursComeBack()
    {
        PanelBench bench;
        FleetPanel panel(bench.context);
        panel.setHours(24);
        FleetPanel other(bench.context);
        other.restore(panel.save());
        QCOMPARE(other.hours(), 24);
        other.restore({{QStringLiteral("hours"), -5}});
        QCOMPARE(other.hours(), 12);
    }

    void bothNeedNoSeries()
    {
        for (const PanelKind &kind : {systemStatusKind(), fleetKind()}) {
            QCOMPARE(kind.fit({}), Fit::Best);
            QCOMPARE(kind.fit({{PanelBench::key("cpu"), {}}}), Fit::Impossible);
        }
    }
};

QTEST_MAIN(TestChartPanels)
#include "tst_chart_panels.moc"
