#include "tests/ui/desk_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/wall_mode.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QMainWindow>
#include <QMouseEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

/// A window with a workspace area, a part that a wall hides, and one that was hidden before.
struct Wall
{
    QTemporaryDir dir;
    test::DeskStage stage;
    QMainWindow window;
    QLabel *chrome = new QLabel(QStringLiteral("chrome"));
    QLabel *hidden = new QLabel(QStringLiteral("hidden"));
    CommandRegistry commands{window};
    QSettings settings{dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
    WallMode mode{commands, window, stage.workspaces, stage.frames, settings, {chrome, hidden}};

    Wall()
    {
        auto *centre = new QWidget;
        auto *layout = new QVBoxLayout(centre);
        layout->addWidget(chrome);
        layout->addWidget(hidden);
        layout->addWidget(&stage.workspaces);
        hidden->hide();
        window.setCentralWidget(centre);
        window.resize(800, 600);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }
    ~Wall() { stage.workspaces.setParent(nullptr); }
    void pass(Duration time)
    {
        stage.clock.advance(time);
        stage.frames.advance();
    }
    void movePointer(QPoint to)
    {
        QMouseEvent move(QEvent::MouseMove, to, to, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &move);
    }
};

} // namespace

class TestWallMode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void chromeGoesAndComesBack()
    {
        Wall wall;
        QSignalSpy changed(&wall.mode, &WallMode::changed);
        wall.commands.action(QStringLiteral("view.wall"))->trigger();
        QVERIFY(wall.mode.isOn());
        QVERIFY(wall.window.isFullScreen());
        QVERIFY(wall.chrome->isHidden());
        QCOMPARE(changed.takeFirst().at(0).toBool(), true);
        QVERIFY(wall.commands.action(QStringLiteral("view.leaveWall"))->isEnabled());
        wall.commands.action(QStringLiteral("view.leaveWall"))->trigger();
        QVERIFY(!wall.mode.isOn());
        QVERIFY(!wall.window.isFullScreen());
        QVERIFY(!wall.chrome->isHidden());
        QVERIFY(wall.hidden->isHidden()); // it was hidden before
        QVERIFY(!wall.commands.action(QStringLiteral("view.leaveWall"))->isEnabled());
        QCOMPARE(changed.takeFirst().at(0).toBool(), false);
    }

    void pointerGoesWhenItRests()
    {
        Wall wall;
        wall.pass(10s);
        QVERIFY(!wall.mode.isPointerHidden()); // only on a wall
        wall.mode.setOn(true);
        wall.pass(2900ms);
        QVERIFY(!wall.mode.isPointerHidden());
        wall.pass(200ms);
        QVERIFY(wall.mode.isPointerHidden());
        QCOMPARE(QApplication::overrideCursor()->shape(), Qt::BlankCursor);
        wall.movePointer({50, 60});
        QVERIFY(!wall.mode.isPointerHidden());
        wall.pass(4s);
        QVERIFY(wall.mode.isPointerHidden());
        wall.movePointer({50, 60}); // something moved under it, not it
        QVERIFY(wall.mode.isPointerHidden());
        wall.mode.setOn(false);
        QVERIFY(!QApplication::overrideCursor());
    }

    void workspacesTakeTurns()
    {
        Wall wall;
        wall.stage.workspaces.add();
        wall.stage.workspaces.add();
        wall.stage.workspaces.show(0);
        wall.mode.setOn(true);
        wall.pass(60s);
        QCOMPARE(wall.stage.workspaces.currentIndex(), 0); // only when asked for
        wall.mode.setTurn(20s);
        wall.pass(19s);
        QCOMPARE(wall.stage.workspaces.currentIndex(), 0);
        for (const int next : {1, 2, 0}) {
            wall.pass(20s);
            QCOMPARE(wall.stage.workspaces.currentIndex(), next);
        }
        wall.mode.setOn(false);
        wall.pass(60s);
        QCOMPARE(wall.stage.workspaces.currentIndex(), 0);
    }

    void wallIsAWallAfterARestart()
    {
        Wall wall;
        wall.mode.resume();
        QVERIFY(!wall.mode.isOn());
        wall.mode.setOn(true);
        QSettings settings(wall.settings.fileName(), QSettings::IniFormat);
        wall.settings.sync();
        CommandRegistry commands(wall.window);
        WallMode next(commands, wall.window, wall.stage.workspaces, wall.stage.frames, settings, {});
        next.resume();
        QVERIFY(next.isOn());
    }
};

QTEST_MAIN(TestWallMode)
#include "tst_wall_mode.moc"
