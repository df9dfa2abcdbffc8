#include "ui/shell/main_window.h"

#include "ui/desk/frame_clock.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/welcome_page.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace watchglass::ui {

namespace {

constexpr int browserPx = 360;
constexpr QSize leastSize(800, 500);
constexpr int alarmsPx = 184;

QString key(const char *name)
{
    return QLatin1String("window/") + QLatin1String(name);
}

QSplitter *splitter(Qt::Orientation orientation)
{
    auto *made = new QSplitter(orientation);
    made->setHandleWidth(1);
    made->setChildrenCollapsible(false);
    return made;
}

} // namespace

MainWindow::MainWindow(DeviceTreeModel &devices, AlarmTableModel &alarms, FrameClock &clock,
                       Desk::PanelFactory makePanel, QSettings &settings)
    : m_settings(settings)
    , m_clock(clock)
    , m_commands(new CommandRegistry(*this))
    , m_desk(new Desk(clock, std::move(makePanel)))
    , m_devices(new DeviceBrowser(devices))
    , m_alarms(new AlarmList(alarms))
    , m_welcome(new WelcomePage)
    , m_status(new StatusStrip)
    , m_pages(new QStackedWidget)
    , m_columns(splitter(Qt::Horizontal))
    , m_rows(splitter(Qt::Vertical))
{
    setWindowTitle(QStringLiteral("Watchglass"));
    setWindowIcon(QIcon(QStringLiteral(":/watchglass.svg")));
    setContextMenuPolicy(Qt::NoContextMenu);
    // A smallest size of its own, so that a desk full of panels cannot push the window beyond a small screen.
    layout()->setSizeConstraint(QLayout::SetNoConstraint);
    setMinimumSize(leastSize);
    layOut();
    addCommands();
    addViewCommands();
    m_commands->fill(*menuBar());
    restoreLayout();

    connect(m_devices, &DeviceBrowser::openRequested, this, &MainWindow::openSeries);
    connect(m_alarms, &AlarmList::acknowledgeRequested, this, &MainWindow::acknowledgeRequested);
    connect(m_alarms, &AlarmList::resolveRequested, this, &MainWindow::resolveRequested);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcome, &WelcomePage::sourceRequested, this, &MainWindow::sourceRequested);
    connect(m_welcome, &WelcomePage::returnRequested, this, &MainWindow::showDesk);
}

MainWindow::~MainWindow() = default;

void MainWindow::setSources(std::vector<SourceStatus> sources)
{
    const bool isFirst = m_figures.sources.empty() && !sources.empty();
    const bool grew = sources.size() > m_figures.sources.size();
    m_figures.sources = std::move(sources);
    m_welcome->setReturnOffered(!m_figures.sources.empty());
    m_status->setVisible(!m_figures.sources.empty());
    if (isFirst || grew)
        showDesk();
}

void MainWindow::setDemoOffered(bool offered)
{
    m_welcome->setDemoOffered(offered);
    m_commands->action(QStringLiteral("source.demo"))->setEnabled(offered);
}

void MainWindow::refresh(Timestamp now)
{
    m_devices->refresh(now);
    m_alarms->refresh();
    const FrameStats &stats = m_clock.recent();
    m_figures.displayedFramesPerSecond = stats.perSecond(stats.focusedFrames);
    m_figures.frameTime = stats.frameMedian;
    m_figures.guiBusy = stats.guiBusy;
    m_status->setFigures(m_figures);
}

void MainWindow::setTheme(const QString &name)
{
    applyTheme(*qApp, themeByName(name));
    m_settings.setValue(key("theme"), currentTheme().name);
    for (const QString &theme : themeNames())
        m_commands->action(QStringLiteral("view.theme.") + theme)->setChecked(theme == currentTheme().name);
}

bool MainWindow::isWelcoming() const
{
    return m_pages->currentWidget() == m_welcome;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveLayout();
    QMainWindow::closeEvent(event);
}

void MainWindow::layOut()
{
    m_rows->addWidget(m_desk);
    m_rows->addWidget(m_alarms);
    m_rows->setStretchFactor(0, 1);
    m_columns->addWidget(m_devices);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(1, 1);
    m_devices->setMinimumWidth(browserPx / 2);
    m_alarms->setMinimumHeight(alarmsPx / 2);
    m_columns->setSizes({browserPx, 4 * browserPx});
    m_rows->setSizes({4 * alarmsPx, alarmsPx});
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(m_columns);

    auto *centre = new QWidget;
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_status);
    setCentralWidget(centre);
    m_devices->tree().setFocus();
}

