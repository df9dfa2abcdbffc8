#pragma once

#include "app/simulator/connection.h"
#include "app/simulator/model_feed.h"
#include "app/simulator/sensocto/sensocto_service.h"
#include "app/simulator/signal.h"
#include "tests/support/fake_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpServer>
#include <QTest>
#include <QWebSocket>

namespace watchglass::sim::sensocto::test {

using namespace std::chrono_literals;

/// Longer than any answer on loopback takes, on any machine.
constexpr int patienceMs = 20'000;

/// A value that follows from the time alone: whole milliseconds modulo `period`, times `scale`.
class SawSignal final : public Signal
{
public:
    SawSignal(int period, double scale)
        : m_period(period)
        , m_scale(scale)
    {}
    double at(Duration t) const override
    {
        return static_cast<double>((t / std::chrono::milliseconds(1)) % m_period) * m_scale;
    }

private:
    int m_period;
    double m_scale;
};

inline MetricModel metric(const char *name, const char *unit, int everyNth, int period, double scale)
{
    return {{name, unit}, std::make_shared<SawSignal>(period, scale), everyNth};
}

/// Two devices in one room and one in another: a monitor with an ECG at 250 Hz and numbers each second, a door that
/// opens and closes each second, and a van.
inline Fleet smallFleet()
{
    Fleet fleet;
    DeviceModel monitor{{QStringLiteral("Bed 1"), QStringLiteral("patient_monitor"), QStringLiteral("Ward")},
                        250.0,
                        {metric("ecg_ii", "mV", 1, 100, 0.01), metric("ecg_v5", "mV", 1, 100, 0.02),
                         metric("heart_rate", "bpm", 250, 60'000, 0.001), metric("respiration", "", 4, 1000, 0.1)},
                        {}};
    DeviceModel door{{QStringLiteral("Door"), QStringLiteral("contact"), QStringLiteral("Ward")},
                     2.0,
                     {metric("open", "", 1, 1000, 0.002), metric("battery", "%", 20, 60'000, 0.001)},
                     {}};
    DeviceModel van{{QStringLiteral("Van"), QStringLiteral("vehicle"), QStringLiteral("Road")},
                    5.0,
                    {metric("latitude", "°", 1, 60'000, 0.001), metric("longitude", "°", 1, 60'000, 0.002),
                     metric("speed", "km/h", 1, 60'000, 0.001), metric("accelerometer.x", "g", 1, 100, 0.1),
                     metric("accelerometer.y", "g", 1, 100, 0.2), metric("accelerometer.z", "g", 1, 100, 0.3),
                     metric("battery", "V", 1, 60'000, 0.001), metric("cargo_temperature", "°C", 1, 60'000, 0.001)},
                    {}};
    fleet.add(monitor);
    fleet.add(door);
    fleet.add(van);
    fleet.setNamedIds(true);
    return fleet;
}

/// The service alone behind a listening socket, with a clock turned by hand.
class Harness final : public QObject, public ConnectionHost
{
public:
    explicit Harness(ServerOptions serverOptions = {}, Fleet fleet = smallFleet())
        : options(std::move(serverOptions))
        , site(std::move(fleet), clock, options.seed)
        , service(Stage{site, options, m_counters, clock})
        , world(service.world())
    {
        site.start();
        m_listener.listen(QHostAddress::LocalHost);
        connect(&m_listener, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_listener.nextPendingConnection())
                accept(socket);
        });
        m_timer = clock.makeTimer([this] { tick(); });
        m_timer->start(options.tick);
    }
    ~Harness() override
    {
        abortAll();
        qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly)); // while their service lives
    }

    QUrl httpUrl(const QString &path) const
    {
        return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_listener.serverPort()).arg(path));
    }
    QUrl socketUrl(const QString &query = QStringLiteral("vsn=2.0.0")) const
    {
        QUrl url = httpUrl(QStringLiteral("/socket/websocket"));
        url.setScheme(QStringLiteral("ws"));
        url.setQuery(query);
        return url;
    }
    QString token(Use use, const QString &user) const { return world.tokens().mint(use, user, world.now()); }
    /// Ends every connection as a restart does.
    void closeAll(std::uint16_t code)
    {
        for (Connection *connection : m_connections)
            connection->close(code, {});
    }
    void abortAll()
    {
        for (Connection *connection : std::vector(m_connections))
            connection->abort();
    }

