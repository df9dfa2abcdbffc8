#include "tests/simulator/sim_client.h"

#include <QEventLoop>
#include <QRegularExpression>
#include <QThread>

#include <atomic>
#include <future>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;

namespace {

/// A server of the demo fleet in a thread of its own. Standard C++ hands over between the threads, not queued calls, so
/// that the thread sanitizer sees every hand-over.
class ServerThread final : public QThread
{
public:
    ServerThread() { start(); }
    ~ServerThread() override { end(); }

    /// Waits until it listens; null when it cannot.
    SimulatorServer *server() { return m_server.get(); }
    quint16 port() const { return m_port; }
    void end()
    {
        m_ending = true;
        wait();
    }

private:
    void run() override
    {
        SystemClock clock;
        ServerOptions options;
        options.limits.connectsPerMinute = 0;
        SimulatorServer own(Fleet::demo(1), options, clock);
        const Result<quint16> port = own.listen();
        m_port = port ? port.value() : quint16(0);
        m_ready.set_value(port ? &own : nullptr);
        QEventLoop loop;
        std::unique_ptr<Timer> timer;
        timer = clock.makeTimer([&] {
            if (m_ending)
                loop.quit();
            else
                timer->start(std::chrono::milliseconds(5));
        });
        timer->start({});
        loop.exec();
    }

    std::promise<SimulatorServer *> m_ready;
    std::future<SimulatorServer *> m_server = m_ready.get_future();
    std::atomic<quint16> m_port = 0;
    std::atomic<bool> m_ending = false;
};

} // namespace

class TestServerThread : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void livesInAThreadOfItsOwn()
    {
        ServerThread thread;
        SimulatorServer *server = thread.server();
        QVERIFY(server);
        QUrl url(QStringLiteral("ws://127.0.0.1/ws"));
        url.setPort(thread.port());
        SimClient client(url);
        QTRY_VERIFY(client.isOpen());
        client.send(R"({"type":"subscribe","channel":"telemetry"})");
        QTRY_VERIFY(client.ofType("telemetry_update").size() > 100);
        QVERIFY(server->counts().samplesSent > 100);
        Faults faults;
        faults.drop = 1.0;
        server->setFaults(faults);
        QTRY_VERIFY(server->counts().framesFaulted > 10);
        QCOMPARE(server->faultsNow().drop, 1.0);
        thread.end();
        QTRY_VERIFY(client.isClosed);
    }
};

QTEST_GUILESS_MAIN(TestServerThread)
#include "tst_server_thread.moc"
