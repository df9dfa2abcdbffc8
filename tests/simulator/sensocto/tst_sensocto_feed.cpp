#include "tests/simulator/sensocto/sensocto_harness.h"
#include "tests/simulator/sensocto/sensocto_probe.h"

#include "app/simulator/sensocto/delta_code.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::sensocto;
using namespace watchglass::sim::sensocto::test;

namespace {

const QString topic = QStringLiteral("viewer:data:word");

/// A viewer that joined, with the start of its clock.
struct Viewer
{
    explicit Viewer(Harness &sim)
        : harness(sim)
        , probe(sim.socketUrl())
    {}
    bool joins()
    {
        if (!probe.opens())
            return false;
        probe.push("1", "1", topic, "phx_join", QJsonObject());
        const bool isOk =
            probe.roundTrip() && probe.last("phx_reply").value(QLatin1String("status")) == QLatin1String("ok");
        harness.clock.advance(5ms); // the first look begins the feed
        return isOk;
    }
    bool advance(Duration by)
    {
        harness.clock.advance(by);
        return probe.roundTrip();
    }
    /// The values of an attribute in all batches, in order.
    QJsonArray all(const char *sensor, const char *attribute) const
    {
        QJsonArray out;
        for (const QJsonArray &frame : probe.of("sensor_batch")) {
            const QJsonValue value =
                frame.at(4)[QLatin1String("batch")][QLatin1String(sensor)][QLatin1String(attribute)];
            if (value.isArray()) {
                for (const QJsonValue &one : value.toArray())
                    out.append(one);
            } else if (!value.isUndefined()) {
                out.append(value);
            }
        }
        return out;
    }

    Harness &harness;
    Probe probe;
};

} // namespace

/// The viewer's feed.
class TestSensoctoFeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void viewersNeedAToken();
    void theTokenIsLookedAtOnJoiningOnly();
    void typesFollowTheNamesOfMetrics_data();
    void typesFollowTheNamesOfMetrics();
    void flushesAtTheQualitysPace_data();
    void flushesAtTheQualitysPace();
    void everySampleOfAnEcgAndTheNewestOfTheRest();
    void buttonsAreEvents();
    void attentionNoneLeavesButtonsOnly();
    void onlyWhatIsVisibleIsSent();
    void deltaFormIsAsObserved();
    void deltaFormIsSentOnOption();
    void digestsAreSentOnOption();
    void documentedPayloadsAreSentOnOption();
    void aProducersMeasurementsReachViewers();
    void offlineDevicesAreSilent();
};

void TestSensoctoFeed::viewersNeedAToken()
{
    ServerOptions options;
    options.token = QStringLiteral("secret");
    Harness harness(options);
    Probe probe(harness.socketUrl());
    QVERIFY(probe.opens());
    const Timestamp now = harness.world.now();
    const QString user = QStringLiteral("u");
    const auto join = [&](const QString &token) {
        probe.push("1", "1", QStringLiteral("viewer:data:") + token, "phx_join", QJsonObject());
        return probe.roundTrip() ? probe.last("phx_reply").value(QLatin1String("status")).toString() : QString();
    };
    QCOMPARE(join(harness.world.tokens().mint(Use::Viewer, user, now)), QStringLiteral("ok"));
    QCOMPARE(join(harness.world.tokens().mint(Use::Viewer, user, now - 59min)), QStringLiteral("ok"));
    QCOMPARE(join(harness.world.tokens().mint(Use::Viewer, user, now - 61min)), QStringLiteral("error"));
    QCOMPARE(join(harness.world.tokens().mint(Use::Api, user, now)), QStringLiteral("error"));
    QCOMPARE(join(QStringLiteral("word")), QStringLiteral("error"));
    QCOMPARE(join({}), QStringLiteral("error"));
    QCOMPARE(join(QStringLiteral("secret")), QStringLiteral("ok"));
    harness.options.faults.expiredToken = true;
    QCOMPARE(join(QStringLiteral("secret")), QStringLiteral("error"));
}

void TestSensoctoFeed::theTokenIsLookedAtOnJoiningOnly()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    harness.options.faults.expiredToken = true;
    QVERIFY(viewer.advance(2s));
    QVERIFY(!viewer.probe.of("sensor_batch").isEmpty());
}

