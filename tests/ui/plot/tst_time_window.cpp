#include "ui/plot/time_window.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp edge = Timestamp::fromMs(1'795'000'000'000);

} // namespace

class TestTimeWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void liveEndsAtTheEdge()
    {
        const TimeWindow window;
        QVERIFY(window.isLive());
        QVERIFY((window.range(edge) == TimeRange{edge - 30s, edge}));
        QVERIFY((window.range(edge + 1s) == TimeRange{edge - 29s, edge + 1s}));
        QVERIFY(!window.behind(edge));
    }

    void panLeavesLiveAndComesBack()
    {
        TimeWindow window;
        window.pan(-0.4, edge);
        QVERIFY(window.mode() == TimeWindow::Mode::Manual);
        QVERIFY((window.range(edge + 5s) == TimeRange{edge - 42s, edge - 12s}));
        QVERIFY(window.behind(edge + 5s) == Duration(17s));
        window.pan(0.2, edge);
        QVERIFY(!window.isLive());
        window.pan(0.3, edge);
        QVERIFY2(window.isLive(), "dragged past the edge");
    }

    void goLiveForgetsTheOffset()
    {
        TimeWindow window;
        window.pan(-1.0, edge);
        window.goLive();
        QVERIFY((window.range(edge) == TimeRange{edge - 30s, edge}));
    }

    void pauseFreezesTheView()
    {
        TimeWindow window;
        window.togglePause(edge);
        QVERIFY(window.mode() == TimeWindow::Mode::Paused);
        QVERIFY((window.range(edge + 60s) == TimeRange{edge - 30s, edge}));
        QVERIFY(window.behind(edge + 60s) == Duration(60s));
        window.togglePause(edge + 60s);
        QVERIFY(window.isLive());
    }

    void wheelZoomsAboutTheCursor_data()
    {
        QTest::addColumn<double>("factor");
        QTest::addColumn<double>("fraction");
        QTest::newRow("in, left") << 0.5 << 0.0;
        QTest::newRow("in, middle") << 0.8 << 0.5;
        QTest::newRow("in, anywhere") << 0.8 << 0.3;
        QTest::newRow("in, right") << 0.5 << 1.0;
        QTest::newRow("out") << 1.25 << 0.3;
    }

    void wheelZoomsAboutTheCursor()
    {
        QFETCH(double, factor);
        QFETCH(double, fraction);
        TimeWindow window;
        window.show({edge - 100s, edge - 60s});
        const auto under = [&] {
            const TimeRange range = window.range(edge);
            return range.from
                   + Duration(static_cast<std::int64_t>(static_cast<double>(range.length().count()) * fraction));
        };
        const Timestamp before = under();
        window.zoom(factor, fraction, edge);
        QVERIFY(std::abs((under() - before).count()) < 100);
        QCOMPARE(window.span().count(), static_cast<std::int64_t>(40e9 * factor));
    }

    void zoomWhileLiveStaysLive()
    {
        TimeWindow window;
        window.zoom(0.5, 0.1, edge);
        QVERIFY((window.range(edge) == TimeRange{edge - 15s, edge}));
    }

    void zoomingOutDoesNotShowTheFuture()
    {
        TimeWindow window;
        window.show({edge - 20s, edge - 1s});
        window.zoom(100.0, 0.0, edge);
        QVERIFY(window.range(edge).to == edge);
    }

    void spansAreLimited_data()
    {
        QTest::addColumn<double>("factor");
        QTest::newRow("far in") << 1e-30;
        QTest::newRow("far out") << 1e30;
        QTest::newRow("nothing") << 0.0;
        QTest::newRow("negative") << -1.0;
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
    }

    void spansAreLimited()
    {
        QFETCH(double, factor);
        TimeWindow window;
        window.show({edge - 20s, edge});
        for (int i = 0; i < 5; ++i)
            window.zoom(factor, 0.5, edge);
        QVERIFY(window.span() >= TimeWindow::shortest && window.span() <= TimeWindow::longest);
        QVERIFY(!window.range(edge).isEmpty());
    }

    void extremeTimesDoNotOverflow()
    {
        TimeWindow window;
        window.fit({Timestamp::min(), Timestamp::min() + 1s});
        QVERIFY(!window.range(edge).isEmpty());
        for (int i = 0; i < 10; ++i)
            window.pan(-1e6, edge);
        QVERIFY(!window.range(edge).isEmpty());
        window.show({Timestamp::max() - 1s, Timestamp::max()});
        QVERIFY(!window.range(edge).isEmpty());
        window.setSpan(TimeWindow::longest);
        window.goLive();
        QVERIFY(!window.range(Timestamp::max()).isEmpty());
        QVERIFY(!window.range(Timestamp::min()).isEmpty());
    }

    void fitShowsAllWithRoom()
    {
        TimeWindow window;
        window.fit({edge - 100s, edge});
        QVERIFY((window.range(edge) == TimeRange{edge - 102s, edge + 2s}));
        window.fit({edge, edge});
        QVERIFY2(window.range(edge).contains(edge), "one sample");
    }

    void historyGoesBackAndForward()
    {
        TimeWindow window;
        QVERIFY(!window.canGoBack());
        window.remember(edge, 10s);
        window.show({edge - 5s, edge - 4s});
        window.remember(edge, 20s);
        window.pan(-1.0, edge);
        const TimeRange last = window.range(edge);
        window.goBack(edge);
        QVERIFY((window.range(edge) == TimeRange{edge - 5s, edge - 4s}));
        window.goBack(edge);
        QVERIFY(window.isLive());
        QVERIFY(!window.canGoBack());
        window.goBack(edge);
        QVERIFY(window.isLive());
        window.goForward(edge);
        window.goForward(edge);
        QVERIFY(window.range(edge) == last);
        QVERIFY(!window.canGoForward());
    }

    void turnsOfAWheelAreOneStep()
    {
        TimeWindow window;
        window.show({edge - 100s, edge - 50s});
        for (int i = 0; i < 10; ++i) {
            window.remember(edge, 10s + i * 100ms);
            window.zoom(0.8, 0.5, edge);
        }
        window.goBack(edge);
        QVERIFY((window.range(edge) == TimeRange{edge - 100s, edge - 50s}));
        QVERIFY(!window.canGoBack());
    }

    void newStepDropsTheWayForward()
    {
        TimeWindow window;
        window.remember(edge, 10s);
        window.pan(-1.0, edge);
        window.goBack(edge);
        QVERIFY(window.canGoForward());
        window.remember(edge, 20s);
        QVERIFY(!window.canGoForward());
    }
};

QTEST_GUILESS_MAIN(TestTimeWindow)
#include "tst_time_window.moc"
