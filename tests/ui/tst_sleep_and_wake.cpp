#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/desk_steps.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/workspaces.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"

#include <QApplication>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

/// A desk of two plots of one series that reports ten times a second, on a machine that can be put to sleep.
struct Machine
{
    test::FakeClock clock;
    store::SeriesStore store;
    SeriesColours colours;
    FrameClock frames{clock, [] { return Duration::zero(); }};
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    Workspaces workspaces{[this] {
        return std::make_unique<Desk>(frames, tracker, governor, [this](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<PlotPanel>(store, colours);
        });
    }};
    SeriesKey key{QStringLiteral("s"), QStringLiteral("bed"), QStringLiteral("ecg"), {}};
    std::shared_ptr<store::Series> series;

    Machine()
    {
        SeriesInfo info;
        info.key = key;
        series = store.open(info);
        workspaces.current().addPanel({key});
        workspaces.current().addPanel({key});
        workspaces.resize(1000, 700);
        workspaces.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&workspaces));
        QApplication::processEvents();
    }
    void run(Duration time)
    {
        for (Duration passed{}; passed < time; passed += 100ms) {
            clock.advance(100ms);
            series->append({clock.now(), 1.0});
            governor.beginTick(clock.monotonic());
            frames.advance();
        }
    }
    const PlotPanel &plot(std::size_t index) const
    {
        return static_cast<const PlotPanel &>(*workspaces.current().panels().at(index));
    }
    Duration behind(std::size_t index) const { return clock.now() - plot(index).shownRange().to; }
};

} // namespace

class TestSleepAndWake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    /// Asleep, the wall clock goes on and the monotonic one stands, or both go on, as the system likes it.
    void liveEdgeAndLayoutAreRightAfterSleep_data()
    {
        QTest::addColumn<Duration>("slept");
        QTest::addColumn<bool>("bothClocks");
        QTest::newRow("a night, wall clock") << Duration(8h) << false;
        QTest::newRow("a night, both clocks") << Duration(8h) << true;
        QTest::newRow("a minute") << Duration(60s) << false;
        QTest::newRow("a week") << Duration(7 * 24h) << false;
    }
    void liveEdgeAndLayoutAreRightAfterSleep()
    {
        QFETCH(const Duration, slept);
        QFETCH(const bool, bothClocks);
        Machine machine;
        machine.run(5s);
        QVERIFY(machine.behind(0) < 500ms);
        const DesksState before = machine.workspaces.save();
        if (bothClocks)
            machine.clock.advance(slept);
        else
            machine.clock.jumpWall(slept);
        machine.governor.beginTick(machine.clock.monotonic());
        machine.frames.advance(); // awake, and nothing has come yet
        machine.run(3s);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(machine.plot(i).window().isLive());
            QVERIFY2(machine.behind(i) < 500ms && machine.behind(i) > -500ms,
                     qPrintable(QString::number(machine.behind(i).count() / 1'000'000)));
        }
        const DesksState after = machine.workspaces.save();
        QVERIFY(!stepBetween(before, after));
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(after.desks[0].panels[i].panel, before.desks[0].panels[i].panel);
    }

    void pausedStaysWhereItWas()
    {
        Machine machine;
        machine.run(5s);
        auto &plot = static_cast<PlotPanel &>(*machine.workspaces.current().panels().at(0));
        plot.togglePause();
        const Timestamp end = plot.shownRange().to;
        machine.clock.jumpWall(8h);
        machine.run(3s);
        QVERIFY(!plot.window().isLive());
        QCOMPARE(plot.shownRange().to, end);
    }
};

QTEST_MAIN(TestSleepAndWake)
#include "tst_sleep_and_wake.moc"