void TestSensoctoFeed::typesFollowTheNamesOfMetrics_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("unit");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const char *name, const char *unit, const char *id, const char *type) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(unit) << QByteArray(id) << QByteArray(type);
    };
    row("ecg_ii", "mV", "ecg", "ecg");
    row("respiration", "", "respiration", "respiration");
    row("heart_rate", "bpm", "heart_rate", "heartrate");
    row("spo2", "%", "spo2", "spo2");
    row("skin_temperature", "°C", "skin_temperature", "temperature");
    row("humidity", "%", "humidity", "humidity");
    row("accelerometer.x", "g", "accelerometer", "accelerometer");
    row("battery", "%", "battery", "battery");
    row("battery", "V", "battery_voltage", "numeric");
    row("open", "", "button", "button");
    row("door", "", "door", "proximity");
    row("pleth", "", "pleth", "numeric");
    row("strain (µm/m)", "", "strain___m_m_", "numeric");
    row(".x", "", "m_x", "numeric");
    row("ch0", "V", "ch0", "numeric");
}

void TestSensoctoFeed::typesFollowTheNamesOfMetrics()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, unit);
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, type);
    Fleet fleet;
    fleet.add(
        DeviceModel{{QStringLiteral("D"), {}, {}}, 1.0, {metric(name.constData(), unit.constData(), 1, 10, 1.0)}, {}});
    const Attribute attribute = shapesOf(fleet).front().attributes.front();
    if (name.startsWith("strain")) // two bytes of UTF-8 make two signs
        id = "strain____m_m_";
    QCOMPARE(attribute.id, id);
    QCOMPARE(attribute.type, type);
    QVERIFY(isAttributeId(QString::fromLatin1(attribute.id)));
}

void TestSensoctoFeed::flushesAtTheQualitysPace_data()
{
    QTest::addColumn<int>("quality");
    QTest::addColumn<int>("interval");
    QTest::newRow("high") << static_cast<int>(Quality::High) << 64;
    QTest::newRow("medium") << static_cast<int>(Quality::Medium) << 128;
    QTest::newRow("low") << static_cast<int>(Quality::Low) << 250;
    QTest::newRow("minimal") << static_cast<int>(Quality::Minimal) << 500;
    QTest::newRow("paused") << static_cast<int>(Quality::Paused) << 0;
}

void TestSensoctoFeed::flushesAtTheQualitysPace()
{
    QFETCH(int, quality);
    QFETCH(int, interval);
    ServerOptions options;
    options.tick = 1ms;
    Harness harness(options);
    harness.world.settings.quality = static_cast<Quality>(quality);
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(3200ms));
    const int expected = interval > 0 ? 3200 / interval : 0;
    QVERIFY2(std::abs(viewer.probe.of("sensor_batch").size() - expected) <= 1,
             qPrintable(QString::number(viewer.probe.of("sensor_batch").size())));
}

void TestSensoctoFeed::everySampleOfAnEcgAndTheNewestOfTheRest()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(2s));
    const QJsonArray frame = viewer.probe.of("sensor_batch").first();
    QCOMPARE(frame.at(0).toString(), QStringLiteral("1"));
    QVERIFY(frame.at(1).isNull());
    const QJsonArray ecg = viewer.all("bed-1", "ecg");
    QVERIFY(ecg.size() > 400);
    const qint64 start = harness.site.startTime().ns() / 1'000'000;
    qint64 before = ecg.at(0)[QLatin1String("timestamp")].toInteger() - 4;
    for (const QJsonValue &one : ecg) {
        QCOMPARE(one[QLatin1String("timestamp")].toInteger(), before + 4);
        before += 4;
        QCOMPARE(one[QLatin1String("payload")].toDouble(), static_cast<double>((before - start) % 100) * 0.01);
        QCOMPARE(one[QLatin1String("sensor_id")].toString(), QStringLiteral("bed-1"));
        QCOMPARE(one[QLatin1String("attribute_id")].toString(), QStringLiteral("ecg"));
        QCOMPARE(one.toObject().size(), 4);
    }
    // The second lead is not called ecg: one value a flush.
    const auto batches = viewer.probe.of("sensor_batch").size();
    QVERIFY(viewer.all("bed-1", "ecg_v5").size() <= batches);
    QVERIFY(viewer.all("bed-1", "ecg_v5").size() >= batches - 1);
    QCOMPARE(viewer.all("van", "geolocation").at(0)[QLatin1String("payload")].toObject().keys(),
             QStringList({QStringLiteral("latitude"), QStringLiteral("longitude"), QStringLiteral("speed")}));
    QCOMPARE(viewer.all("van", "accelerometer").at(0)[QLatin1String("payload")].toObject().size(), 3);
}

