#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sensocto/sensocto_probe.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::sensocto;
using namespace watchglass::sim::sensocto::test;

Q_DECLARE_METATYPE(watchglass::sim::sensocto::Pressure)

namespace {

const QString topic = QStringLiteral("sensocto:sensor:s1");

} // namespace

/// What a sensor's topic takes, says and refuses.
class TestSensoctoChannels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyFieldOfASensorJoinIsRequired_data();
    void everyFieldOfASensorJoinIsRequired();
    void bearersAreJudged_data();
    void bearersAreJudged();
    void tokensLiveAsLongAsTheyShould_data();
    void tokensLiveAsLongAsTheyShould();
    void producerEventsAreAnsweredOrNot_data();
    void producerEventsAreAnsweredOrNot();
    void payloadsAndBatchesHaveNoLimits();
    void moreThanFiveHundredMessagesAreLostSilently();
    void advisesByLevelAndLoad_data();
    void advisesByLevelAndLoad();
    void advisesAgainWhenSomethingChanges();
    void aGhostSensorLivesFiftyMillisecondsLonger();
    void aSecondClientOfASensorHearsNothingAndKeepsItAlive();
    void commandsReachTheProducer();
    void imuTextBecomesObjects();
};

void TestSensoctoChannels::everyFieldOfASensorJoinIsRequired_data()
{
    QTest::addColumn<QString>("missing");
    for (const QString &key : joinFields().keys())
        QTest::newRow(qPrintable(key)) << key;
}

void TestSensoctoChannels::everyFieldOfASensorJoinIsRequired()
{
    QFETCH(QString, missing);
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    QJsonObject fields = joinFields();
    fields.remove(missing);
    probe.push("1", "1", topic, "phx_join", fields);
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.of("phx_reply").last()), QStringLiteral("join crashed"));
    QVERIFY(harness.world.produced().empty());
    probe.push("2", "2", topic, "phx_join", joinFields(QStringLiteral("other")));
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.of("phx_reply").last()), QStringLiteral("join crashed"));
}

void TestSensoctoChannels::bearersAreJudged_data()
{
    QTest::addColumn<QString>("bearer"); // "api", "socket", … stand for tokens of the server's own making
    QTest::addColumn<QString>("pass");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *bearer, const char *pass, bool isGood) {
        QTest::newRow(name) << QString::fromLatin1(bearer) << QString::fromLatin1(pass) << isGood;
    };
    row("JWT", "<api>", "secret", true);
    row("the password", "secret", "secret", true);
    row("any word at an open door", "word", "", true);
    row("any word at a closed door", "word", "secret", false);
    row("empty", "", "", false);
    row("missing", "missing", "", false);
    row("forged", "<forged>", "", false);
    row("expired", "<old>", "", false);
    row("of a socket", "<socket>", "", false);
    row("guest", "guest:g1:<guest>", "secret", true);
    row("another guest's", "guest:g2:<guest>", "secret", false);
    row("guest without token", "guest:g1:", "secret", false);
    row("guest with the password", "guest:g1:secret", "secret", true);
}

void TestSensoctoChannels::bearersAreJudged()
{
    QFETCH(QString, bearer);
    QFETCH(QString, pass);
    QFETCH(bool, isGood);
    ServerOptions options;
    options.token = pass;
    Harness harness(options);
    const QString user = QStringLiteral("g1");
    const QString api = harness.token(Use::Api, user);
    bearer.replace(QLatin1String("<api>"), api);
    bearer.replace(QLatin1String("<forged>"), api + QLatin1Char('x'));
    bearer.replace(QLatin1String("<old>"),
                   harness.world.tokens().mint(Use::Api, user, harness.world.now() - std::chrono::hours(24 * 31)));
    bearer.replace(QLatin1String("<socket>"), harness.token(Use::Socket, user));
    bearer.replace(QLatin1String("<guest>"), harness.token(Use::Guest, user));
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    QJsonObject fields = joinFields();
    fields.insert(QStringLiteral("bearer_token"), bearer);
    probe.push("1", "1", topic, "phx_join", fields);
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.of("phx_reply").first()), isGood ? QString() : QStringLiteral("unauthorized"));
    harness.world.settings.allowMissingToken = true;
    fields.insert(QStringLiteral("bearer_token"), QStringLiteral("missing"));
    probe.push("2", "2", topic, "phx_join", fields);
    QVERIFY(probe.roundTrip());
    QCOMPARE(reasonOf(probe.of("phx_reply").last()), QString());
}

