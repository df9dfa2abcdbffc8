#pragma once

#include <QByteArray>
#include <QList>
#include <QNetworkProxy>
#include <QSslConfiguration>

#include <memory>
#include <utility>

namespace watchglass::link {

class FrameTap;

using HeaderList = QList<std::pair<QByteArray, QByteArray>>;

/// Which way to take to the other side.
enum class ProxyChoice {
    System,   ///< What the desktop or the environment says; never for this machine's own addresses.
    None,     ///< Directly.
    Explicit, ///< TransportOptions::proxy (HTTP CONNECT or SOCKS5).
};

/// How to reach one source; shared by its WebSocketLink and its RestClient.
struct TransportOptions
{
    ProxyChoice proxyChoice = ProxyChoice::System;
    QNetworkProxy proxy{QNetworkProxy::NoProxy}; ///< Used with ProxyChoice::Explicit only.
    /// Certificates of this machine's authorities by default.
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    /// SHA-256 digest (32 bytes) of the one certificate that the operator trusts for this source although no
    /// authority vouches for it; empty for none. See parseFingerprint().
    QByteArray trustedCertificateSha256;
    HeaderList headers;                 ///< Sent with every request and handshake; may hold secrets: never logged.
    std::shared_ptr<FrameTap> tap = {}; ///< Hears what crosses the links; none: nobody does.
};

} // namespace watchglass::link
