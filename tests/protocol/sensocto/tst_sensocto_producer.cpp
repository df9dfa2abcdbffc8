#include "tests/protocol/sensocto/producer_bench.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::test::sensocto;
using namespace std::chrono_literals;
using protocol::sensocto::numberPayload;
using sim::sensocto::Attention;
using sim::sensocto::Load;

/// What a producer says and when: joins, attributes, advice obeyed.
class TestSensoctoProducer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void joinsWithAllItsFields();
    void waitsForTheSizeOrTheWindow_data();
    void waitsForTheSizeOrTheWindow();
    void neverSendsSoonerThanAWindowAfterTheLast();
    void changedAdviceCountsAtOnce();
    void holdsEverythingWhilePaused();
    void refusesWhatDoesNotFit();
    void refusesWhatIsNoMeasurement_data();
    void refusesWhatIsNoMeasurement();
    void attributesAreRegisteredAndUnregistered();
    void passesCommandsOn();
    void takesTheWindowAsItIsTold();
    void keepsTheLastAdviceThatMadeSense_data();
    void keepsTheLastAdviceThatMadeSense();
};

void TestSensoctoProducer::joinsWithAllItsFields()
{
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    const QJsonArray join = bench.server.last("phx_join");
    QCOMPARE(join.at(2).toString(), QStringLiteral("sensocto:sensor:s1"));
    QCOMPARE(join.at(4).toObject(),
             QJsonDocument::fromJson(R"({"connector_id":"c1","connector_name":"Bench","sensor_id":"s1",
                 "sensor_name":"Sensor 1","sensor_type":"ecg","sampling_rate":4,"batch_size":2,
                 "bearer_token":"s3cr3t-t0ken","attributes":{"hr":{"attribute_id":"hr",
                 "attribute_type":"heartrate","sampling_rate":1}}})")
                 .object());
    QVERIFY(bench.ear.states.back().capabilities.publish);
}

void TestSensoctoProducer::waitsForTheSizeOrTheWindow_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("load");
    QTest::addColumn<int>("offers");
    QTest::addColumn<int>("stillNothingAtMs"); // -1: sent at once
    QTest::addColumn<int>("sentByMs");
    const auto row = [](const char *name, Attention level, Load load, int offers, int nothing, int sent) {
        QTest::newRow(name) << static_cast<int>(level) << static_cast<int>(load) << offers << nothing << sent;
    };
    row("high: each at once", Attention::High, Load::Normal, 1, -1, 0);
    row("medium: five at once", Attention::Medium, Load::Normal, 5, -1, 0);
    row("medium: four after a window", Attention::Medium, Load::Normal, 4, 495, 505);
    row("low: ten at once", Attention::Low, Load::Normal, 10, -1, 0);
    row("low: nine after a window", Attention::Low, Load::Normal, 9, 1995, 2005);
    row("none: nineteen after a window", Attention::None, Load::Normal, 19, 4995, 5005);
    // The window is multiplied already: 500 * 1.5, and not 1.5 times that.
    row("medium, elevated", Attention::Medium, Load::Elevated, 4, 745, 755);
    row("medium, critical", Attention::Medium, Load::Critical, 4, 2495, 2505);
}

void TestSensoctoProducer::waitsForTheSizeOrTheWindow()
{
    QFETCH(int, level);
    QFETCH(int, load);
    QFETCH(int, offers);
    QFETCH(int, stillNothingAtMs);
    QFETCH(int, sentByMs);
    ProducerBench bench;
    bench.harness.world.setLoad(static_cast<Load>(load));
    QVERIFY(bench.isAdvised(static_cast<Attention>(level)));
    for (int i = 0; i < offers; ++i)
        QVERIFY(bench.producer.offer(numbered(i)));
    if (stillNothingAtMs >= 0) {
        bench.harness.clock.advance(std::chrono::milliseconds(stillNothingAtMs));
        QCOMPARE(bench.producer.counters().messages, 0U);
        bench.harness.clock.advance(std::chrono::milliseconds(sentByMs - stillNothingAtMs));
    }
    QCOMPARE(bench.producer.counters().messages, 1U);
    QVERIFY(bench.isHeard(offers));
    QVERIFY(bench.isDelivered(static_cast<std::uint64_t>(offers)));
    QCOMPARE(bench.heard.all.size(), offers);
    QCOMPARE(bench.heard.all.first().value(QLatin1String("timestamp")).toInteger(), 1'700'000'000'000);
}

