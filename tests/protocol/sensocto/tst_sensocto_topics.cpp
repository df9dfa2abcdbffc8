#include "tests/protocol/sensocto/channel_bench.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::sensocto;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using watchglass::test::PhoenixServer;

/// Topics of a Phoenix socket: joined, left, closed, and what is pushed to them.
class TestSensoctoTopics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void asksForVersionTwoAndSendsTheToken();
    void joinsWithItsRefAsJoinRef();
    void sendsAHeartbeatEveryThirtySeconds();
    void joinsAgainAfterAReconnect();
    void tellsWhyAJoinFailed_data();
    void tellsWhyAJoinFailed();
    void triesToJoinAgainAfter1And2And5AndThenEvery10Seconds();
    void givesUpOnAJoinAfterTenSeconds();
    void ignoresTheCloseOfAnEarlierJoin();
    void dropsEventsOfEarlierJoinsAndTakesBroadcasts();
    void joinsAgainAfterACrash();
    void staysAwayAfterAClose();
    void answersPushes();
    void passesOnRepliesThatNobodyWaitsFor();
    void noticesAForgottenTopic();
    void leavesForGood();
    void survivesBinaryAndBrokenFrames();
    void takesBinaryRepliesToItsPushes();
    void mayBeDestroyedFromInsideACall();
};

void TestSensoctoTopics::asksForVersionTwoAndSendsTheToken()
{
    ChannelBench bench;
    bench.socket.setToken(QStringLiteral("a+b/c=="));
    bench.socket.open();
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.handshakes, 1, patience);
    QCOMPARE(bench.server.requests.first(), QStringLiteral("WS /socket/websocket?vsn=2.0.0&token=a%2Bb%2Fc%3D%3D"));
    QVERIFY(!bench.server.heads.first().toLower().contains("\norigin:")); // a foreign one would be refused
    bench.socket.setToken(QStringLiteral("new"));
    bench.server.dropAll();
    QTRY_VERIFY_WITH_TIMEOUT(bench.socket.retryIn(), patience);
    bench.clock.advance(10ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.handshakes, 2, patience);
    QCOMPARE(bench.server.requests.last(), QStringLiteral("WS /socket/websocket?vsn=2.0.0&token=new"));
}

void TestSensoctoTopics::joinsWithItsRefAsJoinRef()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    const QJsonArray join = bench.server.frames.first();
    QVERIFY(join.at(0).isString());
    QCOMPARE(join.at(0), join.at(1));
    QCOMPARE(join.at(2).toString(), QStringLiteral("t"));
    QCOMPARE(join.at(3).toString(), QStringLiteral("phx_join"));
    QCOMPARE(join.at(4).toObject().value(QLatin1String("a")).toInt(), 1);
    QCOMPARE(bench.lines, QStringList{QStringLiteral("joined {}")});
    bench.channel->join(); // already
    QVERIFY(bench.settles());
    QCOMPARE(bench.server.count(QStringLiteral("phx_join")), 1);
}

void TestSensoctoTopics::sendsAHeartbeatEveryThirtySeconds()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.clock.advance(29s);
    QVERIFY(bench.settles());
    QCOMPARE(bench.server.count(QStringLiteral("heartbeat")), 0);
    for (int i = 1; i <= 3; ++i) {
        bench.clock.advance(i == 1 ? 1s : 30s);
        QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("heartbeat")), i, patience);
        QVERIFY(bench.settles()); // the answer came before
    }
    const QJsonArray beat = bench.server.framesOf(QStringLiteral("heartbeat")).last();
    QVERIFY(beat.at(0).isNull());
    QCOMPARE(beat.at(2).toString(), QStringLiteral("phoenix"));
    QVERIFY(beat.at(4).toObject().isEmpty());
    QCOMPARE(bench.server.handshakes, 1);
}

