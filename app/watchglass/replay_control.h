#pragma once

#include "core/base/clock.h"
#include "core/ingest/device_registry.h"
#include "core/ingest/event_log.h"
#include "core/recording/session_file.h"
#include "core/replay/playhead.h"
#include "core/replay/timeline.h"
#include "core/store/series_store.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>

#include <functional>
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

    struct Session
    {
        int id = 0; ///< Names it as long as it is open.
        QString fileName;
        TimeRange extent; ///< Moved by `offset`, as is the timeline.
        replay::Timeline timeline;
        Duration offset{};                            ///< Added to every time that it recorded.
        QHash<QString, QString> sources;              ///< How it calls them, to how they are called here.
        std::unique_ptr<recording::SessionFile> file; ///< Open since something was looked up in it; see fileOf().

        QString name() const;
    };

    explicit ReplayControl(const Parts &parts);
    ~ReplayControl() override;

    /// Whether the file says of itself that it is a session, or is called like one.
    static bool isSession(const QString &path);

    /// A command that stands in the menu of the replay, and can be given while a recording is open.
    void addCommand(const char *id, const QString &text, const QKeySequence &keys, std::function<void()> run);
    /// Adds a session to what is replayed, ready to be looked at whole. False, and a notice, when it cannot be read.
    bool open(const QString &path);
    /// Closes all of them.
    void close();
    void close(int session);
    bool isOpen() const { return !m_sessions.empty(); }
    const std::vector<Session> &sessions() const { return m_sessions; }
    /// Null when it is not open any more.
    const Session *find(int session) const;
    /// The session's file; null, and a notice, when it cannot be read any more.
    const recording::SessionFile *fileOf(int session);
    /// Moves a session against the others: its samples are read anew, and what is rare of it moves along.
    void setOffset(int session, Duration offset);
    /// What was remarked in the session's file has changed.
    void reloadMarkers(int session);
    /// Where the replay stands; nothing without one.
    std::optional<Timestamp> now() const;

    /// Moves the playhead with time, and all that goes by it. Once a frame.
    void advance();

    void togglePlay();
    void seek(Timestamp position);
    void step(Duration by);
    /// To the next (1) or previous (-1) instant at which anything was sampled.
    void stepSample(int direction);
    /// Likewise, at which anything was received: the raw bytes, whatever came of them.
    void stepFrame(int direction);
    void setSpeed(double speed);
    void changeSpeed(int steps);
    /// Loops what the current plot shows, or a tenth of the session about the playhead; or no longer.
    void toggleLoop();
    void jump(replay::Timeline::Point point, int direction);
    const replay::Playhead *playhead() const { return m_head ? &*m_head : nullptr; }

Q_SIGNALS:
    /// One was opened, closed or moved.
    void sessionsChanged();
    /// What was remarked in one has changed.
    void markersChanged();

private:
    void addCommands();
    std::vector<Session>::iterator placeOf(int session);
    /// `wantedId`: how it shall be called here, where that is free.
    void addSource(Session &session, const recording::SessionSource &source, const QString &wantedId);
    void takeSources(const QStringList &sources);
    void sourceTaken(const QString &source);
    void gather();
    void showMarks();
    void moved();
    void apply(const Session &session, const replay::Timeline::Entry &entry);
    void showBar();
    void ask(bool isOpen);

    const Parts m_parts;
    std::vector<Session> m_sessions;
    int m_lastSession = 0;
    std::optional<replay::Playhead> m_head;
    std::optional<Timestamp> m_applied; ///< What is rare was told up to then.
};

} // namespace watchglass::app
