#include "core/protocol/sensocto/phoenix_channel.h"

#include "core/protocol/sensocto/text.h"

#include "core/protocol/sensocto/phoenix_channels.h"

#include <algorithm>
#include <array>

namespace watchglass::protocol::sensocto {

namespace {

Duration rejoinDelay(int failures)
{
    using namespace std::chrono_literals;
    static constexpr std::array<Duration, 3> delays{1s, 2s, 5s};
    const auto index = static_cast<std::size_t>(std::max(failures - 1, 0));
    return index < delays.size() ? delays[index] : Duration(10s);
}

bool equals(const std::optional<std::string_view> &ref, const QByteArray &mine)
{
    return ref && !mine.isEmpty() && *ref == std::string_view(mine.constData(), static_cast<std::size_t>(mine.size()));
}

} // namespace

PhoenixChannel::PhoenixChannel(PhoenixChannels &socket, Clock &clock, Listener &listener, const QByteArray &topic,
                               const QByteArray &joinPayload)
    : m_socket(socket)
    , m_clock(clock)
    , m_listener(listener)
    , m_topic(topic)
    , m_joinPayload(joinPayload)
    , m_joinTimer(clock.makeTimer([this] { joinTimedOut(); }))
    , m_rejoinTimer(clock.makeTimer([this] { sendJoin(); }))
    , m_pushTimer(clock.makeTimer([this] { pushesTimedOut(); }))
{
    m_socket.add(*this);
}

PhoenixChannel::~PhoenixChannel()
{
    if (m_state == State::Joining || m_state == State::Joined)
        sendLeave();
    m_socket.remove(*this);
}

void PhoenixChannel::join()
{
    if (m_state != State::Idle)
        return;
    m_rejoins = 0;
    m_state = State::Waiting;
    sendJoin();
}

void PhoenixChannel::joinAgain()
{
    if (m_state == State::Joined)
        sendJoin();
}

void PhoenixChannel::leave()
{
    if (m_state == State::Joining || m_state == State::Joined)
        sendLeave();
    m_state = State::Idle;
    m_joinRef.clear();
    m_previousJoinRef.clear();
    m_joinTimer->stop();
    m_rejoinTimer->stop();
    losePushes();
}

Result<QByteArray> PhoenixChannel::push(const QByteArray &event, const QByteArray &payload)
{
    if (m_state != State::Joined)
        return Error{ErrorCode::Unreachable, tr("Not sent: the server has not let us in yet")};
    const QByteArray ref = m_socket.nextRef();
    const auto sent = m_socket.send({m_joinRef, ref, m_topic, event, payload});
    return sent ? Result<QByteArray>(ref) : Result<QByteArray>(sent.error());
}

Result<QByteArray> PhoenixChannel::push(const QByteArray &event, const QByteArray &payload, Reply done)
{
    const auto ref = push(event, payload);
    if (!ref) {
        done({PushResult::Outcome::Lost, {}, {}});
        return ref;
    }
    m_pending.emplace(ref.value(), Pending{std::move(done), m_clock.monotonic() + replyTimeout});
    armPushTimer();
    return ref;
}

void PhoenixChannel::socketOpened()
{
    if (m_state == State::Waiting)
        sendJoin();
}

void PhoenixChannel::socketClosed()
{
    if (m_state == State::Idle)
        return;
    m_joinTimer->stop();
    m_rejoinTimer->stop();
    m_state = State::Waiting;
    m_rejoins = 0;
    m_joinRef.clear();
    m_previousJoinRef.clear();
    const std::weak_ptr<char> life = m_life;
    losePushes();
    if (!life.expired())
        m_listener.interrupted(*this);
}

void PhoenixChannel::sendJoin()
{
    if (!m_socket.isOpen())
        return;
    m_rejoinTimer->stop();
    if (m_state == State::Joined)
        m_previousJoinRef = m_joinRef;
    m_joinRef = m_socket.nextRef();
    m_state = State::Joining;
    m_joinTimer->start(replyTimeout);
    if (!m_socket.send({m_joinRef, m_joinRef, m_topic, QByteArrayLiteral("phx_join"), m_joinPayload}))
        waitToRejoin();
}

void PhoenixChannel::sendLeave()
{
    if (m_socket.isOpen()) // a leave that cannot be sent is none that matters
        static_cast<void>(
            m_socket.send({m_joinRef, m_socket.nextRef(), m_topic, QByteArrayLiteral("phx_leave"), "{}"}).ok());
}

void PhoenixChannel::joinTimedOut()
{
    sendLeave(); // should the server come round to it after all
    failJoin(JoinFailure::Unanswered, tr("The server did not answer within 10 s"));
}

void PhoenixChannel::waitToRejoin()
{
    m_state = State::Waiting;
    m_joinTimer->stop();
    m_joinRef.clear();
    m_previousJoinRef.clear();
    m_rejoinTimer->start(rejoinDelay(++m_rejoins));
}

void PhoenixChannel::failJoin(JoinFailure why, const QString &text)
{
    waitToRejoin();
    const std::weak_ptr<char> life = m_life;
    losePushes();
    if (!life.expired())
        m_listener.joinFailed(*this, why, text);
}

void PhoenixChannel::joinReplied(const PhoenixReply &reply)
{
    m_joinTimer->stop();
    if (reply.ok) {
        m_rejoins = 0;
        m_state = State::Joined;
        m_previousJoinRef.clear();
        m_listener.joined(*this, reply.response);
    } else if (reply.reason == "unmatched topic") {
        failJoin(JoinFailure::Unmatched,
                 tr("The server knows no such topic: is it a Sensocto server, and of this age?"));
    } else if (reply.reason == "join crashed") {
        failJoin(JoinFailure::Crashed, tr("The server could not make sense of the join, or stumbled over it"));
    } else if (reply.reason == "unauthorized") {
        failJoin(JoinFailure::Refused, tr("The server says that we may not (unauthorized)"));
    } else {
        const QString word = toText(reply.reason);
        failJoin(JoinFailure::Refused,
                 word.isEmpty() ? tr("The server refused without saying why") : tr("The server refused: %1").arg(word));
    }
}

bool PhoenixChannel::isOfEarlierJoin(const PhoenixFrame &frame) const
{
    return frame.joinRef && !equals(frame.joinRef, m_joinRef);
}

void PhoenixChannel::received(const PhoenixFrame &frame, PhoenixDecoder &decoder)
{
    if (frame.event == "phx_reply") {
        replyReceived(frame, decoder);
        return;
    }
    const bool isStale = isOfEarlierJoin(frame);
    if (frame.event == "phx_close" || frame.event == "phx_error") {
        if (isStale || m_state == State::Idle || m_state == State::Waiting)
            return;
        const std::weak_ptr<char> life = m_life;
        const bool isCrash = frame.event == "phx_error";
        waitToRejoin();
        if (!isCrash) {
            m_rejoinTimer->stop();
            m_state = State::Idle;
        }
        losePushes();
        if (!life.expired())
            isCrash ? m_listener.crashed(*this) : m_listener.ended(*this);
        return;
    }
    const bool isAlive = m_state == State::Joined || m_state == State::Joining;
    if (isAlive && (!isStale || equals(frame.joinRef, m_previousJoinRef)))
        m_listener.eventReceived(*this, frame);
}

void PhoenixChannel::replyReceived(const PhoenixFrame &frame, PhoenixDecoder &decoder)
{
    const bool isOfJoin = m_state == State::Joining && equals(frame.ref, m_joinRef);
    const QByteArray ref =
        frame.ref ? QByteArray(frame.ref->data(), static_cast<qsizetype>(frame.ref->size())) : QByteArray();
    const auto pending = m_pending.find(ref);
    const bool isOfPush = pending != m_pending.end();
    if (!isOfJoin && !isOfPush && (m_state != State::Joined || isOfEarlierJoin(frame)))
        return;
    const auto reply = decoder.reply(frame);
    if (!reply) {
        m_socket.m_listener.badFrame(reply.error().text);
        return;
    }
    if (isOfJoin)
        return joinReplied(reply.value());
    const PushResult result{reply.value().ok ? PushResult::Outcome::Ok : PushResult::Outcome::Refused,
                            reply.value().response, reply.value().reason};
    const bool isForgotten = m_state == State::Joined && !reply.value().ok && result.reason == "unmatched topic";
    const std::weak_ptr<char> life = m_life;
    if (isOfPush) {
        const Reply done = std::move(pending->second.done);
        m_pending.erase(pending);
        armPushTimer();
        done(result);
    } else {
        m_listener.replied(*this, ref, result);
    }
    if (life.expired() || !isForgotten || m_state != State::Joined)
        return;
    waitToRejoin();
    losePushes();
    if (!life.expired())
        m_listener.crashed(*this);
}

void PhoenixChannel::pushesTimedOut()
{
    const std::weak_ptr<char> life = m_life;
    const Duration now = m_clock.monotonic();
    while (!life.expired()) {
        const auto late = std::find_if(m_pending.begin(), m_pending.end(),
                                       [now](const auto &entry) { return entry.second.due <= now; });
        if (late == m_pending.end())
            break;
        const Reply done = std::move(late->second.done);
        m_pending.erase(late);
        done({PushResult::Outcome::Unanswered, {}, {}});
    }
    if (!life.expired())
        armPushTimer();
}

void PhoenixChannel::losePushes()
{
    m_pushTimer->stop();
    const auto lost = std::move(m_pending);
    m_pending.clear();
    for (const auto &[ref, pending] : lost)
        pending.done({PushResult::Outcome::Lost, {}, {}});
}

void PhoenixChannel::armPushTimer()
{
    m_pushTimer->stop();
    if (m_pending.empty())
        return;
    const auto first = std::min_element(m_pending.begin(), m_pending.end(),
                                        [](const auto &a, const auto &b) { return a.second.due < b.second.due; });
    m_pushTimer->start(first->second.due - m_clock.monotonic());
}

} // namespace watchglass::protocol::sensocto
