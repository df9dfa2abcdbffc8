#include <QSignalSpy>
#include <QSslServer>
#include <QTest>

#include "core/link/http_stream_link.h"
#include "tests/link/rest_support.h"
#include "tests/support/fake_clock.h"

using namespace watchglass;
using namespace watchglass::link;
using namespace watchglass::test;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;
constexpr char head[] = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

QByteArray chunk(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

/// Writes down what a link says; hooks run afterwards and may destroy it.
class StreamListener final : public HttpStreamLink::Listener
{
public:
    bool attemptDue() override
    {
        ++attempts;
        return !putsOff;
    }
    void opened() override
    {
        events << QStringLiteral("opened");
        call(onOpened);
    }
    void bytesReceived(const QByteArray &more) override
    {
        bytes += more;
        call(onBytes);
    }
    Reconnect ended(const StreamEnd &end) override
    {
        ends.push_back(end);
        events << QStringLiteral("ended");
        const Reconnect what = reconnect;
        call(onEnded);
        return what;
    }
    void stateChanged(LinkState state) override
    {
        static const char *const names[] = {"Closed", "Connecting", "Open", "Waiting", "Failed"};
        events << QLatin1String(names[static_cast<int>(state)]);
    }

    QStringList events;
    QByteArray bytes;
    std::vector<StreamEnd> ends;
    Reconnect reconnect;
    int attempts = 0;
    bool putsOff = false;
    std::function<void()> onOpened, onBytes, onEnded;

private:
    static void call(const std::function<void()> &hook)
    {
        const auto copy = hook;
        if (copy)
            copy();
    }
};

HttpStreamLink::Options streamOptions(const QUrl &url)
{
    HttpStreamLink::Options options;
    options.url = url;
    options.transport.proxyChoice = ProxyChoice::None;
    options.backoff.jitter = Jitter::None;
    options.jitterSeed = 1;
    return options;
}

/// A server that answers each whole request with `answer` and keeps the connection.
auto answering(const QByteArray &answer)
{
    return [answer](QTcpSocket &socket, const QByteArray &received) {
        if (isWhole(received))
            socket.write(answer);
    };
}

QUrl addressOf(const RawServer &server)
{
    return server.url(QStringLiteral("http"));
}

} // namespace

class TestHttpStreamLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void handsOutBytesAsTheyCome()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(head + chunk("one")));
        HttpStreamLink::Options options = streamOptions(addressOf(server));
        options.headers = {{"Accept", "text/event-stream"}};
        options.transport.headers = {{"X-From", "transport"}};
        HttpStreamLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(listener.bytes, QByteArray("one"), patience);
        QCOMPARE(listener.events,
                 QStringList({QStringLiteral("Connecting"), QStringLiteral("opened"), QStringLiteral("Open")}));
        QVERIFY(server.received.contains("Accept: text/event-stream\r\n"));
        QVERIFY(server.received.contains("X-From: transport\r\n"));
        QVERIFY(server.received.contains("Accept-Encoding: identity\r\n"));
        server.last->write("4\r\nt");
        server.last->flush();
        server.last->write("wo2\r\n");
        QTRY_COMPARE_WITH_TIMEOUT(listener.bytes, QByteArray("onetwo2"), patience);
        clock.advance(24h); // there is no deadline on a running answer
        QCOMPARE(link.state(), LinkState::Open);
        QCOMPARE(clock.activeTimers(), 0);
    }

    void reconnectsWithGrowingDelaysUntilReset()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(QByteArray(head) + "0\r\n\r\n"));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        for (const Duration wait : {1s, 2s, 4s}) {
            QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
            QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Finished);
            QCOMPARE(link.retryIn(), wait);
            clock.advance(wait);
        }
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        link.resetBackoff();
        clock.advance(8s);
        QTRY_COMPARE_WITH_TIMEOUT(listener.ends.size(), std::size_t(5), patience);
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        QCOMPARE(link.retryIn(), Duration(1s));
    }

    void theOwnerSaysWhatFollows_data()
    {
        QTest::addColumn<int>("how");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("state");
        QTest::addColumn<int>("seconds");
        const auto row = [](const char *name, Reconnect::How how, const char *header, LinkState state, int seconds) {
            QTest::newRow(name) << static_cast<int>(how) << QByteArray(header) << static_cast<int>(state) << seconds;
        };
        row("backoff", Reconnect::How::ByBackoff, "", LinkState::Waiting, 1);
        row("Retry-After", Reconnect::How::ByBackoff, "Retry-After: 9\r\n", LinkState::Waiting, 9);
        row("Retry-After as a date", Reconnect::How::ByBackoff,
            "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:44 GMT\r\n", LinkState::Waiting,
            7);
        row("not before", Reconnect::How::NotBefore, "", LinkState::Waiting, 5);
        row("at once", Reconnect::How::AtOnce, "", LinkState::Waiting, 0);
        row("never", Reconnect::How::Never, "", LinkState::Failed, -1);
    }
    void theOwnerSaysWhatFollows()
    {
        QFETCH(int, how);
        QFETCH(QByteArray, header);
        QFETCH(int, state);
        QFETCH(int, seconds);
        FakeClock clock;
        StreamListener listener;
        listener.reconnect = {static_cast<Reconnect::How>(how), 5s};
        RawServer server(always(answer("503 Service Unavailable", "later", header)));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(static_cast<int>(link.state()), state, patience);
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Refused);
        QCOMPARE(listener.ends.back().status, 503);
        QCOMPARE(listener.ends.back().body, QByteArray("later"));
        QVERIFY(!listener.events.contains(QStringLiteral("opened")));
        QCOMPARE(link.retryIn().has_value(), seconds >= 0);
        if (seconds >= 0)
            QCOMPARE(*link.retryIn(), Duration(std::chrono::seconds(seconds)));
    }

    void neverConnectsMoreOftenThanTheFloorAllows()
    {
        FakeClock clock;
        StreamListener listener;
        listener.reconnect = {Reconnect::How::AtOnce, {}};
        RawServer server(always(answer("408 Request Timeout", "")));
        HttpStreamLink::Options options = streamOptions(addressOf(server));
        options.backoff.maxPerMinute = 5;
        HttpStreamLink link(clock, listener, options);
        link.open();
        for (int i = 1; i <= 5; ++i) {
            QTRY_COMPARE_WITH_TIMEOUT(listener.ends.size(), static_cast<std::size_t>(i), patience);
            clock.advance(0ms);
        }
        QCOMPARE(link.state(), LinkState::Waiting);
        QCOMPARE(link.retryIn(), Duration(60s));
        clock.advance(59s);
        QCOMPARE(listener.attempts, 5);
        clock.advance(1s);
        QCOMPARE(listener.attempts, 6);
    }

    void anAttemptMayBePutOff()
    {
        FakeClock clock;
        StreamListener listener;
        listener.putsOff = true;
        RawServer server(answering(head + chunk("x")));
        HttpStreamLink link(clock, listener, streamOptions(QUrl(QStringLiteral("http://127.0.0.1:1/"))));
        link.proceed(); // nothing waits
        link.open();
        QCOMPARE(link.state(), LinkState::Connecting);
        QCOMPARE(server.connections, 0);
        link.setRequest(addressOf(server), {{"Authorization", "Bearer abc"}});
        link.proceed();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Open, patience);
        QVERIFY(server.received.contains("Authorization: Bearer abc\r\n"));
        link.restart(QStringLiteral("silent"));
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Lost);
        QCOMPARE(listener.ends.back().text, QStringLiteral("silent"));
        clock.advance(1s);
        QCOMPARE(link.state(), LinkState::Connecting);
        listener.reconnect = {Reconnect::How::Never, {}};
        link.abandon({StreamEnd::Kind::NotReached, 0, {}, std::nullopt, QStringLiteral("no token")});
        QCOMPARE(link.state(), LinkState::Failed);
        QCOMPARE(listener.ends.back().text, QStringLiteral("no token"));
    }

    void saysWhyItIsNotReached_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QByteArray>("answer"); // empty: nobody listens
        QTest::addColumn<QString>("word");
        QTest::newRow("refused") << QString() << QByteArray() << QStringLiteral("127.0.0.1");
        QTest::newRow("no HTTP") << QString() << QByteArray("SSH-2.0-OpenSSH\r\n\r\n") << QStringLiteral("127.0.0.1");
        QTest::newRow("no address") << QStringLiteral("ftp://host/") << QByteArray()
                                    << QStringLiteral("no http:// or https:// address");
    }
    void saysWhyItIsNotReached()
    {
        QFETCH(QString, url);
        QFETCH(QByteArray, answer);
        QFETCH(QString, word);
        FakeClock clock;
        StreamListener listener;
        RawServer server(always(answer));
        QUrl address = url.isEmpty() ? addressOf(server) : QUrl(url);
        if (url.isEmpty() && answer.isEmpty())
            address.setPort(freePort());
        HttpStreamLink link(clock, listener, streamOptions(address));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::NotReached);
        QVERIFY2(listener.ends.back().text.contains(word), qPrintable(listener.ends.back().text));
    }

    void aMuteServerIsGivenUpAfterTheHeadTimeout()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server([](QTcpSocket &, const QByteArray &) {});
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        QTRY_VERIFY_WITH_TIMEOUT(server.received.contains("\r\n\r\n"), patience);
        clock.advance(19s);
        QCOMPARE(link.state(), LinkState::Connecting);
        clock.advance(1s);
        QCOMPARE(link.state(), LinkState::Waiting);
        QVERIFY(listener.ends.back().text.contains(QStringLiteral("20 s")));
    }

    void aCutAnswerIsLost()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(head + chunk("half")));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(listener.bytes, QByteArray("half"), patience);
        server.last->abort();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Lost);
        QVERIFY(!listener.ends.back().text.isEmpty());
    }

    void redirectsAreNotFollowed()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(always(answer("302 Found", "", "Location: http://127.0.0.1:1/\r\n")));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        QCOMPARE(listener.ends.back().status, 302);
        QCOMPARE(server.connections, 1);
    }

    void pausedNothingIsHandedOutAndLittleTaken()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(head + chunk("first")));
        HttpStreamLink::Options options = streamOptions(addressOf(server));
        options.readBufferBytes = 64 * 1024;
        HttpStreamLink link(clock, listener, options);
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(listener.bytes, QByteArray("first"), patience);
        link.pauseReading();
        QVERIFY(link.isReadingPaused());
        constexpr int pieces = 64;
        const QByteArray piece(1024 * 1024, 'x');
        for (int i = 0; i < pieces; ++i)
            server.last->write(chunk(piece));
        const qint64 all = server.last->bytesToWrite();
        QTRY_VERIFY_WITH_TIMEOUT(server.last->bytesToWrite() < all, patience);
        qint64 left = -1;
        // Until the kernel takes no more for a while; loopback buffers hold some megabytes, not 64.
        QTRY_VERIFY_WITH_TIMEOUT(std::exchange(left, server.last->bytesToWrite()) == server.last->bytesToWrite(),
                                 patience);
        QVERIFY(server.last->bytesToWrite() > 16 * 1024 * 1024);
        QCOMPARE(listener.bytes.size(), 5);
        server.last->write("0\r\n\r\n");
        link.resumeReading();
        QTRY_COMPARE_WITH_TIMEOUT(listener.bytes.size(), 5 + pieces * piece.size(), patience);
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Waiting, patience);
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Finished);
    }

    void theEndWaitsForPausedBytes()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(QByteArray(head) + chunk("all of it") + "0\r\n\r\n"));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        listener.onOpened = [&link] { link.pauseReading(); };
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Open, patience);
        QTRY_COMPARE_WITH_TIMEOUT(server.last->bytesToWrite(), 0, patience);
        QVERIFY(listener.bytes.isEmpty() && listener.ends.empty());
        link.resumeReading();
        QTRY_COMPARE_WITH_TIMEOUT(listener.ends.size(), std::size_t(1), patience);
        QCOMPARE(listener.bytes, QByteArray("all of it"));
    }

    void nothingFollowsADeliberateEnd()
    {
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(head + chunk("x")));
        HttpStreamLink link(clock, listener, streamOptions(addressOf(server)));
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Open, patience);
        link.close();
        QCOMPARE(link.state(), LinkState::Closed);
        QCOMPARE(listener.ends.back().kind, StreamEnd::Kind::Deliberate);
        QCOMPARE(clock.activeTimers(), 0);
        link.open();
        QTRY_COMPARE_WITH_TIMEOUT(link.state(), LinkState::Open, patience);
        link.failForGood(QStringLiteral("no more"));
        QCOMPARE(link.state(), LinkState::Failed);
        clock.advance(1h);
        QCOMPARE(link.state(), LinkState::Failed);
        QCOMPARE(server.connections, 2);
    }

    void theOwnerMayDestroyItInAnyCall_data()
    {
        QTest::addColumn<int>("call");
        QTest::newRow("opened") << 0;
        QTest::newRow("bytes") << 1;
        QTest::newRow("ended") << 2;
    }
    void theOwnerMayDestroyItInAnyCall()
    {
        QFETCH(int, call);
        FakeClock clock;
        StreamListener listener;
        RawServer server(answering(QByteArray(head) + chunk("x") + "0\r\n\r\n"));
        auto link = std::make_unique<HttpStreamLink>(clock, listener, streamOptions(addressOf(server)));
        const auto destroy = [&link] { link.reset(); };
        if (call == 0)
            listener.onOpened = destroy;
        else if (call == 1)
            listener.onBytes = destroy;
        else
            listener.onEnded = destroy;
        link->open();
        QTRY_VERIFY_WITH_TIMEOUT(!link, patience);
        QCOMPARE(clock.activeTimers(), 0);
    }
};

QTEST_GUILESS_MAIN(TestHttpStreamLink)
#include "tst_http_stream_link.moc"
