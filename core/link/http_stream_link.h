#pragma once

#include "core/base/clock.h"
#include "core/link/backoff.h"
#include "core/link/transport_options.h"
#include "core/link/websocket_link.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <memory>
#include <optional>

namespace watchglass::link {

/// Why one answer of a stream is over, or never came.
struct StreamEnd
{
    enum class Kind {
        NotReached, ///< No answer: name, TCP, TLS, proxy, deadline, or no HTTP.
        Refused,    ///< An answer whose status is not 2xx; `status` and `body` say more.
        Finished,   ///< The server ended the answer in order.
        Lost,       ///< The answer was cut off, or the owner gave it up by restart().
        Deliberate, ///< close() or failForGood(): no reconnect follows.
    };
    Kind kind = Kind::Lost;
    int status = 0;                     ///< Of the HTTP answer; 0 without.
    QByteArray body;                    ///< Of a refusal; its first 64 KiB.
    std::optional<Duration> retryAfter; ///< From now; not negative.
    QString text;                       ///< For people: what happened and, where we know it, what to do.
};

/// What is to follow the end of an answer, by the owner's judgement.
struct Reconnect
{
    enum class How {
        ByBackoff, ///< After the next delay, and not before Retry-After.
        AtOnce,    ///< As soon as the rate floor allows it.
        NotBefore, ///< After `delay`, and not before the next delay of the backoff.
        Never,     ///< Failed; open() starts anew.
    };
    How how = How::ByBackoff;
    Duration delay{};
};

/// A GET whose answer never ends, and which is asked for again whenever it does: connects, hands out the bytes as they
/// come, and reconnects by Backoff until its owner says otherwise. Moves bytes; knows nothing of their meaning. There
/// is no deadline on a running answer: when silence means death is its owner's to know (restart()). Thread: the one
/// that made it, which needs an event loop; every Listener call comes there. Owns: one request at a time. Requires:
/// clock and listener outlive it. The owner may destroy it or call anything of it from any Listener call. Invariant: a
/// deliberate end never reconnects; redirects are not followed, as the request may bear secrets; paused, no byte is
/// handed out and no more than Options::readBufferBytes are taken from the kernel.
class HttpStreamLink
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::HttpStreamLink)

public:
    struct Options
    {
        QUrl url;           ///< http:// or https://
        HeaderList headers; ///< Besides those of the transport; may hold secrets: never logged.
        TransportOptions transport;
        Backoff::Options backoff;
        std::optional<std::uint32_t> jitterSeed; ///< For tests; random when not given.
        /// Name look-up to the head of the answer. Some servers send the head with the first message only.
        Duration headTimeout = std::chrono::seconds(20);
        qint64 readBufferBytes = 1024 * 1024;
    };

    /// Every call comes on the link's thread. All but the bytes' do nothing unless overridden.
    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// An attempt is due. False: the owner has to get ready first (credentials) and calls proceed() then.
        virtual bool attemptDue() { return true; }
        /// The head of a good answer (2xx) came.
        virtual void opened() {}
        virtual void bytesReceived(const QByteArray &bytes) = 0;
        /// Followed by stateChanged(). What is returned does not matter for a deliberate end.
        virtual Reconnect ended(const StreamEnd &) { return {}; }
        virtual void stateChanged(LinkState) {}
        /// Reading was paused for the budget (true), or has not been for two seconds. Without a call, ended() ends it.
        virtual void heldBackChanged(bool) {}
    };

    HttpStreamLink(Clock &clock, Listener &listener, Options options);
    /// Makes no Listener call.
    ~HttpStreamLink();
    HttpStreamLink(const HttpStreamLink &) = delete;
    HttpStreamLink &operator=(const HttpStreamLink &) = delete;

    /// For the attempts to come.
    void setRequest(const QUrl &url, const HeaderList &headers);
    /// Connects now (or as soon as the rate floor allows it). Nothing happens unless Closed, Waiting or Failed.
    void open();
    /// Makes the attempt that attemptDue() put off. Nothing happens when none waits.
    void proceed();
    /// Gives up the attempt that attemptDue() put off: as if it had ended so. Nothing happens when none waits.
    void abandon(const StreamEnd &end);
    /// Ends the answer, or the wait for one, for good.
    void close();
    /// Like close(), for what no further attempt would mend (refused credentials); the state is Failed.
    void failForGood(const QString &reason);
    /// Drops the answer, if any; ended() (Lost) says what follows.
    void restart(const QString &reason);
    /// The session is really established, by the owner's judgement: the next loss is met with the first delay again.
    void resetBackoff();

    /// Stops taking bytes: the kernel's buffers fill, and TCP makes the server wait. Stays through reconnects.
    void pauseReading();
    /// Everything that waited follows in order, from the event loop; so does the end of the answer.
    void resumeReading();
    bool isReadingPaused() const;
    /// No more than this is handed out on average, and no more at once than so much as comes in a second; 0, the
    /// default: no limit. Reading pauses by itself meanwhile, as by pauseReading() and beside it.
    void setReadBudget(qint64 bytesPerSecond);
    /// In which reading was paused for the budget, since the link was made.
    Duration heldBack() const;

    LinkState state() const;
    /// While Waiting: how long until the next attempt.
    std::optional<Duration> retryIn() const;

private:
    class Private;
    class Live;
    class Replayed;
    static std::unique_ptr<Private> make(Clock &clock, Listener &listener, Options options);
    std::unique_ptr<Private> d;
};

} // namespace watchglass::link
