#pragma once

#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/rest_decoder.h"
#include "core/protocol/valtronics/rest_gate.h"

#include <QHash>

namespace watchglass::protocol::valtronics {

/// The alarms of a server's table: read from time to time, and acknowledged or resolved for the operator.
///
/// Reading is newest first until an alarm that is known, at first for a few pages; once a minute the newest thousand
/// are read again for changes of status. Only what changed is reported.
/// The server has no state rules: acknowledging a resolved alarm would reopen it. So an alarm is read before it is
/// changed, and read again afterwards; what it says then is what is reported.
/// Thread: the source's. Requires: everything it is made with outlives it.
class AlarmWatch
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::valtronics::AlarmWatch)

public:
    static constexpr Duration interval = std::chrono::seconds(5);
    static constexpr Duration rereadInterval = std::chrono::seconds(60);

    AlarmWatch(Clock &clock, SourceSink &sink, RestGate &gate);

    void beginPolling();
    void endPolling();
    void pollSoon();

    void acknowledge(const QString &id);
    void resolve(const QString &id, const QString &note);

private:
    enum class Wish { Acknowledge, Resolve };
    /// What of an alarm can change.
    struct Seen
    {
        AlarmCondition condition;
        std::optional<Timestamp> acknowledgedAt;
        std::optional<Timestamp> resolvedAt;
        QString severity;
        friend bool operator==(const Seen &, const Seen &) = default;
    };

    void poll();
    void requestPage(int skip, int limit);
    void pageAnswered(int skip, int limit, const RestGate::Answer &answer);
    void report(const AlarmEvent &event);
    void change(const QString &id, Wish wish, const QString &note);
    void read(const QString &id, std::function<void(const AlarmEvent &)> then);
    void patch(const QString &id, Wish wish, const QString &note);

    Clock &m_clock;
    SourceSink &m_sink;
    RestGate &m_gate;
    const std::unique_ptr<Timer> m_timer;
    RestDecoder m_decoder;
    QHash<QString, Seen> m_seen;
    std::optional<Duration> m_lastReread; ///< Monotonic; none before the first.
    bool m_polling = false;
    bool m_underway = false;
};

} // namespace watchglass::protocol::valtronics
