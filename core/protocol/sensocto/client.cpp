#include "core/protocol/sensocto/client.h"

#include "core/protocol/sensocto/lobby_watch.h"
#include "core/protocol/sensocto/room_watch.h"
#include "core/protocol/sensocto/text.h"
#include "core/protocol/sensocto/viewer_feed.h"

namespace watchglass::protocol::sensocto {

namespace {

constexpr Duration healthInterval = std::chrono::minutes(1);

/// Of options that cannot be used: an address that leads nowhere, and is never gone to.
Options usable(const Result<Options> &options)
{
    return options ? options.value() : Options();
}

} // namespace

Client::Client(const SourceAddress &address, SourceSink &sink, Clock &clock)
    : m_sink(sink)
    , m_clock(clock)
    , m_told(clock, [&sink](const SourceState &state) { sink.state(state); })
    , m_options(readOptions(address))
    , m_marker(sink, clock)
    , m_attributes(m_marker)
    , m_book(clock, m_marker, m_attributes)
    , m_rest(clock, sink, usable(m_options).restUrl, address.transport)
    , m_account(clock, m_rest, *this)
    , m_socket(clock, *this, usable(m_options).socketUrl, address.transport)
    , m_secrets{address.token, usable(m_options).viewerToken}
{}

Client::~Client() = default;

void Client::start()
{
    if (!m_options)
        return setState(SourcePhase::Failed, m_options.error().text);
    const Options &options = m_options.value();
    m_rest.setCredential(options.credential);
    m_isSignedIn = options.credential.isEmpty();
    m_triedNewToken = false;
    if (!m_isSignedIn) {
        setState(SourcePhase::Connecting, tr("Signing in at %1").arg(options.restUrl.host()));
        m_account.signIn();
        return;
    }
    makeWatch({});
    m_watch->begin();
    m_socket.open();
}

void Client::stop()
{
    m_account.stop();
    m_rest.cancelAll();
    m_missingSince.reset();
    m_wasLive = false;
    if (m_watch)
        m_watch->end();
    m_socket.close();
    setState(SourcePhase::Idle, tr("Stopped"));
}

void Client::setVisibleSensors(const std::optional<QStringList> &sensors)
{
    if (auto *feed = dynamic_cast<ViewerFeed *>(m_watch.get()))
        feed->setVisibleSensors(sensors);
}

void Client::setDemand(const DemandChange &change)
{
    m_levels.take(change);
    if (m_watch)
        m_watch->demandChanged();
    grantsChanged();
}

/// One for those that were never named, one for each device that was. The marker passes on what is new.
void Client::grantsChanged()
{
    if (!m_watch || !m_levels.isAsked())
        return;
    m_marker.grant(m_watch->grantFor({}));
    const QStringList devices = m_levels.devices();
    for (const QString &device : devices)
        m_marker.grant(m_watch->grantFor(device));
}

void Client::makeWatch(const QString &userId)
{
    const Options &options = m_options.value();
    WatchListener &self = *this;
    switch (options.role) {
    case Role::Room:
        m_watch = std::make_unique<RoomWatch>(m_socket, m_clock, m_marker, m_book, m_levels, self, options.room,
                                              options.pollInterval);
        break;
    case Role::Lobby:
        m_watch = std::make_unique<LobbyWatch>(m_socket, m_clock, m_marker, m_book, m_levels, self,
                                               options.user.isEmpty() ? userId : options.user, options.pollInterval,
                                               options.publicRooms);
        break;
    case Role::Viewer:
        m_watch = std::make_unique<ViewerFeed>(m_socket, m_clock, m_marker, m_attributes, m_levels, self,
                                               options.viewerToken, options.sensors);
        break;
    }
    m_told.unsaid().capabilities = m_watch->capabilities();
    grantsChanged();
}

void Client::signedIn(const QString &userId, const QString &userName, const QString &socketToken)
{
    m_secrets << socketToken << m_rest.credential();
    m_socket.setToken(socketToken);
    if (std::exchange(m_isSignedIn, true)) {
        if (m_triedNewToken && m_watchPhase != SourcePhase::Live) {
            m_watch->begin();
            m_socket.restart(tr("Connecting with a fresh token"));
        }
        return;
    }
    setState(SourcePhase::Connecting, userName.isEmpty() ? tr("Signed in") : tr("Signed in as %1").arg(userName));
    makeWatch(userId);
    if (m_options.value().role == Role::Room)
        lookAtRoom();
    m_watch->begin();
    m_socket.open();
}

void Client::signInDelayed(const QString &text, Duration retryIn)
{
    if (m_isSignedIn)
        m_sink.problem(Problem::ServerError, redacted(tr("The token cannot be renewed. %1; trying again").arg(text)));
    else
        setState(SourcePhase::Waiting, text, retryIn);
}

void Client::signInRefused(const QString &text)
{
    if (m_isSignedIn && m_watchPhase == SourcePhase::Live)
        m_sink.problem(Problem::ServerError,
                       redacted(tr("The token cannot be renewed. %1. Enter a new one before it expires").arg(text)));
    else
        fail(tr("The server refused the token. %1. Enter a valid one and connect again").arg(text));
}

/// The room's name, and whether it exists, is told by REST only.
void Client::lookAtRoom()
{
    m_rest.room(m_options.value().room, [this](const RestAnswer &answer) {
        if (answer.outcome == RestAnswer::Outcome::NotFound)
            fail(tr("The server knows no room of this id. %1").arg(answer.text));
        else if (answer.outcome != RestAnswer::Outcome::Ok)
            m_sink.problem(Problem::ServerError, redacted(answer.text));
        else if (answer.fields->hasRoom)
            m_book.takeRoom(answer.fields->room);
    });
}

void Client::askHealth()
{
    const Duration now = m_clock.monotonic();
    if (m_healthAskedAt && now - *m_healthAskedAt < healthInterval)
        return;
    m_healthAskedAt = now;
    m_rest.health([this](const RestAnswer &answer) {
        if (answer.outcome != RestAnswer::Outcome::Ok)
            return; // a server may hide it
        if (answer.date)
            m_skew.addAnswer(*answer.date, m_clock.now(), answer.roundTrip);
        QStringList sick;
        for (const std::string_view check : answer.fields->unhealthy)
            sick << toText(check);
        if (answer.fields->status != "healthy" || !sick.isEmpty())
            m_sink.problem(Problem::ServerError,
                           tr("The server calls itself %1 (%2)")
                               .arg(toText(answer.fields->status),
                                    sick.isEmpty() ? tr("without saying why") : sick.join(QStringLiteral(", "))));
    });
}

void Client::socketOpened()
{
    m_told.unsaid().reconnects = m_socket.openedCount() - 1;
    m_wasLive = false;
    m_watchPhase = SourcePhase::Probing;
    m_watchText = tr("Connected; joining");
    setState(m_watchPhase, m_watchText);
    askHealth();
}

void Client::socketClosed(const link::CloseReason &reason)
{
    m_told.unsaid().isHeldBack = false;
    // A restart is code 1012, which the WebSocket library takes for a breach of the protocol (1002); so is silence.
    const bool isRestart = reason.code == 1002 || reason.code == 1012;
    m_closeText = isRestart ? tr("The server ended the connection: it is being restarted, or heard nothing of us for "
                                 "60 s; connecting again")
                            : reason.text;
    if (m_wasLive && !reason.isDeliberate && !m_missingSince)
        m_missingSince = m_lastFrame;
    m_wasLive = false;
}

void Client::socketStateChanged(link::LinkState state)
{
    switch (state) {
    case link::LinkState::Closed:
    case link::LinkState::Open:
        break; // stop() and socketOpened() say so themselves
    case link::LinkState::Connecting:
        setState(SourcePhase::Connecting, tr("Connecting to %1").arg(m_options.value().socketUrl.host()));
        break;
    case link::LinkState::Waiting:
        setState(SourcePhase::Waiting, m_closeText, m_socket.retryIn());
        break;
    case link::LinkState::Failed:
        setState(SourcePhase::Failed, m_closeText);
        break;
    }
}

void Client::socketSilent(bool isSilent)
{
    if (isSilent)
        setState(SourcePhase::Silent, tr("Connected, but the server left a heartbeat unanswered for 10 s"));
    else
        setState(m_watchPhase, m_watchText);
}

void Client::socketHeldBack(bool isHeldBack)
{
    m_told.setHeldBack(isHeldBack);
}

void Client::setReadBudget(qint64 bytesPerSecond)
{
    m_told.setReadBudget(bytesPerSecond);
    m_socket.setReadBudget(bytesPerSecond);
}

void Client::frameReceived(std::size_t bytes)
{
    m_lastFrame = m_clock.now();
    m_sink.frameReceived(bytes);
}

void Client::badFrame(const QString &text)
{
    m_sink.problem(Problem::BadFrame, redacted(text));
}

void Client::strayFrame(const PhoenixFrame &frame)
{
    m_sink.problem(Problem::UnknownFrame, tr("A message that was not asked for: \"%1\"").arg(toText(frame.event)));
}

void Client::frameRefused(const QString &text)
{
    m_sink.problem(Problem::RefusedFrame, text);
}

void Client::watchChanged(Watch &, SourcePhase phase, const QString &text)
{
    m_watchPhase = phase;
    m_watchText = text;
    if (phase == SourcePhase::Live) {
        m_triedNewToken = false;
        markGap();
        m_wasLive = true;
    }
    setState(phase, text);
}

void Client::markGap()
{
    if (!m_missingSince)
        return;
    const TimeRange range{*m_missingSince, m_clock.now()};
    m_missingSince.reset();
    if (!range.isEmpty())
        m_sink.gap({}, {range, GapCause::LinkLost});
}

void Client::watchRefused(Watch &watch, const QString &text, bool mayBeCredential)
{
    m_watchPhase = SourcePhase::Failed;
    const bool canSignIn = !m_options.value().credential.isEmpty();
    if (mayBeCredential && canSignIn && !std::exchange(m_triedNewToken, true)) {
        watch.end(); // an old socket token makes us a stranger; begun again with a new one
        setState(SourcePhase::Probing, tr("%1; signing in anew").arg(text));
        m_account.signIn();
        return;
    }
    fail(text);
}

void Client::fail(const QString &text)
{
    m_account.stop();
    m_rest.cancelAll();
    if (m_watch)
        m_watch->end();
    m_closeText = text;
    m_socket.failForGood(redacted(text));
    setState(SourcePhase::Failed, text);
}

void Client::setState(SourcePhase phase, const QString &text, std::optional<Duration> retryIn)
{
    m_told.unsaid().dialect = QStringLiteral("phoenix 2.0.0");
    m_told.unsaid().clockSkew = m_skew.skew();
    m_told.enter(phase, redacted(text), retryIn);
}

QString Client::redacted(QString text) const
{
    for (const QString &secret : m_secrets) {
        if (secret.isEmpty())
            continue;
        text.replace(secret, QStringLiteral("…"));
        text.replace(QString::fromLatin1(QUrl::toPercentEncoding(secret)), QStringLiteral("…"));
    }
    return text;
}

} // namespace watchglass::protocol::sensocto
