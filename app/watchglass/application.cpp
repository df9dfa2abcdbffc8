#include "app/watchglass/application.h"

#include "app/watchglass/audio_voice.h"
#include "app/watchglass/comparison_control.h"
#include "app/watchglass/demo_fleet.h"
#include "app/watchglass/desk_control.h"
#include "app/watchglass/desktop_notifier.h"
#include "app/watchglass/export_control.h"
#include "app/watchglass/import_control.h"
#include "app/watchglass/marker_control.h"
#include "app/watchglass/record_control.h"
#include "app/watchglass/replay_control.h"
#include "app/watchglass/session_control.h"
#include "app/watchglass/single_instance.h"
#include "app/watchglass/startup.h"
#include "app/watchglass/version_text.h"
#include "core/exchange/importer.h"
#include "core/recording/recorded_maker.h"
#include "core/settings/keychain_credentials.h"
#include "ui/desk/cpu_time.h"
#include "ui/panels/panel_accessible.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/attention_view.h"
#include "ui/shell/file_drop.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/palette_commands.h"
#include "ui/shell/wall_mode.h"
#include "ui/theme/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QFileOpenEvent>
#include <QScreen>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>

namespace watchglass::app {

namespace {

constexpr QSize defaultSize(1440, 900);

QString settingsFile(const QString &dataDir, const QString &name)
{
    const QString dir =
        dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) : dataDir;
    return QDir(dir).filePath(name);
}

std::unique_ptr<settings::CredentialStore> orSystems(std::unique_ptr<settings::CredentialStore> keychain, Clock &clock)
{
    return keychain ? std::move(keychain) : std::make_unique<settings::KeychainCredentials>(clock);
}

QString desksFolder(const QString &dataDir)
{
    return QDir(dataFolder(dataDir)).filePath(QStringLiteral("desks"));
}

/// Where alarm rules and the history of alarms are kept.
QString alarmFolder(const QString &dataDir)
{
    return dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : dataDir;
}

/// Where recordings go: among the person's own documents, or with everything else that is kept in `dataDir`.
QString recordingsFolder(const QString &dataDir)
{
    if (!dataDir.isEmpty())
        return QDir(dataDir).filePath(QStringLiteral("recordings"));
    return QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
        .filePath(QStringLiteral("Watchglass"));
}

} // namespace