void MainWindow::addCommands()
{
    const QString source = tr("Source");
    const QString panel = tr("Panel");
    const QString alarm = tr("Alarm");
    m_commands->add({QStringLiteral("source.add"), source, tr("Add a source…"), QKeySequence(Qt::CTRL | Qt::Key_N),
                     [this] { showWelcome(); }});
    m_commands->add(
        {QStringLiteral("source.demo"), source, tr("Try the demo fleet"), {}, [this] { Q_EMIT demoRequested(); }});
    m_commands->add({QStringLiteral("program.quit"), source, tr("Quit"), QKeySequence::Quit, [this] { close(); }});
    m_commands->add({QStringLiteral("panel.add"), panel, tr("New empty panel"), QKeySequence(Qt::CTRL | Qt::Key_T),
                     [this] { m_desk->addPanel({}); }});
    m_commands->add({QStringLiteral("panel.maximise"), panel, tr("Maximise or restore"), QKeySequence(Qt::Key_Z),
                     [this] { m_desk->toggleMaximised(); }});
    m_commands->add({QStringLiteral("panel.close"), panel, tr("Close panel"), QKeySequence(Qt::CTRL | Qt::Key_W),
                     [this] { m_desk->closeCurrent(); }});
    m_commands->add({QStringLiteral("alarm.acknowledge"), alarm, tr("Acknowledge selected"), QKeySequence(Qt::Key_A),
                     [this] { m_alarms->acknowledgeSelected(); }});
    m_commands->add(
        {QStringLiteral("alarm.resolve"), alarm, tr("Resolve selected"), {}, [this] { m_alarms->resolveSelected(); }});
}

void MainWindow::addViewCommands()
{
    const QString view = tr("View");
    m_commands->add({QStringLiteral("view.search"), view, tr("Find a device or series"), QKeySequence::Find, [this] {
                         m_devices->show();
                         m_devices->focusSearch();
                     }});
    const auto addToggle = [&](const QString &id, const QString &text, const QKeySequence &shortcut, QWidget *part) {
        QAction *action = m_commands->add({id, view, text, shortcut, [part] { part->setVisible(part->isHidden()); }});
        action->setCheckable(true);
        action->setChecked(true);
    };
    addToggle(QStringLiteral("view.devices"), tr("Devices"), QKeySequence(Qt::CTRL | Qt::Key_B), m_devices);
    addToggle(QStringLiteral("view.alarms"), tr("Alarms"), QKeySequence(Qt::CTRL | Qt::Key_J), m_alarms);
    auto *themes = new QActionGroup(this);
    const QHash<QString, QString> texts{{QStringLiteral("dark"), tr("Dark theme")},
                                        {QStringLiteral("light"), tr("Light theme")}};
    for (const QString &name : themeNames()) {
        QAction *action =
            m_commands->add({QStringLiteral("view.theme.") + name, view, texts.value(name, name), {}, [this, name] {
                                 setTheme(name);
                             }});
        action->setCheckable(true);
        action->setChecked(name == currentTheme().name);
        themes->addAction(action);
    }
}

void MainWindow::restoreLayout()
{
    restoreGeometry(m_settings.value(key("geometry")).toByteArray());
    m_columns->restoreState(m_settings.value(key("columns")).toByteArray());
    m_rows->restoreState(m_settings.value(key("rows")).toByteArray());
    m_devices->restoreColumns(m_settings.value(key("deviceColumns")).toByteArray());
    m_alarms->restoreColumns(m_settings.value(key("alarmColumns")).toByteArray());
}

void MainWindow::saveLayout()
{
    m_settings.setValue(key("geometry"), saveGeometry());
    m_settings.setValue(key("columns"), m_columns->saveState());
    m_settings.setValue(key("rows"), m_rows->saveState());
    m_settings.setValue(key("deviceColumns"), m_devices->saveColumns());
    m_settings.setValue(key("alarmColumns"), m_alarms->saveColumns());
}

void MainWindow::showWelcome()
{
    m_pages->setCurrentWidget(m_welcome);
    m_welcome->focusAddress();
}

void MainWindow::showDesk()
{
    m_pages->setCurrentWidget(m_columns);
}

void MainWindow::openSeries(const QList<SeriesKey> &keys)
{
    m_desk->addPanel(keys);
}

} // namespace watchglass::ui
