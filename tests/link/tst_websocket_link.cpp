#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

#include "core/link/websocket_link.h"
#include "tests/link/loopback.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

/// A well-behaved WebSocket server on loopback.
struct Server
{
    Server()
    {
        server.setSupportedSubprotocols({QStringLiteral("b"), QStringLiteral("c")});
        QObject::connect(&server, &QWebSocketServer::newConnection, &server, [this] {
            peers.emplace_back(server.nextPendingConnection());
            QWebSocket *peer = peers.back().get();
            QObject::connect(peer, &QWebSocket::textMessageReceived, peer, [this](const QString &t) { texts += t; });
            QObject::connect(peer, &QWebSocket::binaryMessageReceived, peer,
                             [this](const QByteArray &b) { binaries += b; });
        });
        server.listen(QHostAddress::LocalHost);
    }
    QUrl url() const { return QUrl(QStringLiteral("ws://127.0.0.1:%1/ws?a=1").arg(server.serverPort())); }
    QWebSocket &peer() { return *peers.back(); }

    QWebSocketServer server{QStringLiteral("test"), QWebSocketServer::NonSecureMode};
    std::vector<std::unique_ptr<QWebSocket>> peers;
    QStringList texts;
    QList<QByteArray> binaries;
};

} // namespace

class TestWebSocketLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void movesMessagesBothWays()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        QCOMPARE(link.state(), LinkState::Closed);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(listener.events,
                 QStringList({QStringLiteral("Connecting"), QStringLiteral("opened"), QStringLiteral("Open")}));
        QTRY_COMPARE(server.peers.size(), 1u);

        QVERIFY(link.sendText(QStringLiteral("Größe")).ok());
        QVERIFY(link.sendBinary(QByteArray("\0\1\2", 3)).ok());
        QVERIFY(link.sendText(QString()).ok());
        QTRY_COMPARE(server.texts, QStringList({QStringLiteral("Größe"), QString()}));
        QTRY_COMPARE(server.binaries, QList<QByteArray>{QByteArray("\0\1\2", 3)});
        server.peer().sendTextMessage(QStringLiteral("wärmer"));
        server.peer().sendBinaryMessage("bytes");
        QTRY_COMPARE(listener.texts, QStringList{QStringLiteral("wärmer")});
        QTRY_COMPARE(listener.binaries, QList<QByteArray>{"bytes"});
        QCOMPARE(link.counters().connects, 1u);
        QCOMPARE(link.counters().opened, 1u);
        QCOMPARE(link.counters().messagesReceived, 2u);
        QCOMPARE(link.counters().bytesReceived, 11u);
        QCOMPARE(link.counters().messagesSent, 3u);
        QCOMPARE(link.counters().bytesSent, 8u);
    }

    void sendsHeadersAndSubprotocols()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.subprotocols = {QStringLiteral("a"), QStringLiteral("b")};
        options.transport.headers = {{"X-Station", "north"}};
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(server.peers.size(), 1u);
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(server.peer().request().rawHeader("X-Station"), QByteArray("north"));
        QCOMPARE(server.peer().requestUrl().query(), QStringLiteral("a=1"));
        QCOMPARE(link.subprotocol(), QStringLiteral("b"));
    }

    void sendingWhileNotOpenIsRefusedAloud()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        const Result<void> closed = link.sendText(QStringLiteral("x"));
        QVERIFY(!closed.ok());
        QCOMPARE(closed.error().code, ErrorCode::Unreachable);
        link.open();
        QVERIFY(!link.sendBinary("x").ok());
        QTRY_COMPARE(link.state(), LinkState::Open);
        QVERIFY(link.sendText(QStringLiteral("x")).ok());
        link.close();
        QVERIFY(!link.sendText(QStringLiteral("x")).ok());
        QCOMPARE(link.counters().messagesSent, 1u);
    }

    void outgoingQueueIsBounded()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &socket, const QByteArray &received) {
            socket.setReadBufferSize(1); // takes no more after this
            if (received.endsWith("\r\n\r\n"))
                socket.write(upgradeAnswer(received));
            socket.blockSignals(true);
        });
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.maxQueuedBytes = 1'000'000;
        WebSocketLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        const QByteArray chunk(100'000, 'x');
        int sent = 0;
        while (sent < 1000 && link.sendBinary(chunk).ok())
            ++sent;
        QVERIFY2(sent >= 9 && sent < 1000, qPrintable(QString::number(sent)));
        const Result<void> refused = link.sendBinary(chunk);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.error().code, ErrorCode::TooLarge);
        QCOMPARE(link.counters().messagesSent, static_cast<std::uint64_t>(sent));
    }

    void deliberateCloseSaysGoodByeAndStaysClosed()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QTRY_COMPARE(server.peers.size(), 1u);
        QSignalSpy gone(&server.peer(), &QWebSocket::disconnected);
        link.close(4001, QStringLiteral("done"));
        QCOMPARE(link.state(), LinkState::Closed);
        QCOMPARE(listener.events.mid(3), QStringList({QStringLiteral("closed"), QStringLiteral("Closed")}));
        QVERIFY(listener.closes.at(0).isDeliberate);
        QCOMPARE(listener.closes.at(0).code, 4001);
        QTRY_COMPARE(gone.size(), 1);
        QCOMPARE(static_cast<int>(server.peer().closeCode()), 4001);
        QCOMPARE(server.peer().closeReason(), QStringLiteral("done"));
        clock.advance(10min);
        QCOMPARE(link.counters().connects, 1u);
        QCOMPARE(clock.activeTimers(), 0);
        QCOMPARE(listener.closes.size(), 1u);

        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
    }

    void closingDuringConnectEndsTheAttempt()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &, const QByteArray &) {});
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_VERIFY(!server.received.isEmpty());
        link.close();
        QCOMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.closes.at(0).phase, ClosePhase::Connecting);
        QCOMPARE(clock.activeTimers(), 0);
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);
        clock.advance(10min);
        QCOMPARE(listener.closes.size(), 1u);
        QCOMPARE(link.counters().connects, 1u);
    }

    void failingForGoodStaysFailedUntilOpened()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        link.failForGood(QStringLiteral("token refused"));
        QCOMPARE(link.state(), LinkState::Failed);
        QCOMPARE(listener.closes.at(0).text, QStringLiteral("token refused"));
        clock.advance(10min);
        QCOMPARE(link.counters().connects, 1u);
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
    }

    void anAddressOfAnotherKindFailsWithoutRetry()
    {
        FakeClock clock;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(QUrl(QStringLiteral("ftp://host/"))));
        link.open();
        QCOMPARE(link.state(), LinkState::Failed);
        QVERIFY(listener.closes.at(0).text.contains(QLatin1String("ftp://host/")));
        QCOMPARE(clock.activeTimers(), 0);
    }

    void measuresTheRoundTrip()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QVERIFY(!link.counters().lastRoundTrip);
        clock.advance(10s);
        clock.advance(7ms);
        QTRY_COMPARE(link.counters().pongsReceived, 1u);
        QCOMPARE(link.counters().pingsSent, 1u);
        QCOMPARE(*link.counters().lastRoundTrip, Duration(7ms));
    }

    void mayBeDestroyedInsideAnyCall_data()
    {
        QTest::addColumn<QString>("where");
        for (const char *where : {"opened", "closed", "text", "Connecting", "Open", "Waiting"})
            QTest::newRow(where) << QString::fromLatin1(where);
    }
    void mayBeDestroyedInsideAnyCall()
    {
        QFETCH(QString, where);
        FakeClock clock;
        // Two messages and a close in one segment: what follows the first must find nobody.
        RawServer server(upgradeAndSend(QByteArray("\x81\x01"
                                                   "a\x81\x01"
                                                   "b\x88\x02\x0f\xa5",
                                                   10)));
        RecordingListener listener;
        auto link = std::make_unique<WebSocketLink>(clock, listener, linkOptions(server.url()));
        const auto destroy = [&link] { link.reset(); };
        if (where == QLatin1String("opened"))
            listener.onOpened = destroy;
        else if (where == QLatin1String("closed"))
            listener.onClosed = destroy;
        else if (where == QLatin1String("text"))
            listener.onText = destroy;
        else
            listener.onState = [&] {
                if (listener.events.last() == where)
                    link.reset();
            };
        WebSocketLink *raw = link.get();
        raw->open();
        QTRY_VERIFY(!link);
        const QStringList before = listener.events;
        const qsizetype texts = listener.texts.size();
        clock.advance(1min);
        QCoreApplication::processEvents();
        QCOMPARE(listener.events, before);
        QCOMPARE(listener.texts.size(), texts);
        QCOMPARE(clock.activeTimers(), 0);
        if (where == QLatin1String("text"))
            QCOMPARE(texts, 1);
    }

    void mayBeClosedAndOpenedInsideACall()
    {
        FakeClock clock;
        Server server;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        listener.onText = [&] {
            link.close();
            link.open();
        };
        link.open();
        QTRY_COMPARE(server.peers.size(), 1u);
        QTRY_COMPARE(link.state(), LinkState::Open);
        server.peer().sendTextMessage(QStringLiteral("again"));
        QTRY_COMPARE(server.peers.size(), 2u);
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(link.counters().connects, 2u);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLink)
#include "tst_websocket_link.moc"
