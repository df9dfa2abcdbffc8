#include "ui/shell/main_window.h"

#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/shell/alarm_commands.h"
#include "ui/shell/alarm_list.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/command_registry.h"
#include "ui/shell/desk_commands.h"
#include "ui/shell/device_browser.h"
#include "ui/shell/kind_commands.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/panel_commands.h"
#include "ui/shell/plot_commands.h"
#include "ui/shell/replay_bar.h"
#include "ui/shell/source_commands.h"
#include "ui/shell/wall_mode.h"
#include "ui/shell/welcome_page.h"

#include <QAction>
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
constexpr QSize leastSize(640, 340); // fits a small screen at twice the size
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

/// What is to be done before they can be run.
void explainCommands(CommandRegistry &commands)
{
    const QString noPanel = MainWindow::tr("There is no panel: drag a device or a series onto the desk first");
    commands.explain(QStringLiteral("panel.pin"), noPanel);
    commands.explain(QStringLiteral("panel.fullRate"), noPanel);
    commands.explain(QStringLiteral("source.demo"), MainWindow::tr("The demo runs already"));
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
    , m_notices(new NoticeBar)
    , m_replay(new ReplayBar)
    , m_deskCommands(new DeskCommands(*m_commands, *m_workspaces, *this))
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
    addKindCommands(*m_commands, [this]() -> Desk & { return desk(); });
    addWorkspaceCommands();
    m_deskCommands->addWorkspaceCommands();
    addPlotCommands(*m_commands, *m_workspaces, [this] { Q_EMIT derivedRequested(); });
    addViewCommands();
    m_wall = new WallMode(*m_commands, *this, *m_workspaces, clock, settings,
                          {menuBar(), m_devices, m_foot, m_status, m_notices});
    m_commands->fill(*menuBar());
    restoreLayout();
    explainCommands(*m_commands);
    followDesk();
    followFoot();

    connect(m_devices, &DeviceBrowser::openRequested, this, &MainWindow::openSeries);
    connect(m_workspaces, &Workspaces::deskChanged, this, &MainWindow::followDesk);
    connect(m_foot, &DeskFoot::pageChanged, this, &MainWindow::followFoot);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcome, &WelcomePage::sourceRequested, this, &MainWindow::addSourceRequested);
    connect(m_welcome, &WelcomePage::recordingRequested, this, &MainWindow::recordingRequested);
    connect(m_status, &StatusStrip::sourceActivated, this, &MainWindow::sourceDetailsRequested);
}

MainWindow::~MainWindow() = default;

void MainWindow::setSources(std::vector<SourceStatus> sources)
{
    const bool isFirst = m_figures.sources.empty() && !sources.empty();
    const bool grew = sources.size() > m_figures.sources.size();
    const bool isLast = !m_figures.sources.empty() && sources.empty();
    m_figures.sources = std::move(sources);
    m_status->setVisible(!m_figures.sources.empty() && !m_wall->isOn());
    if (isFirst || grew)
        showDesk();
    else if (isLast)
        showWelcome();
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
    layout->addWidget(m_notices);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_replay);
    layout->addWidget(m_status);
    setCentralWidget(centre);
    m_devices->tree().setFocus();
}

void MainWindow::addCommands()
{
    const QString source = tr("Source");
    const QString panel = tr("Panel");
    addSourceCommands(*m_commands, source,
                      {.add = [this] { Q_EMIT addSourceRequested(); },
                       .manage = [this] { Q_EMIT sourcesRequested(); },
                       .details = [this] { Q_EMIT sourceDetailsRequested(m_devices->currentSource()); },
                       .openRecording = [this] { Q_EMIT recordingRequested(); },
                       .demo = [this] { Q_EMIT demoRequested(); }});
    m_commands->add({QStringLiteral("program.quit"), source, tr("Quit"), QKeySequence::Quit, [this] { close(); }});
    m_commands->add({QStringLiteral("panel.add"), panel, tr("New empty panel"), QKeySequence(Qt::CTRL | Qt::Key_T),
                     [this] { desk().addPanel({}); }});
    addPanelCommands(*m_commands, [this](const QString &kind) { desk().addPanel({}, kind); });
    m_commands->add({QStringLiteral("panel.maximise"), panel, tr("Maximise or restore"), QKeySequence(Qt::Key_Z),
                     [this] { desk().toggleMaximised(); }});
    m_commands->add({QStringLiteral("panel.close"), panel, tr("Close panel"), QKeySequence(Qt::CTRL | Qt::Key_W),
                     [this] { desk().closeCurrent(); }});
    addAlarmCommands(*m_commands, *m_alarms);
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
    followKinds(*m_commands, m_kinds, frame);
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
    if (m_wall->isOn())
        return; // as it was before
    const std::initializer_list<std::pair<const char *, QByteArray>> parts{
        {"geometry", saveGeometry()},
        {"columns", m_columns->saveState()},
        {"rows", m_rows->saveState()},
        {"deviceColumns", m_devices->saveColumns()},
        {"alarmColumns", m_alarms->saveColumns()},
        {"attentionColumns", m_attention->saveColumns()},
    };
    for (const auto &[name, value] : parts) {
        if (m_settings.value(key(name)).toByteArray() != value)
            m_settings.setValue(key(name), value);
    }
}

void MainWindow::showWelcome()
{
    m_pages->setCurrentWidget(m_welcome);
    m_welcome->focusFirst();
}

void MainWindow::showDesk()
{
    m_pages->setCurrentWidget(m_columns);
}

void MainWindow::openSeries(const QList<SeriesKey> &keys, const QString &kind)
{
    desk().addPanel(keys, kind);
}

void MainWindow::setKinds(const PanelMaker &kinds)
{
    m_kinds = &kinds;
    m_devices->setKinds(kinds);
    followDesk();
}

} // namespace watchglass::ui