Application::Application(Options options, Clock &clock, std::unique_ptr<settings::CredentialStore> keychain)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_settings(settingsPath(m_options.dataDir), QSettings::IniFormat)
    , m_settingsBook(m_settings)
    , m_themes((takeOptions(m_settingsBook, m_options), m_settingsBook), m_systemLook)
    , m_storeWorker(m_store)
    , m_sessions(clock)
    , m_sources(m_store, m_registry, m_alarms, m_events, clock, ingest::SourceRunner::defaultReadBudget,
                [this](const QString &source) { return recording::recordedMaker(m_sessions, source, &m_frames); })
    , m_credentials(orSystems(std::move(keychain), clock))
    , m_sourceControl(m_sources, m_credentials,
                      settings::SourceListFile(settingsFile(m_options.dataDir, QStringLiteral("sources.json"))))
    , m_attention(m_store, m_alarms, clock,
                  [this](const QString &source, const DemandChange &change) { m_sources.setDemand(source, change); })
    , m_alarmControl(m_store, m_alarms, clock, m_attention.tracker(), alarmFolder(m_options.dataDir),
                     std::make_unique<AudioVoice>(), std::make_unique<DesktopNotifier>(),
                     [this](const QString &source, const QString &alarm) { m_sources.acknowledgeAlarm(source, alarm); })
    , m_derived(m_store, m_attention.tracker(), clock, QFileInfo(m_settings.fileName()).path())
    , m_attentionFigures(m_store, m_sources, m_attention, [this](const SeriesKey &key) { return deviceName(key); })
    , m_panels({m_store, m_colours, m_registry, m_alarms, m_events,
                [this](const SeriesKey &key) { return deviceName(key); }, &m_frames})
    , m_alarmModel(m_alarmControl.alarms(), m_registry, QTimeZone::systemTimeZone())
    , m_frameClock(clock, ui::threadCpuTime)
{
    m_window = std::make_unique<ui::MainWindow>(
        m_deviceModel, m_alarmModel, m_frameClock, [this] { return makeDesk(); }, m_settings);
    QAccessible::installFactory(ui::panelAccessible);
    ui::addPalette(*m_window, m_deviceModel, m_settings);
    m_themes.addCommands(m_window->commands());
    ui::addAboutCommand(*m_window, versionText);
    qApp->installEventFilter(this);
    m_defaultDesk.emplace(m_store, m_window->workspaces());
    m_desks = std::make_unique<DeskControl>(*m_window, m_settings, m_clock, desksFolder(m_options.dataDir));

    connect(&m_frameClock, &ui::FrameClock::prepared, this, &Application::prepare);
    m_window->setKinds(m_panels);
    m_window->attention().setDeviceNames([this](const SeriesKey &key) { return deviceName(key); });
    connect(m_window.get(), &ui::MainWindow::fullRateRequested, this,
            [this](bool isWanted) { m_attention.setFullRate(isWanted); });
    connect(&m_window->wall(), &ui::WallMode::changed, this, [this](bool isOn) { m_attention.setWall(isOn); });
    connect(new ui::FileDrop(*m_window), &ui::FileDrop::dropped, this, [this](const QStringList &files) {
        for (const QString &file : files)
            openFile(file);
    });
    connect(m_window.get(), &ui::MainWindow::derivedRequested, this, [this] { m_derived.openDialog(m_window.get()); });
    connect(&m_derived, &DerivedControl::noticed, &m_window->notices(), &ui::NoticeBar::say);
    if (!m_derived.problem().isEmpty())
        m_window->notices().say(m_derived.problem());
    connect(m_window.get(), &ui::MainWindow::demoRequested, this, &Application::startDemo);
    m_sourceWindows = std::make_unique<ui::SourceWindows>(*m_window, m_sourceControl, clock);
    connect(m_sourceWindows.get(), &ui::SourceWindows::fileRequested, this, &Application::openFile);
    connect(&m_sourceControl, &SourceControl::ended, this,
            [this](const QString &source) { m_attention.forgetSource(source); });
    connect(&m_sourceControl, &SourceControl::taken, this, &Application::sourceTaken);
    m_alarmDesk.emplace(
        m_alarmControl, *m_window, m_store, m_settingsBook, [this](const SeriesKey &key) { return deviceName(key); },
        [this](const QString &source, const QString &alarm) { m_sources.resolveAlarm(source, alarm); });
    m_replay = std::make_unique<ReplayControl>(
        ReplayControl::Parts{*m_window, m_sourceControl, m_alarmControl, m_store, m_registry, m_events, m_clock});
    m_sessionControl = std::make_unique<SessionControl>(*m_window, *m_replay);
    m_markerControl = std::make_unique<MarkerControl>(*m_window, *m_replay);
    m_comparisonControl = std::make_unique<ComparisonControl>(
        *m_window, *m_replay, m_store, [this](const QString &source) { sourceTaken(source, true); });
    connect(m_comparisonControl.get(), &ComparisonControl::openRequested, m_sourceWindows.get(),
            &ui::SourceWindows::openRecording);
    m_recorder = std::make_unique<RecordControl>(
        m_sessions,
        RecordControl::Parts{*m_window, m_clock, m_settingsBook, m_store, [this] { return m_desks->text(); },
                             [this] { return m_alarmControl.rules().text(); }, m_alarmControl.journal(),
                             m_attention.ledger(), [this](bool isRecording) { m_attention.setRecording(isRecording); }},
        recordingsFolder(m_options.dataDir));
    m_imports = std::make_unique<ImportControl>(*m_window, recordingsFolder(m_options.dataDir), m_settings,
                                                [this](const QString &session) { return m_replay->open(session); });
    m_exports = std::make_unique<ExportControl>(*m_window, *m_replay, m_store);
    m_frameClock.setTimeBase([this] { return m_replay->now(); });
    m_alarmControl.start();
    m_settingsControl = std::make_unique<SettingsControl>(
        m_settingsBook, SettingsControl::Parts{m_attention, m_store, m_sources, *m_window});
    m_shortcuts = std::make_unique<ui::ShortcutFile>(m_window->commands(), m_settings);
    for (const QString &complaint : m_settingsBook.complaints())
        std::fprintf(stderr, "watchglass: %s\n", qUtf8Printable(complaint));
}

Application::~Application() = default;

