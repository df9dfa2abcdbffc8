#include "ui/shell/main_window.h"

#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/attention_view.h"
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

constexpr int numberedWorkspaces = 9; ///< Those with a key of their own.

QString workspaceCommand(int index)
{
    return QStringLiteral("workspace.%1").arg(index + 1);
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
                       Workspaces::DeskMaker makeDesk, QSettings &settings)
    : m_settings(settings)
    , m_clock(clock)
    , m_commands(new CommandRegistry(*this))
    , m_workspaces(new Workspaces(std::move(makeDesk)))
    , m_devices(new DeviceBrowser(devices))
    , m_alarms(new AlarmList(alarms))
    , m_attention(new AttentionView)
    , m_foot(new DeskFoot(m_alarms, m_attention))
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
    addAttentionCommands();
    addWorkspaceCommands();
    addViewCommands();
    m_commands->fill(*menuBar());
    restoreLayout();
    followDesk();
    followFoot();

    connect(m_devices, &DeviceBrowser::openRequested, this, &MainWindow::openSeries);
    connect(m_workspaces, &Workspaces::deskChanged, this, &MainWindow::followDesk);
    connect(m_foot, &DeskFoot::pageChanged, this, &MainWindow::followFoot);
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
    m_rows->addWidget(m_workspaces);
    m_rows->addWidget(m_foot);
    m_rows->setStretchFactor(0, 1);
    m_columns->addWidget(m_devices);
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(1, 1);
    m_devices->setMinimumWidth(browserPx / 2);
    m_foot->setMinimumHeight(alarmsPx / 2);
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
                     [this] { desk().addPanel({}); }});
    m_commands->add({QStringLiteral("panel.maximise"), panel, tr("Maximise or restore"), QKeySequence(Qt::Key_Z),
                     [this] { desk().toggleMaximised(); }});
    m_commands->add({QStringLiteral("panel.close"), panel, tr("Close panel"), QKeySequence(Qt::CTRL | Qt::Key_W),
                     [this] { desk().closeCurrent(); }});
    m_commands->add({QStringLiteral("alarm.acknowledge"), alarm, tr("Acknowledge selected"), QKeySequence(Qt::Key_A),
                     [this] { m_alarms->acknowledgeSelected(); }});
    m_commands->add(
        {QStringLiteral("alarm.resolve"), alarm, tr("Resolve selected"), {}, [this] { m_alarms->resolveSelected(); }});
}

void MainWindow::addWorkspaceCommands()
{
    const QString workspace = tr("Workspace");
    const auto add = [&](const QString &id, const QString &text, const QKeySequence &shortcut, auto run) {
        m_commands->add({id, workspace, text, shortcut, run});
    };
    add(QStringLiteral("workspace.new"), tr("New workspace"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T),
        [this] { m_workspaces->add(); });
    add(QStringLiteral("workspace.close"), tr("Close workspace"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W),
        [this] { m_workspaces->close(m_workspaces->currentIndex()); });
    add(QStringLiteral("workspace.next"), tr("Next workspace"), QKeySequence(Qt::CTRL | Qt::Key_PageDown),
        [this] { m_workspaces->step(1); });
    add(QStringLiteral("workspace.previous"), tr("Previous workspace"), QKeySequence(Qt::CTRL | Qt::Key_PageUp),
        [this] { m_workspaces->step(-1); });
    for (int i = 0; i < numberedWorkspaces; ++i) {
        const auto key = static_cast<Qt::Key>(Qt::Key_1 + i);
        add(workspaceCommand(i), {}, QKeySequence(Qt::CTRL | key), [this, i] { m_workspaces->show(i); });
    }
    connect(m_workspaces, &Workspaces::currentChanged, this, &MainWindow::nameWorkspaces);
    nameWorkspaces();
}

/// The menu lists the workspaces that are there.
void MainWindow::nameWorkspaces()
{
    for (int i = 0; i < numberedWorkspaces; ++i) {
        QAction *action = m_commands->action(workspaceCommand(i));
        action->setVisible(i < m_workspaces->count() && m_workspaces->count() > 1);
        action->setText(i < m_workspaces->count() ? m_workspaces->name(i) : QString());
    }
}

