#include <QRegularExpression>
#include <QTest>

#include "core/link/websocket_link.h"
#include "tests/link/loopback.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestWebSocketLinkLoss : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void refusedConnectionSaysWhatToDo()
    {
        FakeClock clock;
        RecordingListener listener;
        const quint16 port = freePort();
        WebSocketLink link(clock, listener, linkOptions(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port))));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Waiting);
        QCOMPARE(listener.closes.at(0).text,
                 QStringLiteral("Connection refused at 127.0.0.1:%1: is the server running, and is the port right?")
                     .arg(port));
        QCOMPARE(listener.closes.at(0).phase, ClosePhase::Connecting);
        QCOMPARE(listener.closes.at(0).code, 0);
        QVERIFY(!listener.closes.at(0).isDeliberate);
    }

    void unknownHostIsNamed()
    {
        FakeClock clock;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(QUrl(QStringLiteral("ws://nonexistent.invalid/"))));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(listener.closes.size(), 1u, 20000);
        QVERIFY2(
            listener.closes.at(0).text.startsWith(QLatin1String("No host is known by the name nonexistent.invalid")),
            qPrintable(listener.closes.at(0).text));
    }

    void reconnectsAfterGrowingDelays()
    {
        FakeClock clock;
        RecordingListener listener;
        auto options = linkOptions(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(freePort())));
        options.backoff.maxPerMinute = 0;
        WebSocketLink link(clock, listener, options);
        link.open();
        const Duration longest[] = {1s, 2s, 4s, 8s, 16s, 30s, 30s};
        for (std::size_t i = 0; i < std::size(longest); ++i) {
            QTRY_COMPARE(listener.closes.size(), i + 1);
            const Duration delay = link.retryIn().value();
            QVERIFY(delay <= longest[i] && delay >= longest[i] / 2);
            clock.advance(delay - 1ms);
            QCOMPARE(link.state(), LinkState::Waiting);
            QCOMPARE(link.counters().connects, i + 1);
            clock.advance(1ms);
            QCOMPARE(link.counters().connects, i + 2);
        }
    }

    void equalSeedsReconnectAtEqualTimes()
    {
        const quint16 port = freePort();
        std::vector<Duration> first;
        for (int run = 0; run < 2; ++run) {
            FakeClock clock;
            RecordingListener listener;
            WebSocketLink link(clock, listener, linkOptions(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(port))));
            link.open();
            for (std::size_t i = 0; i < 4; ++i) {
                QTRY_COMPARE(listener.closes.size(), i + 1);
                if (run == 0)
                    first.push_back(link.retryIn().value());
                else
                    QCOMPARE(link.retryIn().value(), first[i]);
                clock.advance(link.retryIn().value());
            }
        }
    }

    void serverThatHangsUpAtOnceIsMetAtMostNineTimesAMinute()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &socket, const QByteArray &) { socket.abort(); });
        RecordingListener listener;
        auto options = linkOptions(server.url());
        options.backoff.first = 10ms;
        options.backoff.max = 10ms;
        WebSocketLink link(clock, listener, options);
        std::vector<Duration> attempts;
        listener.onState = [&] {
            if (link.state() == LinkState::Connecting)
                attempts.push_back(clock.monotonic());
        };
        link.open();
        for (std::size_t i = 0; i < 30; ++i) {
            QTRY_COMPARE(listener.closes.size(), i + 1);
            link.resetBackoff();
            if (i % 4 == 0) { // an impatient owner does not get round it either
                link.close();
                link.open();
            }
            if (link.state() == LinkState::Waiting)
                clock.advance(link.retryIn().value());
        }
        QVERIFY(attempts.size() >= 30);
        for (std::size_t i = 9; i < attempts.size(); ++i)
            QVERIFY(attempts[i] - attempts[i - 9] >= 60s);
    }

    void aServerThatAcceptsAndClosesIsNotHurried()
    {
        FakeClock clock;
        RawServer server(upgradeAndSend(QByteArray("\x88\x02\x0f\xa5", 4)));
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(listener.closes.size(), 2u);
        QVERIFY(link.retryIn().value() >= 1s); // opened, but nobody called resetBackoff()
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(listener.closes.size(), 3u);
        QVERIFY(link.retryIn().value() >= 2s);
        listener.onOpened = [&] { link.resetBackoff(); };
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(listener.closes.size(), 4u);
        QVERIFY(link.retryIn().value() <= 1s);
    }

    void closeCodesArePassedOn_data()
    {
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("4005") << QByteArray("\x88\x02\x0f\xa5", 4) << 4005 << QStringLiteral("4005");
        QTest::newRow("1001 with reason") << QByteArray("\x88\x05\x03\xe9"
                                                        "bye",
                                                        7)
                                          << 1001 << QStringLiteral("bye");
        QTest::newRow("1009 of the peer's") << QByteArray("\x88\x02\x03\xf1", 4) << 1009 << QStringLiteral("1009");
        QTest::newRow("reserved bits") << QByteArray("\xf1\x00", 2) << 1002 << QStringLiteral("1002");
        QTest::newRow("text that is no UTF-8") << QByteArray("\x81\x02\xc3\x28", 4) << 1007 << QStringLiteral("1007");
    }
    void closeCodesArePassedOn()
    {
        QFETCH(QByteArray, frame);
        QFETCH(int, code);
        QFETCH(QString, text);
        FakeClock clock;
        RawServer server(upgradeAndSend(frame));
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.closes.at(0).code, code);
        QVERIFY2(listener.closes.at(0).text.contains(text), qPrintable(listener.closes.at(0).text));
        QCOMPARE(listener.closes.at(0).phase, ClosePhase::Open);
        QCOMPARE(link.state(), LinkState::Waiting);
        QVERIFY(listener.refused.isEmpty());
        QCOMPARE(link.counters().framesRefused, 0u);
    }

    void lossWithoutGoodByeIs1006AndLosesNoMessageBefore()
    {
        FakeClock clock;
        QByteArray frames;
        for (int i = 0; i < 1000; ++i)
            frames += QByteArray("\x81\x03", 2) + QByteArray::number(100 + i % 900);
        RawServer server([frames](QTcpSocket &socket, const QByteArray &received) {
            socket.write(upgradeAnswer(received) + frames);
            socket.disconnectFromHost();
        });
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.closes.at(0).code, 1006);
        QCOMPARE(listener.texts.size(), 1000);
    }

    void noWebSocketServerIsToldApart_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("text");
        QTest::newRow("403") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                             << QStringLiteral("403 Forbidden");
        QTest::newRow("404") << QByteArray("HTTP/1.1 404 Not Found\r\n\r\n") << QStringLiteral("404 Not Found");
        QTest::newRow("other protocol") << QByteArray("SSH-2.0-OpenSSH_9.2p1\r\n")
                                        << QStringLiteral("does not answer as a WebSocket server");
        QTest::newRow("garbage") << QByteArray("\x00\xff\x13\x37\n\n\r\n\x80\x81", 10)
                                 << QStringLiteral("does not answer as a WebSocket server");
        QTest::newRow("wrong key") << QByteArray("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                                                 "Connection: Upgrade\r\nSec-WebSocket-Accept: abc=\r\n\r\n")
                                   << QStringLiteral("does not answer as a WebSocket server");
    }
    void noWebSocketServerIsToldApart()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, text);
        FakeClock clock;
        RawServer server([answer](QTcpSocket &socket, const QByteArray &) { socket.write(answer); });
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QVERIFY2(listener.closes.at(0).text.contains(text), qPrintable(listener.closes.at(0).text));
        QCOMPARE(listener.closes.at(0).phase, ClosePhase::Connecting);
        QCOMPARE(link.state(), LinkState::Waiting);
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);
    }

    void slowHandshakeTimesOut()
    {
        FakeClock clock;
        RawServer server([](QTcpSocket &socket, const QByteArray &) { socket.write("HTTP/1.1 101 Swi"); });
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_VERIFY(!server.received.isEmpty());
        for (int i = 0; i < 9; ++i) { // a byte a second does not prolong it
            clock.advance(1s);
            server.last->write("t");
            server.last->flush();
            QCoreApplication::processEvents();
            QCOMPARE(link.state(), LinkState::Connecting);
        }
        clock.advance(1s);
        QCOMPARE(link.state(), LinkState::Waiting);
        QVERIFY2(listener.closes.at(0).text.contains(QLatin1String("within 10 s")),
                 qPrintable(listener.closes.at(0).text));
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);
    }

    void silentPeerIsTakenForDead()
    {
        FakeClock clock;
        RawServer server(upgradeAndSend({}));
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        clock.advance(19s);
        QCoreApplication::processEvents();
        clock.advance(10s); // the handshake's bytes count for the first interval
        QCOMPARE(link.state(), LinkState::Open);
        QCOMPARE(link.counters().pingsSent, 2u);
        clock.advance(1s);
        QCOMPARE(link.state(), LinkState::Waiting);
        QCOMPARE(listener.closes.at(0).code, 1006);
        QVERIFY(listener.closes.at(0).text.contains(QLatin1String("silent for 20 s")));
        QTRY_VERIFY(!server.last || server.last->state() == QAbstractSocket::UnconnectedState);
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(server.connections, 2);
    }

    void anyByteKeepsTheConnectionAlive()
    {
        FakeClock clock;
        RawServer server(upgradeAndSend({}));
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        for (int i = 0; i < 10; ++i) { // a message, but never a pong
            server.last->write("\x81\x01x", 3);
            QTRY_COMPARE(listener.texts.size(), i + 1);
            clock.advance(15s);
        }
        QCOMPARE(link.state(), LinkState::Open);
        QCOMPARE(link.counters().pongsReceived, 0u);
    }

    void restartReconnectsByBackoff()
    {
        FakeClock clock;
        RawServer server(upgradeAndSend({}));
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(server.url()));
        link.restart(QStringLiteral("nothing to restart"));
        QVERIFY(listener.events.isEmpty());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        link.restart(QStringLiteral("no answer to auth"));
        QCOMPARE(link.state(), LinkState::Waiting);
        QCOMPARE(listener.closes.at(0).text, QStringLiteral("no answer to auth"));
        QVERIFY(!listener.closes.at(0).isDeliberate);
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(link.state(), LinkState::Open);
        QCOMPARE(server.connections, 2);
    }

    void closingWhileWaitingEndsTheWait()
    {
        FakeClock clock;
        RecordingListener listener;
        WebSocketLink link(clock, listener, linkOptions(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(freePort()))));
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Waiting);
        link.close();
        QCOMPARE(link.state(), LinkState::Closed);
        QCOMPARE(listener.closes.size(), 1u); // there was no connection to close
        QCOMPARE(listener.events.last(), QStringLiteral("Closed"));
        QCOMPARE(clock.activeTimers(), 0);
        clock.advance(10min);
        QCOMPARE(link.counters().connects, 1u);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLinkLoss)
#include "tst_websocket_link_loss.moc"