void TestSensoctoFeed::buttonsAreEvents()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(3s));
    const QJsonArray events = viewer.all("door", "button"); // 0 at whole seconds, 1 at half ones
    QVERIFY(events.size() >= 4);
    for (qsizetype i = 0; i < events.size(); ++i) {
        QCOMPARE(events.at(i)[QLatin1String("payload")].toInt(), 1);
        const bool isPress = events.at(i)[QLatin1String("timestamp")].toInteger() % 1000 == 500;
        QCOMPARE(events.at(i)[QLatin1String("event")].toString(),
                 isPress ? QStringLiteral("press") : QStringLiteral("release"));
    }
}

void TestSensoctoFeed::attentionNoneLeavesButtonsOnly()
{
    Harness harness;
    harness.world.setAttentionOfAll(Attention::None);
    harness.world.setAttention(QStringLiteral("van"), Attention::Low);
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(3s));
    QCOMPARE(viewer.all("bed-1", "ecg").size(), 0);
    QCOMPARE(viewer.all("bed-1", "heart_rate").size(), 0);
    QVERIFY(viewer.all("door", "button").size() >= 4);
    QVERIFY(viewer.all("van", "geolocation").size() > 10);
}

void TestSensoctoFeed::onlyWhatIsVisibleIsSent()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    const auto show = [&](const char *payload) {
        viewer.probe.push("1", "2", topic, "set_visible_sensors", object(payload));
        const bool isHeard = viewer.probe.roundTrip();
        viewer.probe.frames.clear();
        return isHeard && viewer.advance(1s);
    };
    QVERIFY(show(R"({"sensor_ids":["van"]})"));
    QVERIFY(viewer.probe.of("phx_reply").isEmpty()); // no reply
    QCOMPARE(viewer.all("bed-1", "ecg").size(), 0);
    QVERIFY(viewer.all("van", "geolocation").size() > 3);
    QVERIFY(show(R"({"sensor_ids":[]})"));
    QVERIFY(viewer.probe.of("sensor_batch").isEmpty());
    QVERIFY(show("{}"));
    const auto ecg = viewer.all("bed-1", "ecg").size();
    QVERIFY2(ecg > 200 && ecg <= 270, qPrintable(QString::number(ecg))); // not what was missed
}

void TestSensoctoFeed::deltaFormIsAsObserved()
{
    const qint64 start = 1'700'000'000'000;
    QCOMPARE(deltaEncoded({{start, 0.0}, {start + 4, 0.84}, {start + 8, 0.91}, {start + 12, 0.14}}).toBase64(),
             QByteArray("AQBo5c+LAQAAAAAAAFQEAAcEALMEAA=="));
    // A step beyond an int8 of hundredths: -128, the value itself, the time.
    QCOMPARE(deltaEncoded({{0, 0.0}, {1, 2.0}, {2, 3.27}}).toHex(),
             QByteArray("01") + "0000000000000000" + "00000000" + "80" + "00000040" + "0100" + "7f" + "0100");
    // Steps are rounded one by one, so a slow rise is lost until a reset.
    QCOMPARE(deltaEncoded({{0, 0.0}, {1, 0.004}, {2, 0.008}, {3, 0.012}}).toHex(),
             QByteArray("01") + "0000000000000000" + "00000000" + "000100" + "000100" + "000100");
}

void TestSensoctoFeed::deltaFormIsSentOnOption()
{
    Harness harness;
    harness.world.settings.delta = true;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(1s));
    int samples = 0;
    for (const QJsonValue &one : viewer.all("bed-1", "ecg")) {
        QCOMPARE(one[QLatin1String("__delta_encoded__")], QJsonValue(true));
        const QByteArray data = QByteArray::fromBase64(one[QLatin1String("data")].toString().toLatin1());
        QCOMPARE(data.at(0), char(1));
        samples += one[QLatin1String("sample_count")].toInt();
    }
    QVERIFY(samples > 200);
    QVERIFY(viewer.all("bed-1", "respiration").at(0)[QLatin1String("data")].isString());
    QVERIFY(viewer.all("bed-1", "ecg_v5").at(0)[QLatin1String("payload")].isDouble());
}

void TestSensoctoFeed::digestsAreSentOnOption()
{
    Harness harness;
    harness.world.settings.digest = true;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(1s));
    QVERIFY(viewer.probe.of("sensor_batch").isEmpty());
    const QJsonObject ecg =
        viewer.probe.last("sensor_digest")[QLatin1String("digests")][QLatin1String("bed-1")][QLatin1String("ecg")]
            .toObject();
    QVERIFY(ecg.value(QLatin1String("count")).toInt() > 10);
    QVERIFY(ecg.value(QLatin1String("min")).toDouble() <= ecg.value(QLatin1String("avg")).toDouble());
    QVERIFY(ecg.value(QLatin1String("avg")).toDouble() <= ecg.value(QLatin1String("max")).toDouble());
    QVERIFY(ecg.value(QLatin1String("latest")).isDouble());
    QCOMPARE(ecg.size(), 5);
}

