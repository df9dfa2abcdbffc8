#include "core/protocol/sensocto/lobby_watch.h"

#include "core/protocol/sensocto/text.h"

namespace watchglass::protocol::sensocto {

namespace {

/// Changes of membership are told twice, and several may come at once: one look at the list serves all.
constexpr Duration settleTime = std::chrono::milliseconds(500);
constexpr Duration againDelay = std::chrono::seconds(10);

} // namespace

LobbyWatch::LobbyWatch(PhoenixChannels &socket, Clock &clock, SpanMarker &sink, SensorBook &book,
                       const WantedLevels &levels, WatchListener &listener, const QString &user, Duration pollInterval,
                       bool publicRooms)
    : m_socket(socket)
    , m_clock(clock)
    , m_sink(sink)
    , m_book(book)
    , m_levels(levels)
    , m_listener(listener)
    , m_pollInterval(pollInterval)
    , m_publicRooms(publicRooms)
    , m_channel(socket, clock, *this, "lobby:" + user.toUtf8())
    , m_againTimer(clock.makeTimer([this] {
        if (m_channel.state() == PhoenixChannel::State::Idle)
            m_channel.join();
        else
            m_channel.joinAgain();
    }))
{}

void LobbyWatch::begin()
{
    m_channel.join();
    for (const auto &[id, room] : m_rooms)
        room->begin();
}

void LobbyWatch::end()
{
    m_againTimer->stop();
    m_channel.leave();
    for (const auto &[id, room] : m_rooms)
        room->end();
}

void LobbyWatch::demandChanged()
{
    for (const auto &[id, room] : m_rooms)
        room->demandChanged();
}

Grant LobbyWatch::grantFor(const QString &device) const
{
    for (const auto &[id, room] : m_rooms) {
        if (id == device || room->hasSensor(device))
            return room->grantFor(device);
    }
    const AttentionLevel level =
        device.isEmpty() ? m_levels.others() : m_levels.highest(device, m_sink.seriesOf(device));
    return pollGrant(device, level, pollIntervalAt(level, m_pollInterval));
}

void LobbyWatch::joined(PhoenixChannel &, std::string_view)
{
    if (m_listed.isEmpty())
        m_listener.watchChanged(*this, SourcePhase::Probing, tr("The lobby is joined; waiting for the list of rooms"));
}

void LobbyWatch::joinFailed(PhoenixChannel &, JoinFailure why, const QString &text)
{
    if (why == JoinFailure::Refused)
        m_listener.watchRefused(
            *this, tr("The lobby cannot be joined. %1. The token must be that of the user behind lobby=").arg(text),
            true);
    else if (why == JoinFailure::Unmatched)
        m_listener.watchRefused(*this, tr("The lobby cannot be joined. %1").arg(text), false);
    else
        m_listener.watchChanged(*this, SourcePhase::Probing,
                                tr("The lobby cannot be joined. %1; trying again").arg(text));
}

void LobbyWatch::crashed(PhoenixChannel &)
{
    m_listener.watchChanged(*this, SourcePhase::Probing,
                            tr("The lobby's channel crashed in the server; joining again"));
}

void LobbyWatch::ended(PhoenixChannel &)
{
    m_againTimer->start(againDelay);
    m_listener.watchChanged(*this, SourcePhase::Silent,
                            tr("The server ended the lobby's channel; joining again in 10 s"));
}

void LobbyWatch::eventReceived(PhoenixChannel &, const PhoenixFrame &frame)
{
    if (frame.isBinary) {
        m_sink.problem(Problem::UnknownFrame, tr("A binary message in the lobby: \"%1\"").arg(toText(frame.event)));
        return;
    }
    const auto fields = m_decoder.decode(frame.paddedPayload());
    if (!fields)
        m_sink.problem(Problem::BadFrame, fields.error().text);
    else if (frame.event == "lobby_state")
        takeState(*fields.value());
    else if (frame.event == "room_added")
        roomChanged(*fields.value(), true);
    else if (frame.event == "room_updated")
        roomChanged(*fields.value(), false);
    else if (frame.event == "room_removed")
        roomRemoved(*fields.value());
    else if (frame.event == "membership_changed")
        m_againTimer->start(settleTime);
    else
        m_sink.problem(Problem::UnknownFrame, tr("A lobby's event of unknown name \"%1\"").arg(toText(frame.event)));
}

void LobbyWatch::takeState(const MessageFields &fields)
{
    QSet<QString> listed;
    QSet<QString> wanted;
    const auto take = [&](const std::vector<RoomFields> &rooms, bool isWatched) {
        for (const RoomFields &room : rooms) {
            listed.insert(toText(room.id));
            m_book.takeRoom(room);
            if (!isWatched)
                continue;
            wanted.insert(toText(room.id));
            watchRoom(room);
        }
    };
    take(fields.myRooms, true);
    take(fields.publicRooms, m_publicRooms);
    const QSet<QString> gone = m_listed - listed;
    for (const QString &id : gone)
        forget(id, tr("no longer listed"));
    std::erase_if(m_rooms, [&wanted](const auto &entry) { return !wanted.contains(entry.first); });
    m_listed = listed;
    m_listener.watchChanged(
        *this, SourcePhase::Live,
        tr("Live; %n room(s) listed, %1 watched", nullptr, static_cast<int>(listed.size())).arg(m_rooms.size()));
}

void LobbyWatch::watchRoom(const RoomFields &room)
{
    const QString id = toText(room.id);
    if (id.isEmpty())
        return;
    auto known = m_rooms.find(id);
    if (known == m_rooms.end()) {
        if (m_rooms.size() >= mostRooms) {
            m_sink.problem(Problem::ServerError,
                           tr("There are more than %1 rooms; the others are listed only").arg(mostRooms));
            return;
        }
        auto watch = std::make_unique<RoomWatch>(m_socket, m_clock, m_sink, m_book, m_levels,
                                                 static_cast<WatchListener &>(*this), id, m_pollInterval);
        known = m_rooms.emplace(id, std::move(watch)).first;
        known->second->begin();
    }
    if (room.hasSensors)
        known->second->takeSensors(room.sensors);
}

void LobbyWatch::roomChanged(const MessageFields &fields, bool isAddition)
{
    m_book.takeRoom(fields.room);
    const QString id = toText(fields.room.id);
    if (id.isEmpty() || m_listed.contains(id))
        return;
    m_listed.insert(id);
    if (isAddition)
        m_book.tell(id, QStringLiteral("room_added"), toText(fields.room.name));
}

void LobbyWatch::roomRemoved(const MessageFields &fields)
{
    const QString id = toText(fields.roomId.empty() ? fields.room.id : fields.roomId);
    if (!m_listed.remove(id))
        return;
    m_book.tell(id, QStringLiteral("room_removed"), m_book.nameOfRoom(id));
    forget(id, tr("removed"));
}

void LobbyWatch::forget(const QString &room, const QString &reason)
{
    m_book.roomGone(room, reason);
    m_rooms.erase(room);
}

void LobbyWatch::watchChanged(Watch &watch, SourcePhase phase, const QString &text)
{
    if (phase == SourcePhase::Silent)
        m_sink.problem(Problem::ServerError, tr("Room \"%1\": %2").arg(static_cast<RoomWatch &>(watch).room(), text));
}

void LobbyWatch::watchRefused(Watch &watch, const QString &text, bool)
{
    m_sink.problem(Problem::ServerError, tr("Room \"%1\": %2").arg(static_cast<RoomWatch &>(watch).room(), text));
    watch.end();
}

} // namespace watchglass::protocol::sensocto
