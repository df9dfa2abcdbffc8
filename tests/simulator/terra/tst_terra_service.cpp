#include "core/protocol/terra/client.h"
#include "core/protocol/terra/producer.h"
#include "tests/protocol/recording_sink.h"
#include "tests/simulator/terra/terra_peer.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <set>

using namespace watchglass;
using namespace std::chrono_literals;
using sim::terra::TerraFleet;
using sim::terra::TerraJournal;
using sim::terra::TerraTerms;
using sim::terra::test::credentials;
using sim::terra::test::TerraHost;
using sim::terra::test::TerraPeer;
using watchglass::test::RecordingSink;

namespace {

/// What a client delivered, told apart by series, time and value.
std::multiset<std::tuple<QString, QString, std::int64_t, double>> content(const RecordingSink &sink)
{
    std::multiset<std::tuple<QString, QString, std::int64_t, double>> out;
    for (const RecordingSink::Kept &kept : sink.samples)
        out.emplace(kept.info.key.device, kept.info.key.attributePath(), kept.sample.time.ns(), kept.sample.value);
    return out;
}

struct Published final : protocol::terra::Producer::Listener
{
    void producerState(const SourceState &state) override { last = state; }
    void producerProblem(protocol::Problem, const QString &text) override { problems << text; }
    SourceState last;
    QStringList problems;
};

} // namespace

class TestTerraService : public QObject
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
    void sendsRisingSparseSeqs();
    void sendsTerrasTypesAndUnits();
    void replaysBetweenExclusiveBounds();
    void replaysNothingWithoutAnUpperBound();
    void replaysOnlyAfterAWhile();
    void sendsSubmissionsToConsumers();
    void neverDispatchesStatus();
    void forgetsTheOldestWhenFull();
    void clientFillsItsGapCompletely();
    void clientKeepsUpUnderFaults_data();
    void clientKeepsUpUnderFaults();
    void clientSurvivesATornFrame();
    void clientSurfacesAnExpiredToken();
    void producerReachesTheClient();
};

void TestTerraService::answersTokenRequests_data()
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

void TestTerraService::answersTokenRequests()
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
    const TerraHost::Answer answer = host.ask(path.constData(), headers, verb);
    QCOMPARE(answer.status, status);
    const QString token = QJsonDocument::fromJson(answer.body).object().value(QLatin1String("token")).toString();
    QCOMPARE(!token.isEmpty(), status == 200);
    if (status == 403 || status == 400)
        QCOMPARE(answer.type, QByteArray("text/plain"));
}

void TestTerraService::takesBasicCredentials()
{
    TerraHost host;
    const auto ask = [&host](const QByteArray &pair) {
        return host.ask("/auth/developer", {{"Authorization", "Basic " + pair.toBase64()}}).status;
    };
    QCOMPARE(ask("dev-7:k3y-s3cr3t"), 200);
    QCOMPARE(ask("dev-7:other"), 403);
    QCOMPARE(ask("dev-7"), 400);
}

void TestTerraService::letsEverybodyInWithoutCredentials()
{
    TerraHost host({}, {});
    QCOMPARE(host.ask("/auth/developer", {}).status, 200);
    QCOMPARE(host.ask("/auth/developer", {{"dev-id", "a"}, {"x-api-key", "b"}}).status, 200);
    QCOMPARE(host.ask("/auth/developer", {{"dev-id", "a"}}).status, 400);
}

void TestTerraService::greetsWithTheInterval()
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

void TestTerraService::isReadyAfterIdentifying()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    QVERIFY(peer.roundTrip()); // heartbeats are acknowledged at any time
    QVERIFY(peer.ofOp(4).isEmpty());
    QVERIFY(peer.identify());
    QCOMPARE(peer.ofOp(4).first(), QJsonObject({{QStringLiteral("op"), 4}}));
}

void TestTerraService::closesByTheTable_data()
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

void TestTerraService::closesByTheTable()
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

void TestTerraService::closesWhoDoesNotIdentify()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    host.advance(14s);
    QVERIFY(peer.roundTrip());
    host.advance(1s);
    QVERIFY(peer.closedWith(4000));
}

