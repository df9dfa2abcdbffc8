#include "core/settings/source_settings.h"

#include <QUuid>

#include <array>
#include <utility>

namespace watchglass::settings {

namespace {

using Proxy = TransportSettings::Proxy;

constexpr std::array<std::pair<Proxy, const char *>, 4> proxyNames{
    {{Proxy::System, "system"}, {Proxy::None, "none"}, {Proxy::Http, "http"}, {Proxy::Socks5, "socks5"}}};

QString nameOf(Proxy proxy)
{
    for (const auto &[known, name] : proxyNames) {
        if (known == proxy)
            return QLatin1String(name);
    }
    return {};
}

Proxy proxyNamed(const QString &text)
{
    for (const auto &[known, name] : proxyNames) {
        if (text == QLatin1String(name))
            return known;
    }
    return Proxy::System;
}

QJsonObject toJson(const TransportSettings &transport)
{
    QJsonObject object{{QStringLiteral("proxy"), nameOf(transport.proxy)}};
    if (!transport.proxyHost.isEmpty()) {
        object.insert(QStringLiteral("proxyHost"), transport.proxyHost);
        object.insert(QStringLiteral("proxyPort"), transport.proxyPort);
        object.insert(QStringLiteral("proxyUser"), transport.proxyUser);
        object.insert(QStringLiteral("hasProxyPassword"), transport.hasProxyPassword);
    }
    if (!transport.caFile.isEmpty())
        object.insert(QStringLiteral("caFile"), transport.caFile);
    if (transport.needsTls13)
        object.insert(QStringLiteral("needsTls13"), true);
    if (!transport.trustedCertificate.isEmpty())
        object.insert(QStringLiteral("trustedCertificate"), transport.trustedCertificate);
    return object;
}

TransportSettings transportFromJson(const QJsonObject &object)
{
    TransportSettings transport;
    transport.proxy = proxyNamed(object.value(QLatin1String("proxy")).toString());
    transport.proxyHost = object.value(QLatin1String("proxyHost")).toString();
    transport.proxyPort = object.value(QLatin1String("proxyPort")).toInt();
    transport.proxyUser = object.value(QLatin1String("proxyUser")).toString();
    transport.hasProxyPassword = object.value(QLatin1String("hasProxyPassword")).toBool();
    transport.caFile = object.value(QLatin1String("caFile")).toString();
    transport.needsTls13 = object.value(QLatin1String("needsTls13")).toBool();
    transport.trustedCertificate = object.value(QLatin1String("trustedCertificate")).toString();
    return transport;
}

} // namespace

QString newSecretKey()
{
    return QStringLiteral("source-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QJsonObject toJson(const SourceSettings &source)
{
    return {
        {QStringLiteral("id"), source.id},
        {QStringLiteral("name"), source.name},
        {QStringLiteral("service"), source.service},
        {QStringLiteral("url"), source.url},
        {QStringLiteral("credentialForm"), source.credentialForm},
        {QStringLiteral("secretKey"), source.secretKey},
        {QStringLiteral("hasSecret"), source.hasSecret},
        {QStringLiteral("enabled"), source.isEnabled},
        {QStringLiteral("transport"), toJson(source.transport)},
    };
}

std::optional<SourceSettings> sourceFromJson(const QJsonObject &object)
{
    SourceSettings source;
    source.id = object.value(QLatin1String("id")).toString();
    if (source.id.isEmpty())
        return std::nullopt;
    source.name = object.value(QLatin1String("name")).toString();
    source.service = object.value(QLatin1String("service")).toString();
    source.url = object.value(QLatin1String("url")).toString();
    source.credentialForm = object.value(QLatin1String("credentialForm")).toString();
    source.secretKey = object.value(QLatin1String("secretKey")).toString();
    if (source.secretKey.isEmpty())
        source.secretKey = newSecretKey();
    source.hasSecret = object.value(QLatin1String("hasSecret")).toBool();
    source.isEnabled = object.value(QLatin1String("enabled")).toBool(true);
    source.transport = transportFromJson(object.value(QLatin1String("transport")).toObject());
    return source;
}

} // namespace watchglass::settings