void MainWindow::addAttentionCommands()
{
    const auto addChoice = [this](const QString &id, const QString &text, const QKeySequence &shortcut, auto toggle) {
        QAction *action = m_commands->add({id, tr("Panel"), text, shortcut, [this, toggle] {
                                               if (PanelFrame *frame = desk().currentFrame())
                                                   toggle(*frame);
                                           }});
        action->setCheckable(true);
    };
    addChoice(QStringLiteral("panel.pin"), tr("Pin at full attention"), QKeySequence(Qt::Key_P),
              [](PanelFrame &frame) { frame.setPinned(!frame.isPinned()); });
    addChoice(QStringLiteral("panel.fullRate"), tr("Always full rate"), {},
              [](PanelFrame &frame) { frame.setAlwaysFull(!frame.isAlwaysFull()); });
}

void MainWindow::addViewCommands()
{
    const QString view = tr("View");
    m_commands->add({QStringLiteral("view.search"), view, tr("Find a device or series"), QKeySequence::Find, [this] {
                         m_devices->show();
                         m_devices->focusSearch();
                     }});
    QAction *devices =
        m_commands->add({QStringLiteral("view.devices"), view, tr("Devices"), QKeySequence(Qt::CTRL | Qt::Key_B),
                         [this] { m_devices->setVisible(m_devices->isHidden()); }});
    devices->setCheckable(true);
    devices->setChecked(true);
    addFootCommands(view);
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

void MainWindow::addFootCommands(const QString &menu)
{
    const auto addPage = [&](const QString &id, const QString &text, const QKeySequence &shortcut,
                             DeskFoot::Page page) {
        QAction *action = m_commands->add({id, menu, text, shortcut, [this, page] { toggleFoot(page); }});
        action->setCheckable(true);
    };
    addPage(QStringLiteral("view.alarms"), tr("Alarms"), QKeySequence(Qt::CTRL | Qt::Key_J), DeskFoot::Page::Alarms);
    addPage(QStringLiteral("view.attention"), tr("Attention"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
            DeskFoot::Page::Attention);
    QAction *fullRate = m_commands->add({QStringLiteral("view.fullRate"), menu, tr("Always full rate"), {}, [] {}});
    fullRate->setCheckable(true);
    connect(fullRate, &QAction::toggled, this, &MainWindow::fullRateRequested);
}

/// Brings the page to the front. When it is there already, attention gives way to the alarms and these hide.
void MainWindow::toggleFoot(DeskFoot::Page page)
{
    const bool isShown = !m_foot->isHidden() && m_foot->page() == page;
    const bool isAttention = page == DeskFoot::Page::Attention;
    m_foot->setVisible(!isShown || isAttention);
    m_foot->showPage(isShown ? DeskFoot::Page::Alarms : page);
    if (!isShown && isAttention)
        m_attention->focusSearch();
    followFoot();
}

void MainWindow::followFoot()
{
    const bool isThere = !m_foot->isHidden();
    m_commands->action(QStringLiteral("view.alarms"))->setChecked(isThere && m_foot->page() == DeskFoot::Page::Alarms);
    m_commands->action(QStringLiteral("view.attention"))
        ->setChecked(isThere && m_foot->page() == DeskFoot::Page::Attention);
}

/// Commands about the current panel stand as it does.
void MainWindow::followDesk()
{
    const PanelFrame *frame = desk().currentFrame();
    QAction *pin = m_commands->action(QStringLiteral("panel.pin"));
    QAction *fullRate = m_commands->action(QStringLiteral("panel.fullRate"));
    pin->setEnabled(frame);
    pin->setChecked(frame && frame->isPinned());
    fullRate->setEnabled(frame);
    fullRate->setChecked(frame && frame->isAlwaysFull());
}

void MainWindow::restoreLayout()
{
    restoreGeometry(m_settings.value(key("geometry")).toByteArray());
    m_columns->restoreState(m_settings.value(key("columns")).toByteArray());
    m_rows->restoreState(m_settings.value(key("rows")).toByteArray());
    m_devices->restoreColumns(m_settings.value(key("deviceColumns")).toByteArray());
    m_alarms->restoreColumns(m_settings.value(key("alarmColumns")).toByteArray());
    m_attention->restoreColumns(m_settings.value(key("attentionColumns")).toByteArray());
}

void MainWindow::saveLayout()
{
    m_settings.setValue(key("geometry"), saveGeometry());
    m_settings.setValue(key("columns"), m_columns->saveState());
    m_settings.setValue(key("rows"), m_rows->saveState());
    m_settings.setValue(key("deviceColumns"), m_devices->saveColumns());
    m_settings.setValue(key("alarmColumns"), m_alarms->saveColumns());
    m_settings.setValue(key("attentionColumns"), m_attention->saveColumns());
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
    desk().addPanel(keys);
}

} // namespace watchglass::ui
