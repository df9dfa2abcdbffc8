#include "tests/simulator/terra/terra_peer.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace std::chrono_literals;
using namespace sim::terra::test;
using sim::terra::TerraTerms;

class TestTerraGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void answersTokenRequests_data();
    void answersTokenRequests();
    void takesBasicCredentials();
    void letsEverybodyInWithoutCredentials();
    void greetsWithTheInterval();
    void isReadyAfterIdentifying();
    void closesByTheTable_data();
    void closesByTheTable();
    void closesWhoDoesNotIdentify();
    void acceptsATokenOnce();
    void acceptsATokenForAWhileOnly();
    void refusesTokensOfTheOtherRole();
    void limitsConsumersByDeveloper();
    void closesWhoMissesHeartbeats();
};

void TestTerraGate::answersTokenRequests_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const char *path, const char *verb, const char *id, const char *key,
                        int status) {
        QTest::newRow(name) << QByteArray(path) << QByteArray(verb) << QByteArray(id) << QByteArray(key) << status;
    };
    row("consumer", "/auth/developer", "POST", "dev-7", "k3y-s3cr3t", 200);
    row("producer", "/auth/user?id=u1", "POST", "dev-7", "k3y-s3cr3t", 200);
    row("producer without user", "/auth/user", "POST", "dev-7", "k3y-s3cr3t", 400);
    row("no headers", "/auth/developer", "POST", "", "", 400);
    row("no key", "/auth/developer", "POST", "dev-7", "", 400);
    row("no id", "/auth/developer", "POST", "", "k3y-s3cr3t", 400);
    row("wrong key", "/auth/developer", "POST", "dev-7", "other", 403);
    row("wrong id", "/auth/user?id=u1", "POST", "dev-8", "k3y-s3cr3t", 403);
    row("only POST", "/auth/developer", "GET", "dev-7", "k3y-s3cr3t", 405);
    row("no WebSocket", "/connect", "GET", "dev-7", "k3y-s3cr3t", 426);
    row("another service's", "/api/v1/health/", "GET", "dev-7", "k3y-s3cr3t", 404);
}

void TestTerraGate::answersTokenRequests()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, key);
    QFETCH(int, status);
    TerraHost host;
    std::vector<std::pair<QByteArray, QByteArray>> headers;
    if (!id.isEmpty())
        headers.emplace_back("dev-id", id);
    if (!key.isEmpty())
        headers.emplace_back("x-api-key", key);
    const RestAnswer answer = ask(host, path.constData(), headers, verb);
    QCOMPARE(answer.status, status);
    const QString token = QJsonDocument::fromJson(answer.body).object().value(QLatin1String("token")).toString();
    QCOMPARE(!token.isEmpty(), status == 200);
    if (status == 403 || status == 400)
        QCOMPARE(answer.type, QByteArray("text/plain"));
}

void TestTerraGate::takesBasicCredentials()
{
    TerraHost host;
    const auto askBasic = [&host](const QByteArray &pair) {
        return ask(host, "/auth/developer", {{"Authorization", "Basic " + pair.toBase64()}}).status;
    };
    QCOMPARE(askBasic("dev-7:k3y-s3cr3t"), 200);
    QCOMPARE(askBasic("dev-7:other"), 403);
    QCOMPARE(askBasic("dev-7"), 400);
}

void TestTerraGate::letsEverybodyInWithoutCredentials()
{
    TerraHost host({}, {});
    QCOMPARE(ask(host, "/auth/developer", {}).status, 200);
    QCOMPARE(ask(host, "/auth/developer", {{"dev-id", "a"}, {"x-api-key", "b"}}).status, 200);
    QCOMPARE(ask(host, "/auth/developer", {{"dev-id", "a"}}).status, 400);
}

void TestTerraGate::greetsWithTheInterval()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    QCOMPARE(peer.texts.first(), QStringLiteral(R"({"d":{"heartbeat_interval":40000},"op":2})"));
    TerraTerms terms;
    terms.heartbeat = 1500ms;
    TerraHost other(terms);
    TerraPeer second(other);
    QVERIFY(second.greeted());
    QCOMPARE(
        second.frames.first().value(QLatin1String("d")).toObject().value(QLatin1String("heartbeat_interval")).toInt(),
        1500);
}

void TestTerraGate::isReadyAfterIdentifying()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    QVERIFY(peer.roundTrip()); // heartbeats are acknowledged at any time
    QVERIFY(peer.ofOp(4).isEmpty());
    QVERIFY(peer.identify());
    QCOMPARE(peer.ofOp(4).first(), QJsonObject({{QStringLiteral("op"), 4}}));
}

