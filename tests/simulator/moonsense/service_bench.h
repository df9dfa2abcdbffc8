#pragma once

#include "tests/simulator/moonsense/service_host.h"
#include "tests/support/fake_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

namespace watchglass::sim::test {

inline const char *const moonSecret = "s3cr3t-t0ken";
inline constexpr int patience = 30'000;

inline ServerOptions options(bool wantsToken = true)
{
    ServerOptions out;
    if (wantsToken)
        out.token = QLatin1String(moonSecret);
    return out;
}

struct MoonAnswer
{
    int status = 0;
    QByteArray body;
    QJsonObject json;
    QByteArray encoding;
};

/// The service over a fleet, asked by Qt's own client.
struct ServiceBench
{
    explicit ServiceBench(Fleet fleet = Fleet::generic(2, 10.0, 2, 1), ServerOptions how = options())
        : host(clock, std::move(how), std::move(fleet))
    {}

    MoonAnswer call(const QByteArray &target, const QByteArray &verb = "GET", const QByteArray &body = {},
                    const QByteArray &token = moonSecret)
    {
        QNetworkRequest request(QUrl::fromEncoded(host.url().toEncoded() + target));
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + token);
        const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
        MoonAnswer out;
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
            return out;
        out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        out.encoding = reply->rawHeader("Content-Encoding");
        out.body = reply->readAll();
        out.json = QJsonDocument::fromJson(out.body).object();
        return out;
    }
    QJsonArray sessions(const QByteArray &query = "per_page=100")
    {
        return call("/v2/sessions?" + query).json.value(QLatin1String("sessions")).toArray();
    }
    QByteArray firstSession()
    {
        return sessions()[0].toObject().value(QLatin1String("session_id")).toString().toUtf8();
    }

    watchglass::test::FakeClock clock;
    ServiceHost host;
    QNetworkAccessManager network;
};

} // namespace watchglass::sim::test