void Application::start()
{
    if (m_options.windowSize)
        m_window->resize(*m_options.windowSize);
    else if (!m_settings.contains(QStringLiteral("window/geometry")))
        m_window->resize(defaultSize);
    m_sourceControl.load();
    if (const QString notice = m_sourceControl.notice(); !notice.isEmpty())
        std::fprintf(stderr, "%s\n", qUtf8Printable(notice));
    if (m_options.demo)
        startDemo();
    for (const protocol::SourceAddress &address : m_options.sources)
        m_sourceControl.addForSession(address);
    m_window->setSources(m_sourceControl.updateStatuses());
    if (m_desks->restoreLast())
        m_defaultDesk->leaveAlone();
    m_window->show();
    for (const QString &file : m_options.files)
        openFile(file);
    m_window->wall().resume();
    m_desks->start();
    const QScreen *screen = m_window->screen();
    m_frameClock.start(screen ? screen->refreshRate() : 60.0);
    m_attention.setDisplayRate(m_frameClock.displayRateHz());

    if (!m_options.screenshot.isEmpty()) {
        m_screenshotTimer = m_clock.makeTimer([this] { takeScreenshot(); });
        m_screenshotTimer->start(m_options.screenshotAfter);
    }
    if (m_options.exitAfter) {
        m_exitTimer = m_clock.makeTimer([this] { finish(0); });
        m_exitTimer->start(*m_options.exitAfter);
    }
}

/// Whatever the operator does, to whichever window: somebody is there.
bool Application::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
        m_attention.operatorActed();
        break;
    case QEvent::FileOpen: // from the Finder of macOS, which names no file on the command line
        takeOver({{static_cast<QFileOpenEvent *>(event)->file()}, false});
        return true;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

std::unique_ptr<ui::Desk> Application::makeDesk()
{
    auto desk = std::make_unique<ui::Desk>(
        m_frameClock, m_attention.tracker(), m_attention.governor(),
        [this](const QString &kind, const QList<SeriesKey> &keys) { return m_panels.make(kind, keys); });
    desk->setKinds(m_panels);
    return desk;
}

void Application::startDemo()
{
    if (m_demo)
        return;
    m_demo = std::make_unique<DemoFleet>(m_clock);
    m_window->setDemoOffered(false);
    const auto addresses = m_demo->start();
    if (!addresses) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(addresses.error().text));
        return;
    }
    for (const QString &text : addresses.value()) {
        const auto address = protocol::parseSourceAddress(text);
        m_sourceControl.addForSession(address.value(), protocol::serviceName(address.value().service));
    }
    m_defaultDesk->prefer(protocol::serviceName(protocol::Service::Valtronics));
    m_window->setSources(m_sourceControl.updateStatuses());
}

/// Panels look for their series anew, so that they hold nothing of what was forgotten and find it when it comes back.
void Application::sourceTaken(const QString &source, bool isForgotten)
{
    m_alarmControl.removeSource(source);
    if (!isForgotten) {
        SourceState state;
        state.text = tr("Removed. What it brought is kept until Watchglass ends.");
        return m_deviceModel.setSource(source, state, m_registry.sourceName(source));
    }
    m_deviceModel.removeSource(source);
    m_registry.setSourceName(source, {});
    const auto isOfIt = [&source](const SeriesKey &key) { return key.source == source; };
    for (ui::Panel *panel : m_window->findChildren<ui::Panel *>()) {
        const QList<SeriesKey> keys = panel->series();
        if (std::any_of(keys.begin(), keys.end(), isOfIt))
            panel->restore(panel->save());
    }
}

void Application::openFile(const QString &path)
{
    if (ReplayControl::isSession(path)) {
        m_replay->open(path);
    } else if (DeskControl::isDesk(path)) {
        m_desks->open(path);
    } else if (exchange::isMoonsense(path)) {
        protocol::SourceAddress address;
        address.service = protocol::Service::Moonsense;
        address.url = QUrl::fromLocalFile(path);
        m_sourceControl.addForSession(address);
    } else {
        m_imports->ask(path);
    }
}

void Application::takeOver(const HandOver &wanted)
{
    for (const QString &file : wanted.files)
        openFile(file);
    if (wanted.demo)
        startDemo();
    if (m_window->isMinimized())
        m_window->showNormal();
    m_window->raise();
    m_window->activateWindow();
}

void Application::takeScreenshot()
{
    const bool saved = m_window->grab().save(m_options.screenshot);
    if (!saved)
        std::fprintf(stderr, "%s\n",
                     qUtf8Printable(tr("The picture could not be written to %1").arg(m_options.screenshot)));
    finish(saved ? 0 : 1);
}

void Application::finish(int exitCode)
{
    if (m_options.stats)
        std::printf("%s\n", statsLine().constData());
    std::fflush(stdout);
    m_window->close();
    QApplication::exit(exitCode);
}

} // namespace watchglass::app
