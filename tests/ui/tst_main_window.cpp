#include "tests/ui/main_window_stage.h"
#include "tests/ui/no_warnings.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/desk_foot.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using namespace watchglass::ui::stage;

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
