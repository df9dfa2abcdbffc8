#include "app/watchglass/alarm_control.h"
#include "app/watchglass/application.h"
#include "tests/ui/no_warnings.h"
#include "tests/ui/x11/x_display.h"
#include "ui/desk/panel_frame.h"
#include "ui/desk/workspace_file.h"
#include "ui/models/alarm_table_model.h"
#include "ui/panels/plot_panel.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/device_browser.h"

#include <QApplication>
#include <QFile>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTreeView>

#include <algorithm>
#include <cstdio>

using namespace watchglass;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 30'000;

std::unique_ptr<test::XDisplay> display;

} // namespace

/// The whole program before a real X server, used as a person uses it: with pointer and keys.
class TestOperator : public QObject
{
    Q_OBJECT

private:
    SystemClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<app::Application> m_application;

    void start(bool isDemo)
    {
        app::Options options;
        options.dataDir = m_folder.path();
        options.windowSize = QSize(1400, 860);
        options.demo = isDemo;
        m_application = std::make_unique<app::Application>(options, m_clock);
        m_application->start();
        QVERIFY(QTest::qWaitForWindowActive(&m_application->window(), patienceMs));
    }
    ui::MainWindow &window() { return m_application->window(); }
    ui::Desk &desk() { return window().desk(); }

    template <typename T>
    T *button(const char *text)
    {
        const auto all = window().findChildren<T *>();
        const auto found = std::find_if(all.begin(), all.end(), [text](const T *one) {
            return one->isVisible() && one->text() == QLatin1String(text);
        });
        return found == all.end() ? nullptr : *found;
    }
    ui::PlotPanel *firstPlot()
    {
        for (ui::Panel *panel : desk().panels()) {
            if (auto *plot = qobject_cast<ui::PlotPanel *>(panel))
                return plot;
        }
        return nullptr;
    }
    static QPoint inPlot(const ui::PlotPanel &plot) { return {plot.width() / 2, plot.height() * 2 / 3}; }
    /// The row of a series with this name, its parents opened.
    QModelIndex seriesRow(const QString &name)
    {
        QTreeView &tree = window().devices().tree();
        tree.expandAll();
        const auto found = tree.model()->match(tree.model()->index(0, 0), Qt::DisplayRole, name, 1,
                                               Qt::MatchExactly | Qt::MatchRecursive);
        if (found.isEmpty())
            return {};
        tree.scrollTo(found.front());
        return found.front();
    }
    std::vector<alarm::Alarm> serviceAlarms(alarm::AlarmOrigin origin = alarm::AlarmOrigin::Service)
    {
        std::vector<alarm::Alarm> found;
        for (const alarm::Alarm &one : m_application->alarmControl().alarms().alarms()) {
            if (one.id.origin == origin)
                found.push_back(one);
        }
        return found;
    }

