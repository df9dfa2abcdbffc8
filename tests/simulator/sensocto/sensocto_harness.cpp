#include "tests/simulator/sensocto/sensocto_harness.h"

#include "app/simulator/model_feed.h"
#include "app/simulator/signal.h"

namespace watchglass::sim::sensocto::test {

namespace {

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

} // namespace

MetricModel metric(const char *name, const char *unit, int everyNth, int period, double scale)
{
    return {{name, unit}, std::make_shared<SawSignal>(period, scale), everyNth};
}

Fleet smallFleet()
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

Harness::Harness(ServerOptions serverOptions, Fleet fleet)
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

Harness::~Harness()
{
    abortAll();
    qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly)); // while their service lives
}

QUrl Harness::httpUrl(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_listener.serverPort()).arg(path));
}

QUrl Harness::socketUrl(const QString &query) const
{
    QUrl url = httpUrl(QStringLiteral("/socket/websocket"));
    url.setScheme(QStringLiteral("ws"));
    url.setQuery(query);
    return url;
}

void Harness::closeAll(std::uint16_t code)
{
    for (Connection *connection : m_connections)
        connection->close(code, {});
}

void Harness::abortAll()
{
    for (Connection *connection : std::vector(m_connections))
        connection->abort();
}

std::uint64_t Harness::bytesSent() const
{
    std::uint64_t sum = 0;
    for (const Connection *connection : m_connections)
        sum += connection->isWebSocket() ? connection->bytesSent() : 0; // HTTP answers come when they come
    return sum;
}

void Harness::accept(QTcpSocket *socket)
{
    auto *connection = new Connection(socket, *this, 1);
    connection->setParent(this);
    m_connections.push_back(connection);
    connect(connection, &Connection::ended, this, [this](Connection *ended) {
        std::erase(m_connections, ended);
        ended->deleteLater();
    });
}

void Harness::tick()
{
    for (Connection *connection : std::vector(m_connections)) {
        if (connection->isWebSocket())
            connection->session()->pump(site.elapsed());
        connection->tick();
    }
    m_timer->start(options.tick);
}

} // namespace watchglass::sim::sensocto::test