void TestSensoctoChannels::tokensLiveAsLongAsTheyShould_data()
{
    QTest::addColumn<int>("use");
    QTest::addColumn<Duration>("life");
    QTest::newRow("socket") << static_cast<int>(Use::Socket) << Duration(24h);
    QTest::newRow("viewer") << static_cast<int>(Use::Viewer) << Duration(1h);
    QTest::newRow("from a QR code") << static_cast<int>(Use::Qr) << Duration(10min);
}

void TestSensoctoChannels::tokensLiveAsLongAsTheyShould()
{
    QFETCH(int, use);
    QFETCH(Duration, life);
    Harness harness;
    const auto kind = static_cast<Use>(use);
    const QString user = QStringLiteral("u1");
    const QString token = harness.token(kind, user);
    const Timestamp now = harness.world.now();
    QCOMPARE(harness.world.tokens().userOf(kind, token, now + life - 1min), user);
    QVERIFY(!harness.world.tokens().userOf(kind, token, now + life + 1min));
    QVERIFY(!harness.world.tokens().userOf(Use::Api, token, now)); // and is good for nothing else
}

void TestSensoctoChannels::producerEventsAreAnsweredOrNot_data()
{
    QTest::addColumn<QString>("event");
    QTest::addColumn<QByteArray>("payload"); // in an array, so that it may be anything
    QTest::addColumn<QByteArray>("answer");  // empty: none
    const auto row = [](const char *name, const char *event, const char *payload, const char *answer) {
        QTest::newRow(name) << QString::fromLatin1(event) << QByteArray(payload) << QByteArray(answer);
    };
    const char *badId = R"({"response":{"reason":"invalid_attribute_id"},"status":"error"})";
    row("measurement", "measurement", R"([{"attribute_id":"hr","payload":72,"timestamp":1}])", "");
    row("measurement with text for a time", "measurement", R"([{"attribute_id":"hr","payload":72,"timestamp":"t"}])",
        "");
    row("measurement without a time", "measurement", R"([{"attribute_id":"hr","payload":72}])", "");
    row("measurement without payload", "measurement", R"([{"attribute_id":"hr","timestamp":1}])", "");
    row("id with a leading digit", "measurement", R"([{"attribute_id":"1hr","payload":72,"timestamp":1}])", "");
    row("id of 64", "measurement",
        R"([{"attribute_id":"a123456789012345678901234567890123456789012345678901234567890123","payload":1,"timestamp":1}])",
        "");
    row("id of 65", "measurement",
        R"([{"attribute_id":"a1234567890123456789012345678901234567890123456789012345678901234","payload":1,"timestamp":1}])",
        badId);
    row("id with a dash first", "measurement", R"([{"attribute_id":"-hr","payload":72,"timestamp":1}])", badId);
    row("id with a dot", "measurement", R"([{"attribute_id":"h.r","payload":72,"timestamp":1}])", badId);
    row("empty id", "measurement", R"([{"attribute_id":"","payload":72,"timestamp":1}])", badId);
    row("id with a newline", "measurement", R"([{"attribute_id":"hr\n","payload":72,"timestamp":1}])", badId);
    row("batch", "measurements_batch", R"([[{"attribute_id":"hr","payload":72,"timestamp":1}]])", "");
    row("empty batch", "measurements_batch", "[[]]", "");
    row("batch that is none", "measurements_batch", R"([{"measurements":[]}])", "");
    row("batch with bad items", "measurements_batch",
        R"([[{"attribute_id":"hr","payload":72,"timestamp":1},{"attribute_id":"hr"},{"attribute_id":"-","payload":1,"timestamp":1}]])",
        R"({"response":{"reason":"invalid_batch","failed_count":2},"status":"error"})");
    row("register", "update_attributes",
        R"([{"action":"register","attribute_id":"x","metadata":{"attribute_type":"spo2"}}])", "");
    row("unregister", "update_attributes", R"([{"action":"unregister","attribute_id":"hr","metadata":{}}])", "");
    row("unknown action", "update_attributes", R"([{"action":"add","attribute_id":"x","metadata":{}}])",
        R"({"response":{"reason":"invalid_action"},"status":"error"})");
    row("update of a bad id", "update_attributes", R"([{"action":"register","attribute_id":"-","metadata":{}}])",
        badId);
    row("connector's name", "update_connector", R"([{"connector_name":"New"}])",
        R"({"response":{"connector_name":"New"},"status":"ok"})");
    row("connector's name that is too long", "update_connector",
        R"([{"connector_name":"éééééééééééééééééééééééééééééééééééééééééééééééééééé"}])",
        R"({"response":{"reason":"invalid_connector_name"},"status":"error"})");
    row("ping", "ping", R"([{"a":[1,"b"]}])", R"({"response":{"a":[1,"b"]},"status":"ok"})");
    row("something else", "whatever", R"([{"a":1}])", "");
}