void TestTerraService::acceptsATokenOnce()
{
    TerraHost host;
    const QString token = host.mint();
    TerraPeer first(host);
    QVERIFY(first.greeted());
    first.identifyWith(token, 1);
    QVERIFY(host.reaches([&] { return first.ofOp(4).size() == 1; }));
    TerraPeer second(host);
    QVERIFY(second.greeted());
    second.identifyWith(token, 1);
    QVERIFY(second.closedWith(4001));
}

void TestTerraService::acceptsATokenForAWhileOnly()
{
    TerraHost host;
    const QString token = host.mint();
    host.advance(61s);
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    peer.identifyWith(token, 1);
    QVERIFY(peer.closedWith(4001));
}

void TestTerraService::refusesTokensOfTheOtherRole()
{
    TerraHost host;
    const QString token = host.mint("/auth/user?id=u1");
    TerraPeer peer(host);
    QVERIFY(peer.greeted());
    peer.identifyWith(token, 1);
    QVERIFY(peer.closedWith(4001));
}

void TestTerraService::limitsConsumersByDeveloper()
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
    third.identifyWith(host.mint(), 1);
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
        again.identifyWith(host.mint(), 1);
        host.reaches([&] { return again.isClosed || !again.ofOp(4).isEmpty(); });
        return isIn = !again.ofOp(4).isEmpty();
    }));
}

void TestTerraService::closesWhoMissesHeartbeats()
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

void TestTerraService::sendsRisingSparseSeqs()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 60; }));
    const QList<qint64> seqs = peer.seqs();
    bool isSparse = false;
    for (qsizetype i = 1; i < seqs.size(); ++i) {
        QVERIFY(seqs[i] > seqs[i - 1]);
        isSparse = isSparse || seqs[i] > seqs[i - 1] + 1;
    }
    QVERIFY(isSparse);
    QVERIFY(seqs.first() > 0);
    std::set<QString> users;
    for (const QJsonObject &frame : peer.ofOp(5))
        users.insert(frame.value(QLatin1String("uid")).toString());
    QCOMPARE(users.size(), std::size_t(3)); // one for each device, over one cursor
    QCOMPARE(*users.begin(), *users.begin());
    for (int device = 0; device < 3; ++device)
        QVERIFY(users.count(TerraFleet::userOf(device, 1)) == 1);
}

void TestTerraService::sendsTerrasTypesAndUnits()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(2s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 30; }));
    QHash<QString, QJsonObject> last;
    for (const QJsonObject &frame : peer.ofOp(5))
        last.insert(frame.value(QLatin1String("t")).toString(), frame.value(QLatin1String("d")).toObject());
    const auto value = [&last](const char *type) {
        return last.value(QLatin1String(type)).value(QLatin1String("val")).toDouble(-1.0);
    };
    const auto vector = [&last](const char *type) {
        return last.value(QLatin1String(type)).value(QLatin1String("d")).toArray();
    };
    QCOMPARE(value("HEART_RATE"), 2.0);
    QCOMPARE(value("SPEED"), 2.0 / 3.6); // m/s
    QCOMPARE(value("SKIN_TEMPERATURE"), 2.0);
    QCOMPARE(vector("ACCELERATION").size(), 3);
    QCOMPARE(vector("ACCELERATION").first().toDouble(), 2.0 * 9.80665);
    QVERIFY(qAbs(vector("GYROSCOPE").first().toDouble() - 2.0 * 3.14159265358979 / 180.0) < 1e-12);
    QCOMPARE(vector("LOCATION").size(), 2);
    QCOMPARE(vector("ECG").size(), 4); // 200 ms of 20 Hz
    QVERIFY(!last.value(QStringLiteral("ECG")).contains(QLatin1String("val")));
    const QString all = peer.texts.join(QLatin1Char(' '));
    QVERIFY(all.contains(QLatin1String("+01:00\"")) && all.contains(QLatin1String("Z\"")));
}

