#include "tests/ui/desk_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/workspace_file.h"
#include "ui/models/series_mime.h"
#include "ui/panels/absent_panel.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>

using namespace watchglass;
using namespace watchglass::ui;
using test::DeskStage;
using test::KeptPanel;
using test::seriesKey;

namespace {

QByteArray text(const DeskStage &stage)
{
    return workspace_file::write(stage.workspaces.save(), currentScreens());
}

void restore(DeskStage &stage, const QByteArray &saved)
{
    const auto state = workspace_file::read(saved, currentScreens());
    QVERIFY(state.ok());
    stage.workspaces.restore(state.value(), Desk::Restore::Everything);
}

/// Two workspaces: three panels with settings, and one of another kind.
void furnish(DeskStage &stage)
{
    stage.workspaces.rename(0, QStringLiteral("Ward"));
    stage.add(QStringLiteral("ecg")).zoom = 4;
    stage.add(QStringLiteral("spo2"));
    stage.add(QStringLiteral("pulse"));
    stage.desk().frames()[1]->setPinned(true);
    stage.desk().frames()[2]->setAlwaysFull(true);
    QApplication::processEvents();
    stage.desk().resizeDocks({stage.desk().frames()[0]}, {222}, Qt::Vertical);
    stage.workspaces.add(QStringLiteral("Tiles"));
    stage.desk().addPanel({seriesKey(QStringLiteral("pulse"))}, QStringLiteral("tile"));
    QApplication::processEvents();
    stage.workspaces.show(0);
    QApplication::processEvents();
}

bool takesDrop(QWidget &target)
{
    QMimeData data;
    data.setData(seriesMimeType(), encodeSeries({seriesKey(QStringLiteral("new"))}));
    QDragEnterEvent enter(target.rect().center(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    enter.setAccepted(false);
    QApplication::sendEvent(&target, &enter);
    return enter.isAccepted();
}

} // namespace

class TestDeskRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { watchglass::test::failOnAnyWarning(); }

    void allIsAsItWas()
    {
        DeskStage first;
        first.show();
        furnish(first);
        const QByteArray saved = text(first);

        DeskStage second;
        second.show();
        restore(second, saved);
        QCOMPARE(second.names(), (QStringList{QStringLiteral("Ward"), QStringLiteral("Tiles")}));
        QCOMPARE(second.workspaces.currentIndex(), 0);
        QCOMPARE(second.panel(0).zoom, 4);
        QCOMPARE(second.panel(1).series(), QList<SeriesKey>{seriesKey(QStringLiteral("spo2"))});
        QVERIFY(second.desk().frames()[1]->isPinned());
        QVERIFY(second.desk().frames()[2]->isAlwaysFull());
        QCOMPARE(second.workspaces.desk(1).panels().at(0)->kind(), QStringLiteral("tile"));
        QApplication::processEvents();
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(second.desk().frames()[i]->geometry(), first.desk().frames()[i]->geometry());
        QCOMPARE(test::differences(text(second), saved), QByteArray());
    }

    void restoredBeforeItIsShown()
    {
        DeskStage first;
        first.show();
        furnish(first);
        const QByteArray saved = text(first);
        DeskStage second;
        restore(second, saved);
        QCOMPARE(test::differences(text(second), saved), QByteArray()); // also of what has never been laid out
        second.show();
        QApplication::processEvents();
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(second.desk().frames()[i]->geometry(), first.desk().frames()[i]->geometry());
        QCOMPARE(test::differences(text(second), saved), QByteArray());
    }

    void restoringReplacesWhatIsThere()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        const QByteArray saved = text(stage);
        stage.add(QStringLiteral("more"));
        stage.workspaces.add();
        stage.workspaces.add();
        restore(stage, saved);
        QApplication::processEvents();
        QCOMPARE(stage.workspaces.count(), 2);
        QCOMPARE(stage.desk().panels().size(), 3u);
        QCOMPARE(test::differences(text(stage), saved), QByteArray());
        QCOMPARE(stage.tracker.series().size(), 3u); // those that went are watched no more
    }

    void tornOffStandsWhereItStood()
    {
        DeskStage first;
        first.show();
        furnish(first);
        first.desk().frames()[1]->setFloating(true);
        first.desk().frames()[1]->setGeometry(40, 50, 320, 240);
        QApplication::processEvents();
        const QByteArray saved = text(first);
        DeskStage second;
        second.show();
        restore(second, saved);
        QVERIFY(second.desk().frames()[1]->isFloating());
        QCOMPARE(second.desk().frames()[1]->geometry(), QRect(40, 50, 320, 240));
        QVERIFY(second.desk().frames()[1]->isVisible());
        QCOMPARE(test::differences(text(second), saved), QByteArray());
    }