void TestSensoctoFeed::documentedPayloadsAreSentOnOption()
{
    Harness harness;
    harness.world.settings.documentedPayloads = true;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    QVERIFY(viewer.advance(2s));
    QVERIFY(viewer.all("bed-1", "heart_rate").at(0)[QLatin1String("payload")][QLatin1String("bpm")].isDouble());
    QVERIFY(viewer.all("bed-1", "ecg").at(0)[QLatin1String("payload")][QLatin1String("values")].isArray());
    QVERIFY(viewer.all("van", "cargo_temperature").at(0)[QLatin1String("payload")][QLatin1String("value")].isDouble());
}

void TestSensoctoFeed::aProducersMeasurementsReachViewers()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    const QString sensor = QStringLiteral("sensocto:sensor:s1");
    viewer.probe.push("2", "2", sensor, "phx_join", joinFields());
    viewer.probe.push("2", "3", sensor, "measurements_batch",
                      QJsonDocument::fromJson(R"([{"attribute_id":"hr","payload":71,"timestamp":1},
                          {"attribute_id":"hr","payload":72,"timestamp":null},
                          {"attribute_id":"button","payload":3,"timestamp":2,"event":"press"},
                          {"attribute_id":"button","payload":3,"timestamp":3,"event":"release"},
                          {"attribute_id":"imu","payload":"0,1,2,3,4,5,6","timestamp":4}])")
                          .array());
    QVERIFY(viewer.probe.roundTrip() && viewer.advance(1s));
    QCOMPARE(
        viewer.all("s1", "hr"),
        QJsonDocument::fromJson(R"([{"attribute_id":"hr","payload":72,"sensor_id":"s1","timestamp":null}])").array());
    QCOMPARE(viewer.all("s1", "button"),
             QJsonDocument::fromJson(
                 R"([{"attribute_id":"button","payload":3,"sensor_id":"s1","timestamp":2,"event":"press"},
                     {"attribute_id":"button","payload":3,"sensor_id":"s1","timestamp":3,"event":"release"}])")
                 .array());
    QVERIFY(viewer.all("s1", "imu").at(0)[QLatin1String("payload")][QLatin1String("gyroscope")].isObject());
    // Nobody looks: buttons only.
    harness.world.setAttention(QStringLiteral("s1"), Attention::None);
    viewer.probe.frames.clear();
    viewer.probe.push("2", "6", sensor, "measurements_batch",
                      QJsonDocument::fromJson(R"([{"attribute_id":"hr","payload":73,"timestamp":5},
                          {"attribute_id":"buttons","payload":1,"timestamp":6,"event":"press"},
                          {"attribute_id":"buttons","payload":1,"timestamp":7,"event":"release"}])")
                          .array());
    QVERIFY(viewer.probe.roundTrip() && viewer.advance(1s));
    QCOMPARE(viewer.all("s1", "hr").size(), 0);
    QCOMPARE(viewer.all("s1", "buttons").size(), 2);
    // A second producer of a device of the fleet.
    viewer.probe.push("4", "4", QStringLiteral("sensocto:sensor:van"), "phx_join", joinFields(QStringLiteral("van")));
    viewer.probe.push("4", "5", QStringLiteral("sensocto:sensor:van"), "measurement",
                      object(R"({"attribute_id":"extra","payload":1,"timestamp":1})"));
    QVERIFY(viewer.probe.roundTrip() && viewer.advance(1s));
    QCOMPARE(viewer.all("van", "extra").size(), 1);
}

void TestSensoctoFeed::offlineDevicesAreSilent()
{
    Harness harness;
    Viewer viewer(harness);
    QVERIFY(viewer.joins());
    harness.site.setStatus(0, QStringLiteral("offline"), QStringLiteral("test"));
    QVERIFY(viewer.advance(1s));
    QCOMPARE(viewer.all("bed-1", "ecg").size(), 0);
    harness.site.setStatus(0, QStringLiteral("online"), QStringLiteral("test"));
    QVERIFY(viewer.advance(1s));
    const auto ecg = viewer.all("bed-1", "ecg").size();
    QVERIFY2(ecg > 200 && ecg <= 270, qPrintable(QString::number(ecg)));
}

QTEST_GUILESS_MAIN(TestSensoctoFeed)
#include "tst_sensocto_feed.moc"
