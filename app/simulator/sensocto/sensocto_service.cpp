#include "app/simulator/sensocto/sensocto_service.h"

#include "app/simulator/connection.h"
#include "app/simulator/sensocto/socket_session.h"

#include <QUrl>

namespace watchglass::sim::sensocto {

namespace {

const QString socketPath = QStringLiteral("/socket/websocket");

/// The framing that the query asks for; without a word, version 1. Nothing for what the server does not speak.
std::optional<Vsn> vsnOf(const http::Request &request)
{
    const QString vsn = request.query.queryItemValue(QStringLiteral("vsn"));
    if (vsn.isEmpty() || vsn.startsWith(QLatin1String("1.0.")))
        return Vsn::V1;
    return vsn.startsWith(QLatin1String("2.0.")) ? std::optional(Vsn::V2) : std::nullopt;
}

/// Without an Origin header anybody is welcome; with one, only this server's own pages.
bool isOriginFit(const http::Request &request)
{
    const QByteArray origin = request.header("origin");
    const QString host = QUrl(QStringLiteral("http://") + QString::fromUtf8(request.header("host"))).host();
    return origin.isEmpty() || QUrl(QString::fromUtf8(origin)).host() == host;
}

} // namespace

SensoctoService::SensoctoService(Stage stage)
    : m_world(stage)
    , m_rest(m_world)
{}

bool SensoctoService::claims(const http::Request &request) const
{
    if (request.wantsWebSocket())
        return request.path == socketPath;
    // The Valtronics API lives below /api/v1.
    return request.path.startsWith(QLatin1String("/health/"))
           || (request.path.startsWith(QLatin1String("/api/")) && !request.path.startsWith(QLatin1String("/api/v1")));
}

http::Response SensoctoService::answer(const http::Request &request)
{
    return m_rest.answer(request);
}

std::unique_ptr<Session> SensoctoService::open(const http::Request &request, Connection &connection,
                                               http::Response &refusal)
{
    const auto vsn = vsnOf(request);
    if (!vsn || !isOriginFit(request)) {
        refusal.status = 403;
        refusal.contentType = "text/plain";
        return nullptr;
    }
    m_world.setExpired(connection.host().faults().expiredToken);
    const QString token = request.query.queryItemValue(QStringLiteral("token"), QUrl::FullyDecoded);
    // A bad token is no reason to refuse: its bearer is anonymous.
    return std::make_unique<SocketSession>(m_world, connection, *vsn,
                                           m_world.userOf(Use::Socket, token).value_or(QString()));
}

} // namespace watchglass::sim::sensocto
