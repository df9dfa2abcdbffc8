#pragma once

#include "core/link/transport_options.h"

#include <QAbstractSocket>
#include <QNetworkReply>
#include <QSslError>
#include <QString>
#include <QUrl>

#include <optional>

namespace watchglass::link {

/// "host:port", the port filled in from the scheme (80 or 443) when the address names none. For messages.
QString endpointText(const QUrl &url);

/// The HTTP address that stands at `restPath` beside a WebSocket's: "wss://h/a/connect?x" with "/connect" and "/api/"
/// is "https://h/a/api/". A path without `socketPath` counts as empty.
QUrl restUrlBeside(const QUrl &socketUrl, QLatin1String socketPath, QLatin1String restPath);

/// The proxy to take to `url`. With ProxyChoice::System this asks the desktop, which may take a moment.
QNetworkProxy proxyFor(const TransportOptions &options, const QUrl &url);

/// A certificate's SHA-256 digest from how people write it: 64 hexadecimal digits, pairs apart by ':' or spaces,
/// in either case. Nothing when it is anything else.
std::optional<QByteArray> parseFingerprint(const QString &text);
/// "AB:CD:…" of a digest.
QString formatFingerprint(const QByteArray &digest);

/// Whether the peer's certificate is the one that the operator trusts for this source.
bool isTrustedByFingerprint(const TransportOptions &options, const QSslCertificate &certificate);

/// What is wrong with a server's certificate, the most telling error first, and what to do about it. When the operator
/// trusts another one for this source, that comes first: it has changed.
/// Requires: `errors` is not empty.
QString tlsErrorText(const QList<QSslError> &errors, const QSslCertificate &certificate, const QUrl &url,
                     const TransportOptions &options = {});

/// Why `url` could not be reached (or was lost), and what to do. `detail` is the system's own text, used where we
/// know nothing better.
QString socketErrorText(QAbstractSocket::SocketError error, const QString &detail, const QUrl &url,
                        const QNetworkProxy &proxy);

/// The socket's error behind one of a request: Qt's network errors below 100 follow those of its sockets in other
/// numbers.
QAbstractSocket::SocketError socketErrorOf(QNetworkReply::NetworkError error);

/// Ends a request that nobody waits for any more; it may be on the stack.
void discard(QNetworkReply *reply);

} // namespace watchglass::link
