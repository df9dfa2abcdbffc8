#include "core/link/transport.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QHostAddress>
#include <QLocale>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPointer>
#include <QSslCertificate>

#include <algorithm>
#include <array>
#include <utility>

namespace watchglass::link {

namespace {

struct Transport
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::link::Transport)
};

bool isThisMachine(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

QString proxyText(const QNetworkProxy &proxy)
{
    return QStringLiteral("%1:%2").arg(proxy.hostName()).arg(proxy.port());
}

/// The most telling first: a wrong host stays wrong whoever signed it, so it comes before the issuer.
constexpr std::array tellingOrder{
    QSslError::CertificateExpired,
    QSslError::CertificateNotYetValid,
    QSslError::HostNameMismatch,
    QSslError::CertificateRevoked,
    QSslError::CertificateBlacklisted,
    QSslError::SelfSignedCertificate,
    QSslError::SelfSignedCertificateInChain,
    QSslError::UnableToGetLocalIssuerCertificate,
    QSslError::UnableToGetIssuerCertificate,
    QSslError::UnableToVerifyFirstCertificate,
    QSslError::CertificateUntrusted,
};

const QSslError &mostTelling(const QList<QSslError> &errors)
{
    for (const QSslError::SslError wanted : tellingOrder) {
        for (const QSslError &error : errors) {
            if (error.error() == wanted)
                return error;
        }
    }
    return errors.first();
}

QString day(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

} // namespace

QString endpointText(const QUrl &url)
{
    const bool isSecure = url.scheme() == QLatin1String("wss") || url.scheme() == QLatin1String("https");
    const QString host = url.host().contains(QLatin1Char(':')) ? QStringLiteral("[%1]").arg(url.host()) : url.host();
    return QStringLiteral("%1:%2").arg(host).arg(url.port(isSecure ? 443 : 80));
}

QUrl restUrlBeside(const QUrl &socketUrl, QLatin1String socketPath, QLatin1String restPath)
{
    QUrl url = socketUrl;
    url.setScheme(socketUrl.scheme() == QLatin1String("wss") ? QStringLiteral("https") : QStringLiteral("http"));
    QString path = socketUrl.path();
    path.truncate(std::max<qsizetype>(path.lastIndexOf(socketPath), 0));
    url.setPath(path + restPath);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

QNetworkProxy proxyFor(const TransportOptions &options, const QUrl &url)
{
    const QNetworkProxy none(QNetworkProxy::NoProxy);
    if (options.proxyChoice == ProxyChoice::Explicit)
        return options.proxy;
    if (options.proxyChoice == ProxyChoice::None || isThisMachine(url.host()))
        return none;
    // Proxies are configured for web addresses; nobody configures one for ws://.
    QUrl asked = url;
    if (url.scheme() == QLatin1String("ws"))
        asked.setScheme(QStringLiteral("http"));
    else if (url.scheme() == QLatin1String("wss"))
        asked.setScheme(QStringLiteral("https"));
    const QList<QNetworkProxy> found = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked));
    for (const QNetworkProxy &proxy : found) {
        if (proxy.type() == QNetworkProxy::NoProxy || proxy.type() == QNetworkProxy::HttpProxy
            || proxy.type() == QNetworkProxy::Socks5Proxy)
            return proxy;
    }
    return none;
}

std::optional<QByteArray> parseFingerprint(const QString &text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (c == QLatin1Char(':') || c.isSpace())
            continue;
        const char latin = c.toLatin1();
        const bool isHex =
            (latin >= '0' && latin <= '9') || (latin >= 'a' && latin <= 'f') || (latin >= 'A' && latin <= 'F');
        if (!isHex)
            return std::nullopt;
        digits.append(latin);
    }
    if (digits.size() != 64)
        return std::nullopt;
    return QByteArray::fromHex(digits);
}

QString formatFingerprint(const QByteArray &digest)
{
    return QString::fromLatin1(digest.toHex(':').toUpper());
}

bool isTrustedByFingerprint(const TransportOptions &options, const QSslCertificate &certificate)
{
    return !options.trustedCertificateSha256.isEmpty() && !certificate.isNull()
           && certificate.digest(QCryptographicHash::Sha256) == options.trustedCertificateSha256;
}

