#include "app/simulator/sensocto/socket_session.h"

#include <algorithm>

namespace watchglass::sim::sensocto {

class SocketSession::Seat final : public Line
{
public:
    Seat(SocketSession &session, const QString &topic, const QJsonValue &joinRef)
        : m_session(session)
        , m_address{joinRef, QJsonValue::Null, topic}
        , m_channel(makeChannel(session.m_world, *this, topic, session.m_user))
    {}

    Channel *channel() { return m_channel.get(); }
    QString asked() const
    {
        const QString own = m_channel->asked();
        return own.isEmpty() ? m_address.topic : own;
    }
    const Envelope &address() const { return m_address; }

    void push(const char *event, const QJsonValue &payload) override { m_session.send(m_address, event, payload); }
    void broadcast(const char *event, const QJsonValue &payload) override
    {
        m_session.send({QJsonValue::Null, QJsonValue::Null, m_address.topic}, event, payload);
    }
    void pushSamples(const char *event, const std::string &payload, std::uint64_t samples) override
    {
        const std::string frame = frameText(m_session.m_vsn, m_address, event, payload);
        Connection &connection = m_session.m_connection;
        if (m_session.m_world.stage().options.backpressure)
            connection.sendTelemetry(frame, samples);
        else if (!connection.offer(frame, samples))
            connection.countDropped(samples);
    }
    bool isReady() const override
    {
        return !m_session.m_world.stage().options.backpressure || m_session.m_connection.hasRoom();
    }

private:
    SocketSession &m_session;
    const Envelope m_address;
    std::unique_ptr<Channel> m_channel;
};

SocketSession::SocketSession(World &world, Connection &connection, Vsn vsn, const User &user)
    : m_world(world)
    , m_connection(connection)
    , m_vsn(vsn)
    , m_user(user)
    , m_heard(world.stage().clock.monotonic())
{}

SocketSession::~SocketSession() = default;

QString SocketSession::asked() const
{
    QStringList all;
    for (const auto &seat : m_seats)
        all << seat->asked();
    return all.join(QStringLiteral("; "));
}

void SocketSession::textReceived(const QByteArray &text)
{
    received(readText(text, m_vsn));
}

void SocketSession::binaryReceived(const QByteArray &bytes)
{
    received(m_vsn == Vsn::V2 ? readBinary(bytes) : std::nullopt);
}

void SocketSession::received(const std::optional<Frame> &frame)
{
    m_heard = m_world.stage().clock.monotonic();
    m_world.setExpired(m_connection.host().faults().expiredToken);
    if (!frame) {
        m_world.stage().counters.messagesIgnored.fetch_add(1, std::memory_order_relaxed);
        m_seats.clear();
        m_connection.close(1011, {});
    } else if (frame->topic == QLatin1String("phoenix") && frame->event == QLatin1String("heartbeat")) {
        answer({QJsonValue::Null, frame->ref, frame->topic}, Reply::ok());
    } else if (frame->event == QLatin1String("phx_join")) {
        join(*frame);
    } else if (frame->event == QLatin1String("phx_leave")) {
        leave(*frame);
    } else {
        deliver(*frame);
    }
}

void SocketSession::join(const Frame &frame)
{
    const Envelope to{frame.joinRef, frame.ref, frame.topic};
    auto seat = std::make_unique<Seat>(*this, frame.topic, frame.joinRef);
    if (!seat->channel()) {
        answer({QJsonValue::Null, frame.ref, frame.topic}, Reply::error(QStringLiteral("unmatched topic")));
        return;
    }
    const Reply reply = seat->channel()->join(frame.payload.toObject());
    answer(to, reply);
    if (const auto old = take(frame.topic))
        end(*old, "phx_close");
    if (reply.kind != Reply::Kind::Ok)
        return;
    m_seats.push_back(std::move(seat));
    m_seats.back()->channel()->joined();
}

void SocketSession::leave(const Frame &frame)
{
    const Seat *seat = find(frame.topic);
    if (seat && seat->address().joinRef != frame.joinRef)
        return;
    answer({frame.joinRef, frame.ref, frame.topic}, Reply::ok());
    if (const auto left = take(frame.topic))
        end(*left, "phx_close");
}

void SocketSession::deliver(const Frame &frame)
{
    Seat *seat = find(frame.topic);
    if (!seat) {
        answer({QJsonValue::Null, frame.ref, frame.topic}, Reply::error(QStringLiteral("unmatched topic")));
        return;
    }
    if (seat->address().joinRef != frame.joinRef)
        return;
    const Reply reply = seat->channel()->received(frame);
    if (reply.kind == Reply::Kind::Crash)
        end(*take(frame.topic), "phx_error");
    else if (reply.kind != Reply::Kind::None && !frame.ref.isNull())
        answer({frame.joinRef, frame.ref, frame.topic}, reply);
}

void SocketSession::pump(Duration elapsed)
{
    m_world.settle();
    if (m_world.stage().clock.monotonic() - m_heard >= m_world.settings.idleLimit) {
        m_connection.close(1002, {});
        return;
    }
    for (const auto &seat : m_seats)
        seat->channel()->pump(elapsed);
}

SocketSession::Seat *SocketSession::find(const QString &topic)
{
    const auto found = std::find_if(m_seats.begin(), m_seats.end(),
                                    [&topic](const auto &seat) { return seat->address().topic == topic; });
    return found == m_seats.end() ? nullptr : found->get();
}

std::unique_ptr<SocketSession::Seat> SocketSession::take(const QString &topic)
{
    const auto found = std::find_if(m_seats.begin(), m_seats.end(),
                                    [&topic](const auto &seat) { return seat->address().topic == topic; });
    if (found == m_seats.end())
        return nullptr;
    std::unique_ptr<Seat> out = std::move(*found);
    m_seats.erase(found);
    return out;
}

void SocketSession::answer(const Envelope &to, const Reply &reply)
{
    const bool isOk = reply.kind == Reply::Kind::Ok;
    if (reply.binary) {
        m_connection.sendBinary(binaryReply(to, isOk ? "ok" : "error", *reply.binary));
        return;
    }
    send(to, "phx_reply",
         QJsonObject{{QStringLiteral("status"), isOk ? QStringLiteral("ok") : QStringLiteral("error")},
                     {QStringLiteral("response"), reply.response}});
}

void SocketSession::send(const Envelope &to, const char *event, const QJsonValue &payload)
{
    m_connection.sendText(frameText(m_vsn, to, event, valueText(payload)));
}

void SocketSession::end(const Seat &seat, const char *event)
{
    send({seat.address().joinRef, seat.address().joinRef, seat.address().topic}, event, QJsonObject());
}

} // namespace watchglass::sim::sensocto