void TestTerraService::replaysBetweenExclusiveBounds()
{
    TerraHost host;
    TerraPeer first(host);
    QVERIFY(first.greeted() && first.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return first.ofOp(5).size() > 60; }));
    const QList<qint64> seqs = first.seqs();
    TerraPeer second(host);
    QVERIFY(second.greeted() && second.identify());
    second.send(R"({"op":7,"d":{"after":)" + QByteArray::number(seqs[3]) + R"(,"before":)" + QByteArray::number(seqs[9])
                + "}}");
    QVERIFY(host.reaches([&] { return second.ofOp(5).size() >= 5; }));
    QVERIFY(second.roundTrip());
    QCOMPARE(second.seqs(), seqs.mid(4, 5));
    QStringList given;
    for (const QString &text : second.texts) {
        if (text.contains(QLatin1String("\"op\":5")))
            given << text;
    }
    for (const QString &text : given)
        QVERIFY(first.texts.contains(text)); // the very same messages, without any end mark
    second.send(R"({"op":7,"d":{"before":)" + QByteArray::number(seqs[2]) + "}}"); // `after` is 0 by default
    QVERIFY(host.reaches([&] { return second.seqs().last() == seqs[1]; }));
    const QList<qint64> fromTheStart = second.seqs().mid(5);
    QVERIFY(std::is_sorted(fromTheStart.begin(), fromTheStart.end()));
    QCOMPARE(fromTheStart.at(fromTheStart.size() - 2), seqs[0]);
}

void TestTerraService::replaysNothingWithoutAnUpperBound()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(5s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 60; }));
    const auto before = peer.ofOp(5).size();
    peer.send(R"({"op":7,"d":{"after":0}})");
    peer.send(R"({"op":7,"d":{}})");
    peer.send(R"({"op":7})");
    QVERIFY(peer.roundTrip());
    QVERIFY(peer.roundTrip());
    QVERIFY(!peer.isClosed);
    QCOMPARE(peer.ofOp(5).size(), before);
}

void TestTerraService::replaysOnlyAfterAWhile()
{
    TerraHost host;
    TerraPeer peer(host);
    QVERIFY(peer.greeted() && peer.identify());
    host.advance(1s);
    QVERIFY(host.reaches([&] { return peer.ofOp(5).size() > 10; }));
    QVERIFY(peer.roundTrip());
    const auto live = peer.ofOp(5).size();
    const QByteArray ask = R"({"op":7,"d":{"after":0,"before":9223372036854775807}})";
    peer.send(ask);
    QVERIFY(peer.roundTrip());
    QVERIFY(peer.roundTrip());
    QCOMPARE(peer.ofOp(5).size(), live);
    host.advance(4s);
    QVERIFY(peer.roundTrip());
    const auto before = peer.ofOp(5).size();
    peer.send(ask);
    QVERIFY(host.reaches([&] { return peer.seqs().mid(before).contains(peer.seqs().at(live - 1)); }));
    for (const qint64 seq : peer.seqs().mid(0, live))
        QVERIFY(peer.seqs().mid(before).contains(seq));
}

void TestTerraService::sendsSubmissionsToConsumers()
{
    TerraHost host;
    TerraPeer consumer(host);
    TerraPeer producer(host);
    QVERIFY(consumer.greeted() && consumer.identify());
    QVERIFY(producer.greeted() && producer.identify(0));
    producer.send(R"({"op":6,"t":"heart_rate","d":{"val":95.5,"ts":"2026-01-01T00:00:00Z","more":[1,{"a":null}]}})");
    QVERIFY(host.reaches([&] { return consumer.texts.join(QLatin1Char(' ')).contains(QLatin1String("someone")); }));
    const QJsonObject frame = consumer.frames.last();
    QCOMPARE(frame.value(QLatin1String("uid")).toString(), QStringLiteral("someone"));
    QCOMPARE(frame.value(QLatin1String("t")).toString(), QStringLiteral("heart_rate"));
    const QJsonObject payload = frame.value(QLatin1String("d")).toObject();
    QCOMPARE(payload.value(QLatin1String("val")).toDouble(), 95.5);
    QCOMPARE(payload.value(QLatin1String("more")).toArray().size(), 2); // the payload is opaque
    QVERIFY(producer.roundTrip());
    QVERIFY(producer.ofOp(5).isEmpty());
}

void TestTerraService::neverDispatchesStatus()
{
    TerraHost host;
    TerraPeer consumer(host);
    TerraPeer producer(host);
    QVERIFY(consumer.greeted() && consumer.identify());
    QVERIFY(producer.greeted() && producer.identify(0));
    producer.send(R"({"op":8,"d":{"connected":true,"device_id":"d1","source":"watch"}})");
    producer.send(R"({"op":8,"d":{"connected":false,"reason":"taken off"}})");
    QVERIFY(producer.roundTrip());
    QVERIFY(consumer.roundTrip());
    QVERIFY(!consumer.texts.join(QLatin1Char(' ')).contains(QLatin1String("taken off")));
    QVERIFY(!producer.isClosed);
}

