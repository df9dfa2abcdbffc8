#pragma once

#include "core/base/clock.h"
#include "core/protocol/sensocto/phoenix_codec.h"

#include <QCoreApplication>

#include <functional>
#include <map>
#include <memory>

namespace watchglass::protocol::sensocto {

class PhoenixChannels;

/// Why a topic could not be joined.
enum class JoinFailure {
    Refused,    ///< "unauthorized", "invalid room id" and the like; the text has the server's word.
    Crashed,    ///< "join crashed": the server does not understand the join, or stumbled.
    Unmatched,  ///< "unmatched topic": this server knows no such topic.
    Unanswered, ///< No reply within 10 s.
};

/// How a push ended.
struct PushResult
{
    enum class Outcome {
        Ok,
        Refused,    ///< `reason` and `response` say why.
        Unanswered, ///< No reply within 10 s.
        Lost,       ///< The connection or the channel ended before a reply came.
    };
    Outcome outcome = Outcome::Lost;
    std::string_view response; ///< JSON; empty unless the server answered. Lives for the call only.
    std::string_view reason;
};

/// One topic of a Phoenix socket, joined as soon as the socket is open, again after each reconnect, and again 1, 2, 5,
/// then every 10 s after it crashed, was refused or went unanswered, until leave(). Messages of an earlier join of the
/// same topic are told by their join_ref: its late phx_close does not close the new one.
/// Thread: the socket's. Requires: socket, clock and listener outlive it. The listener may call anything of it, and
/// may destroy it, from any of its calls.
class PhoenixChannel
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::PhoenixChannel)

public:
    enum class State {
        Idle,    ///< Not wanted: never joined, or left.
        Waiting, ///< Wanted, but the socket is closed, or the time to join again has not come.
        Joining,
        Joined,
    };
    static constexpr Duration replyTimeout = std::chrono::seconds(10);

    class Listener
    {
    public:
        virtual ~Listener() = default;
        /// `response` is JSON and lives for the call only. Comes for every successful join, joinAgain() included.
        virtual void joined(PhoenixChannel &, std::string_view /*response*/) {}
        /// Joins again by itself, unless it is left here. `text` is for people; it does not name the topic.
        virtual void joinFailed(PhoenixChannel &, JoinFailure, const QString & /*text*/) {}
        /// Anything but the protocol's own events.
        virtual void eventReceived(PhoenixChannel &, const PhoenixFrame &frame) = 0;
        /// phx_error, or the server has forgotten the topic; joins again by itself.
        virtual void crashed(PhoenixChannel &) {}
        /// phx_close that we did not ask for; not joined again unless join() is called.
        virtual void ended(PhoenixChannel &) {}
        /// The socket is gone; the topic is joined again when it is back.
        virtual void interrupted(PhoenixChannel &) {}
        /// A reply to a push that was sent without a handler: services refuse that way what they accept in silence.
        virtual void replied(PhoenixChannel &, const QByteArray & /*ref*/, const PushResult &) {}
    };
    using Reply = std::function<void(const PushResult &)>;

    PhoenixChannel(PhoenixChannels &socket, Clock &clock, Listener &listener, const QByteArray &topic,
                   const QByteArray &joinPayload = QByteArrayLiteral("{}"));
    /// Leaves, if it was joined; makes no Listener call.
    ~PhoenixChannel();
    PhoenixChannel(const PhoenixChannel &) = delete;
    PhoenixChannel &operator=(const PhoenixChannel &) = delete;

    const QByteArray &topic() const { return m_topic; }
    State state() const { return m_state; }
    /// From the next join on.
    void setJoinPayload(const QByteArray &payload) { m_joinPayload = payload; }

    void join();
    /// Joins the joined topic once more, which makes the server send its state again; nothing happens while a join is
    /// under way or the topic is not joined. Events keep coming meanwhile.
    void joinAgain();
    /// For good; no Listener call follows. Pushes without reply end as Lost.
    void leave();

    /// Sends `payload` (JSON) and gives the ref. Error: Unreachable, when not joined or not sent.
    Result<QByteArray> push(const QByteArray &event, const QByteArray &payload);
    /// The same, and `done` is called exactly once.
    Result<QByteArray> push(const QByteArray &event, const QByteArray &payload, Reply done);

private:
    friend class PhoenixChannels;
    struct Pending
    {
        Reply done;
        Duration due;
    };

    // From the socket.
    void socketOpened();
    void socketClosed();
    void received(const PhoenixFrame &frame, PhoenixDecoder &decoder);

    void sendJoin();
    void sendLeave();
    void joinTimedOut();
    void joinReplied(const PhoenixReply &reply);
    void failJoin(JoinFailure why, const QString &text);
    void replyReceived(const PhoenixFrame &frame, PhoenixDecoder &decoder);
    void waitToRejoin();
    void pushesTimedOut();
    void losePushes();
    void armPushTimer();
    bool isOfEarlierJoin(const PhoenixFrame &frame) const;

    PhoenixChannels &m_socket;
    Clock &m_clock;
    Listener &m_listener;
    const QByteArray m_topic;
    QByteArray m_joinPayload;
    State m_state = State::Idle;
    QByteArray m_joinRef;         ///< Of the newest join sent; empty when there is none.
    QByteArray m_previousJoinRef; ///< While a joined topic is being joined again: the one that still lives.
    int m_rejoins = 0;            ///< In a row, without success.
    std::map<QByteArray, Pending> m_pending;
    const std::unique_ptr<Timer> m_joinTimer;
    const std::unique_ptr<Timer> m_rejoinTimer;
    const std::unique_ptr<Timer> m_pushTimer;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::protocol::sensocto
