#include "tests/ui/desk_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/desk_history.h"
#include "ui/desk/desk_steps.h"
#include "ui/desk/workspace_file.h"

#include <QApplication>
#include <QPointer>
#include <QSignalSpy>

using namespace watchglass;
using namespace watchglass::ui;
using test::DeskStage;
using test::KeptPanel;
using test::seriesKey;

namespace {

struct HistoryStage : DeskStage
{
    HistoryStage()
    {
        show();
        add(QStringLiteral("ecg")).zoom = 4;
        add(QStringLiteral("spo2"));
        QApplication::processEvents();
        history.startAnew();
    }

    QByteArray text() { return workspace_file::write(workspaces.save(), currentScreens()); }
    void settle() { QApplication::processEvents(); }

    DeskHistory history{workspaces};
};

} // namespace

using Act = std::function<void(HistoryStage &)>;
Q_DECLARE_METATYPE(Act)

class TestDeskHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void everyChangeOfLayoutCanBeUndone_data()
    {
        QTest::addColumn<Act>("act");
        QTest::addColumn<QString>("step");
        const auto row = [](const char *name, const char *step, Act act) {
            QTest::newRow(name) << std::move(act) << QString::fromLatin1(step);
        };
        row("add", "add panel", [](HistoryStage &s) { s.add(QStringLiteral("pulse")); });
        row("close", "close panel", [](HistoryStage &s) { s.desk().closeCurrent(); });
        row("close all", "close panels", [](HistoryStage &s) { s.desk().arrange({}); });
        row("add series", "add series",
            [](HistoryStage &s) { s.panel(0).addSeries(seriesKey(QStringLiteral("pulse"))); });
        row("remove series", "remove series",
            [](HistoryStage &s) { s.panel(0).removeSeries(seriesKey(QStringLiteral("ecg"))); });
        row("move series", "move series", [](HistoryStage &s) {
            s.panel(0).removeSeries(seriesKey(QStringLiteral("ecg")));
            s.panel(1).addSeries(seriesKey(QStringLiteral("ecg")));
        });
        row("dock elsewhere", "move panel", [](HistoryStage &s) {
            s.desk().splitDockWidget(s.desk().frames()[0], s.desk().frames()[1], Qt::Horizontal);
        });
        row("dock as tab", "move panel",
            [](HistoryStage &s) { s.desk().tabifyDockWidget(s.desk().frames()[0], s.desk().frames()[1]); });
        row("tear off", "move panel", [](HistoryStage &s) { s.desk().frames()[0]->setFloating(true); });
        row("rename", "rename workspace", [](HistoryStage &s) { s.workspaces.rename(0, QStringLiteral("Ward")); });
        row("new workspace", "new workspace", [](HistoryStage &s) { s.workspaces.add(); });
        row("to a new workspace", "new workspace",
            [](HistoryStage &s) { s.workspaces.movePanel(s.desk().frames()[0]->name(), 0, -1); });
    }
    void everyChangeOfLayoutCanBeUndone()
    {
        QFETCH(const Act, act);
        QFETCH(const QString, step);
        HistoryStage stage;
        const DesksState before = stage.workspaces.save();
        act(stage);
        stage.settle();
        QCOMPARE(stage.history.steps().count(), 1);
        QCOMPARE(stage.history.steps().undoText(), step);
        const DesksState after = stage.workspaces.save();
        stage.history.undo();
        stage.settle();
        QVERIFY(!stepBetween(stage.workspaces.save(), before));
        QCOMPARE(stage.panel(0).zoom, 4);
        stage.history.redo();
        stage.settle();
        QVERIFY(!stepBetween(stage.workspaces.save(), after));
        QCOMPARE(stage.history.steps().count(), 1); // neither is a step itself
    }

    void closedWorkspaceComesBackInItsPlace()
    {
        HistoryStage stage;
        stage.workspaces.add(QStringLiteral("Second"));
        stage.add(QStringLiteral("pulse")).zoom = 8;
        stage.workspaces.add(QStringLiteral("Third"));
        stage.settle();
        stage.workspaces.close(1);
        stage.settle();
        QCOMPARE(stage.history.steps().undoText(), QStringLiteral("close workspace"));
        stage.history.undo();
        QCOMPARE(stage.names().mid(1), (QStringList{QStringLiteral("Second"), QStringLiteral("Third")}));
        stage.workspaces.show(1);
        QCOMPARE(stage.panel(0).zoom, 8);
    }

    void panelsThatDidNotChangeStayAlive()
    {
        HistoryStage stage;
        const QPointer<KeptPanel> other = &stage.panel(0);
        stage.desk().closeCurrent();
        stage.settle();
        other->zoom = 15; // zoomed since: no business of the undo
        stage.history.undo();
        stage.settle();
        QVERIFY(other);
        QCOMPARE(&stage.panel(0), other.data());
        QCOMPARE(other->restored, 0);
        QCOMPARE(other->zoom, 15);
        QCOMPARE(stage.desk().panels().size(), 2u);
    }

    void closedPanelComesBackAsItWasWhenItWasClosed()
    {
        HistoryStage stage;
        stage.panel(1).zoom = 21;
        stage.desk().closeCurrent();
        stage.settle();
        stage.history.undo();
        QCOMPARE(stage.panel(1).zoom, 21);
    }

    void undoFindsWhatWasJustDone()
    {
        HistoryStage stage;
        stage.add(QStringLiteral("pulse"));
        stage.history.undo(); // before anybody had time to look
        QCOMPARE(stage.desk().panels().size(), 2u);
    }

    void lookingIsNoStep()
    {
        HistoryStage stage;
        stage.workspaces.add();
        stage.settle();
        stage.history.startAnew();
        static_cast<KeptPanel *>(stage.workspaces.desk(0).panels()[0])->zoom = 99;
        stage.workspaces.show(0);
        stage.workspaces.resize(900, 700);
        stage.settle();
        stage.desk().frames()[0]->setPinned(true);
        stage.desk().toggleMaximised();
        stage.settle();
        stage.desk().toggleMaximised();
        stage.workspaces.setLocked(0, true);
        stage.settle();
        stage.history.check();
        QCOMPARE(stage.history.steps().count(), 0);
    }

    void severalStepsGoBackOneByOne()
    {
        HistoryStage stage;
        for (int i = 0; i < 5; ++i) {
            stage.add(QString::number(i));
            stage.settle();
        }
        QCOMPARE(stage.history.steps().count(), 5);
        for (std::size_t i = 5; i > 0; --i) {
            QCOMPARE(stage.desk().panels().size(), 2 + i);
            stage.history.undo();
            stage.settle();
        }
        stage.history.undo(); // nothing left: nothing happens
        QCOMPARE(stage.desk().panels().size(), 2u);
        stage.history.redo();
        QCOMPARE(stage.desk().panels().size(), 3u);
    }

    void lockedWorkspaceIsNotChanged()
    {
        HistoryStage stage;
        stage.add(QStringLiteral("pulse"));
        stage.settle();
        stage.workspaces.setLocked(0, true);
        QSignalSpy refused(&stage.history, &DeskHistory::refused);
        stage.history.undo();
        QCOMPARE(refused.count(), 1);
        QCOMPARE(stage.desk().panels().size(), 3u);
        stage.workspaces.setLocked(0, false);
        stage.history.undo();
        QCOMPARE(stage.desk().panels().size(), 2u);
    }

    void stepsElsewhereLeaveALockedWorkspaceLocked()
    {
        HistoryStage stage;
        stage.workspaces.setLocked(0, true);
        stage.workspaces.add();
        stage.settle();
        stage.history.undo();
        QCOMPARE(stage.workspaces.count(), 1);
        QVERIFY(stage.desk().isLocked());
    }

    void openingIsAStep()
    {
        HistoryStage stage;
        const QByteArray before = stage.text();
        const auto other = workspace_file::read(
            R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "Other", "id": "desk-1",
                "panels": [{"name": "panel-1", "panel": {"kind": "tile", "zoom": 3}}]}]})",
            currentScreens());
        QVERIFY(other.ok());
        stage.history.replace(other.value(), QStringLiteral("open Other"));
        stage.settle();
        QCOMPARE(stage.names(), QStringList{QStringLiteral("Other")});
        QCOMPARE(stage.history.steps().undoText(), QStringLiteral("open Other"));
        stage.history.undo();
        stage.settle();
        QCOMPARE(stage.text(), before);
        stage.history.redo();
        QCOMPARE(stage.panel(0).zoom, 3);
    }

    void kindIsAStep()
    {
        HistoryStage stage;
        DesksState state = stage.workspaces.save();
        const DesksState before = state;
        state.desks[0].panels[0].panel.insert(QStringLiteral("kind"), QStringLiteral("tile"));
        QCOMPARE(*stepBetween(before, state), QStringLiteral("change of kind"));
    }
};

QTEST_MAIN(TestDeskHistory)
#include "tst_desk_history.moc"
