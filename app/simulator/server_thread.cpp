#include "app/simulator/server_thread.h"

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <future>

namespace watchglass::sim {

namespace {

constexpr std::chrono::milliseconds lookForOrders(5);

} // namespace

ServerThread::ServerThread(Fleet fleet, ServerOptions options, Clock &clock)
{
    std::promise<SimulatorServer *> made;
    m_thread.reset(QThread::create([this, &made, &clock, fleet = std::move(fleet), options = std::move(options)] {
        run(fleet, options, clock, [&made](SimulatorServer *server) { made.set_value(server); });
    }));
    m_thread->setObjectName(QStringLiteral("simulated service"));
    m_thread->start();
    m_server = made.get_future().get();
}

ServerThread::~ServerThread()
{
    m_thread->quit();
    m_thread->wait();
}

Result<QUrl> ServerThread::listen()
{
    Result<QUrl> url = Error{ErrorCode::Unreachable, {}};
    carryOut([this, &url](SimulatorServer &server) {
        const auto port = server.listen(m_port);
        if (!port) {
            url = port.error();
            return;
        }
        m_port = port.value();
        url = server.url();
    });
    return url;
}

void ServerThread::stop()
{
    carryOut([](SimulatorServer &server) { server.stop(); });
}

void ServerThread::run(Fleet fleet, const ServerOptions &options, Clock &clock,
                       const std::function<void(SimulatorServer *)> &made)
{
    SimulatorServer server(std::move(fleet), options, clock);
    QTimer orders;
    QObject::connect(&orders, &QTimer::timeout, &server, [this, &server] {
        for (const Order &order : m_orders.drain())
            order(server);
    });
    orders.start(lookForOrders);
    made(&server);
    QEventLoop loop;
    loop.exec();
}

void ServerThread::carryOut(const Order &order)
{
    std::promise<void> done;
    m_orders.post([&order, &done](SimulatorServer &server) {
        order(server);
        done.set_value();
    });
    done.get_future().wait();
}

} // namespace watchglass::sim
