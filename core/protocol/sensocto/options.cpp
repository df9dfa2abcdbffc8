#include "core/protocol/sensocto/options.h"

#include "core/base/duration_text.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace watchglass::protocol::sensocto {

namespace {

constexpr Duration shortestPoll = std::chrono::milliseconds(200);

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::Options)
};

QUrl withScheme(QUrl url, bool isSocket)
{
    const QString scheme = url.scheme();
    const bool isSecure = scheme == QLatin1String("wss") || scheme == QLatin1String("https");
    url.setScheme(QLatin1String(isSocket ? "ws" : "http") + (isSecure ? QStringLiteral("s") : QString()));
    url.setQuery(QString());
    url.setFragment(QString());
    QString path = url.path();
    const qsizetype socket = path.indexOf(QLatin1String("/socket"));
    path.truncate(socket >= 0 ? socket : path.size());
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    return url;
}

QString valueOf(const QUrlQuery &query, const char *name)
{
    return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded).trimmed();
}

} // namespace

Result<Options> readOptions(const SourceAddress &address)
{
    const QUrlQuery query(address.url);
    const auto has = [&query](const char *name) { return query.hasQueryItem(QLatin1String(name)); };
    Options options;
    options.socketUrl = withScheme(address.url, true);
    options.restUrl = withScheme(address.url, false);
    options.room = valueOf(query, "room");
    options.user = valueOf(query, "lobby");
    options.viewerToken = valueOf(query, "viewer");
    options.publicRooms = valueOf(query, "rooms") == QLatin1String("all");
    if (has("sensors"))
        options.sensors = valueOf(query, "sensors").split(QLatin1Char(','), Qt::SkipEmptyParts);
    if (has("poll")) {
        const auto interval = parseDuration(valueOf(query, "poll"));
        if (!interval || (*interval != Duration::zero() && *interval < shortestPoll)) {
            return Error{ErrorCode::Malformed,
                         Texts::tr("\"poll=\" wants a time of at least 0.2 s, such as poll=2s, or 0 "
                                   "for never")};
        }
        options.pollInterval = *interval;
    }
    if (int(has("room")) + int(has("lobby")) + int(has("viewer")) > 1)
        return Error{ErrorCode::Malformed,
                     Texts::tr("An address names one of room=, lobby= and viewer=, and this one names several")};
    if (has("viewer")) {
        options.role = Role::Viewer;
        if (options.viewerToken.isEmpty())
            options.viewerToken = address.token;
        else
            options.credential = address.token;
        if (options.viewerToken.isEmpty())
            return Error{ErrorCode::Missing, Texts::tr("The viewer's token is missing: enter it as the source's token, "
                                                       "or write it behind viewer=")};
        return options;
    }
    options.credential = address.token;
    options.role = has("room") ? Role::Room : Role::Lobby;
    if (options.role == Role::Room && options.room.isEmpty())
        return Error{ErrorCode::Missing, Texts::tr("The room's id is missing: write it behind room=")};
    if (options.role == Role::Lobby && options.credential.isEmpty())
        return Error{ErrorCode::Missing, Texts::tr("A lobby wants a token. Enter one, or name a public room by adding "
                                                   "?room= and its id to the address")};
    return options;
}

} // namespace watchglass::protocol::sensocto