void TestSensoctoProducer::neverSendsSoonerThanAWindowAfterTheLast()
{
    ProducerBench bench;
    QVERIFY(bench.isAdvised(Attention::High)); // 100 ms, size 1
    for (int i = 0; i < 100; ++i) {
        QVERIFY(bench.producer.offer(numbered(i)));
        bench.harness.clock.advance(10ms);
    }
    QVERIFY2(bench.producer.counters().messages <= 11, QByteArray::number(bench.producer.counters().messages));
    QVERIFY2(bench.producer.counters().messages >= 9, QByteArray::number(bench.producer.counters().messages));
    QVERIFY(bench.isDelivered(100));
    QList<int> expected;
    for (int i = 0; i < 100; ++i)
        expected.append(i);
    QCOMPARE(bench.heard.values(), expected);
}

void TestSensoctoProducer::changedAdviceCountsAtOnce()
{
    ProducerBench bench;
    QVERIFY(bench.isAdvised(Attention::None)); // 5 s, 20
    QVERIFY(bench.producer.offer(numbered(1)));
    bench.harness.world.setAttention(sensorId, Attention::High);
    QVERIFY(bench.reaches([&] { return bench.producer.counters().messages == 1; }, 1ms)); // far from 5 s
    QVERIFY(bench.isHeard(1));
    QCOMPARE(bench.producer.backpressure().attention, QStringLiteral("high"));
    QCOMPARE(bench.producer.backpressure().window, Duration(100ms));
}

void TestSensoctoProducer::holdsEverythingWhilePaused()
{
    ProducerBench bench;
    bench.harness.world.setMemoryProtection(true);
    QVERIFY(bench.isAdvised(Attention::Low));
    QVERIFY(bench.producer.backpressure().paused);
    for (int i = 0; i < 50; ++i)
        QVERIFY(bench.producer.offer(numbered(i)));
    bench.harness.clock.advance(12s);
    QCOMPARE(bench.producer.counters().messages, 0U);
    bench.harness.world.setMemoryProtection(false);
    QVERIFY(bench.isDelivered(50));
    QVERIFY(bench.heard.all.size() >= 50);
}

void TestSensoctoProducer::refusesWhatDoesNotFit()
{
    ProducerBench bench(secret, 10);
    bench.harness.world.setMemoryProtection(true);
    QVERIFY(bench.isAdvised(Attention::None));
    for (int i = 0; i < 13; ++i) {
        const auto taken = bench.producer.offer(numbered(i));
        QCOMPARE(taken.ok(), i < 10);
        if (!taken)
            QCOMPARE(taken.error().code, ErrorCode::TooLarge);
    }
    QCOMPARE(bench.producer.counters().taken, 10U);
    QCOMPARE(bench.producer.counters().refused, 3U);
    QCOMPARE(bench.producer.pending(), 10U);
    bench.harness.world.setMemoryProtection(false);
    QVERIFY(bench.isDelivered(10));
    QCOMPARE(bench.heard.values(), QList<int>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    QCOMPARE(bench.producer.pending(), 0U);
    QVERIFY(bench.producer.offer(numbered(14)));
}

void TestSensoctoProducer::refusesWhatIsNoMeasurement_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("isGood");
    const auto row = [](const char *name, const char *id, const char *payload, bool isGood) {
        QTest::newRow(name) << QString::fromLatin1(id) << QByteArray(payload) << isGood;
    };
    row("number", "hr", "72", true);
    row("object", "hr", R"({"bpm":72})", true);
    row("text", "hr", R"("x")", true);
    row("leading digit", "2hr", "72", true);
    row("empty id", "", "72", false);
    row("dot", "h.r", "72", false);
    row("leading dash", "-hr", "72", false);
    row("quote", "h\"r", "72", false);
    row("no payload", "hr", "", false);
    row("two payloads", "hr", "1,2", false);
    row("a payload that closes the brackets", "hr", R"(1],"b":[2)", false);
    row("no JSON", "hr", "NaN", false);
}