QString tlsErrorText(const QList<QSslError> &errors, const QSslCertificate &certificate, const QUrl &url,
                     const TransportOptions &options)
{
    const QSslError &error = mostTelling(errors);
    const QString endpoint = endpointText(url);
    const QString fingerprint = formatFingerprint(certificate.digest(QCryptographicHash::Sha256));
    if (!options.trustedCertificateSha256.isEmpty()) {
        return Transport::tr("%1 shows another certificate than the one that you trust for this source. If it was "
                             "renewed there, look at it and trust it anew; if not, somebody may stand in between. Its "
                             "SHA-256 fingerprint: %2")
            .arg(endpoint, fingerprint);
    }
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return Transport::tr("The certificate of %1 expired on %2: it has to be renewed there (is this machine's "
                             "date right?).")
            .arg(endpoint, day(certificate.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return Transport::tr("The certificate of %1 is valid from %2 only: is this machine's date right?")
            .arg(endpoint, day(certificate.effectiveDate()));
    case QSslError::HostNameMismatch:
        return Transport::tr("The certificate of %1 was issued for another host (%2): is the address right?")
            .arg(endpoint, certificate.subjectInfo(QSslCertificate::CommonName).join(QStringLiteral(", ")));
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
        return Transport::tr("The certificate of %1 is self-signed. If you know it, trust it for this source by its "
                             "SHA-256 fingerprint: %2")
            .arg(endpoint, fingerprint);
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Transport::tr("The certificate of %1 comes from an issuer that this machine does not trust (%2). "
                             "Install the issuer's certificate, or trust this one by its SHA-256 fingerprint: %3")
            .arg(endpoint, certificate.issuerInfo(QSslCertificate::CommonName).join(QStringLiteral(", ")), fingerprint);
    default:
        return Transport::tr("The certificate of %1 was not accepted: %2").arg(endpoint, error.errorString());
    }
}

QString socketErrorText(QAbstractSocket::SocketError error, const QString &detail, const QUrl &url,
                        const QNetworkProxy &proxy)
{
    const QString endpoint = endpointText(url);
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return Transport::tr("Connection refused at %1: is the server running, and is the port right?").arg(endpoint);
    case QAbstractSocket::HostNotFoundError:
        return Transport::tr("No host is known by the name %1: is it spelled right, and is this machine online?")
            .arg(url.host());
    case QAbstractSocket::RemoteHostClosedError:
        return Transport::tr("%1 closed the connection before its answer was complete: is it the right kind of "
                             "server?")
            .arg(endpoint);
    case QAbstractSocket::SocketTimeoutError:
        return Transport::tr("No answer from %1: is the host up, and does no firewall stand between?").arg(endpoint);
    case QAbstractSocket::NetworkError:
        return Transport::tr("The network does not lead to %1: %2").arg(endpoint, detail);
    case QAbstractSocket::SslHandshakeFailedError:
        return Transport::tr("TLS with %1 failed: does the server speak TLS on this port? (%2)").arg(endpoint, detail);
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
        return Transport::tr("The proxy %1 cannot be reached: check the proxy settings.").arg(proxyText(proxy));
    case QAbstractSocket::ProxyAuthenticationRequiredError:
        return Transport::tr("The proxy %1 wants a user name and password: check the proxy settings.")
            .arg(proxyText(proxy));
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyProtocolError:
        return Transport::tr("The proxy %1 did not lead to %2: %3").arg(proxyText(proxy), endpoint, detail);
    default:
        return Transport::tr("No connection with %1: %2").arg(endpoint, detail);
    }
}

QAbstractSocket::SocketError socketErrorOf(QNetworkReply::NetworkError error)
{
    static constexpr std::pair<QNetworkReply::NetworkError, QAbstractSocket::SocketError> table[] = {
        {QNetworkReply::ConnectionRefusedError, QAbstractSocket::ConnectionRefusedError},
        {QNetworkReply::RemoteHostClosedError, QAbstractSocket::RemoteHostClosedError},
        {QNetworkReply::HostNotFoundError, QAbstractSocket::HostNotFoundError},
        {QNetworkReply::TimeoutError, QAbstractSocket::SocketTimeoutError},
        {QNetworkReply::SslHandshakeFailedError, QAbstractSocket::SslHandshakeFailedError},
        {QNetworkReply::ProxyConnectionRefusedError, QAbstractSocket::ProxyConnectionRefusedError},
        {QNetworkReply::ProxyConnectionClosedError, QAbstractSocket::ProxyConnectionClosedError},
        {QNetworkReply::ProxyNotFoundError, QAbstractSocket::ProxyNotFoundError},
        {QNetworkReply::ProxyTimeoutError, QAbstractSocket::ProxyConnectionTimeoutError},
        {QNetworkReply::ProxyAuthenticationRequiredError, QAbstractSocket::ProxyAuthenticationRequiredError},
    };
    for (const auto &[network, socket] : table) {
        if (network == error)
            return socket;
    }
    return QAbstractSocket::UnknownSocketError;
}

void discard(QNetworkReply *reply)
{
    // Qt complains of a second error, as abort() is beside one that is known, or on its way from Qt's thread: those on
    // their way already are taken back, and whatever comes later finds the reply gone.
    if (reply->error() == QNetworkReply::NoError)
        reply->abort();
    QCoreApplication::removePostedEvents(reply, QEvent::MetaCall);
    QMetaObject::invokeMethod(
        reply->manager(), [gone = QPointer<QNetworkReply>(reply)] { delete gone.data(); }, Qt::QueuedConnection);
}

} // namespace watchglass::link