    void maximisedComesBackMaximised()
    {
        DeskStage first;
        first.show();
        furnish(first);
        const QByteArray before = text(first);
        first.desk().toggleMaximised();
        const QByteArray saved = text(first);
        DeskStage second;
        second.show();
        restore(second, saved);
        QVERIFY(second.desk().isMaximised());
        QCOMPARE(test::differences(text(second), saved), QByteArray());
        second.desk().toggleMaximised();
        QApplication::processEvents();
        QCOMPARE(test::differences(text(second), before), QByteArray());
    }

    void unknownKindKeepsItsPlaceAndState()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        QByteArray saved = text(stage);
        saved.replace("\"kind\": \"tile\"", "\"kind\": \"hologram\",\n \"depth\": 3");
        restore(stage, saved);
        const auto *absent = dynamic_cast<AbsentPanel *>(stage.workspaces.desk(1).panels().at(0));
        QVERIFY(absent);
        QCOMPARE(absent->kind(), QStringLiteral("hologram"));
        QVERIFY(text(stage).contains("\"depth\": 3"));
        QVERIFY(text(stage).contains("\"kind\": \"hologram\""));
    }

    void unknownSettingsAreWrittenAgain()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        QByteArray saved = text(stage);
        saved.replace("\"zoom\": 4", "\"zoom\": 4,\n \"glow\": true");
        restore(stage, saved);
        stage.panel(0).zoom = 9;
        QVERIFY(text(stage).contains("\"glow\": true"));
        QVERIFY(text(stage).contains("\"zoom\": 9"));
    }

    void withoutALayoutPanelsStandBesideEachOther()
    {
        DeskStage stage;
        stage.show();
        restore(stage, R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "W", "panels": [
            {"panel": {"kind": "plot"}}, {"panel": {"kind": "tile"}}, {"panel": {"kind": "plot"}}]}]})");
        QApplication::processEvents();
        QCOMPARE(stage.desk().panels().size(), 3u);
        for (const PanelFrame *frame : stage.desk().frames()) {
            QVERIFY(frame->isVisible());
            QVERIFY(!frame->visibleRegion().isEmpty());
        }
    }

    void layoutMayNamePanelsThatAreNotThere()
    {
        DeskStage stage;
        stage.show();
        restore(stage, R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "W",
            "layout": {"top": {"row": [{"panel": "gone"}, {"panel": "a"}, {"tabs": [{"panel": "lost"}]}]}},
            "panels": [{"name": "a", "panel": {"kind": "plot"}}, {"name": "b", "panel": {"kind": "plot"}}]}]})");
        QApplication::processEvents();
        QCOMPARE(stage.desk().panels().size(), 2u);
        QVERIFY(!text(stage).contains("gone"));
        for (const PanelFrame *frame : stage.desk().frames())
            QVERIFY(!frame->visibleRegion().isEmpty());
    }

    void newPanelsGetNamesOfTheirOwn()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        const QByteArray saved = text(stage);
        restore(stage, saved);
        stage.add(QStringLiteral("more"));
        QSet<QString> names;
        for (const PanelFrame *frame : stage.desk().frames())
            names.insert(frame->name());
        QCOMPARE(names.size(), 4);
    }

    void lockedStaysAsItIs()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        stage.workspaces.setLocked(0, true);
        QApplication::processEvents();
        const QByteArray saved = text(stage);
        PanelFrame *frame = stage.desk().frames()[0];
        QCOMPARE(frame->features(), QDockWidget::NoDockWidgetFeatures);
        QVERIFY(!stage.desk().addPanel({seriesKey(QStringLiteral("x"))}));
        stage.desk().closeCurrent();
        frame->close();
        QVERIFY(!takesDrop(stage.desk()));
        QVERIFY(!takesDrop(*frame));
        QVERIFY(!takesDrop(frame->panel()));
        stage.workspaces.close(0);
        stage.workspaces.rename(0, QStringLiteral("Other"));
        stage.workspaces.movePanel(frame->name(), 0, 1);
        stage.workspaces.movePanel(stage.workspaces.desk(1).frames()[0]->name(), 1, 0);
        QApplication::processEvents();
        QCOMPARE(test::differences(text(stage), saved), QByteArray());
        QVERIFY(frame->panel().isLocked());

        stage.workspaces.setLocked(0, false);
        QVERIFY(takesDrop(stage.desk()));
        stage.desk().closeCurrent();
        QCOMPARE(stage.desk().panels().size(), 2u);
    }

    void zoomingOnALockedDeskChangesNothingThatIsSaved()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        stage.workspaces.setLocked(0, true);
        const QByteArray saved = text(stage);
        stage.panel(0).zoom = 77;
        QCOMPARE(test::differences(text(stage), saved), QByteArray());
        stage.workspaces.setLocked(0, false);
        QVERIFY(text(stage).contains("\"zoom\": 77"));
    }

    void lockIsRestored()
    {
        DeskStage first;
        first.show();
        furnish(first);
        first.workspaces.setLocked(0, true);
        DeskStage second;
        second.show();
        restore(second, text(first));
        QVERIFY(second.desk().isLocked());
        QVERIFY(!second.workspaces.desk(1).isLocked());
        QCOMPARE(test::differences(text(second), text(first)), QByteArray());
        second.panel(0).zoom = 12;
        QCOMPARE(test::differences(text(second), text(first)), QByteArray());
    }

    void oneLockedWorkspaceSaysSo()
    {
        DeskStage stage;
        stage.show();
        auto *tabs = stage.workspaces.findChild<QTabBar *>(QString(), Qt::FindDirectChildrenOnly);
        QVERIFY(!tabs->isVisible());
        stage.workspaces.setLocked(0, true);
        QVERIFY(tabs->isVisible());
        QVERIFY(!tabs->tabIcon(0).isNull());
        stage.workspaces.setLocked(0, false);
        QVERIFY(!tabs->isVisible());
    }

    void panelsMoveBetweenWorkspacesWithWhatTheyShow()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        stage.workspaces.movePanel(stage.desk().frames()[0]->name(), 0, 1);
        QCOMPARE(stage.workspaces.currentIndex(), 1);
        QCOMPARE(stage.desk().panels().size(), 2u);
        QCOMPARE(stage.panel(1).zoom, 4);
        QCOMPARE(stage.workspaces.desk(0).panels().size(), 2u);
        stage.workspaces.movePanel(stage.desk().frames()[1]->name(), 1, -1);
        QCOMPARE(stage.workspaces.count(), 3);
        QCOMPARE(stage.panel(0).zoom, 4);
    }

    void headerMenuOffersTheOtherWorkspaces()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        QMenu menu;
        Q_EMIT stage.desk().frames()[0]->menuShown(&menu);
        QCOMPARE(menu.actions().size(), 1);
        QMenu *moves = menu.actions().constFirst()->menu();
        QCOMPARE(moves->actions().size(), 2);
        QCOMPARE(moves->actions().at(0)->text(), QStringLiteral("Tiles"));
        moves->actions().at(0)->trigger();
        QCOMPARE(stage.workspaces.desk(1).panels().size(), 2u);
    }

    void tornOffIsInSightWithoutTheWindow()
    {
        DeskStage stage;
        stage.show();
        furnish(stage);
        QVERIFY(!stage.desk().isOutOfSight());
        stage.workspaces.hide();
        QVERIFY(stage.desk().isOutOfSight());
        stage.desk().frames()[0]->setFloating(true);
        QVERIFY(!stage.desk().isOutOfSight());
    }

    void tabsTornOffTogetherComeBackTogether()
    {
        DeskStage stage;
        stage.show();
        restore(stage, R"({"format": "watchglass-desk", "version": 1, "workspaces": [{"name": "W", "layout": {
            "top": {"row": [{"panel": "c", "size": 600}], "width": 600, "height": 500},
            "floating": [{"tabs": [{"panel": "a"}, {"panel": "b"}], "inFront": 1,
                          "place": {"x": 30, "y": 40, "width": 400, "height": 300}}]}, "panels": [
            {"name": "a", "panel": {"kind": "plot"}}, {"name": "b", "panel": {"kind": "plot"}},
            {"name": "c", "panel": {"kind": "plot"}}]}]})");
        QApplication::processEvents();
        const PanelFrame *a = stage.desk().find(QStringLiteral("a"));
        const PanelFrame *b = stage.desk().find(QStringLiteral("b"));
        QCOMPARE(a->window(), b->window());
        QVERIFY(a->window() != stage.workspaces.window());
        QVERIFY(a->window()->isVisible());
        QVERIFY((a->window()->pos() - QPoint(30, 40)).manhattanLength() < 20); // give or take a frame
        QVERIFY(text(stage).contains("\"tabs\""));
        QVERIFY(text(stage).contains("\"inFront\": 1"));
        stage.workspaces.hide();
        QVERIFY(!stage.desk().isOutOfSight());
    }
};

QTEST_MAIN(TestDeskRestore)
#include "tst_desk_restore.moc"
