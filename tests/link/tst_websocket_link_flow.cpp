#include <QDeadlineTimer>
#include <QRegularExpression>
#include <QTest>

#include "core/link/websocket_link.h"
#include "tests/link/fast_server.h"
#include "tests/support/fake_clock.h"

#include <random>

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

class TestWebSocketLinkFlow : public QObject
{
    Q_OBJECT

    static void addKinds()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::newRow("plain") << false;
        QTest::newRow("TLS") << true;
    }

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void pausedLinkMakesTheServerWaitAndLosesNothing_data()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("count");
        for (const bool isSecure : {false, true}) {
            const char *kind = isSecure ? "TLS" : "plain";
            QTest::addRow("%s, small", kind) << isSecure << 1000 << 64'000;
            QTest::addRow("%s, 50 kB", kind) << isSecure << 50'000 << 1300;
            QTest::addRow("%s, 3 MB", kind) << isSecure << 3'000'000 << 22;
        }
    }
    void pausedLinkMakesTheServerWaitAndLosesNothing()
    {
        QFETCH(bool, isSecure);
        QFETCH(int, size);
        QFETCH(int, count);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        server.peer->write(numberedFrame(0, size));
        QTRY_COMPARE(listener.texts.size(), 1);

        link.pauseReading();
        QVERIFY(link.isReadingPaused());
        for (int i = 1; i < count; ++i)
            server.peer->write(numberedFrame(i, size));
        const auto waiting = [&server] {
            const auto *tls = qobject_cast<QSslSocket *>(server.peer.data());
            return server.peer->bytesToWrite() + (tls ? tls->encryptedBytesToWrite() : 0);
        };
        // More is sent than the largest buffers of common kernels hold.
        // The server stalls: what waits there no longer shrinks, however often we turn the loop.
        qint64 before = 0;
        do {
            before = waiting();
            for (int i = 0; i < 200; ++i)
                QCoreApplication::processEvents();
        } while (waiting() != before);
        QVERIFY2(waiting() > 5'000'000, qPrintable(QString::number(waiting())));
        QCOMPARE(listener.texts.size(), 1);
        clock.advance(10min); // nobody listens, so nobody is taken for dead
        QCOMPARE(link.state(), LinkState::Open);

        link.resumeReading();
        QTRY_COMPARE_WITH_TIMEOUT(listener.texts.size(), count, 30000);
        QVERIFY(areNumbered(listener.texts));
        QCOMPARE(listener.texts.last().size(), size);
        QCOMPARE(link.state(), LinkState::Open);
        QCOMPARE(link.counters().connects, 1u);
    }

    void pausingInsideAMessageStopsTheNextOne_data() { addKinds(); }
    void pausingInsideAMessageStopsTheNextOne()
    {
        QFETCH(bool, isSecure);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        listener.onText = [&] {
            if (listener.texts.size() % 7 == 1)
                link.pauseReading();
        };
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        for (int i = 0; i < 50; ++i)
            server.peer->write(numberedFrame(i, 100));
        for (int expected = 1; expected < 50; expected += 7) {
            QTRY_COMPARE(listener.texts.size(), expected);
            settle(server);
            QCOMPARE(listener.texts.size(), expected);
            link.resumeReading();
        }
        QTRY_COMPARE(listener.texts.size(), 50);
        QVERIFY(areNumbered(listener.texts));
        server.peer->write(numberedFrame(50, 100)); // and it flows on
        link.resumeReading();
        QTRY_COMPARE(listener.texts.size(), 51);
    }

    void closeByThePeerWhilePausedIsToldAfterItsLastMessage_data()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::addColumn<QByteArray>("closeFrame");
        QTest::addColumn<int>("code");
        for (const bool isSecure : {false, true}) {
            QTest::addRow("with 4005, %d", isSecure) << isSecure << QByteArray("\x88\x02\x0f\xa5", 4) << 4005;
            QTest::addRow("without good-bye, %d", isSecure) << isSecure << QByteArray() << 1006;
        }
    }
    void closeByThePeerWhilePausedIsToldAfterItsLastMessage()
    {
        QFETCH(bool, isSecure);
        QFETCH(QByteArray, closeFrame);
        QFETCH(int, code);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        link.pauseReading();
        for (int i = 0; i < 1000; ++i)
            server.peer->write(numberedFrame(i, 50));
        server.peer->write(closeFrame);
        server.peer->disconnectFromHost();
        QTRY_VERIFY(!server.peer || server.peer->state() != QAbstractSocket::ConnectedState);
        settle(server);
        QVERIFY(listener.texts.isEmpty());
        link.resumeReading();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.texts.size(), 1000);
        QVERIFY(areNumbered(listener.texts));
        QCOMPARE(listener.closes.at(0).code, code);
    }

    void halfAFrameMayWaitThroughALongPause()
    {
        FakeClock clock;
        FastServer server(false);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        const QByteArray frame = numberedFrame(0, 1000);
        const std::uint64_t before = link.counters().messagesReceived;
        server.peer->write(frame.left(300));
        settle(server); // it is read as far as it goes
        link.pauseReading();
        // QWebSocket itself gives up on half a frame after 5 s of the machine's time, which no clock of ours turns.
        const QDeadlineTimer patience(5500);
        QTRY_VERIFY_WITH_TIMEOUT(patience.hasExpired(), 10000);
        QCOMPARE(link.state(), LinkState::Open);
        link.resumeReading();
        server.peer->write(frame.mid(300));
        QTRY_COMPARE(link.counters().messagesReceived, before + 1);
        QCOMPARE(listener.texts.at(0).size(), 1000);
    }

    void restOfAFrameMayArriveWhilePaused_data() { addKinds(); }
    void restOfAFrameMayArriveWhilePaused()
    {
        QFETCH(bool, isSecure);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        const QByteArray frame = numberedFrame(0, 15'000);
        server.peer->write(frame.left(300));
        settle(server);
        link.pauseReading();
        server.peer->write(frame.mid(300)); // one TLS record
        settle(server, 20'000);             // enough for it to go through the narrowed socket byte by byte
        link.resumeReading();
        QTRY_COMPARE(listener.texts.size(), 1);
        QCOMPARE(listener.texts.at(0).size(), 15'000);
    }

    void silentCloseWhilePausedIsToldOnResume_data() { addKinds(); }
    void silentCloseWhilePausedIsToldOnResume()
    {
        QFETCH(bool, isSecure);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        link.pauseReading();
        server.peer->disconnectFromHost();
        QTRY_VERIFY(!server.peer || server.peer->state() == QAbstractSocket::UnconnectedState);
        settle(server);
        link.resumeReading();
        QTRY_COMPARE(listener.closes.size(), 1u);
        QCOMPARE(listener.closes.at(0).code, 1006);
        QCOMPARE(link.state(), LinkState::Waiting);
    }

    void pausedLinkMayBeClosedOrDestroyed_data()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::addColumn<bool>("isPeerGone");
        QTest::addColumn<bool>("closes");
        for (const bool isSecure : {false, true}) {
            for (const bool isPeerGone : {false, true}) {
                for (const bool closes : {false, true})
                    QTest::addRow("%d %d %d", isSecure, isPeerGone, closes) << isSecure << isPeerGone << closes;
            }
        }
    }
    void pausedLinkMayBeClosedOrDestroyed()
    {
        QFETCH(bool, isSecure);
        QFETCH(bool, isPeerGone);
        QFETCH(bool, closes);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        auto link = std::make_unique<WebSocketLink>(clock, listener, server.options());
        link->open();
        QTRY_COMPARE(link->state(), LinkState::Open);
        link->pauseReading();
        if (isPeerGone)
            server.peer->disconnectFromHost();
        else
            server.peer->write(numberedFrame(0, 100));
        settle(server);
        if (closes) {
            link->close();
            QCOMPARE(link->state(), LinkState::Closed);
        }
        const auto closesBefore = listener.closes.size();
        link.reset();
        QTRY_VERIFY(!server.peer || server.peer->state() == QAbstractSocket::UnconnectedState);
        QVERIFY(isPeerGone || server.received.contains("\r\n\r\n\x88")); // it was told
        QVERIFY(listener.texts.isEmpty());
        QCOMPARE(listener.closes.size(), closesBefore);
    }

    void pausesAtAnyMomentLoseNothing_data()
    {
        QTest::addColumn<bool>("isSecure");
        QTest::addColumn<quint32>("seed");
        for (const bool isSecure : {false, true}) {
            for (quint32 seed = 1; seed <= 20; ++seed)
                QTest::addRow("%s, seed %u", isSecure ? "TLS" : "plain", seed) << isSecure << seed;
        }
    }
    void pausesAtAnyMomentLoseNothing()
    {
        QFETCH(bool, isSecure);
        QFETCH(quint32, seed);
        std::mt19937 random(seed);
        FakeClock clock;
        FastServer server(isSecure);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        QByteArray stream;
        const int count = 60;
        for (int i = 0; i < count; ++i)
            stream += numberedFrame(i, 10 + static_cast<int>(random() % (i % 5 == 0 ? 40'000 : 300)));
        while (!stream.isEmpty()) {
            const auto piece = 1 + static_cast<qsizetype>(random() % (random() % 4 == 0 ? 30'000 : 200));
            server.peer->write(stream.left(piece));
            stream.remove(0, piece);
            for (auto turns = random() % 4; turns > 0; --turns)
                QCoreApplication::processEvents();
            if (random() % 3 == 0)
                link.pauseReading();
            if (random() % 3 == 0)
                link.resumeReading();
        }
        link.pauseReading();
        settle(server);
        link.resumeReading();
        QTRY_COMPARE(listener.texts.size(), count);
        QVERIFY(areNumbered(listener.texts));
        QCOMPARE(link.state(), LinkState::Open);
    }

    void pauseHoldsOverAReconnect()
    {
        FakeClock clock;
        FastServer server(false);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.pauseReading();
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        server.peer->write(numberedFrame(0, 50));
        settle(server);
        QVERIFY(listener.texts.isEmpty());
        link.restart(QStringLiteral("test"));
        clock.advance(link.retryIn().value());
        QTRY_COMPARE(link.state(), LinkState::Open);
        server.peer->write(numberedFrame(0, 60));
        settle(server);
        QVERIFY(listener.texts.isEmpty());
        link.resumeReading();
        QTRY_COMPARE(listener.texts.size(), 1);
        QCOMPARE(listener.texts.at(0).size(), 60);
    }

    void deadPeerIsFoundAfterThePause()
    {
        FakeClock clock;
        FastServer server(false);
        RecordingListener listener;
        WebSocketLink link(clock, listener, server.options());
        link.open();
        QTRY_COMPARE(link.state(), LinkState::Open);
        link.pauseReading();
        clock.advance(1h);
        QCOMPARE(link.state(), LinkState::Open);
        link.resumeReading();
        QCoreApplication::processEvents();
        clock.advance(30s);
        QCOMPARE(link.state(), LinkState::Waiting);
    }
};

QTEST_GUILESS_MAIN(TestWebSocketLinkFlow)
#include "tst_websocket_link_flow.moc"