void TestSensoctoChannels::producerEventsAreAnsweredOrNot()
{
    QFETCH(QString, event);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, answer);
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", topic, "phx_join", joinFields());
    QVERIFY(probe.roundTrip());
    const QJsonValue sent = QJsonDocument::fromJson(payload).array().at(0);
    QVERIFY(!sent.isUndefined());
    probe.push("1", "2", topic, event.toLatin1().constData(), sent);
    QVERIFY(probe.roundTrip());
    const auto told = probe.told();
    QCOMPARE(told.size(), answer.isEmpty() ? 2 : 3);
    if (answer.isEmpty())
        return;
    QCOMPARE(told.last().at(0).toString(), QStringLiteral("1"));
    QCOMPARE(told.last().at(1).toString(), QStringLiteral("2"));
    QCOMPARE(told.last().at(4).toObject(), object(answer.constData()));
}

void TestSensoctoChannels::payloadsAndBatchesHaveNoLimits()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", topic, "phx_join", joinFields());
    QJsonArray batch;
    for (int i = 0; i < 5000; ++i)
        batch.append(object(R"({"attribute_id":"hr","payload":{"any":["thing",null]},"timestamp":null})"));
    batch.append(QJsonObject{{QStringLiteral("attribute_id"), QStringLiteral("hr")},
                             {QStringLiteral("payload"), QString(2'000'000, QLatin1Char('x'))},
                             {QStringLiteral("timestamp"), QStringLiteral("soon")}});
    probe.push("1", "2", topic, "measurements_batch", batch);
    QVERIFY(probe.roundTrip());
    QVERIFY(!probe.isClosed);
    const auto &hr = harness.world.produced().at(QStringLiteral("s1")).attributes.at(QStringLiteral("hr"));
    QCOMPARE(hr.payload.toString().size(), 2'000'000);
    QCOMPARE(hr.timestamp.toString(), QStringLiteral("soon"));
}

void TestSensoctoChannels::moreThanFiveHundredMessagesAreLostSilently()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", topic, "phx_join", joinFields());
    for (int i = 1; i <= 501; ++i)
        probe.push("1", "2", topic, "measurement",
                   QJsonObject{{QStringLiteral("attribute_id"), QStringLiteral("hr")},
                               {QStringLiteral("payload"), i},
                               {QStringLiteral("timestamp"), i}});
    QVERIFY(probe.roundTrip());
    const auto newest = [&] {
        return harness.world.produced().at(QStringLiteral("s1")).attributes.at(QStringLiteral("hr")).payload.toInt();
    };
    QCOMPARE(newest(), 500);
    harness.clock.advance(5ms);
    probe.push("1", "2", topic, "measurement", object(R"({"attribute_id":"hr","payload":7,"timestamp":1})"));
    QVERIFY(probe.roundTrip());
    QCOMPARE(newest(), 7);
}

