#include "tests/simulator/sim_client.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;

namespace {

ServerOptions limited(const Limits &limits)
{
    ServerOptions options;
    options.limits = limits;
    return options;
}

} // namespace

class TestLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void publishedLimitsAreTheDefault()
    {
        const Limits limits;
        QCOMPARE(limits.connectionsPerUser, 100);
        QCOMPARE(limits.connections, 1000);
        QCOMPARE(limits.connectsPerMinute, 10);
        QCOMPARE(limits.messagesPerSecond, 100);
        QCOMPARE(limits.messageBytes, 1024);
        QCOMPARE(limits.batchItems, 50);
    }

    void theEleventhConnectOfAMinuteIsClosed()
    {
        SimHarness sim;
        for (int i = 0; i < 10; ++i) {
            SimClient client(sim.server.url());
            QTRY_VERIFY(client.isOpen());
            QVERIFY(client.roundTrip());
        }
        SimClient eleventh(sim.server.url());
        QTRY_VERIFY(eleventh.isClosed);
        QCOMPARE(eleventh.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
        QVERIFY(!eleventh.socket.closeReason().isEmpty());
        sim.clock.advance(std::chrono::minutes(1));
        SimClient later(sim.server.url());
        QTRY_VERIFY(later.isOpen());
        QVERIFY(later.roundTrip());
        QCOMPARE(sim.server.counts().limitCloses.load(), 1U);
    }

    void connectionsAreLimitedInAllAndForEachUser()
    {
        SimHarness sim(limited({.connectionsPerUser = 2, .connections = 4, .connectsPerMinute = 0}));
        std::vector<std::unique_ptr<SimClient>> clients;
        const auto connectAs = [&](const char *user) {
            clients.push_back(std::make_unique<SimClient>(sim.server.url()));
            SimClient &client = *clients.back();
            if (!QTest::qWaitFor([&] { return client.isOpen() || client.isClosed; }))
                return false;
            client.send(qPrintable(QStringLiteral(R"({"type":"auth","token":"%1"})").arg(QLatin1String(user))));
            return QTest::qWaitFor([&] { return client.isClosed || !client.ofType("auth_response").isEmpty(); })
                   && !client.isClosed;
        };
        QVERIFY(connectAs("a"));
        QVERIFY(connectAs("a"));
        QVERIFY(!connectAs("a"));
        QVERIFY(connectAs("b"));
        QVERIFY(connectAs("b"));
        QVERIFY(!connectAs("c"));
        clients.erase(clients.begin());
        QTRY_COMPARE(sim.server.counts().connectionsOpen.load(), 3U);
        QVERIFY(connectAs("a"));
    }

    void tooManyMessagesASecondClose()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        for (int i = 0; i < 99; ++i)
            client.send(R"({"type":"ping"})");
        QVERIFY(client.roundTrip());
        sim.clock.advance(std::chrono::seconds(1));
        for (int i = 0; i < 99; ++i)
            client.send(R"({"type":"ping"})");
        QVERIFY(client.roundTrip());
        client.send(R"({"type":"ping"})");
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    }

    void messagesAboveOneKilobyteClose()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        QByteArray text = "{\"type\":\"ping\",\"timestamp\":\"";
        text += QByteArray(1024 - text.size() - 2, 'x') + "\"}";
        QCOMPARE(text.size(), 1024);
        client.send(text.constData());
        QTRY_COMPARE(client.frames.size(), 1);
        text.insert(10, ' ');
        client.send(text.constData());
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    }

    void largeMessagesInSmallFragmentsCloseToo()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        client.socket.setOutgoingFrameSize(100);
        client.send(QByteArray(2000, 'x').constData());
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodeTooMuchData);
    }

    void batchesAboveFiftyClose()
    {
        SimHarness sim;
        SimClient client(sim.server.url());
        QTRY_VERIFY(client.isOpen());
        const auto batch = [](int items) {
            QByteArray text = "{\"type\":\"batch\",\"messages\":[";
            for (int i = 0; i < items; ++i)
                text += i > 0 ? ",{}" : "{}";
            return QByteArray(text + "]}");
        };
        client.send(batch(50).constData());
        QVERIFY(client.roundTrip());
        client.send(batch(51).constData());
        QTRY_VERIFY(client.isClosed);
        QCOMPARE(client.socket.closeCode(), QWebSocketProtocol::CloseCodePolicyViolated);
    }

    void limitsCanBeTurnedOff()
    {
        SimHarness sim(limited({0, 0, 0, 0, 0, 0}));
        for (int i = 0; i < 15; ++i) {
            SimClient client(sim.server.url());
            QTRY_VERIFY(client.isOpen());
            client.send(QByteArray("{\"type\":\"x\",\"y\":\"" + QByteArray(5000, 'x') + "\"}").constData());
            QVERIFY(client.roundTrip());
        }
    }

    void theServerDialectHasNone()
    {
        SimHarness sim(SimHarness::dialect(Dialect::Server));
        for (int i = 0; i < 15; ++i) {
            SimClient client(sim.server.url());
            QTRY_VERIFY(client.isOpen());
            for (int n = 0; n < 150; ++n)
                client.send(R"({"type":"ping"})");
            QVERIFY(client.roundTrip());
            client.send(QByteArray("{\"type\":\"ping\",\"y\":\"" + QByteArray(100000, 'x') + "\"}").constData());
            QTRY_COMPARE(client.ofType("pong").size(), 152);
        }
    }
};

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"
