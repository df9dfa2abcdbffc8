#pragma once

#include "core/base/clock.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/replay/playhead.h"
#include "core/replay/timeline.h"
#include "core/store/series_store.h"

#include <QHash>
#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace watchglass::ui {
class MainWindow;
}

namespace watchglass::app {

class AlarmControl;
class SourceControl;

/// Recordings that are open: their sources beside those that are live, one playhead for all of them, and the bar that
/// steers it. While there is one, panels show the time at the playhead.
/// Thread: GUI. Requires: what it is made with outlives it.
class ReplayControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        ui::MainWindow &window;
        SourceControl &sources;
        AlarmControl &alarms;
        store::SeriesStore &store;
        ingest::DeviceRegistry &registry;
        ingest::EventLog &events;
        Clock &clock;
    };

    explicit ReplayControl(const Parts &parts);
    ~ReplayControl() override;

    /// Whether the file says of itself that it is a session, or is called like one.
    static bool isSession(const QString &path);

    /// Adds a session to what is replayed, ready to be looked at whole. False, and a notice, when it cannot be read.
    bool open(const QString &path);
    /// Closes all of them.
    void close();
    bool isOpen() const { return !m_sessions.empty(); }
    /// Where the replay stands; nothing without one.
    std::optional<Timestamp> now() const;

    /// Moves the playhead with time, and all that goes by it. Once a frame.
    void advance();

    void togglePlay();
    void seek(Timestamp position);
    void step(Duration by);
    /// To the next (1) or previous (-1) instant at which anything was sampled.
    void stepSample(int direction);
    void setSpeed(double speed);
    void changeSpeed(int steps);
    /// Loops what the current plot shows, or a tenth of the session about the playhead; or no longer.
    void toggleLoop();
    void jump(replay::Timeline::Point point, int direction);
    const replay::Playhead *playhead() const { return m_head ? &*m_head : nullptr; }

private:
    struct Session
    {
        QString fileName;
        TimeRange extent;
        replay::Timeline timeline;
        QHash<QString, QString> sources; ///< How the session calls them, to how they are called here.
    };

    void addCommands();
    void addSource(Session &session, const recording::SessionSource &source, const QString &fileName);
    void sourceTaken(const QString &source);
    void gather();
    void moved();
    void apply(const Session &session, const replay::Timeline::Entry &entry);
    void showBar();
    void ask(bool isOpen);

    const Parts m_parts;
    std::vector<Session> m_sessions;
    std::optional<replay::Playhead> m_head;
    std::optional<Timestamp> m_applied; ///< What is rare was told up to then.
};

} // namespace watchglass::app