void TestSensoctoChannels::advisesByLevelAndLoad_data()
{
    QTest::addColumn<Pressure>("pressure");
    QTest::addColumn<int>("window");
    QTest::addColumn<int>("size");
    QTest::addColumn<double>("multiplier");
    QTest::addColumn<bool>("paused");
    const auto row = [](const char *name, Pressure pressure, int window, int size, double multiplier, bool paused) {
        QTest::newRow(name) << pressure << window << size << multiplier << paused;
    };
    row("high", {Attention::High, Load::Normal, false}, 100, 1, 1.0, false);
    row("medium", {Attention::Medium, Load::Normal, false}, 500, 5, 1.0, false);
    row("low", {Attention::Low, Load::Normal, false}, 2000, 10, 1.0, false);
    row("none", {Attention::None, Load::Normal, false}, 5000, 20, 1.0, false);
    row("high, elevated", {Attention::High, Load::Elevated, false}, 150, 1, 1.5, false);
    row("high, high", {Attention::High, Load::High, false}, 300, 1, 3.0, false);
    row("high, critical", {Attention::High, Load::Critical, false}, 500, 1, 5.0, false);
    row("high, critical, memory", {Attention::High, Load::Critical, true}, 2500, 1, 25.0, false);
    row("medium, critical, memory", {Attention::Medium, Load::Critical, true}, 12500, 5, 25.0, false);
    row("low, critical", {Attention::Low, Load::Critical, false}, 10000, 10, 5.0, true);
    row("low, memory", {Attention::Low, Load::Normal, true}, 10000, 10, 5.0, true);
    row("none, high", {Attention::None, Load::High, false}, 15000, 20, 3.0, false);
    row("none, critical", {Attention::None, Load::Critical, false}, 25000, 20, 5.0, true);
    row("none, memory", {Attention::None, Load::Normal, true}, 25000, 20, 5.0, true);
}

void TestSensoctoChannels::advisesByLevelAndLoad()
{
    QFETCH(Pressure, pressure);
    QFETCH(int, window);
    QFETCH(int, size);
    QFETCH(double, multiplier);
    QFETCH(bool, paused);
    const QJsonObject config = backpressureConfig(pressure, Timestamp::fromMs(1'700'000'000'123));
    QCOMPARE(config.value(QLatin1String("recommended_batch_window")).toInt(), window);
    QCOMPARE(config.value(QLatin1String("recommended_batch_size")).toInt(), size);
    QCOMPARE(config.value(QLatin1String("load_multiplier")).toDouble(), multiplier);
    QCOMPARE(config.value(QLatin1String("paused")).toBool(), paused);
    QCOMPARE(config.value(QLatin1String("memory_protection_active")).toBool(), pressure.memoryProtection);
    QCOMPARE(config.value(QLatin1String("timestamp")).toInteger(), 1'700'000'000'123);
    QCOMPARE(config.size(), 8);
}

void TestSensoctoChannels::advisesAgainWhenSomethingChanges()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", topic, "phx_join", joinFields());
    QVERIFY(probe.roundTrip());
    const auto told = [&](int count, const char *key, const QJsonValue &value) {
        const bool isThere = probe.roundTrip() && probe.of("backpressure_config").size() == count;
        return isThere && probe.last("backpressure_config").value(QLatin1String(key)) == value;
    };
    QVERIFY(told(1, "attention_level", QStringLiteral("medium")));
    harness.world.setAttention(QStringLiteral("s1"), Attention::High);
    QVERIFY(told(2, "attention_level", QStringLiteral("high")));
    harness.world.setAttention(QStringLiteral("s1"), Attention::High);
    harness.world.setAttention(QStringLiteral("s2"), Attention::Low);
    QVERIFY(told(2, "attention_level", QStringLiteral("high")));
    harness.world.setLoad(Load::Elevated);
    QVERIFY(told(3, "system_load", QStringLiteral("elevated")));
    harness.world.setMemoryProtection(true);
    QVERIFY(told(4, "memory_protection_active", true));
    QCOMPARE(probe.of("backpressure_config").last().at(0).toString(), QStringLiteral("1"));
}

