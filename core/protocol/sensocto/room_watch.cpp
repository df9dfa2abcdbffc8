#include "core/protocol/sensocto/room_watch.h"

#include "core/protocol/sensocto/text.h"

namespace watchglass::protocol::sensocto {

namespace {

constexpr Duration againDelay = std::chrono::seconds(10);

} // namespace

Duration pollIntervalAt(AttentionLevel level, Duration own)
{
    const bool isInView = level >= AttentionLevel::Medium;
    return isInView || own == Duration::zero() ? own : std::max(own, demandInterval(level));
}

Grant pollGrant(const QString &device, AttentionLevel level, Duration interval)
{
    Grant grant;
    grant.device = device;
    grant.level = level;
    grant.isFixed = interval == Duration::zero(); // asked once, never again
    grant.delivery = grant.isFixed ? Delivery::Withheld : Delivery::Thinned;
    grant.interval = interval;
    return grant;
}

RoomWatch::RoomWatch(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, SensorBook &book,
                     const WantedLevels &levels, WatchListener &listener, const QString &room, Duration pollInterval)
    : m_sink(sink)
    , m_book(book)
    , m_levels(levels)
    , m_listener(listener)
    , m_room(room)
    , m_pollInterval(pollInterval)
    , m_interval(pollInterval)
    , m_channel(socket, clock, *this, "room:" + room.toUtf8())
    , m_pollTimer(clock.makeTimer([this] { poll(); }))
    , m_stateTimer(clock.makeTimer([this] { stateMissing(); }))
    , m_againTimer(clock.makeTimer([this] { m_channel.join(); }))
{}

void RoomWatch::begin()
{
    m_hasState = false;
    m_isStateMissing = false;
    m_channel.join();
}

void RoomWatch::end()
{
    m_pollTimer->stop();
    m_stateTimer->stop();
    m_againTimer->stop();
    m_channel.leave();
}

void RoomWatch::demandChanged()
{
    const Duration before = std::exchange(m_interval, wantedInterval());
    settleMarks();
    if (m_interval == before)
        return;
    if (m_channel.state() == PhoenixChannel::State::Joined)
        m_interval < before ? poll() : armPoll();
    m_listener.grantsChanged();
}

/// By the highest level of what the room's state tells, once it did.
Duration RoomWatch::wantedInterval() const
{
    if (!m_hasState && m_sensors.isEmpty())
        return m_pollInterval;
    AttentionLevel level = m_levels.highest(m_room, m_sink.seriesOf(m_room));
    for (const QString &sensor : m_sensors)
        level = std::max(level, m_levels.highest(sensor, m_sink.seriesOf(sensor)));
    return pollIntervalAt(level, m_pollInterval);
}

void RoomWatch::settleMarks()
{
    const auto settle = [this](const QString &device) {
        if (isSlowed())
            m_sink.hold(device);
        else
            m_sink.release(device, Duration::zero());
    };
    settle(m_room);
    for (const QString &sensor : m_sensors)
        settle(sensor);
}

Grant RoomWatch::grantFor(const QString &device) const
{
    const AttentionLevel level =
        device.isEmpty() ? m_levels.others() : m_levels.highest(device, m_sink.seriesOf(device));
    return pollGrant(device, level, m_interval);
}

void RoomWatch::poll()
{
    m_channel.joinAgain();
}

void RoomWatch::armPoll()
{
    if (m_interval > Duration::zero())
        m_pollTimer->start(m_interval);
    else
        m_pollTimer->stop();
}

void RoomWatch::joined(PhoenixChannel &, std::string_view)
{
    armPoll();
    if (!m_stateTimer->isActive())
        m_stateTimer->start(stateTimeout);
    if (!m_hasState && !m_isStateMissing)
        m_listener.watchChanged(*this, SourcePhase::Probing, tr("The room is joined; waiting for its state"));
}

void RoomWatch::joinFailed(PhoenixChannel &, JoinFailure why, const QString &text)
{
    m_pollTimer->stop();
    m_stateTimer->stop();
    switch (why) {
    case JoinFailure::Refused:
        m_listener.watchRefused(
            *this, tr("The room cannot be joined. %1. It must be public, or the token one of its members'").arg(text),
            true);
        break;
    case JoinFailure::Unmatched:
        m_listener.watchRefused(*this, tr("The room cannot be joined. %1").arg(text), false);
        break;
    case JoinFailure::Crashed:
    case JoinFailure::Unanswered:
        m_listener.watchChanged(*this, SourcePhase::Probing,
                                tr("The room cannot be joined. %1; trying again").arg(text));
        break;
    }
}

void RoomWatch::crashed(PhoenixChannel &)
{
    m_pollTimer->stop();
    m_stateTimer->stop();
    m_listener.watchChanged(*this, SourcePhase::Probing, tr("The room's channel crashed in the server; joining again"));
}

void RoomWatch::ended(PhoenixChannel &)
{
    m_pollTimer->stop();
    m_stateTimer->stop();
    m_againTimer->start(againDelay);
    m_listener.watchChanged(*this, SourcePhase::Silent,
                            m_isClosed ? tr("The room was closed; looking again every 10 s")
                                       : tr("The server ended the room's channel; joining again in 10 s"));
}

void RoomWatch::interrupted(PhoenixChannel &)
{
    m_pollTimer->stop();
    m_stateTimer->stop();
}

void RoomWatch::stateMissing()
{
    m_isStateMissing = true;
    m_listener.watchChanged(*this, SourcePhase::Silent,
                            tr("The room is joined, but the server sends no state of it: is its id right?"));
}

void RoomWatch::eventReceived(PhoenixChannel &, const PhoenixFrame &frame)
{
    if (frame.isBinary) {
        m_sink.problem(Problem::UnknownFrame, tr("A binary message in a room: \"%1\"").arg(toText(frame.event)));
        return;
    }
    const auto fields = m_decoder.decode(frame.paddedPayload());
    if (!fields)
        m_sink.problem(Problem::BadFrame, fields.error().text);
    else if (frame.event == "room_state")
        takeState(*fields.value());
    else if (frame.event == "sensor_added")
        sensorAdded(*fields.value());
    else if (frame.event == "sensor_removed")
        sensorRemoved(*fields.value());
    else if (frame.event == "member_joined")
        memberChanged(*fields.value(), true);
    else if (frame.event == "member_left")
        memberChanged(*fields.value(), false);
    else if (frame.event == "room_closed")
        closedByServer();
    else
        m_sink.problem(Problem::UnknownFrame, tr("A room's event of unknown name \"%1\"").arg(toText(frame.event)));
}

void RoomWatch::takeState(const MessageFields &fields)
{
    m_stateTimer->stop();
    m_hasState = true;
    m_isStateMissing = false;
    m_isClosed = false;
    m_book.takeRoom(fields.room);
    if (fields.room.hasSensors)
        takeSensors(fields.room.sensors);
    m_listener.watchChanged(*this, SourcePhase::Live,
                            m_interval > Duration::zero()
                                ? tr("Live; the server tells newest values only when asked, which is done every %1 s")
                                      .arg(std::chrono::duration<double>(m_interval).count())
                                : tr("Live; newest values were asked for once, only the room's structure is followed"));
}

void RoomWatch::takeSensors(const std::vector<SensorFields> &sensors)
{
    QSet<QString> there;
    for (const SensorFields &sensor : sensors) {
        m_book.takeSensor(sensor, place());
        there.insert(toText(sensor.id));
    }
    const QSet<QString> gone = m_sensors - there;
    for (const QString &id : gone)
        m_book.sensorGone(id, tr("no longer in the room"));
    m_sensors = there;
    demandChanged();
}

void RoomWatch::sensorAdded(const MessageFields &fields)
{
    for (const SensorFields &sensor : fields.sensor) {
        const QString id = toText(sensor.id);
        const bool isNew = !id.isEmpty() && !m_sensors.contains(id);
        m_book.takeSensor(sensor, place());
        if (!isNew)
            continue;
        m_sensors.insert(id);
        m_book.tell(m_room, QStringLiteral("sensor_added"), id);
    }
    demandChanged();
}

void RoomWatch::sensorRemoved(const MessageFields &fields)
{
    const QString id = toText(fields.sensorId);
    if (!m_sensors.remove(id))
        return;
    m_book.sensorGone(id, tr("removed from the room"));
    m_book.tell(m_room, QStringLiteral("sensor_removed"), id);
    demandChanged();
}

void RoomWatch::memberChanged(const MessageFields &fields, bool isThere)
{
    const QString user = toText(fields.userId);
    const auto known = m_members.constFind(user);
    if (user.isEmpty() || (known != m_members.constEnd() && *known == isThere))
        return;
    m_members.insert(user, isThere);
    const QString role = toText(fields.role);
    m_book.tell(m_room, isThere ? QStringLiteral("member_joined") : QStringLiteral("member_left"),
                role.isEmpty() ? user : QStringLiteral("%1 (%2)").arg(user, role));
}

void RoomWatch::closedByServer()
{
    if (std::exchange(m_isClosed, true))
        return;
    m_book.roomGone(m_room, tr("closed"));
    m_book.tell(m_room, QStringLiteral("room_closed"), {});
    m_listener.watchChanged(*this, SourcePhase::Silent, tr("The room was closed"));
}

QString RoomWatch::place() const
{
    return m_book.nameOfRoom(m_room);
}

} // namespace watchglass::protocol::sensocto
