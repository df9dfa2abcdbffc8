#pragma once

#include "ui/desk/workspaces.h"
#include "ui/shell/desk_foot.h"
#include "ui/shell/status_strip.h"

#include <QMainWindow>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace watchglass::ui {

class AlarmList;
class AlarmTableModel;
class AttentionView;
class CommandRegistry;
class DeviceBrowser;
class DeviceTreeModel;
class DeskCommands;
class FrameClock;
class NoticeBar;
class PanelMaker;
class ReplayBar;
class WallMode;
class WelcomePage;

/// The window: devices on the left, the desk in the middle, below it the alarms and behind a tab the attention view,
/// the status strip at the foot; a welcome page while there is nothing to watch. Puts the parts together and remembers
/// their sizes; knows no source, no socket and no store. Thread: GUI. Requires: models, clock and settings outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(DeviceTreeModel &devices, AlarmTableModel &alarms, FrameClock &clock, Workspaces::DeskMaker makeDesk,
               QSettings &settings);
    ~MainWindow() override;

    /// The one that is shown.
    Desk &desk() { return m_workspaces->current(); }
    Workspaces &workspaces() { return *m_workspaces; }
    DeviceBrowser &devices() { return *m_devices; }
    AlarmList &alarms() { return *m_alarms; }
    AttentionView &attention() { return *m_attention; }
    DeskFoot &foot() { return *m_foot; }
    CommandRegistry &commands() { return *m_commands; }
    DeskCommands &deskCommands() { return *m_deskCommands; }
    WallMode &wall() { return *m_wall; }
    NoticeBar &notices() { return *m_notices; }
    /// Below the desk; hidden until a recording is open.
    ReplayBar &replay() { return *m_replay; }
    /// Remembers place and sizes; called often, it writes only what is another.
    void saveLayout();
    const StatusStrip &status() const { return *m_status; }

    /// Which page stands in the middle: with sources the desk, else the welcome page.
    void setSources(std::vector<SourceStatus> sources);
    /// Nothing: no recording runs.
    void setRecording(std::optional<RecordingFigures> recording) { m_figures.recording = std::move(recording); }
    void setMemory(const MemoryFigures &memory) { m_figures.memory = memory; }
    void setDemoOffered(bool offered);
    /// What kinds of panel there are. Outlives it.
    void setKinds(const PanelMaker &kinds);
    /// Brings everything but the panels up to `now`. Cheap enough for five times a second.
    void refresh(Timestamp now);
    bool isWelcoming() const;
    void showDesk();

Q_SIGNALS:
    void demoRequested();
    void addSourceRequested();
    void sourcesRequested();
    /// Empty: of none in particular.
    void sourceDetailsRequested(const QString &source);
    void recordingRequested();
    /// All panels in view are to be drawn at the display's rate, or no longer.
    void fullRateRequested(bool full);
    /// The dialog of derived series is wanted.
    void derivedRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    void addCommands();
    void addWorkspaceCommands();
    void nameWorkspaces();
    void addAttentionCommands();
    void addViewCommands();
    void addFootCommands(const QString &menu);
    void toggleFoot(DeskFoot::Page page);
    void followDesk();
    void followFoot();
    void restoreLayout();
    void showWelcome();
    void openSeries(const QList<SeriesKey> &keys, const QString &kind);

    QSettings &m_settings;
    FrameClock &m_clock;
    const PanelMaker *m_kinds = nullptr;
    CommandRegistry *m_commands;
    Workspaces *m_workspaces;
    DeviceBrowser *m_devices;
    AlarmList *m_alarms;
    AttentionView *m_attention;
    DeskFoot *m_foot;
    WelcomePage *m_welcome;
    StatusStrip *m_status;
    NoticeBar *m_notices;
    ReplayBar *m_replay;
    DeskCommands *m_deskCommands;
    WallMode *m_wall = nullptr;
    QStackedWidget *m_pages;
    QSplitter *m_columns;
    QSplitter *m_rows;
    StatusFigures m_figures;
};

} // namespace watchglass::ui