void TestSensoctoProducer::refusesWhatIsNoMeasurement()
{
    QFETCH(QString, id);
    QFETCH(QByteArray, payload);
    QFETCH(bool, isGood);
    ProducerBench bench;
    const auto taken = bench.producer.offer({id, payload, Timestamp::fromMs(1), {}});
    QCOMPARE(taken.ok(), isGood);
    QCOMPARE(bench.producer.counters().refused, isGood ? 0U : 1U);
    if (!isGood)
        QCOMPARE(taken.error().code, ErrorCode::Malformed);
}

void TestSensoctoProducer::attributesAreRegisteredAndUnregistered()
{
    ProducerBench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    const auto has = [&](const char *id) {
        return bench.harness.world.produced().at(sensorId).attributes.contains(QLatin1String(id));
    };
    QVERIFY(has("hr"));
    QVERIFY(bench.producer.registerAttribute({QStringLiteral("spo2"), QStringLiteral("spo2"), 1.0}));
    QVERIFY(bench.reaches([&] { return has("spo2"); }));
    QVERIFY(bench.producer.unregisterAttribute(QStringLiteral("hr")));
    QVERIFY(bench.reaches([&] { return !has("hr"); }));
    QVERIFY(!bench.producer.registerAttribute({QStringLiteral("-"), QStringLiteral("spo2"), 1.0}).ok());
    QVERIFY(!bench.producer.unregisterAttribute(QStringLiteral("-")).ok());
    // A new join says the same.
    bench.harness.abortAll();
    bench.harness.clock.advance(60ms); // the sensor ends
    QVERIFY(
        bench.reaches([&] { return bench.harness.world.produced().contains(sensorId) && has("spo2") && !has("hr"); }));
}

void TestSensoctoProducer::passesCommandsOn()
{
    ProducerBench bench;
    QVERIFY(bench.isAdvised(Attention::High));
    bench.harness.world.command(sensorId, {{QStringLiteral("command"), QStringLiteral("vibrate")}});
    QVERIFY(bench.reaches([&] { return bench.ear.commands.size() == 1; }));
    QCOMPARE(bench.ear.commands.first(), QByteArray(R"({"command":"vibrate"})"));
}

void TestSensoctoProducer::takesTheWindowAsItIsTold()
{
    ScriptedBench bench;
    bench.server.advice = R"({"attention_level":"medium","system_load":"critical","memory_protection_active":true,)"
                          R"("paused":false,"recommended_batch_window":12500,"recommended_batch_size":5,)"
                          R"("load_multiplier":25,"timestamp":1700000000000})";
    QVERIFY(bench.isLive());
    QCOMPARE(bench.producer.backpressure().window, Duration(12500ms)); // which is multiplied already
    QCOMPARE(bench.producer.backpressure().size, 5);
    QCOMPARE(bench.producer.backpressure().load, QStringLiteral("critical"));
    QCOMPARE(numberPayload(0.1), QByteArray("0.1"));
    QCOMPARE(numberPayload(qQNaN()), QByteArray("null"));
}

void TestSensoctoProducer::keepsTheLastAdviceThatMadeSense_data()
{
    QTest::addColumn<QByteArray>("advice");
    for (const char *advice : {R"({})", R"([])", R"({"recommended_batch_window":"100","recommended_batch_size":1})",
                               R"({"recommended_batch_window":-1,"recommended_batch_size":1})",
                               R"({"recommended_batch_window":1e12,"recommended_batch_size":1})",
                               R"({"recommended_batch_window":100,"recommended_batch_size":0})",
                               R"({"recommended_batch_window":100,"recommended_batch_size":1,"paused":"yes"})"})
        QTest::newRow(advice) << QByteArray(advice);
}

void TestSensoctoProducer::keepsTheLastAdviceThatMadeSense()
{
    QFETCH(QByteArray, advice);
    ScriptedBench bench;
    QVERIFY(bench.isLive());
    bench.server.say("backpressure_config", advice);
    QVERIFY(bench.reaches([&] { return bench.ear.problems.size() == 1; }));
    QCOMPARE(bench.producer.backpressure().window, Duration(100ms));
    QCOMPARE(bench.producer.backpressure().size, 1);
    QVERIFY(!bench.producer.backpressure().paused);
}

QTEST_GUILESS_MAIN(TestSensoctoProducer)
#include "tst_sensocto_producer.moc"