void TestSensoctoTopics::joinsAgainAfterAReconnect()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.server.closeAll(1011);
    QVERIFY(bench.sees(QStringLiteral("interrupted")));
    QCOMPARE(bench.closes, QList<int>{1011});
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Waiting);
    bench.clock.advance(10ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.channel->state(), PhoenixChannel::State::Joined, patience);
    const auto joins = bench.server.framesOf(QStringLiteral("phx_join"));
    QCOMPARE(joins.size(), 2);
    QVERIFY(joins.at(0).at(0) != joins.at(1).at(0));
}

void TestSensoctoTopics::tellsWhyAJoinFailed_data()
{
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<JoinFailure>("failure");
    QTest::newRow("unauthorized") << QByteArray("unauthorized") << JoinFailure::Refused;
    QTest::newRow("invalid room id") << QByteArray("invalid room id") << JoinFailure::Refused;
    QTest::newRow("join crashed") << QByteArray("join crashed") << JoinFailure::Crashed;
    QTest::newRow("unmatched topic, join_ref null") << QByteArray("unmatched topic") << JoinFailure::Unmatched;
}

void TestSensoctoTopics::tellsWhyAJoinFailed()
{
    QFETCH(QByteArray, reason);
    QFETCH(JoinFailure, failure);
    ChannelBench bench;
    bench.server.refusals.insert("t", reason);
    bench.socket.open();
    bench.channel->join();
    QVERIFY(bench.sees(QStringLiteral("failed %1").arg(static_cast<int>(failure))));
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Waiting);
}

void TestSensoctoTopics::triesToJoinAgainAfter1And2And5AndThenEvery10Seconds()
{
    ChannelBench bench;
    bench.server.refusals.insert("t", "join crashed");
    bench.socket.open();
    bench.channel->join();
    int failures = 0;
    for (const Duration delay : std::initializer_list<Duration>{1s, 2s, 5s, 10s, 10s}) {
        ++failures;
        QTRY_COMPARE_WITH_TIMEOUT(bench.lines.count(QStringLiteral("failed 1")), failures, patience);
        bench.clock.advance(delay - 1ms);
        QCOMPARE(bench.channel->state(), PhoenixChannel::State::Waiting);
        bench.clock.advance(1ms);
        QCOMPARE(bench.channel->state(), PhoenixChannel::State::Joining);
    }
    bench.server.refusals.clear();
    QTRY_COMPARE_WITH_TIMEOUT(bench.lines.count(QStringLiteral("failed 1"))
                                  + bench.lines.count(QStringLiteral("joined {}")),
                              failures + 1, patience);
}

void TestSensoctoTopics::givesUpOnAJoinAfterTenSeconds()
{
    ChannelBench bench;
    bench.server.onFrame = [](QWebSocket &, const QJsonArray &frame) {
        return frame.at(3).toString() == QLatin1String("phx_join");
    };
    bench.socket.open();
    bench.channel->join();
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_join")), 1, patience);
    bench.clock.advance(10s);
    QVERIFY(bench.lines.contains(QStringLiteral("failed 3")));
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_leave")), 1, patience);
    QCOMPARE(bench.server.frames.last().at(0), bench.server.frames.first().at(0));
}

void TestSensoctoTopics::ignoresTheCloseOfAnEarlierJoin()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.channel->joinAgain(); // the server closes the old channel after its reply
    QTRY_COMPARE_WITH_TIMEOUT(bench.lines.count(QStringLiteral("joined {}")), 2, patience);
    QVERIFY(bench.settles());
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Joined);
    QVERIFY(!bench.lines.contains(QStringLiteral("ended")));
    bench.server.send(R"(["1","1","t","phx_error",{}])");
    QVERIFY(bench.settles());
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Joined);
}

void TestSensoctoTopics::dropsEventsOfEarlierJoinsAndTakesBroadcasts()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    const QByteArray first = bench.server.joinRefs.value("t");
    bench.server.onFrame = [](QWebSocket &, const QJsonArray &frame) {
        return frame.at(3).toString() == QLatin1String("phx_join");
    };
    bench.channel->joinAgain();
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_join")), 2, patience);
    bench.server.send("[\"" + first + R"(",null,"t","while joining",{}])"); // the old channel still lives
    QVERIFY(bench.sees(QStringLiteral("while joining {}")));
    bench.server.send(PhoenixServer::reply(bench.server.framesOf(QStringLiteral("phx_join")).last(), "ok", "{}"));
    QTRY_COMPARE_WITH_TIMEOUT(bench.lines.count(QStringLiteral("joined {}")), 2, patience);
    bench.server.send("[\"" + first + R"(",null,"t","stale",{}])");
    bench.server.send(R"([null,null,"t","broadcast",{"x":1}])");
    QVERIFY(bench.sees(QStringLiteral("broadcast {\"x\":1}")));
    QVERIFY(!bench.lines.contains(QStringLiteral("stale {}")));
}