    bool isShelved()
    {
        const auto all = serviceAlarms();
        return std::any_of(all.begin(), all.end(),
                           [](const alarm::Alarm &one) { return one.life.shelvedUntil().has_value(); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (display->problem())
            QSKIP(qPrintable(*display->problem()));
    }
    void init()
    {
        // Where there is no audio device, Qt says so before the program does.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!PulseAudioService|This plugin does not support)")));
    }

    void firstStartOffersTheDemoAndOneClickShowsIt()
    {
        start(false);
        QVERIFY(window().isWelcoming());
        QPushButton *demo = button<QPushButton>("Start the demo");
        QVERIFY(demo);
        display->click(*demo);
        QTRY_VERIFY_WITH_TIMEOUT(!window().isWelcoming(), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!desk().isEmpty() && firstPlot(), patienceMs);
    }

    void aDoubleClickOnASeriesOpensAPanel()
    {
        const QString name = QStringLiteral("battery");
        QTRY_VERIFY_WITH_TIMEOUT(seriesRow(name).isValid(), patienceMs);
        QTreeView &tree = window().devices().tree();
        QTRY_VERIFY_WITH_TIMEOUT(!tree.visualRect(seriesRow(name)).isEmpty(), patienceMs);
        const std::size_t before = desk().panels().size();
        display->doubleClick(*tree.viewport(), tree.visualRect(seriesRow(name)).center());
        QTRY_COMPARE_WITH_TIMEOUT(desk().panels().size(), before + 1, patienceMs);
        QCOMPARE(desk().currentPanel()->series().front().attribute, name);
    }

    void theWheelZoomsSpacePausesAndEndGoesLive()
    {
        ui::PlotPanel &plot = *firstPlot();
        display->click(plot, inPlot(plot));
        QTRY_VERIFY_WITH_TIMEOUT(desk().currentPanel() == &plot, patienceMs);
        const Duration span = plot.window().span();
        display->wheel(plot, inPlot(plot), 3);
        QTRY_VERIFY_WITH_TIMEOUT(plot.window().span() < span, patienceMs);
        display->key("space");
        QTRY_VERIFY_WITH_TIMEOUT(!plot.window().isLive(), patienceMs);
        display->key("End");
        QTRY_VERIFY_WITH_TIMEOUT(plot.window().isLive(), patienceMs);
    }

    void anAlarmIsAcknowledgedAndShelved()
    {
        ui::AlarmList &list = window().alarms();
        QTRY_VERIFY_WITH_TIMEOUT(list.table().model()->rowCount() > 0, patienceMs);
        const auto isAcknowledged = [this] {
            const auto all = serviceAlarms();
            return std::any_of(all.begin(), all.end(),
                               [](const alarm::Alarm &one) { return one.life.acknowledgement().has_value(); });
        };
        const auto clickFirst = [&list] {
            const int row = list.table().rowViewportPosition(0) + list.table().rowHeight(0) / 2;
            display->click(*list.table().viewport(), {list.table().viewport()->width() / 3, row});
        };
        clickFirst();
        display->key("a");
        QTRY_VERIFY_WITH_TIMEOUT(isAcknowledged(), patienceMs);

        clickFirst();
        display->key("ctrl+k");
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activePopupWidget() || QApplication::activeModalWidget()
                                     || QApplication::focusWidget() != &list.table(),
                                 patienceMs);
        display->type(QStringLiteral("shelve for 15"));
        display->key("Return");
        QTRY_VERIFY_WITH_TIMEOUT(isShelved(), patienceMs);
    }

    void aSeriesIsDraggedFromTheTreeIntoAPlot()
    {
        const QModelIndex row = seriesRow(QStringLiteral("humidity"));
        QVERIFY(row.isValid());
        ui::PlotPanel &plot = *firstPlot();
        const QList<SeriesKey> before = plot.series();
        QTreeView &tree = window().devices().tree();
        QTRY_VERIFY_WITH_TIMEOUT(!tree.visualRect(row).isEmpty(), patienceMs);
        display->drag(*tree.viewport(), tree.visualRect(row).center(), plot, inPlot(plot));
        QTRY_COMPARE_WITH_TIMEOUT(plot.series().size(), before.size() + 1, patienceMs);
        QVERIFY(!before.contains(plot.series().back())); // rows that come meanwhile move the one that was aimed at
    }

    void saveKeepsTheDeskInAFile()
    {
        const QString path = m_folder.filePath(QStringLiteral("shift.wgdesk"));
        display->key("ctrl+s");
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget(), patienceMs);
        display->key("ctrl+a");
        display->type(path);
        display->key("Return");
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), patienceMs);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto saved = ui::workspace_file::read(file.readAll(), ui::currentScreens());
        QVERIFY(saved);
        QCOMPARE(saved.value().panelCount(), desk().panels().size());
    }

    void afterARestartEverythingIsBack()
    {
        QStringList titles;
        for (const ui::Panel *panel : desk().panels())
            titles << panel->kind() + QString::number(panel->series().size());
        display->key("ctrl+q");
        QTRY_VERIFY_WITH_TIMEOUT(!window().isVisible(), patienceMs);
        m_application.reset();

        start(true);
        QTRY_COMPARE_WITH_TIMEOUT(desk().panels().size(), static_cast<std::size_t>(titles.size()), patienceMs);
        QStringList back;
        for (const ui::Panel *panel : desk().panels())
            back << panel->kind() + QString::number(panel->series().size());
        titles.sort();
        back.sort();
        QCOMPARE(back, titles);
        QTRY_VERIFY_WITH_TIMEOUT(isShelved(), 4 * patienceMs); // once the demo comes to that alarm again
    }

    void cleanupTestCase() { m_application.reset(); }
};

int main(int argc, char *argv[])
{
    display = std::make_unique<watchglass::test::XDisplay>();
    if (!display->problem())
        qputenv("QT_QPA_PLATFORM", "xcb");
    QApplication application(argc, argv);
    TestOperator test;
    const int result = QTest::qExec(&test, argc, argv);
    display.reset();
    return result;
}
#include "tst_operator.moc"