void TestTerraService::forgetsTheOldestWhenFull()
{
    TerraJournal journal(1, 1000);
    journal.beginAt(100);
    const std::string tail(90, 'x');
    for (int i = 0; i < 50; ++i)
        journal.append(std::chrono::seconds(i), "", tail, 1);
    QCOMPARE(journal.end(), std::uint64_t(50));
    QVERIFY(journal.first() > 35 && journal.first() < 50);
    QCOMPARE(journal.firstAfter(0), journal.first());
    QCOMPARE(journal.firstAfter(journal.at(45).seq), std::uint64_t(46));
    QCOMPARE(journal.firstAfter(journal.at(49).seq), journal.end());
}

void TestTerraService::clientFillsItsGapCompletely()
{
    TerraHost host;
    RecordingSink sink;
    RecordingSink steady;
    protocol::terra::Client watched({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    protocol::terra::Client other({protocol::Service::Terra, host.url(), credentials}, steady, host.clock);
    watched.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    other.start();
    QVERIFY(host.reaches([&] { return steady.phase() == SourcePhase::Live; }));
    host.advance(2s);
    QVERIFY(host.reaches([&] { return sink.samples.size() > 20; }));
    host.abortAll();
    QVERIFY(
        host.reaches([&] { return sink.phase() == SourcePhase::Waiting && steady.phase() == SourcePhase::Waiting; }));
    host.advance(20s); // nobody is there meanwhile
    const auto areLive = [&] { return sink.phase() == SourcePhase::Live && steady.phase() == SourcePhase::Live; };
    QVERIFY(host.reaches(areLive, [&] {
        if (sink.phase() == SourcePhase::Waiting || steady.phase() == SourcePhase::Waiting)
            host.advance(100ms);
    }));
    QCOMPARE(sink.gaps.size(), std::size_t(1));
    const auto isFilled = [&] { return sink.current().text.contains(QLatin1String("fetched")); };
    QVERIFY(host.reaches(isFilled, [&] { host.advance(50ms); }));
    // 3 users: each whole second of it, from the first sample to the last, is there, and once.
    const auto all = content(sink);
    const std::set<std::tuple<QString, QString, std::int64_t, double>> once(all.begin(), all.end());
    std::vector<std::int64_t> times;
    for (const auto &[device, attribute, ns, value] : once) {
        if (device == TerraFleet::userOf(0, 1) && attribute == QLatin1String("HEART_RATE"))
            times.push_back(ns);
    }
    QVERIFY(times.size() > 20);
    for (std::size_t i = 1; i < times.size(); ++i)
        QCOMPARE(times[i] - times[i - 1], 1'000'000'000);
    const auto pulses = std::count_if(all.begin(), all.end(), [](const auto &kept) {
        return std::get<0>(kept) == TerraFleet::userOf(0, 1) && std::get<1>(kept) == QLatin1String("HEART_RATE");
    });
    QCOMPARE(static_cast<std::size_t>(pulses), times.size()); // and none came twice
}

void TestTerraService::clientKeepsUpUnderFaults_data()
{
    QTest::addColumn<double>("duplicate");
    QTest::addColumn<double>("reorder");
    QTest::addColumn<double>("corrupt");
    QTest::addColumn<int>("delayMs");
    QTest::newRow("duplicate") << 0.5 << 0.0 << 0.0 << 0;
    QTest::newRow("reorder") << 0.0 << 0.3 << 0.0 << 0;
    QTest::newRow("delay") << 0.0 << 0.0 << 0.0 << 700;
    QTest::newRow("corrupt") << 0.0 << 0.0 << 0.2 << 0;
    QTest::newRow("all") << 0.3 << 0.3 << 0.1 << 300;
}

void TestTerraService::clientKeepsUpUnderFaults()
{
    QFETCH(double, duplicate);
    QFETCH(double, reorder);
    QFETCH(double, corrupt);
    QFETCH(int, delayMs);
    TerraHost host;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    host.faultsNow.duplicate = duplicate;
    host.faultsNow.reorder = reorder;
    host.faultsNow.corrupt = corrupt;
    host.faultsNow.damage = sim::Damage::Cut;
    host.faultsNow.delay = std::chrono::milliseconds(delayMs);
    for (int i = 0; i < 20; ++i) {
        const std::uint64_t before = sink.frames;
        host.advance(500ms);
        QVERIFY(host.reaches([&] { return sink.frames > before; }, [&] { host.advance(10ms); }));
    }
    QCOMPARE(sink.phase(), SourcePhase::Live);
    const auto all = content(sink);
    for (auto kept = all.begin(); kept != all.end(); ++kept)
        QCOMPARE(all.count(*kept), std::size_t(1)); // nothing came twice
    QCOMPARE(sink.countOf(protocol::Problem::BadFrame) > 0, corrupt > 0.0);
    if (corrupt > 0.0 || delayMs > 0)
        return;
    // Nothing was lost: each second of each user is there.
    for (int device = 0; device < 3; ++device) {
        std::set<std::int64_t> seconds;
        for (const RecordingSink::Kept &kept : sink.samples) {
            if (kept.info.key.device == TerraFleet::userOf(device, 1)
                && kept.info.key.attribute == QLatin1String("SKIN_TEMPERATURE"))
                seconds.insert(kept.sample.time.ns() / 1'000'000'000);
        }
        QVERIFY(seconds.size() >= 9);
        QCOMPARE(static_cast<std::int64_t>(seconds.size()), *seconds.rbegin() - *seconds.begin() + 1);
    }
}

void TestTerraService::clientSurvivesATornFrame()
{
    TerraHost host;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    host.faultsNow.corrupt = 1.0;
    host.faultsNow.damage = sim::Damage::Tear;
    QVERIFY(host.reaches([&] { return sink.phase() != SourcePhase::Live; }, [&] { host.advance(100ms); }));
    host.faultsNow = {};
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; },
                         [&] {
                             if (sink.phase() == SourcePhase::Waiting)
                                 host.advance(250ms);
                         }));
    const auto before = sink.samples.size();
    QVERIFY(host.reaches([&] { return sink.samples.size() > before; }, [&] { host.advance(100ms); }));
}

void TestTerraService::clientSurfacesAnExpiredToken()
{
    TerraHost host;
    host.faultsNow.expiredToken = true;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Failed; },
                         [&] {
                             if (sink.phase() == SourcePhase::Waiting)
                                 host.advance(250ms);
                         }));
    QVERIFY(sink.current().text.contains(QLatin1String("4001")));
    QCOMPARE(host.counts.connectionsAccepted.load(), std::uint64_t(3));
    QVERIFY(!sink.allTexts().contains(QLatin1String("k3y")));

    RecordingSink refused;
    protocol::terra::Client stranger({protocol::Service::Terra, host.url(), QStringLiteral("dev-7:wrong")}, refused,
                                     host.clock);
    stranger.start();
    QVERIFY(host.reaches([&] { return refused.phase() == SourcePhase::Failed; }));
}