void TestSensoctoTopics::joinsAgainAfterACrash()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    const QByteArray ref = bench.server.joinRefs.take("t");
    bench.server.send("[\"" + ref + "\",\"" + ref + R"(","t","phx_error",{}])");
    QVERIFY(bench.sees(QStringLiteral("crashed")));
    bench.clock.advance(999ms);
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Waiting);
    bench.clock.advance(1ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.channel->state(), PhoenixChannel::State::Joined, patience);
}

void TestSensoctoTopics::staysAwayAfterAClose()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    const QByteArray ref = bench.server.joinRefs.take("t");
    bench.server.send("[\"" + ref + "\",\"" + ref + R"(","t","phx_close",{}])");
    QVERIFY(bench.sees(QStringLiteral("ended")));
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Idle);
    bench.clock.advance(20s);
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Idle);
    bench.channel->join();
    QTRY_COMPARE_WITH_TIMEOUT(bench.channel->state(), PhoenixChannel::State::Joined, patience);
}

void TestSensoctoTopics::answersPushes()
{
    ChannelBench bench;
    QStringList ends;
    const auto push = [&](const QByteArray &event) {
        return bench.channel->push(event, "{}", [&ends, event](const PushResult &result) {
            ends << QStringLiteral("%1 %2 %3")
                        .arg(QString::fromUtf8(event))
                        .arg(static_cast<int>(result.outcome))
                        .arg(text(result.reason));
        });
    };
    QVERIFY(!push("early"));
    QCOMPARE(ends, QStringList{QStringLiteral("early 3 ")});
    ends.clear();
    QVERIFY(bench.goes());
    bench.server.onFrame = [](QWebSocket &socket, const QJsonArray &frame) {
        const QString event = frame.at(3).toString();
        if (event == QLatin1String("good"))
            socket.sendTextMessage(QString::fromUtf8(PhoenixServer::reply(frame, "ok", "{}")));
        else if (event == QLatin1String("bad"))
            socket.sendTextMessage(QString::fromUtf8(PhoenixServer::reply(frame, "error", R"({"reason":"why"})")));
        return event != QLatin1String("phx_join");
    };
    QVERIFY(push("good"));
    QVERIFY(push("bad"));
    QTRY_COMPARE_WITH_TIMEOUT(ends, QStringList({QStringLiteral("good 0 "), QStringLiteral("bad 1 why")}), patience);
    QVERIFY(push("mute"));
    bench.clock.advance(10s);
    QCOMPARE(ends.last(), QStringLiteral("mute 2 "));
    QVERIFY(push("lost"));
    bench.server.dropAll();
    QTRY_COMPARE_WITH_TIMEOUT(ends.last(), QStringLiteral("lost 3 "), patience);
    QCOMPARE(ends.size(), 4);
}

void TestSensoctoTopics::passesOnRepliesThatNobodyWaitsFor()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.server.onFrame = [](QWebSocket &socket, const QJsonArray &frame) {
        socket.sendTextMessage(
            QString::fromUtf8(PhoenixServer::reply(frame, "error", R"({"reason":"invalid_batch"})")));
        return true;
    };
    const auto ref = bench.channel->push("measurements_batch", "[]");
    QVERIFY(ref);
    QVERIFY(bench.sees(QStringLiteral("reply %1 invalid_batch").arg(QString::fromUtf8(ref.value()))));
}

