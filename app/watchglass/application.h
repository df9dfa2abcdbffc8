#pragma once

#include "app/watchglass/activity.h"
#include "app/watchglass/alarm_control.h"
#include "app/watchglass/alarm_desk.h"
#include "app/watchglass/attention_control.h"
#include "app/watchglass/attention_figures.h"
#include "app/watchglass/command_line.h"
#include "app/watchglass/default_desk.h"
#include "app/watchglass/derived_control.h"
#include "app/watchglass/portal_look.h"
#include "app/watchglass/settings_control.h"
#include "app/watchglass/source_control.h"
#include "app/watchglass/source_set.h"
#include "app/watchglass/theme_control.h"
#include "core/recording/frame_log.h"
#include "core/recording/session_writer.h"
#include "core/store/store_worker.h"
#include "ui/desk/frame_clock.h"
#include "ui/models/alarm_table_model.h"
#include "ui/models/device_tree_model.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_colours.h"
#include "ui/shell/main_window.h"
#include "ui/shell/shortcut_file.h"
#include "ui/shell/source_windows.h"

#include <QObject>
#include <QSettings>

#include <memory>
#include <optional>

namespace watchglass::app {

class DemoFleet;
class ComparisonControl;
class DeskControl;
class ExportControl;
class ImportControl;
class MarkerControl;
class RecordControl;
class ReplayControl;
class SessionControl;
struct HandOver;

/// The composition root: owns store, sources, registry, alarms, models and window, and makes every connection
/// between them. Once a tick it takes over what the sources reported; five times a second it brings tree, alarms and
/// status up to date. Samples never pass through here.
/// Thread: GUI.
class Application : public QObject
{
    Q_OBJECT

public:
    /// Requires: a QApplication; the clock outlives it.
    /// Secrets are kept in `keychain`; null: the system's.
    Application(Options options, Clock &clock, std::unique_ptr<settings::CredentialStore> keychain = nullptr);
    ~Application() override;

    /// Shows the window and starts what the options ask for.
    void start();

    ui::MainWindow &window() { return *m_window; }
    const store::SeriesStore &store() const { return m_store; }
    const ingest::AlarmBook &alarms() const { return m_alarms; }
    const ingest::DeviceRegistry &registry() const { return m_registry; }
    const ingest::EventLog &events() const { return m_events; }
    const ui::FrameClock &frameClock() const { return m_frameClock; }
    SourceSet &sources() { return m_sources; }
    SourceControl &sourceControl() { return m_sourceControl; }
    AttentionControl &attention() { return m_attention; }
    DeskControl &desks() { return *m_desks; }
    ReplayControl &replay() { return *m_replay; }
    SessionControl &sessionControl() { return *m_sessionControl; }
    MarkerControl &markerControl() { return *m_markerControl; }
    ComparisonControl &comparisonControl() { return *m_comparisonControl; }
    RecordControl &recorder() { return *m_recorder; }
    ImportControl &imports() { return *m_imports; }
    ExportControl &exports() { return *m_exports; }
    /// A workspace, a recording, a session that was downloaded, or anything that can be imported.
    void openFile(const QString &path);
    /// Another start of the program asks for this instead of running itself.
    void takeOver(const HandOver &wanted);
    AlarmControl &alarmControl() { return m_alarmControl; }
    settings::SettingsBook &settings() { return m_settingsBook; }
    /// One JSON object: what drawing cost so far.
    QByteArray statsLine() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::unique_ptr<ui::Desk> makeDesk();
    void prepare(Timestamp now);
    void showNews(Timestamp now);
    void showSeries();
    void showAttention(const std::vector<ui::SourceStatus> &statuses);
    QString deviceName(const SeriesKey &key) const;
    void showDevices();
    void startDemo();
    void sourceTaken(const QString &source, bool isForgotten);
    void takeScreenshot();
    void finish(int exitCode);

    const Options m_options;
    Clock &m_clock;
    QSettings m_settings;
    settings::SettingsBook m_settingsBook;
    PortalLook m_systemLook;
    ThemeControl m_themes;
    store::SeriesStore m_store;
    store::StoreWorker m_storeWorker;
    ingest::DeviceRegistry m_registry;
    ingest::AlarmBook m_alarms;
    ingest::EventLog m_events;
    recording::SessionWriter m_sessions;
    recording::FrameLog m_frames;
    std::unique_ptr<DemoFleet> m_demo;
    SourceSet m_sources;
    settings::Credentials m_credentials;
    SourceControl m_sourceControl;
    AttentionControl m_attention;
    AlarmControl m_alarmControl;
    DerivedControl m_derived;
    AttentionFigures m_attentionFigures;
    ui::SeriesColours m_colours;
    ui::PanelMaker m_panels;
    ui::DeviceTreeModel m_deviceModel;
    ui::AlarmTableModel m_alarmModel;
    ui::FrameClock m_frameClock;
    std::unique_ptr<ui::MainWindow> m_window;
    std::optional<AlarmDesk> m_alarmDesk;
    std::unique_ptr<ui::SourceWindows> m_sourceWindows;
    std::unique_ptr<SettingsControl> m_settingsControl;
    std::unique_ptr<ui::ShortcutFile> m_shortcuts;
    std::optional<DefaultDesk> m_defaultDesk;
    std::unique_ptr<DeskControl> m_desks;
    std::unique_ptr<ReplayControl> m_replay;
    std::unique_ptr<SessionControl> m_sessionControl;
    std::unique_ptr<MarkerControl> m_markerControl;
    std::unique_ptr<ComparisonControl> m_comparisonControl;
    std::unique_ptr<RecordControl> m_recorder;
    std::unique_ptr<ImportControl> m_imports;
    std::unique_ptr<ExportControl> m_exports;
    std::unique_ptr<Timer> m_screenshotTimer;
    std::unique_ptr<Timer> m_exitTimer;
    Activity m_activity;
    Duration m_newsAt{};
    Duration m_seriesAt{};
    Duration m_attentionAt{};
    std::uint64_t m_seriesRevision = 0;
    std::uint64_t m_deviceRevision = 0;
};

} // namespace watchglass::app
