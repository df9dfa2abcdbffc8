#include "tests/ui/main_window_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/panel_frame.h"
#include "ui/desk/panel_header.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/command_registry.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QLayout>
#include <QMenu>
#include <QScreen>
#include <QSignalSpy>
#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using namespace watchglass::ui::stage;

class TestMainWindowDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void dropOnFreeSpaceMakesAPanelAndOnAPanelAdds()
    {
        Fixture f;
        f.show();
        drop(f.window.desk(), {100, 100}, *f.dragOf(QStringLiteral("bed")));
        QCOMPARE(f.window.desk().panels().size(), 1u);
        Panel *panel = f.window.desk().panels().front();
        QCOMPARE(panel->series().size(), 2);

        QWidget *frame = panel->parentWidget();
        drop(*frame, panel->geometry().center(), *f.dragOf(QStringLiteral("fridge")));
        QCOMPARE(f.window.desk().panels().size(), 1u);
        QCOMPARE(panel->series().size(), 3);

        drop(*frame, {20, 5}, *f.dragOf(QStringLiteral("fridge"))); // its header
        QCOMPARE(f.window.desk().panels().size(), 2u);
        QCOMPARE(f.window.desk().currentPanel()->series().size(), 1);
    }

    void plotsOfAFullDeskDoNotCoverEachOther()
    {
        Fixture f;
        SeriesColours colours;
        Desk desk(f.frames, f.tracker, f.governor, [&](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<PlotPanel>(f.store, colours);
        });
        desk.layout()->setSizeConstraint(QLayout::SetNoConstraint); // it grows with its panels no more than the window
        desk.resize(1240, 470);
        const QList<SeriesKey> keys{series(QStringLiteral("bed"), QStringLiteral("ecg")).key,
                                    series(QStringLiteral("bed"), QStringLiteral("spo2")).key,
                                    series(QStringLiteral("fridge"), QStringLiteral("temperature")).key};
        desk.arrange(QList<QList<SeriesKey>>(16, keys), QStringLiteral("plot"));
        desk.show();
        QVERIFY(QTest::qWaitForWindowExposed(&desk));
        const std::vector<PanelFrame *> frames = desk.frames();
        QTRY_VERIFY(frames.front()->width() > 200); // its place was found
        f.tick();
        QCoreApplication::processEvents();
        QCOMPARE(frames.size(), 16u);
        for (std::size_t i = 0; i < frames.size(); ++i) {
            QVERIFY(desk.rect().contains(frames[i]->geometry()));
            for (std::size_t k = i + 1; k < frames.size(); ++k)
                QVERIFY(!frames[i]->geometry().intersects(frames[k]->geometry()));
        }
    }

    void panelsWithoutRoomBesideEachOtherBecomeTabs()
    {
        Fixture f;
        SeriesColours colours;
        Desk desk(f.frames, f.tracker, f.governor, [&](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<PlotPanel>(f.store, colours);
        });
        desk.layout()->setSizeConstraint(QLayout::SetNoConstraint);
        desk.resize(800, 470);
        desk.show();
        QVERIFY(QTest::qWaitForWindowExposed(&desk));
        const QList<SeriesKey> keys{series(QStringLiteral("bed"), QStringLiteral("ecg")).key};
        for (int i = 0; i < 4; ++i)
            desk.addPanel(keys, QStringLiteral("plot"));
        for (PanelFrame *frame : desk.frames())
            QVERIFY(desk.tabifiedDockWidgets(frame).isEmpty());
        for (int i = 4; i < 40; ++i) {
            desk.addPanel(keys, QStringLiteral("plot"));
            QTRY_VERIFY(desk.rect().intersects(desk.frames().back()->geometry()) && desk.frames().back()->isVisible());
        }
        std::vector<PanelFrame *> seen;
        for (PanelFrame *frame : desk.frames()) {
            if (desk.rect().intersects(frame->geometry()))
                seen.push_back(frame);
        }
        QCOMPARE(desk.frames().size(), 40u);
        QVERIFY2(seen.size() > 4 && seen.size() < 40, qPrintable(QString::number(seen.size())));
        for (std::size_t i = 0; i < seen.size(); ++i) {
            QVERIFY(desk.rect().contains(seen[i]->geometry()));
            for (std::size_t k = i + 1; k < seen.size(); ++k)
                QVERIFY(!seen[i]->geometry().intersects(seen[k]->geometry()));
        }
        QVERIFY(std::find(seen.begin(), seen.end(), desk.frames().back()) != seen.end()); // the new one is in front
    }

    void newPanelsLeaveNoPicturesOfThemselvesBehind()
    {
        Fixture f;
        SeriesColours colours;
        Desk desk(f.frames, f.tracker, f.governor, [&](const QString &, const QList<SeriesKey> &) {
            return std::make_unique<PlotPanel>(f.store, colours);
        });
        desk.resize(1000, 520);
        desk.show();
        QVERIFY(QTest::qWaitForWindowExposed(&desk));
        const QList<SeriesKey> keys{series(QStringLiteral("bed"), QStringLiteral("ecg")).key};
        desk.arrange(QList<QList<SeriesKey>>(5, keys), QStringLiteral("plot"));
        for (int i = 0; i < 3; ++i) {
            QCoreApplication::processEvents();
            f.tick();
            desk.addPanel(keys, QStringLiteral("plot"));
        }
        QCoreApplication::processEvents();
        const PanelFrame &first = *desk.frames().front();
        const QRect header(first.geometry().topLeft(), QSize(first.width(), first.panel().geometry().top()));
        QVERIFY(header.height() > 10);
        const QImage onScreen = desk.screen()->grabWindow(desk.winId()).toImage();
        QCOMPARE(onScreen.copy(header), desk.grab(header).toImage().convertToFormat(onScreen.format()));
    }

    void pinKeyPinsTheCurrentPanel()
    {
        Fixture f;
        f.show();
        QAction *pin = f.window.commands().action(QStringLiteral("panel.pin"));
        QVERIFY(!pin->isEnabled());
        QTest::keyClick(&f.window, Qt::Key_P);
        f.window.desk().arrange({{}, {}});
        const std::vector<PanelFrame *> frames = f.window.desk().frames();
        QCOMPARE(f.window.desk().currentFrame(), frames[0]);
        QSignalSpy chosen(frames[0], &PanelFrame::attentionChoiceChanged);
        QTest::keyClick(&f.window, Qt::Key_P);
        QVERIFY(frames[0]->isPinned() && !frames[1]->isPinned() && !frames[0]->isAlwaysFull());
        QVERIFY(pin->isEnabled() && pin->isChecked());
        QCOMPARE(chosen.size(), 1);
        f.window.commands().action(QStringLiteral("panel.fullRate"))->trigger();
        QVERIFY(frames[0]->isAlwaysFull());
        QCOMPARE(chosen.size(), 2);

        f.window.desk().closeCurrent();
        QCOMPARE(f.window.desk().currentFrame(), frames[1]);
        QVERIFY(!pin->isChecked() && !f.window.commands().action(QStringLiteral("panel.fullRate"))->isChecked());
        frames[1]->setPinned(true);
        QVERIFY(pin->isChecked());
        QTest::keyClick(&f.window, Qt::Key_P);
        QVERIFY(!frames[1]->isPinned() && !pin->isChecked());
    }

    void pinKeyInTheSearchIsALetter()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}});
        f.window.devices().search().setFocus();
        QTest::keyClick(&f.window.devices().search(), Qt::Key_P);
        QVERIFY(!f.window.desk().currentFrame()->isPinned());
        QCOMPARE(f.window.devices().search().text(), QStringLiteral("p"));
    }

    void panelMenuOffersFullAttention()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}});
        PanelFrame *frame = f.window.desk().currentFrame();
        auto *menu = frame->findChild<QMenu *>();
        for (int time = 0; time < 2; ++time) { // it is filled anew each time
            Q_EMIT menu->aboutToShow();
            QStringList texts;
            for (QAction *action : menu->actions())
                texts << action->text();
            QVERIFY(texts.contains(QStringLiteral("Pin at full attention\tP")));
            QVERIFY(texts.contains(QStringLiteral("Always full rate")));
        }
        menu->actions()[1]->trigger();
        QVERIFY(frame->isPinned());
        menu->actions()[2]->trigger();
        QVERIFY(frame->isAlwaysFull());
    }

    void headerSaysWhatIsLessAndWhy()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}});
        PanelFrame *frame = f.window.desk().currentFrame();
        auto *header = frame->findChild<PanelHeader *>();
        PanelFigures figures;
        frame->setFigures(figures);
        QCOMPARE(header->attention(), QString());
        figures.level = AttentionLevel::Medium;
        figures.reason = attention::Reason::InView;
        figures.grantedHz = 15;
        frame->setFigures(figures);
        QVERIFY(header->attention().startsWith(QStringLiteral("Medium · 15")));
        const QString description = header->accessibleDescription();
        QVERIFY(description.contains(QStringLiteral("Medium · 15")) && description.contains(QLatin1String("in view")));
        frame->setPinned(true);
        QVERIFY(header->accessibleDescription().startsWith(QLatin1String("Pinned")));
        QVERIFY(!frame->grab().isNull());
    }

    void fullRateIsAskedForWithItsSwitch()
    {
        Fixture f;
        f.show();
        QSignalSpy asked(&f.window, &MainWindow::fullRateRequested);
        QAction *action = f.window.commands().action(QStringLiteral("view.fullRate"));
        action->trigger();
        action->trigger();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[0][0].toBool(), true);
        QCOMPARE(asked[1][0].toBool(), false);
    }

    void onlyWhatIsSeenIsDrawn()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}, {}, {}});
        const std::vector<Panel *> panels = f.window.desk().panels();
        QTRY_VERIFY(!panels[2]->visibleRegion().isEmpty());
        QTRY_VERIFY(f.window.isActiveWindow());
        f.tick(); // each is drawn once as it comes into view
        for (Panel *panel : panels)
            static_cast<FakePanel *>(panel)->frames = 0;
        f.secondOfTicks();
        QCOMPARE(static_cast<FakePanel *>(panels[0])->frames, 60); // current
        const int slower = static_cast<FakePanel *>(panels[1])->frames;
        QVERIFY2(slower >= 14 && slower <= 16, qPrintable(QString::number(slower)));

        QTest::keyClick(&f.window, Qt::Key_Z); // maximises the first
        QVERIFY(f.window.desk().isMaximised());
        const int before = static_cast<FakePanel *>(panels[1])->frames;
        f.secondOfTicks();
        QCOMPARE(static_cast<FakePanel *>(panels[1])->frames, before);
        QCOMPARE(static_cast<FakePanel *>(panels[0])->frames, 120);
        QTest::keyClick(&f.window, Qt::Key_Z);
        QTRY_VERIFY(panels[1]->isVisible());
    }

    void aWorkspaceThatIsNotShownIsNotDrawn()
    {
        Fixture f;
        f.show();
        Desk &first = f.window.desk();
        first.arrange({{}, {}});
        const auto drawn = [](const Desk &desk) {
            int frames = 0;
            for (const Panel *panel : desk.panels())
                frames += static_cast<const FakePanel *>(panel)->frames;
            return frames;
        };
        QTRY_VERIFY((f.tick(), drawn(first) > 1));
        f.window.commands().action(QStringLiteral("workspace.new"))->trigger();
        QCOMPARE(f.window.workspaces().count(), 2);
        Desk &second = f.window.desk();
        QVERIFY(&second != &first);
        second.arrange({{}});
        f.tick();
        const int before = drawn(first);
        f.secondOfTicks();
        QCOMPARE(drawn(first), before);
        QTRY_VERIFY((f.tick(), drawn(second) > 0));

        QTest::keyClick(&f.window, Qt::Key_1, Qt::ControlModifier);
        QCOMPARE(&f.window.desk(), &first);
        QTRY_VERIFY(first.panels().front()->isVisible());
        f.tick(); // in the very first tick
        QCOMPARE(drawn(first), before + 2);
        QTest::keyClick(&f.window.desk(), Qt::Key_PageDown);
        QCOMPARE(&f.window.desk(), &second);
        f.window.commands().action(QStringLiteral("workspace.close"))->trigger();
        QCOMPARE(f.window.workspaces().count(), 1);
        QCOMPARE(&f.window.desk(), &first);
        f.window.workspaces().close(0);
        QVERIFY(f.window.desk().isEmpty());
    }

    void workspacesKeepTheirNamesAndOrder()
    {
        Fixture f;
        f.show();
        Workspaces &all = f.window.workspaces();
        all.rename(0, QStringLiteral("Ward"));
        all.add(QStringLiteral("Cold store"));
        all.add();
        QCOMPARE(all.name(2), QStringLiteral("Desk 3"));
        QVERIFY(f.window.commands().action(QStringLiteral("workspace.3"))->isVisible());
        QVERIFY(!f.window.commands().action(QStringLiteral("workspace.4"))->isVisible());
        QCOMPARE(f.window.commands().action(QStringLiteral("workspace.1"))->text(), QStringLiteral("Ward"));
        all.rename(1, QStringLiteral("  ")); // a name of nothing is none
        QCOMPARE(all.name(1), QStringLiteral("Cold store"));
        all.close(1);
        QCOMPARE(all.name(1), QStringLiteral("Desk 3"));
        all.step(-1);
        QCOMPARE(all.name(all.currentIndex()), QStringLiteral("Ward"));
        all.step(-1);
        QCOMPARE(all.name(all.currentIndex()), QStringLiteral("Desk 3"));
        all.show(7);
        QCOMPARE(all.currentIndex(), 1);
    }

    void arrangedPanelsShareTheirRowsEvenly()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}, {}, {}, {}, {}, {}});
        const std::vector<Panel *> panels = f.window.desk().panels();
        QTRY_VERIFY(std::abs(panels[1]->width() - panels[2]->width()) <= 8);
        QTRY_VERIFY(std::abs(panels[3]->width() - panels[5]->width()) <= 8);
        QTRY_VERIFY(std::abs(panels[0]->height() - panels[4]->height()) <= 8);
    }

    void closingThePanelsLeavesAnEmptyDesk()
    {
        Fixture f;
        f.show();
        f.window.desk().arrange({{}, {}});
        f.window.desk().closeCurrent();
        f.window.desk().closeCurrent();
        f.window.desk().closeCurrent();
        QVERIFY(f.window.desk().isEmpty());
        QVERIFY(!f.window.desk().currentPanel());
        QVERIFY(f.window.desk().centralWidget()->isVisible());
    }
};

QTEST_MAIN(TestMainWindowDesk)
#include "tst_main_window_desk.moc"
