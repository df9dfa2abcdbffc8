#pragma once

#include "tests/simulator/terra/terra_host.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace watchglass::sim::terra::test {

struct RestAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray type;
};

/// Asks by Qt's own client.
inline RestAnswer ask(TerraHost &host, const char *path, const std::vector<std::pair<QByteArray, QByteArray>> &headers,
                      const QByteArray &verb = "POST")
{
    QNetworkAccessManager http;
    QNetworkRequest request(host.url("http", path));
    for (const auto &[name, value] : headers)
        request.setRawHeader(name, value);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(http.sendCustomRequest(request, verb, QByteArray()));
    host.reaches([&] { return reply->isFinished(); });
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->header(QNetworkRequest::ContentTypeHeader).toByteArray()};
}

inline QString mint(TerraHost &host, const char *path = "/auth/developer")
{
    const RestAnswer answer = ask(host, path, {{"dev-id", "dev-7"}, {"x-api-key", "k3y-s3cr3t"}});
    return QJsonDocument::fromJson(answer.body).object().value(QLatin1String("token")).toString();
}

} // namespace watchglass::sim::terra::test