void TestSensoctoChannels::aGhostSensorLivesFiftyMillisecondsLonger()
{
    Harness harness;
    Probe watcher(harness.socketUrl());
    QVERIFY(watcher.opens());
    {
        Probe probe(harness.socketUrl());
        QVERIFY(probe.opens());
        probe.push("1", "1", topic, "phx_join", joinFields());
        QVERIFY(probe.roundTrip());
        QCOMPARE(harness.world.produced().size(), 1U);
        probe.push("1", "2", topic, "phx_leave", QJsonObject());
        QVERIFY(probe.roundTrip());
        harness.clock.advance(45ms);
        QCOMPARE(harness.world.produced().size(), 1U);
        harness.clock.advance(10ms);
        QCOMPARE(harness.world.produced().size(), 0U);
        probe.push("3", "3", topic, "phx_join", joinFields());
        QVERIFY(probe.roundTrip());
    }
    // A lost connection counts as leaving.
    QTRY_VERIFY_WITH_TIMEOUT((harness.clock.advance(60ms), harness.world.produced().empty()), patienceMs);
}

void TestSensoctoChannels::aSecondClientOfASensorHearsNothingAndKeepsItAlive()
{
    Harness harness;
    Probe producer(harness.socketUrl());
    Probe viewer(harness.socketUrl());
    QVERIFY(producer.opens() && viewer.opens());
    producer.push("1", "1", topic, "phx_join", joinFields());
    viewer.push("1", "1", topic, "phx_join", joinFields());
    QVERIFY(producer.roundTrip() && viewer.roundTrip());
    producer.push("1", "2", topic, "measurement", object(R"({"attribute_id":"hr","payload":72,"timestamp":1})"));
    QVERIFY(producer.roundTrip() && viewer.roundTrip());
    QCOMPARE(viewer.told().size(), 2); // its reply and
    QCOMPARE(viewer.of("backpressure_config").size(), 1);
    producer.push("1", "3", topic, "phx_leave", QJsonObject());
    QVERIFY(producer.roundTrip());
    harness.clock.advance(1min - 1s);
    QCOMPARE(harness.world.produced().size(), 1U);
}

void TestSensoctoChannels::commandsReachTheProducer()
{
    Harness harness;
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    probe.push("1", "1", topic, "phx_join", joinFields());
    QVERIFY(probe.roundTrip());
    const QJsonObject command = object(R"({"command":"vibrate","speed":0.5,"device_id":"s1"})");
    harness.world.command(QStringLiteral("s2"), command);
    harness.world.command(QStringLiteral("s1"), command);
    QVERIFY(probe.roundTrip());
    QCOMPARE(probe.of("device_command").size(), 1);
    QCOMPARE(probe.last("device_command"), command);
}

void TestSensoctoChannels::imuTextBecomesObjects()
{
    const QJsonValue text = QStringLiteral("1700000000000,1,2,3,4,5,6,0.1,0.2,0.3,0.4");
    QCOMPARE(imuPayload(text),
             QJsonValue(object(R"({"accelerometer":{"x":1,"y":2,"z":3},"gyroscope":{"x":4,"y":5,"z":6}})")));
    for (const char *other : {"1,2,3", "1,2,3,4,5,6,x", ""})
        QCOMPARE(imuPayload(QLatin1String(other)), QJsonValue(QLatin1String(other)));
    QCOMPARE(imuPayload(7), QJsonValue(7));
}

QTEST_GUILESS_MAIN(TestSensoctoChannels)
#include "tst_sensocto_channels.moc"
