#pragma once

#include "core/protocol/source_client.h"
#include "ui/desk/desk.h"
#include "ui/shell/status_strip.h"

#include <QMainWindow>

class QSettings;
class QSplitter;
class QStackedWidget;

namespace watchglass::ui {

class AlarmList;
class AlarmTableModel;
class CommandRegistry;
class DeviceBrowser;
class DeviceTreeModel;
class FrameClock;
class WelcomePage;

/// The window: devices on the left, the desk in the middle, alarms below it, the status strip at the foot; a welcome
/// page while there is nothing to watch. Puts the parts together and remembers their sizes; knows no source, no
/// socket and no store.
/// Thread: GUI. Requires: models, clock and settings outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(DeviceTreeModel &devices, AlarmTableModel &alarms, FrameClock &clock, Desk::PanelFactory makePanel,
               QSettings &settings);
    ~MainWindow() override;

    Desk &desk() { return *m_desk; }
    DeviceBrowser &devices() { return *m_devices; }
    AlarmList &alarms() { return *m_alarms; }
    CommandRegistry &commands() { return *m_commands; }
    const StatusStrip &status() const { return *m_status; }

    /// Which page stands in the middle: with sources the desk, else the welcome page.
    void setSources(std::vector<SourceStatus> sources);
    void setMemory(const MemoryFigures &memory) { m_figures.memory = memory; }
    void setDemoOffered(bool offered);
    /// Brings everything but the panels up to `now`. Cheap enough for five times a second.
    void refresh(Timestamp now);
    void setTheme(const QString &name);
    bool isWelcoming() const;

Q_SIGNALS:
    void demoRequested();
    void sourceRequested(const watchglass::protocol::SourceAddress &address);
    void acknowledgeRequested(const QString &source, const QString &alarm);
    void resolveRequested(const QString &source, const QString &alarm);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void layOut();
    void addCommands();
    void addViewCommands();
    void restoreLayout();
    void saveLayout();
    void showWelcome();
    void showDesk();
    void openSeries(const QList<SeriesKey> &keys);

    QSettings &m_settings;
    FrameClock &m_clock;
    CommandRegistry *m_commands;
    Desk *m_desk;
    DeviceBrowser *m_devices;
    AlarmList *m_alarms;
    WelcomePage *m_welcome;
    StatusStrip *m_status;
    QStackedWidget *m_pages;
    QSplitter *m_columns;
    QSplitter *m_rows;
    StatusFigures m_figures;
};

} // namespace watchglass::ui