void TestSensoctoTopics::noticesAForgottenTopic()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.server.onFrame = [](QWebSocket &socket, const QJsonArray &frame) {
        if (frame.at(3).toString() != QLatin1String("e"))
            return false;
        socket.sendTextMessage(
            QString::fromUtf8(PhoenixServer::reply(frame, "error", R"({"reason":"unmatched topic"})", false)));
        return true;
    };
    QVERIFY(bench.channel->push("e", "{}"));
    QVERIFY(bench.sees(QStringLiteral("crashed")));
    bench.clock.advance(1s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.channel->state(), PhoenixChannel::State::Joined, patience);
}

void TestSensoctoTopics::leavesForGood()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.channel->leave();
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_leave")), 1, patience);
    bench.server.send(R"([null,null,"t","late",{}])");
    QVERIFY(bench.settles());
    QCOMPARE(bench.lines.first(), QStringLiteral("joined {}"));
    QVERIFY(!bench.lines.contains(QStringLiteral("late {}")));
    QVERIFY(!bench.lines.contains(QStringLiteral("ended")));
    bench.server.dropAll();
    QTRY_VERIFY_WITH_TIMEOUT(bench.socket.retryIn(), patience);
    bench.clock.advance(10ms);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.handshakes, 2, patience);
    bench.clock.advance(20s);
    QCOMPARE(bench.server.count(QStringLiteral("phx_join")), 1);
}

void TestSensoctoTopics::survivesBinaryAndBrokenFrames()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    QWebSocket &client = *bench.server.clients.first();
    client.sendBinaryMessage(QByteArray::fromHex("02010374") + "evtDATA"); // a broadcast to "t"
    client.sendBinaryMessage(QByteArray("\1\2\3", 3));
    client.sendBinaryMessage(QByteArray());
    client.sendTextMessage(QStringLiteral("hello"));
    client.sendTextMessage(QStringLiteral(R"(["1","1","t","phx_reply",{"resp)"));
    client.sendTextMessage(QStringLiteral(R"([null,null,"other","e",{}])"));
    QVERIFY(bench.sees(QStringLiteral("stray e")));
    QVERIFY(bench.lines.contains(QStringLiteral("evt binary DATA")));
    QCOMPARE(bench.lines.count(QStringLiteral("bad")), 4);
    QVERIFY(bench.socket.isOpen());
    QCOMPARE(bench.channel->state(), PhoenixChannel::State::Joined);
}

void TestSensoctoTopics::takesBinaryRepliesToItsPushes()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bench.server.onFrame = [&bench](QWebSocket &, const QJsonArray &frame) {
        const QByteArray joinRef = frame.at(0).toString().toLatin1();
        const QByteArray ref = frame.at(1).toString().toLatin1();
        const char sizes[] = {1, static_cast<char>(joinRef.size()), static_cast<char>(ref.size()), 1, 2};
        bench.server.sendBinary(QByteArray(sizes, 5) + joinRef + ref + "tok" + "DATA");
        return true;
    };
    QString answer;
    QVERIFY(bench.channel->push("e", "{}", [&answer](const PushResult &result) {
        answer = QString::number(static_cast<int>(result.outcome)) + text(result.response);
    }));
    QTRY_COMPARE_WITH_TIMEOUT(answer, QStringLiteral("0DATA"), patience);
}

void TestSensoctoTopics::mayBeDestroyedFromInsideACall()
{
    ChannelBench bench;
    QVERIFY(bench.goes());
    bool isLost = false;
    QVERIFY(bench.channel->push("e", "{}", [&isLost](const PushResult &) { isLost = true; }));
    bench.onEvent = [&bench] { bench.channel.reset(); };
    bench.server.push("t", "e", "{}");
    QTRY_VERIFY_WITH_TIMEOUT(!bench.channel, patience);
    QTRY_COMPARE_WITH_TIMEOUT(bench.server.count(QStringLiteral("phx_leave")), 1, patience);
    bench.server.push("t", "after", "{}");
    QVERIFY(bench.sees(QStringLiteral("stray after")));
    QVERIFY(!isLost);
}

QTEST_GUILESS_MAIN(TestSensoctoTopics)
#include "tst_sensocto_topics.moc"
