#include "core/store/series_store.h"
#include "tests/support/fake_clock.h"
#include "tests/ui/no_warnings.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/desk/panel_header.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/desk_foot.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/main_window.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

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

SeriesInfo series(const QString &id, const QString &attribute)
{
    SeriesInfo info;
    info.key = {QStringLiteral("s"), id, attribute, {}};
    return info;
}

void drop(QWidget &target, QPoint at, const QMimeData &data)
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

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, themeByName(QStringLiteral("dark"))); }
    void init() { watchglass::test::failOnAnyWarning(); }

    void welcomesUntilThereIsASource()
    {
        Fixture f;
        QVERIFY(f.window.isWelcoming());
        f.show();
        QVERIFY(!f.window.isWelcoming());
        f.window.setSources({});
        QVERIFY(f.window.isWelcoming());
    }

    void welcomePageOffersThreeThings()
    {
        Fixture f;
        f.window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&f.window));
        QSignalSpy demo(&f.window, &MainWindow::demoRequested);
        QSignalSpy added(&f.window, &MainWindow::addSourceRequested);
        QSignalSpy opened(&f.window, &MainWindow::recordingRequested);
        auto *page = f.window.findChild<WelcomePage *>();
        QVERIFY(page);
        const auto buttons = page->findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 3);
        for (QPushButton *button : buttons) {
            QVERIFY(button->focusPolicy() & Qt::TabFocus);
            QTest::keyClick(button, Qt::Key_Space);
        }
        QCOMPARE(demo.size(), 1);
        QCOMPARE(added.size(), 1);
        QCOMPARE(opened.size(), 1);
    }

    void clickOnASourcesStateAsksForItsDetails()
    {
        Fixture f;
        f.show();
        f.window.refresh(start);
        QSignalSpy asked(&f.window, &MainWindow::sourceDetailsRequested);
        auto *strip = f.window.findChild<StatusStrip *>();
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(24, strip->height() / 2));
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].toString(), QStringLiteral("s"));
        QTest::mouseClick(strip, Qt::LeftButton, {}, QPoint(strip->width() - 16, strip->height() / 2));
        QCOMPARE(asked.size(), 1);
        f.window.commands().action(QStringLiteral("source.details"))->trigger();
        QCOMPARE(asked.size(), 2);
        QCOMPARE(asked[1][0].toString(), QStringLiteral("s"));
    }

    void searchFilters()
    {
        Fixture f;
        f.show();
        QCOMPARE(f.shownDevices().size(), 2);
        f.window.commands().action(QStringLiteral("view.search"))->trigger();
        QTest::keyClicks(&f.window.devices().search(), QStringLiteral("ecg"));
        QCOMPARE(f.shownDevices(), QStringList{QStringLiteral("bed")});
        QTest::keyClicks(&f.window.devices().search(), QStringLiteral(" fridge"));
        QVERIFY(f.shownDevices().isEmpty());
        f.window.devices().search().clear();
        QCOMPARE(f.shownDevices().size(), 2);
    }

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

    void enterOnADeviceOpensIt()
    {
        Fixture f;
        f.show();
        QTreeView &tree = f.window.devices().tree();
        tree.setCurrentIndex(tree.model()->index(1, 0, tree.model()->index(0, 0)));
        QTest::keyClick(&tree, Qt::Key_Return);
        QCOMPARE(f.window.desk().panels().size(), 1u);
        QCOMPARE(f.window.desk().currentPanel()->series().front().device, QStringLiteral("fridge"));
    }

    void acknowledgeKeyAsksForTheSelectedAlarm()
    {
        Fixture f;
        f.show();
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("2"));
        f.raise(QStringLiteral("3"), false); // known to no service: it is still seen
        QSignalSpy asked(&f.window.alarms(), &AlarmList::acknowledgeRequested);
        QTest::keyClick(&f.window, Qt::Key_A);
        QCOMPARE(asked.size(), 0); // nothing is selected
        QTableView &table = f.window.alarms().table();
        for (int row = 0; row < table.model()->rowCount(); ++row) {
            const QString id = table.model()->index(row, 0).data(AlarmTableModel::IdRole).toString();
            table.selectRow(row);
            table.setFocus();
            QTest::keyClick(&table, Qt::Key_A);
            const auto ids = asked.takeFirst()[0].value<QList<alarm::AlarmId>>();
            QCOMPARE(ids.size(), 1);
            QCOMPARE(ids[0].id, id);
        }
        QCOMPARE(asked.size(), 0);
    }

    void acknowledgeKeyInTheSearchIsALetter()
    {
        Fixture f;
        f.show();
        f.raise(QStringLiteral("1"));
        f.window.alarms().table().selectRow(0);
        QSignalSpy asked(&f.window.alarms(), &AlarmList::acknowledgeRequested);
        f.window.devices().search().setFocus();
        QTest::keyClick(&f.window.devices().search(), Qt::Key_A);
        QCOMPARE(asked.size(), 0);
        QCOMPARE(f.window.devices().search().text(), QStringLiteral("a"));
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

    void alarmsStandFirstAtTheFootAndAttentionBehindThem()
    {
        Fixture f;
        f.show();
        DeskFoot &foot = f.window.foot();
        const auto trigger = [&f](const char *id) { f.window.commands().action(QString::fromLatin1(id))->trigger(); };
        const auto isChecked = [&f](const char *id) {
            return f.window.commands().action(QString::fromLatin1(id))->isChecked();
        };
        QVERIFY(foot.page() == DeskFoot::Page::Alarms && f.window.alarms().isVisible());
        QVERIFY(isChecked("view.alarms") && !isChecked("view.attention"));
        trigger("view.attention");
        QVERIFY(f.window.attention().isVisible() && !f.window.alarms().isVisible());
        QVERIFY(!isChecked("view.alarms") && isChecked("view.attention"));
        trigger("view.attention"); // the alarms come back, they are not hidden with it
        QVERIFY(f.window.alarms().isVisible() && isChecked("view.alarms"));
        trigger("view.alarms");
        QVERIFY(!foot.isVisible() && !isChecked("view.alarms"));
        trigger("view.attention");
        QVERIFY(foot.isVisible() && f.window.attention().isVisible());
        trigger("view.alarms");
        QVERIFY(f.window.alarms().isVisible());
        foot.tabs().setCurrentIndex(1);
        QVERIFY(isChecked("view.attention"));
    }

    void alarmsTabSaysWhatWaitsAlsoBehindTheOther()
    {
        Fixture f;
        f.show();
        QTabBar &tabs = f.window.foot().tabs();
        QCOMPARE(tabs.tabText(0), QStringLiteral("Alarms"));
        QVERIFY(tabs.tabIcon(0).isNull());
        f.window.foot().showPage(DeskFoot::Page::Attention);
        f.raise(QStringLiteral("1"));
        f.raise(QStringLiteral("2"));
        QCOMPARE(tabs.tabText(0), QStringLiteral("Alarms 2"));
        QVERIFY(!tabs.tabIcon(0).isNull());
        QVERIFY(f.window.foot().page() == DeskFoot::Page::Attention);
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

    void sizesAreRemembered()
    {
        Fixture f;
        f.show();
        f.window.resize(1111, 777);
        f.window.close();
        MainWindow again(
            f.devices, f.alarms, f.frames, [&f] { return f.makeDesk(); }, f.settings);
        QVERIFY(f.settings.contains(QStringLiteral("window/geometry")));
        QVERIFY(f.settings.contains(QStringLiteral("window/columns")));
    }

    void statusTellsEverySource()
    {
        Fixture f;
        f.show();
        SourceStatus down;
        down.id = QStringLiteral("other");
        down.state.phase = SourcePhase::Waiting;
        down.state.reconnects = 3;
        down.counters.badFrames = 7;
        down.counters.lastProblem = QStringLiteral("<b>no markup</b>");
        SourceStatus flooding;
        flooding.state.phase = SourcePhase::Live;
        flooding.state.isHeldBack = true;
        QVERIFY(stateWord(flooding.state).contains(QLatin1String("held back")));
        QVERIFY(sourceDetails(flooding).contains(QLatin1String("held back")));
        QVERIFY(!stateWord(down.state).contains(QLatin1String("held back")));
        f.window.setSources({flooding, down});
        f.window.setMemory({std::size_t(300) << 20, std::size_t(1) << 30, 12'345});
        f.window.refresh(start);
        QCOMPARE(f.window.status().figures().memory.bytes, std::size_t(300) << 20);
        QCOMPARE(f.window.status().figures().sources.size(), 2u);
        const QString details = sourceDetails(down);
        QVERIFY(details.contains(QLatin1String("7")) && details.contains(QLatin1String("3")));
        QVERIFY(!plainToolTip(details).contains(QLatin1String("<b>")));
        QVERIFY(!f.window.grab().isNull());
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
