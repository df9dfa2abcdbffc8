#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace watchglass::settings {

/// Which way to take to a source, and whom to trust there. No secret.
struct TransportSettings
{
    enum class Proxy { System, None, Http, Socks5 };

    Proxy proxy = Proxy::System;
    QString proxyHost; ///< With Http and Socks5.
    int proxyPort = 0;
    QString proxyUser;
    bool hasProxyPassword = false;
    QString caFile; ///< Certificates (PEM) of authorities that are trusted besides the machine's; empty for none.
    bool needsTls13 = false;
    QString trustedCertificate; ///< SHA-256 in hexadecimal digits; empty for none.

    bool operator==(const TransportSettings &) const = default;
};

/// One source as the operator set it up. The secrets are in a CredentialStore, under the keys below.
struct SourceSettings
{
    QString id;   ///< The name that people gave it first, under which its series stand for good. Unique.
    QString name; ///< What people call it since; empty while that is the id.
    QString service;
    QString url;
    QString credentialForm; ///< Which of the service's ways to say who we are; empty for the first.
    QString secretKey;      ///< Under which the secrets are kept; made up, unique, never changed.
    bool hasSecret = false; ///< Without it the source cannot be used.
    bool isEnabled = true;
    TransportSettings transport;

    bool operator==(const SourceSettings &) const = default;
    const QString &shownName() const { return name.isEmpty() ? id : name; }
    QString proxySecretKey() const { return secretKey + QStringLiteral("/proxy"); }
};

/// The secrets that go with a SourceSettings. Never saved with it.
struct SourceSecrets
{
    QString token;
    QString proxyPassword;
};

/// A key that no source has.
QString newSecretKey();

QJsonObject toJson(const SourceSettings &source);
/// Nothing when there is no id. What is missing or odd besides is as in a new source.
std::optional<SourceSettings> sourceFromJson(const QJsonObject &object);

} // namespace watchglass::settings
