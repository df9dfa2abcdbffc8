#include "tests/ui/no_warnings.h"
#include "tests/ui/replay_scene.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/replay_bar.h"

#include <QSignalSpy>
#include <QToolButton>

using namespace watchglass;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestReplayControl : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    QString m_session;

    using Scene = ReplayScene;

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }
    void initTestCase() { m_session = writeSession(m_folder.filePath(QStringLiteral("one.wgrec"))); }

    void aSessionIsThereWholeAndStandsAtItsEnd()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("replay.play")->isEnabled());
        scene.application.openFile(m_session);
        QTRY_VERIFY(!scene.application.window().isWelcoming());
        QVERIFY(scene.application.window().replay().isVisibleTo(&scene.application.window()));
        QVERIFY(scene.command("replay.play")->isEnabled());
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        QCOMPARE(scene.replay().now(), second(60));
        QCOMPARE(scene.series()->last()->value, 600.0);
        QTRY_VERIFY(!scene.application.window().desk().isEmpty()); // a first desk, as for any source
        const auto *plot = qobject_cast<ui::PlotPanel *>(scene.application.window().desk().panels().front());
        QVERIFY(plot);
        QTRY_VERIFY(plot->isReplay());
        QVERIFY(!plot->badge().contains(QStringLiteral("Live")));
    }

    void whatIsAfterThePlayheadIsNoNews()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.replay().seek(second(25));
        QCOMPARE(scene.series()->last()->value, 250.0);
        QCOMPARE(scene.application.events().events().size(), std::size_t(1)); // the alarm, as an event
        scene.replay().seek(second(35));
        QCOMPARE(scene.application.events().events().size(), std::size_t(2));
        scene.replay().seek(second(10));
        QCOMPARE(scene.application.events().events().size(), std::size_t(0));
        QCOMPARE(scene.series()->last()->value, 100.0);
        QVERIFY(scene.application.alarms().alarms().empty()); // a recorded alarm raises nothing
    }

    void playsPausesAndSteps()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.replay().seek(second(10));
        scene.command("replay.faster")->trigger();
        QCOMPARE(scene.replay().playhead()->speed(), 2.0);
        scene.command("replay.play")->trigger();
        QTRY_VERIFY(*scene.replay().now() > second(11));
        scene.command("replay.play")->trigger();
        QVERIFY(!scene.replay().playhead()->isPlaying());
        scene.replay().seek(second(20));
        scene.command("replay.sampleForward")->trigger();
        QCOMPARE(*scene.replay().now(), second(20) + Duration(100ms));
        scene.command("replay.sampleBack")->trigger();
        scene.command("replay.sampleBack")->trigger();
        QCOMPARE(*scene.replay().now(), second(20) - Duration(100ms));
        scene.command("replay.nextAlarm")->trigger();
        QCOMPARE(*scene.replay().now(), second(20));
        scene.command("replay.nextMarker")->trigger();
        QCOMPARE(*scene.replay().now(), second(40));
        scene.command("replay.start")->trigger();
        QCOMPARE(*scene.replay().now(), second(0));
    }

    void stepsFromFrameToFrame()
    {
        Scene scene(m_clock);
        QVERIFY(!scene.command("replay.frameForward")->isEnabled());
        QVERIFY(scene.replay().open(m_session));
        QVERIFY(scene.replay().open(writeSession(m_folder.filePath(QStringLiteral("beside.wgrec")), 12)));
        scene.replay().seek(second(15));
        scene.replay().togglePlay();
        scene.command("replay.frameForward")->trigger();
        QCOMPARE(*scene.replay().now() - second(20), Duration(50ms));
        QVERIFY(!scene.replay().playhead()->isPlaying());
        scene.command("replay.frameForward")->trigger();
        QCOMPARE(*scene.replay().now() - second(22), Duration(50ms)); // of the other session
        scene.command("replay.frameBack")->trigger();
        scene.command("replay.frameBack")->trigger();
        QCOMPARE(*scene.replay().now() - second(12), Duration(50ms));
        scene.replay().seek(second(0));
        scene.command("replay.frameBack")->trigger(); // there is none
        QCOMPARE(*scene.replay().now() - second(0), Duration::zero());
    }

    void closingGivesTheMomentBack()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.command("replay.close")->trigger();
        QVERIFY(!scene.replay().now());
        QVERIFY(!scene.application.window().replay().isVisibleTo(&scene.application.window()));
        QVERIFY(!scene.series());
        QVERIFY(scene.application.sourceControl().sources().empty());
        QVERIFY(!scene.command("replay.play")->isEnabled());
        QCOMPARE(scene.application.sourceControl().removed(), QString()); // undone, it would count as live
        QVERIFY(scene.replay().open(m_session));                          // and once more
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
    }

    void twoSessionsShareOnePlayhead()
    {
        Scene scene(m_clock);
        const QString later = writeSession(m_folder.filePath(QStringLiteral("later.wgrec")), 100);
        QVERIFY(scene.replay().open(m_session));
        QVERIFY(scene.replay().open(later));
        const TimeRange both = scene.replay().playhead()->extent();
        QCOMPARE(both.from.ns() - second(0).ns(), qint64(0));
        QCOMPARE(both.to.ns() - second(160).ns(), qint64(0));
        const QString other = QStringLiteral("ward (2)");
        QTRY_VERIFY(scene.series(other) && scene.series(other)->count() == 601);
        scene.replay().seek(second(130));
        QCOMPARE(scene.series(other)->last()->value, 300.0);
        QTRY_COMPARE(scene.series()->last()->value, 600.0);
        scene.replay().seek(second(30));
        QCOMPARE(scene.application.events().events().size(), std::size_t(2)); // each once
        scene.application.sourceControl().remove(other, true);
        QCOMPARE(scene.replay().playhead()->extent().to.ns() - second(60).ns(), qint64(0));
    }

    void oneOfThemIsMovedAgainstTheOther()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QVERIFY(scene.replay().open(writeSession(m_folder.filePath(QStringLiteral("moved.wgrec")), 100)));
        const QString other = QStringLiteral("ward (2)");
        QTRY_VERIFY(scene.series(other) && scene.series(other)->count() == 601);
        const int moved = scene.replay().sessions().back().id;
        QSignalSpy changed(&scene.replay(), &app::ReplayControl::sessionsChanged);
        scene.replay().setOffset(moved, -Duration(95s));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(scene.replay().playhead()->extent().to - second(65), Duration::zero());
        QTRY_VERIFY(scene.series(other) && scene.series(other)->count() == 601);
        scene.replay().seek(second(15));
        QCOMPARE(scene.series(other)->last()->value, 100.0); // ten seconds into it
        QCOMPARE(scene.series()->last()->value, 150.0);
        scene.command("replay.nextAlarm")->trigger();
        QCOMPARE(*scene.replay().now() - second(20), Duration::zero());
        scene.command("replay.nextAlarm")->trigger();
        QCOMPARE(*scene.replay().now() - second(25), Duration::zero()); // its own, moved
        scene.command("replay.frameForward")->trigger();
        QCOMPARE(*scene.replay().now() - second(25), Duration(50ms));
        scene.replay().setOffset(moved, Duration::zero());
        QCOMPARE(scene.replay().playhead()->extent().to - second(160), Duration::zero());
        scene.replay().close(scene.replay().sessions().front().id);
        QCOMPARE(scene.replay().sessions().size(), std::size_t(1));
        QTRY_VERIFY(scene.series(other) && scene.series(other)->count() == 601);
        QVERIFY(!scene.series());
    }

    void theOnlyOneIsMovedToo()
    {
        Scene scene(m_clock);
        QVERIFY(scene.replay().open(m_session));
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        scene.replay().setOffset(scene.replay().sessions().front().id, Duration(1h));
        QVERIFY(scene.replay().isOpen());
        QCOMPARE(*scene.replay().now() - second(3660), Duration::zero()); // it stood at the end, and does
        QTRY_VERIFY(scene.series() && scene.series()->count() == 601);
        QCOMPARE(scene.application.sourceControl().sources().size(), std::size_t(1));
    }

    void aFileThatIsNoneIsSaidAndChangesNothing()
    {
        Scene scene(m_clock);
        QFile file(m_folder.filePath(QStringLiteral("garbage.wgrec")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(5'000, 'x'));
        file.close();
        scene.application.openFile(file.fileName());
        QVERIFY(!scene.replay().isOpen());
        QCOMPARE(scene.application.window().notices().texts().size(), 1);
        scene.application.openFile(m_folder.filePath(QStringLiteral("gone.wgrec")));
        QCOMPARE(scene.application.window().notices().texts().size(), 2);
        QVERIFY(scene.application.window().isWelcoming());
    }

    void aSessionIsKnownByWhatItHolds()
    {
        const QString unnamed = m_folder.filePath(QStringLiteral("no ending"));
        QVERIFY(QFile::copy(m_session, unnamed));
        QVERIFY(app::ReplayControl::isSession(unnamed));
        QVERIFY(app::ReplayControl::isSession(QStringLiteral("gone.wgrec")));
        QVERIFY(!app::ReplayControl::isSession(QStringLiteral("gone.wgdesk")));
    }
};

QTEST_MAIN(TestReplayControl)
#include "tst_replay_control.moc"
