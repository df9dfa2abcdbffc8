#include "core/protocol/source_setup.h"

#include "core/link/transport.h"

#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <QUrlQuery>

namespace watchglass::protocol {

namespace {

using settings::TransportSettings;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::SourceSetup)
};

Result<void> readAuthorities(const QString &fileName, QSslConfiguration &tls)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{
            ErrorCode::File,
            Texts::tr("The file of trusted certificates %1 cannot be read: %2").arg(fileName, file.errorString())};
    const QList<QSslCertificate> certificates = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (certificates.isEmpty())
        return Error{ErrorCode::Malformed,
                     Texts::tr("There is no certificate in %1: a PEM file is wanted, which begins with "
                               "-----BEGIN CERTIFICATE-----")
                         .arg(fileName)};
    tls.addCaCertificates(certificates);
    return {};
}

} // namespace

Result<link::TransportOptions> transportOptions(const TransportSettings &transport, const QString &proxyPassword)
{
    link::TransportOptions options;
    const auto port = static_cast<quint16>(transport.proxyPort);
    switch (transport.proxy) {
    case TransportSettings::Proxy::System:
        break;
    case TransportSettings::Proxy::None:
        options.proxyChoice = link::ProxyChoice::None;
        break;
    case TransportSettings::Proxy::Http:
    case TransportSettings::Proxy::Socks5:
        options.proxyChoice = link::ProxyChoice::Explicit;
        options.proxy = QNetworkProxy(transport.proxy == TransportSettings::Proxy::Http ? QNetworkProxy::HttpProxy
                                                                                        : QNetworkProxy::Socks5Proxy,
                                      transport.proxyHost, port, transport.proxyUser, proxyPassword);
        break;
    }
    options.tls.setProtocol(transport.needsTls13 ? QSsl::TlsV1_3OrLater : QSsl::TlsV1_2OrLater);
    if (!transport.caFile.isEmpty()) {
        if (const auto read = readAuthorities(transport.caFile, options.tls); !read)
            return read.error();
    }
    if (!transport.trustedCertificate.isEmpty()) {
        const auto digest = link::parseFingerprint(transport.trustedCertificate);
        if (!digest)
            return Error{ErrorCode::Malformed,
                         Texts::tr("The trusted certificate's fingerprint has to be 64 hexadecimal digits (SHA-256)")};
        options.trustedCertificateSha256 = *digest;
    }
    return options;
}

Result<SourceAddress> sourceAddress(const settings::SourceSettings &source, const settings::SourceSecrets &secrets)
{
    auto address = parseSourceAddress(source.service + QLatin1Char(':') + source.url);
    if (!address)
        return address.error();
    auto transport = transportOptions(source.transport, secrets.proxyPassword);
    if (!transport)
        return transport.error();
    address.value().token = secrets.token;
    address.value().transport = std::move(transport).value();
    return address;
}

QString takeSecret(SourceAddress &address)
{
    const QString password = address.url.password(QUrl::FullyDecoded);
    QString secret = password;
    if (!address.url.userName().isEmpty())
        secret = address.url.userName(QUrl::FullyDecoded) + QLatin1Char(':') + password;
    address.url.setUserInfo({});
    QUrlQuery query(address.url);
    const QStringList secretItems = address.service == Service::Sensocto
                                        ? QStringList{QStringLiteral("viewer"), QStringLiteral("token")}
                                        : QStringList{QStringLiteral("token")};
    for (const QString &item : secretItems) {
        const QString value = query.queryItemValue(item, QUrl::FullyDecoded);
        if (value.isEmpty())
            continue;
        secret = value;
        query.removeAllQueryItems(item);
        if (item == QLatin1String("viewer")) // the role stays
            query.addQueryItem(item, {});
    }
    address.url.setQuery(query);
    if (query.isEmpty())
        address.url.setQuery(QString());
    return secret;
}

QString addressText(const SourceAddress &address)
{
    SourceAddress shown = address;
    takeSecret(shown);
    return serviceName(shown.service) + QLatin1Char(':') + shown.url.toString(QUrl::FullyEncoded);
}

} // namespace watchglass::protocol