    http::Response answer(const http::Request &request) override { return service.answer(request); }
    std::unique_ptr<Session> open(const http::Request &request, Connection &connection,
                                  http::Response &refusal) override
    {
        return service.open(request, connection, refusal);
    }
    std::unique_ptr<Session> openStream(const http::Request &, Connection &, http::Response &) override { return {}; }
    const Faults &faults() const override { return options.faults; }
    Counters &counters() override { return m_counters; }
    Duration monotonic() const override { return clock.monotonic(); }
    std::int64_t queueBytes() const override { return options.queueBytes; }

    watchglass::test::FakeClock clock;
    ServerOptions options;
    Site site;

private:
    Counters m_counters;

public:
    SensoctoService service;
    World &world;

private:
    void accept(QTcpSocket *socket)
    {
        auto *connection = new Connection(socket, *this, 1);
        connection->setParent(this);
        m_connections.push_back(connection);
        connect(connection, &Connection::ended, this, [this](Connection *ended) {
            std::erase(m_connections, ended);
            ended->deleteLater();
        });
    }
    void tick()
    {
        for (Connection *connection : std::vector(m_connections)) {
            if (connection->isWebSocket())
                connection->session()->pump(site.elapsed());
            connection->tick();
        }
        m_timer->start(options.tick);
    }

    QTcpServer m_listener;
    std::unique_ptr<Timer> m_timer;
    std::vector<Connection *> m_connections;
};

/// A socket of Qt's own that speaks version 2 and keeps what comes.
class Probe final : public QObject
{
public:
    explicit Probe(const QUrl &url, const QByteArray &origin = {})
        : socket(QString::fromUtf8(origin))
    {
        connect(&socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            texts.append(text.toUtf8());
            frames.append(QJsonDocument::fromJson(text.toUtf8()).array());
        });
        connect(&socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &b) { binaries.append(b); });
        connect(&socket, &QWebSocket::disconnected, this, [this] { isClosed = true; });
        connect(&socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
                [this] { hasFailed = true; });
        socket.open(url);
    }

    bool opens()
    {
        return QTest::qWaitFor([this] { return socket.state() == QAbstractSocket::ConnectedState; }, patienceMs);
    }
    void send(const char *json) { socket.sendTextMessage(QString::fromUtf8(json)); }
    void send(const QJsonArray &frame)
    {
        socket.sendTextMessage(QString::fromUtf8(QJsonDocument(frame).toJson(QJsonDocument::Compact)));
    }
    void push(const char *joinRef, const char *ref, const QString &topic, const char *event, const QJsonValue &payload)
    {
        send(QJsonArray{QLatin1String(joinRef), QLatin1String(ref), topic, QLatin1String(event), payload});
    }
    /// Everything sent before is handled once the heartbeat is answered.
    bool roundTrip()
    {
        const QString ref = QStringLiteral("sync%1").arg(++m_syncs);
        send(QJsonArray{QJsonValue(), ref, QStringLiteral("phoenix"), QStringLiteral("heartbeat"), QJsonObject()});
        return QTest::qWaitFor(
            [&] {
                return isClosed || std::any_of(frames.begin(), frames.end(), [&](const QJsonArray &frame) {
                           return frame.at(1) == ref;
                       });
            },
            patienceMs);
    }
    /// What came beside the answers to roundTrip().
    QList<QJsonArray> told() const
    {
        QList<QJsonArray> out;
        for (const QJsonArray &frame : frames) {
            if (frame.at(2) != QLatin1String("phoenix"))
                out.append(frame);
        }
        return out;
    }
    QList<QJsonArray> of(const char *event) const
    {
        QList<QJsonArray> out;
        for (const QJsonArray &frame : frames) {
            if (frame.at(3) == QLatin1String(event) && frame.at(2) != QLatin1String("phoenix"))
                out.append(frame);
        }
        return out;
    }
    QJsonObject last(const char *event) const
    {
        const auto all = of(event);
        return all.isEmpty() ? QJsonObject() : all.last().at(4).toObject();
    }

    QWebSocket socket;
    QList<QByteArray> texts;
    QList<QJsonArray> frames;
    QList<QByteArray> binaries;
    bool isClosed = false;
    bool hasFailed = false;

private:
    int m_syncs = 0;
};

inline QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

/// The nine fields of a sensor join.
inline QJsonObject joinFields(const QString &sensorId = QStringLiteral("s1"))
{
    QJsonObject out = object(R"({"connector_id":"c1","connector_name":"Dev","sensor_name":"S","sensor_type":"ecg",
        "attributes":{"hr":{"attribute_type":"heartrate"}},"sampling_rate":1,"batch_size":1,"bearer_token":"word"})");
    out.insert(QStringLiteral("sensor_id"), sensorId);
    return out;
}

} // namespace watchglass::sim::sensocto::test