void TestTerraService::producerReachesTheClient()
{
    TerraHost host({}, credentials, sim::Fleet());
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    Published listener;
    protocol::terra::Producer producer(
        {{protocol::Service::Terra, host.url(), credentials}, QStringLiteral("walker ✓"), 1000}, listener, host.clock);
    client.start();
    producer.setStatus({true, QStringLiteral("d1"), QStringLiteral("watch"), {}});
    producer.start();
    QVERIFY(
        host.reaches([&] { return sink.phase() == SourcePhase::Live && listener.last.phase == SourcePhase::Live; }));
    const Timestamp begin = Timestamp::fromMs(1'767'225'600'000);
    for (int i = 0; i < 100; ++i)
        QVERIFY(producer.submit(QStringLiteral("RUNNING_HEART_RATE"), begin + std::chrono::milliseconds(i), i));
    QVERIFY(host.reaches([&] { return sink.samples.size() == 100; }));
    for (int i = 0; i < 100; ++i) {
        const RecordingSink::Kept &kept = sink.samples[static_cast<std::size_t>(i)];
        QCOMPARE(kept.info.key.device, QStringLiteral("walker ✓"));
        QCOMPARE(kept.info.unit, QStringLiteral("bpm"));
        QCOMPARE(kept.sample.value, static_cast<double>(i));
        QCOMPARE(kept.sample.time.ns(), (begin + std::chrono::milliseconds(i)).ns());
    }
    QVERIFY(listener.problems.isEmpty());
    QVERIFY(sink.problems.empty());
}

QTEST_GUILESS_MAIN(TestTerraService)
#include "tst_terra_service.moc"
