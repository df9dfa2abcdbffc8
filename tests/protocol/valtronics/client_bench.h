#pragma once

#include "core/protocol/valtronics/client.h"
#include "tests/protocol/fake_server.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QTest>

namespace watchglass::test {

using namespace std::chrono_literals;

inline const QString secret = QStringLiteral("s3cr3t-t0ken");

/// A client against a scripted server, with time turned by hand.
struct ClientBench
{
    explicit ClientBench(const QString &token = secret)
        : client({protocol::Service::Valtronics, server.url(), token}, sink, clock)
    {}

    /// Turns the clock in small steps until `condition` holds; false when it does not within some hundred steps.
    bool reaches(const std::function<bool()> &condition, Duration step = 20ms)
    {
        return QTest::qWaitFor(
            [&] {
                if (condition())
                    return true;
                clock.advance(step);
                return condition();
            },
            20'000);
    }
    bool reachesPhase(SourcePhase phase, Duration step = 20ms)
    {
        return reaches([&] { return sink.phase() == phase; }, step);
    }

    void speakDocumented(bool accept = true)
    {
        server.onFrame = [accept](QWebSocket &socket, const QJsonObject &frame) {
            const QString type = frame.value(QLatin1String("type")).toString();
            if (type == QLatin1String("auth")) {
                socket.sendTextMessage(
                    accept ? QStringLiteral(R"({"type":"auth_response","success":true})")
                           : QStringLiteral(R"({"type":"auth_response","success":false,)"
                                            R"("message":"bad s3cr3t-t0ken","error":"invalid_token"})"));
            } else if (type == QLatin1String("ping")) {
                socket.sendTextMessage(QStringLiteral(R"({"type":"pong"})"));
            }
        };
    }

    /// The real server's way; `answers` gives bodies by path, an empty body is a 404.
    void speakServer()
    {
        server.onFrame = [](QWebSocket &socket, const QJsonObject &frame) {
            const QString type = frame.value(QLatin1String("type")).toString();
            if (type == QLatin1String("ping"))
                socket.sendTextMessage(QStringLiteral(R"({"type":"pong","timestamp":"2026-01-01T00:00:00"})"));
            else if (type == QLatin1String("subscribe_device"))
                socket.sendTextMessage(QStringLiteral(R"({"type":"subscription_confirmed","device_id":"1"})"));
            else
                socket.sendTextMessage(QStringLiteral(R"({"error":"Unknown message type: %1"})").arg(type));
        };
        server.onHttp = [this](const QString &verb, const QString &path, const QUrlQuery &query) {
            const QString key = verb == QLatin1String("GET") ? path : verb + QLatin1Char(' ') + path;
            if (path == QLatin1String("/api/v1/devices/1/telemetry"))
                return telemetry(query.queryItemValue(QStringLiteral("limit")).toInt());
            const auto found = bodies.constFind(key);
            return found == bodies.constEnd() ? FakeServer::HttpAnswer{404, R"({"detail":"Not Found"})", {}}
                                              : FakeServer::HttpAnswer{200, *found, {}};
        };
        bodies.insert(QStringLiteral("/api/v1/health/"), R"({"status":"healthy","timestamp":1767225600.0})");
        bodies.insert(QStringLiteral("/api/v1/devices/"),
                      R"([{"id":1,"name":"Oven","device_id":"TEMP-001","status":"online"}])");
        bodies.insert(QStringLiteral("/api/v1/alerts/"), "[]");
    }

    /// Rows 1..newest, value = id, a second apart; newest first, cut off at `limit`.
    FakeServer::HttpAnswer telemetry(int limit) const
    {
        QByteArray body = "[";
        for (int id = newestRow; id > 0 && id > newestRow - limit; --id) {
            const Timestamp time = Timestamp::fromMs(1'767'225'600'000) + std::chrono::seconds(id);
            body += body.size() > 1 ? "," : "";
            body += R"({"metric_name":"t","metric_value":)" + QByteArray::number(id) + R"(,"unit":"celsius","id":)"
                    + QByteArray::number(id) + R"(,"device_id":1,"timestamp":")"
                    + QByteArray::fromStdString(formatIsoTimestamp(time, 0)).chopped(1) + "\"}";
        }
        return {200, body + "]", {}};
    }

    std::vector<double> rows(int from, int to) const
    {
        std::vector<double> all;
        for (int id = from; id <= to; ++id)
            all.push_back(id);
        return all;
    }

    // The client goes first when all goes: its clock and sink outlive it.
    FakeServer server;
    FakeClock clock;
    RecordingSink sink;
    QHash<QString, QByteArray> bodies;
    int newestRow = 3;
    protocol::valtronics::Client client;
};

} // namespace watchglass::test