void TestTerraGate::closesByTheTable_data()
{
    QTest::addColumn<int>("role"); // -1: not identified
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<int>("code");
    constexpr int nobody = -1;
    constexpr int producer = 0;
    constexpr int consumer = 1;
    const auto row = [](const char *name, int role, const char *frame, int code) {
        QTest::newRow(name) << role << QByteArray(frame) << code;
    };
    row("no JSON", nobody, "hello", 1007);
    row("cut JSON", consumer, R"({"op":0)", 1007);
    row("no object", nobody, "[0]", 1003);
    row("no op", nobody, R"({"t":1})", 1003);
    row("op no number", nobody, R"({"op":"0"})", 1003);
    row("IDENTIFY without token", nobody, R"({"op":3,"d":{"type":1}})", 1003);
    row("IDENTIFY without type", nobody, R"({"op":3,"d":{"token":"x"}})", 1003);
    row("IDENTIFY with unknown type", nobody, R"({"op":3,"d":{"token":"x","type":2}})", 1003);
    row("bad token", nobody, R"({"op":3,"d":{"token":"x","type":1}})", 4001);
    row("second IDENTIFY, consumer", consumer, R"({"op":3,"d":{"token":"x","type":1}})", 4003);
    row("second IDENTIFY, producer", producer, R"({"op":3,"d":{"token":"x","type":0}})", 4003);
    row("unknown op", consumer, R"({"op":77})", 4004);
    row("negative op", consumer, R"({"op":-1})", 4004);
    row("the server's op", consumer, R"({"op":4})", 4004);
    row("REPLAY before IDENTIFY", nobody, R"({"op":7,"d":{"after":1,"before":9}})", 4004);
    row("REPLAY from a producer", producer, R"({"op":7,"d":{"after":1,"before":9}})", 4004);
    row("REPLAY with a word", consumer, R"({"op":7,"d":{"after":"x","before":9}})", 1003);
    row("REPLAY with a fraction", consumer, R"({"op":7,"d":{"after":1.5,"before":9}})", 1003);
    row("REPLAY with a negative bound", consumer, R"({"op":7,"d":{"after":1,"before":-9}})", 1003);
    row("SUBMIT from a consumer", consumer, R"({"op":6,"t":"HRV","d":{"val":1}})", 4004);
    row("SUBMIT without type", producer, R"({"op":6,"d":{"val":1}})", 1003);
    row("SUBMIT without payload", producer, R"({"op":6,"t":"HRV"})", 1003);
    row("STATUS from a consumer", consumer, R"({"op":8,"d":{"connected":true}})", 4004);
    row("STATUS without connected", producer, R"({"op":8,"d":{}})", 1003);
}

void TestTerraGate::closesByTheTable()
{
    QFETCH(int, role);
    QFETCH(QByteArray, frame);
    QFETCH(int, code);
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    if (role >= 0)
        QVERIFY(peer.identify(role));
    peer.send(frame);
    QVERIFY2(peer.closedWith(code), qPrintable(QString::number(peer.socket.closeCode())));

    TerraPeer binary(host);
    QVERIFY(binary.greeted());
    binary.socket.sendBinaryMessage("{\"op\":0}");
    QVERIFY(binary.closedWith(1003));
}

void TestTerraGate::closesWhoDoesNotIdentify()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    host.advance(14s);
    QVERIFY(peer.roundTrip());
    host.advance(1s);
    QVERIFY(peer.closedWith(4000));
}

void TestTerraGate::acceptsATokenOnce()
{
    TerraHost host;
    const QString token = mint(host);
    TerraPeer first(host);
    QVERIFY(first.greeted());
    first.identifyWith(token, 1);
    QVERIFY(host.reaches([&] { return first.ofOp(4).size() == 1; }));
    TerraPeer second(host);
    QVERIFY(second.greeted());
    second.identifyWith(token, 1);
    QVERIFY(second.closedWith(4001));
}

void TestTerraGate::acceptsATokenForAWhileOnly()
{
    TerraHost host;
    const QString token = mint(host);
    host.advance(61s);
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    peer.identifyWith(token, 1);
    QVERIFY(peer.closedWith(4001));
}

void TestTerraGate::refusesTokensOfTheOtherRole()
{
    TerraHost host;
    const QString token = mint(host, "/auth/user?id=u1");
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    peer.identifyWith(token, 1);
    QVERIFY(peer.closedWith(4001));
}

void TestTerraGate::limitsConsumersByDeveloper()
{
    TerraTerms terms;
    terms.consumers = 2;
    TerraHost host(terms);
    TerraPeer first(host);
    TerraPeer second(host);
    QVERIFY(first.greeted() && first.identify());
    QVERIFY(second.greeted() && second.identify());
    TerraPeer producer(host);
    QVERIFY(producer.greeted() && producer.identify(0)); // only consumers are counted
    TerraPeer third(host);
    QVERIFY(third.greeted());
    third.identifyWith(mint(host), 1);
    QVERIFY(third.closedWith(4002));
    QVERIFY(!first.isClosed);
    first.socket.abort();
    bool isIn = false;
    QVERIFY(host.reaches([&] {
        if (isIn)
            return true;
        TerraPeer again(host);
        if (!again.greeted())
            return false;
        again.identifyWith(mint(host), 1);
        host.reaches([&] { return again.isClosed || !again.ofOp(4).isEmpty(); });
        return isIn = !again.ofOp(4).isEmpty();
    }));
}

void TestTerraGate::closesWhoMissesHeartbeats()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    for (int i = 0; i < 5; ++i) {
        host.advance(40s);
        QVERIFY(peer.roundTrip());
    }
    QVERIFY(!peer.isClosed);
    host.advance(81s);
    QVERIFY(peer.closedWith(4005));
}

QTEST_GUILESS_MAIN(TestTerraGate)
#include "tst_terra_gate.moc"
