#pragma once

#include "tests/simulator/disruptive/disruptive_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

namespace watchglass::sim::test {

inline constexpr int patience = 30'000;

struct HttpAnswer
{
    int status = 0;
    QByteArray body;
    QByteArray retryAfter;
    QByteArray contentType;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray list(const char *name) const { return object().value(QLatin1String(name)).toArray(); }
};

/// An HTTP client by Qt's own hand, so that the server is judged by someone else.
class Http
{
public:
    explicit Http(DisruptiveBench &bench)
        : m_bench(bench)
    {}

    QNetworkReply *start(const QByteArray &method, const QString &path, const QByteArray &body = {},
                         const QByteArray &accept = {})
    {
        QUrl url = m_bench.url(path.section(QLatin1Char('?'), 0, 0));
        if (path.contains(QLatin1Char('?')))
            url.setQuery(path.section(QLatin1Char('?'), 1));
        QNetworkRequest request(url);
        if (!authorization.isEmpty())
            request.setRawHeader("Authorization", authorization);
        if (!accept.isEmpty())
            request.setRawHeader("Accept", accept);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        return m_network.sendCustomRequest(request, method, body);
    }
    HttpAnswer call(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        const std::unique_ptr<QNetworkReply> reply(start(method, path, body));
        HttpAnswer out;
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
            return out;
        out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        out.retryAfter = reply->rawHeader("Retry-After");
        out.contentType = reply->rawHeader("Content-Type");
        out.body = reply->readAll();
        return out;
    }
    HttpAnswer get(const QString &path) { return call("GET", path); }

    QByteArray authorization;

private:
    DisruptiveBench &m_bench;
    QNetworkAccessManager m_network;
};

inline QString project(const char *rest)
{
    return QStringLiteral("/v2/projects/watchglass") + QLatin1String(rest);
}

/// A stream read by Qt's HTTP client.
struct Stream
{
    Stream(DisruptiveBench &bench, Http &http, const QString &query, const QByteArray &accept = {})
        : server(bench)
        , reply(http.start("GET", project("/devices:stream") + query, {}, accept))
    {
        QObject::connect(reply.get(), &QIODevice::readyRead, reply.get(), [this] { text += reply->readAll(); });
    }
    bool opens()
    {
        return QTest::qWaitFor([&] { return server.streams() > 0 || reply->isFinished(); }, patience)
               && !reply->isFinished();
    }
    QList<QJsonObject> messages() const
    {
        QList<QJsonObject> all;
        for (QByteArray line : text.split('\n')) {
            if (line.startsWith("data: "))
                line = line.mid(6);
            if (!line.isEmpty())
                all.append(QJsonDocument::fromJson(line).object());
        }
        return all;
    }
    QList<QJsonObject> events() const
    {
        QList<QJsonObject> all;
        for (const QJsonObject &message : messages()) {
            const QJsonObject event =
                message.value(QLatin1String("result")).toObject().value(QLatin1String("event")).toObject();
            if (!event.isEmpty())
                all.append(event);
        }
        return all;
    }
    int count(const char *type) const
    {
        const auto all = events();
        return static_cast<int>(std::count_if(all.begin(), all.end(), [type](const QJsonObject &event) {
            return event.value(QLatin1String("eventType")) == QLatin1String(type);
        }));
    }

    DisruptiveBench &server;
    std::unique_ptr<QNetworkReply> reply;
    QByteArray text;
};

} // namespace watchglass::sim::test
