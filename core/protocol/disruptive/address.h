#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>
#include <QUrlQuery>

namespace watchglass::protocol::disruptive {

/// The two forms in which the stream comes.
enum class StreamForm {
    Lines, ///< One JSON object a line (application/json).
    Sse,   ///< text/event-stream.
};

/// Where a project is, and what is wanted of it.
struct ProjectAddress
{
    QUrl base;       ///< http(s)://host/v2
    QString project; ///< Its bare id.
    StreamForm form = StreamForm::Lines;
    Duration ping = std::chrono::seconds(10);
    QUrlQuery filters; ///< device_ids and its like, each value by itself, percent-encoded.
    int narrow = 200;  ///< With more devices than this, event types that nobody wants are left out; 0: never.
    QUrl tokenEndpoint;
    QUrl emulator; ///< http(s)://host/v2 that takes events from us; empty for none.
};

/// Who we are. Without a key id the secret is an access token that somebody else fetched, or empty for nobody.
struct Credentials
{
    QString keyId;
    QString secret;
    QString email; ///< With it: OAuth2; without: Basic.
};

/// Reads http(s)://host[/v2]/projects/ID with the options stream=ndjson|sse, ping=10s, narrow=N, token_endpoint=URL,
/// emulator=URL and the stream's filters (device_ids, device_types, event_types, label_filters, product_numbers, in
/// either spelling, as often as wanted). The token endpoint is the service's own at its hosts, and /oauth2/token of the
/// same host elsewhere. At the service's emulator.HOST events are published only: everything else is asked of api.HOST,
/// where they appear.
Result<ProjectAddress> readAddress(const QUrl &url);

/// "keyId:secret", "keyId:secret:email" or one word, an access token.
Credentials readCredentials(const QString &token);

/// GET …/devices:stream with filters and ping interval. `types`: instead of the event types of the filters; none: not.
QUrl streamUrl(const ProjectAddress &address, const QStringList &types = {});
/// Of the base address: "projects/P/devices", and of one device "projects/P/devices/D/events".
QString devicesPath(const ProjectAddress &address);
QString historyPath(const ProjectAddress &address, const QString &device);
/// Whole: the emulator's. Requires: there is one.
QString publishPath(const ProjectAddress &address, const QString &device);
/// The filters that a list of devices knows, with the page's size and token.
QUrlQuery devicesQuery(const ProjectAddress &address, const QString &pageToken);
/// Events from `from` on; the filter of event types goes along, or `types` instead.
QUrlQuery historyQuery(const ProjectAddress &address, Timestamp from, const QString &pageToken,
                       const QStringList &types = {});

/// The assertion of RFC 7523: HS256, issued 5 s ago against clocks that are behind ours, good for an hour.
QByteArray signedAssertion(const Credentials &credentials, const QUrl &audience, Timestamp now);
/// The form that is posted to the token endpoint.
QByteArray tokenForm(const QByteArray &assertion);
/// "Basic …" of key id and secret.
QByteArray basicHeader(const Credentials &credentials);

} // namespace watchglass::protocol::disruptive
