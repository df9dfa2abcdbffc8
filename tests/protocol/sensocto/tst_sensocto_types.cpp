#include "tests/protocol/sensocto/attribute_bench.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;
using namespace watchglass::test::sensocto;
using watchglass::test::RecordingSink;

/// Every type of attribute, by metadata and inferred.
class TestSensoctoTypes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void knowsFortyThreeTypes();
    void readsEveryTypeDocumentedAndReal_data();
    void readsEveryTypeDocumentedAndReal();
    void keepsWhatMakesNoSenseAsText_data();
    void keepsWhatMakesNoSenseAsText();
    void infersTypesWithoutMetadata_data();
    void infersTypesWithoutMetadata();
    void keepsEveryPointOfAFace();
};

void TestSensoctoTypes::knowsFortyThreeTypes()
{
    QCOMPARE(attributeTypes().size(), std::size_t(43));
    for (const TypeSpec &type : attributeTypes())
        QCOMPARE(typeNamed(type.name), &type);
    QVERIFY(!typeNamed("numeric"));
    QVERIFY(!typeNamed(""));
}

void TestSensoctoTypes::readsEveryTypeDocumentedAndReal_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *type, const char *payload, const QStringList &told) {
        QTest::newRow(QByteArray(QByteArray(type) + ' ' + payload).constData())
            << QByteArray(type) << QByteArray(payload) << told;
    };
    const auto one = [](const char *text) { return QStringList{QString::fromUtf8(text)}; };
    row("ecg", R"({"values":[0.5]})", one("a=0.5 mV"));
    row("ecg", "0.5", one("a=0.5 mV"));
    row("hrv", R"({"rmssd":42,"sdnn":50})", {QStringLiteral("a.rmssd=42 ms"), QStringLiteral("a.sdnn=50 ms")});
    row("hrv", "42", one("a=42 ms"));
    row("hr", R"({"bpm":72})", one("a=72 bpm"));
    row("hr", "72", one("a=72 bpm"));
    row("heartrate", R"({"bpm":72})", one("a=72 bpm"));
    row("heartrate", "72", one("a=72 bpm"));
    row("spo2", R"({"value":97.5})", one("a=97.5 %"));
    row("spo2", "97.5", one("a=97.5 %"));
    row("respiration", R"({"value":14})", one("a=14 %"));
    row("respiration", "55", one("a=55 %"));
    row("imu", R"({"accelerometer":{"x":1,"y":2,"z":3},"gyroscope":{"x":4},"magnetometer":{"z":5}})",
        {QStringLiteral("a.accelerometer.x=1"), QStringLiteral("a.accelerometer.y=2"),
         QStringLiteral("a.accelerometer.z=3"), QStringLiteral("a.gyroscope.x=4"),
         QStringLiteral("a.magnetometer.z=5")});
    row("imu", R"("1700000000000,1,2,3,4,5,6")",
        {QStringLiteral("a.accelerometer.x=1"), QStringLiteral("a.accelerometer.y=2"),
         QStringLiteral("a.accelerometer.z=3"), QStringLiteral("a.gyroscope.x=4"), QStringLiteral("a.gyroscope.y=5"),
         QStringLiteral("a.gyroscope.z=6")});
    row("imu", R"("0, 1, 2, 3, 4, 5, 6, 0.5, 0.1, 0.2, 0.3")",
        {QStringLiteral("a.accelerometer.x=1"), QStringLiteral("a.accelerometer.y=2"),
         QStringLiteral("a.accelerometer.z=3"), QStringLiteral("a.gyroscope.x=4"), QStringLiteral("a.gyroscope.y=5"),
         QStringLiteral("a.gyroscope.z=6"), QStringLiteral("a.quaternion.w=0.5"), QStringLiteral("a.quaternion.x=0.1"),
         QStringLiteral("a.quaternion.y=0.2"), QStringLiteral("a.quaternion.z=0.3")});
    for (const char *type : {"accelerometer", "gyroscope", "magnetometer", "gravity"})
        row(type, R"({"x":1,"y":2,"z":3})",
            {QStringLiteral("a.x=1"), QStringLiteral("a.y=2"), QStringLiteral("a.z=3")});
    row("quaternion", R"({"w":1,"x":0,"y":0.5,"z":0})",
        {QStringLiteral("a.w=1"), QStringLiteral("a.x=0"), QStringLiteral("a.y=0.5"), QStringLiteral("a.z=0")});
    row("euler", R"({"roll":1,"pitch":2,"yaw":3})",
        {QStringLiteral("a.roll=1 °"), QStringLiteral("a.pitch=2 °"), QStringLiteral("a.yaw=3 °")});
    row("heading", R"({"value":90,"direction":"E"})", {QStringLiteral("a=90 °"), QStringLiteral("a.direction: E")});
    row("heading", "90", one("a=90 °"));
    row("tap", R"({"direction":"x+","count":2})", {QStringLiteral("a.count=2"), QStringLiteral("a.direction: x+")});
    row("tap", R"("x+")", one("a: x+"));
    row("orientation", R"({"value":4})", one("a=face up"));
    row("orientation", "1", one("a=landscape"));
    row("geolocation", R"({"latitude":47.4,"longitude":8.5,"accuracy":5,"altitude":400,"speed":1,"heading":90})",
        {QStringLiteral("a.latitude=47.4 °"), QStringLiteral("a.longitude=8.5 °"), QStringLiteral("a.accuracy=5 m"),
         QStringLiteral("a.altitude=400 m"), QStringLiteral("a.speed=1 m/s"), QStringLiteral("a.heading=90 °")});
    row("geolocation", R"({"latitude":null,"longitude":null,"status":"acquiring"})", one("a.status=acquiring"));
    row("altitude", R"({"value":400})", one("a=400 m"));
    row("altitude", "400", one("a=400 m"));
    row("speed", R"({"value":3})", one("a=3 m/s"));
    row("light", R"({"value":300})", one("a=300 lx"));
    row("light", R"({"lux":300})", one("a=300 lx"));
    row("proximity", R"({"value":3})", one("a=3"));
    row("proximity", R"({"near":true})", one("a.near=near"));
    row("proximity", R"({"distance":3})", one("a.distance=3"));
    row("speed", "3", one("a=3 m/s"));
    row("light", "300", one("a=300 lx"));
    row("proximity", "3", one("a=3"));
    row("calories", "12", one("a=12 kcal"));
    row("distance", "12", one("a=12 m"));
    row("pressure", "1013", one("a=1013 hPa"));
    row("gas", R"({"eCO2":600,"TVOC":12})", {QStringLiteral("a.eco2=600 ppm"), QStringLiteral("a.tvoc=12 ppb")});
    row("air_quality", R"({"eco2":600,"tvoc":12})",
        {QStringLiteral("a.eco2=600 ppm"), QStringLiteral("a.tvoc=12 ppb")});
    row("steps", "1200", one("a=1200"));
    row("microphone", "-20", one("a=-20 dB"));
    row("eye_blink", "0.5", one("a=0.5"));
    row("eye_worn", R"({"value":1})", one("a=1"));
    row("calories", R"({"value":12})", one("a=12 kcal"));
    row("distance", R"({"value":12})", one("a=12 m"));
    row("temperature", R"({"value":36.6})", one("a=36.6 °C"));
    row("temperature", "36.6", one("a=36.6 °C"));
    row("humidity", R"({"value":45})", one("a=45 %"));
    row("humidity", "45", one("a=45 %"));
    row("pressure", R"({"value":1013})", one("a=1013 hPa"));
    row("gas", R"({"eco2":600,"tvoc":12})", {QStringLiteral("a.eco2=600 ppm"), QStringLiteral("a.tvoc=12 ppb")});
    row("air_quality", R"({"eCO2":600,"TVOC":12})",
        {QStringLiteral("a.eco2=600 ppm"), QStringLiteral("a.tvoc=12 ppb")});
    row("color", R"({"r":1,"g":2,"b":3,"clear":4})",
        {QStringLiteral("a.red=1"), QStringLiteral("a.green=2"), QStringLiteral("a.blue=3"),
         QStringLiteral("a.clear=4")});
    row("color", R"({"red":1,"green":2,"blue":3,"clear":4})",
        {QStringLiteral("a.red=1"), QStringLiteral("a.green=2"), QStringLiteral("a.blue=3"),
         QStringLiteral("a.clear=4")});
    row("battery", R"({"level":80,"charging":true})", {QStringLiteral("a=80 %"), QStringLiteral("a.charging=yes")});
    row("battery", R"({"level":80,"charging":"no"})", {QStringLiteral("a=80 %"), QStringLiteral("a.charging=no")});
    row("battery", "80", one("a=80 %"));
    row("button", R"({"pressed":true})", one("press: a"));
    row("button", R"({"pressed":false})", one("release: a"));
    row("button", "3", one("button: a 3"));
    row("led", R"({"mode":"breathe","r":1,"g":2,"b":3,"intensity":50})",
        {QStringLiteral("a.red=1"), QStringLiteral("a.green=2"), QStringLiteral("a.blue=3"),
         QStringLiteral("a.intensity=50"), QStringLiteral("a.mode: breathe")});
    row("speaker", R"({"frequency":440})", one("a.frequency=440 Hz"));
    row("speaker", R"({"sample":3})", one("a.sample=3"));
    row("microphone", R"({"level":-20})", one("a=-20 dB"));
    row("body_location", R"({"value":2})", one("a=wrist"));
    row("body_location", "6", one("a=foot"));
    row("rich_presence", R"({"title":"T","description":"D","url":"u","image":"i"})", one("a: T · D"));
    row("rich_presence", R"({"title":"T","artist":"A","album":"L","artwork_url":"u","state":"playing","source":"S"})",
        one("a: A · T · L · playing · S"));
    row("steps", R"({"count":1200})", one("a=1200"));
    row("steps", R"({"steps":1200,"time":60})", {QStringLiteral("a=1200"), QStringLiteral("a.time=60")});
    row("buttplug", R"({"command":"stop"})", one("a.command: stop"));
    row("buttplug", "0.5", one("a=0.5"));
    row("skeleton", R"({"landmarks":[{"x":0.1,"y":0.2,"z":0.3,"v":0.9},{"x":0.4}]})",
        {QStringLiteral("a.0.x=0.1"), QStringLiteral("a.0.y=0.2"), QStringLiteral("a.0.z=0.3"),
         QStringLiteral("a.0.v=0.9"), QStringLiteral("a.1.x=0.4")});
    row("skeleton",
        R"("{\"landmarks\":[{\"x\":0.1,\"v\":1}],\"worldLandmarks\":[{\"y\":2}],\"mode\":\"full\",\"blendshapes\":[]}")",
        {QStringLiteral("a.0.x=0.1"), QStringLiteral("a.0.v=1"), QStringLiteral("a.world.0.y=2"),
         QStringLiteral("a.mode: full")});
    row("skeleton", R"({"landmarks":[{"x":0.1}],"worldLandmarks":null,"mode":"full","fps":30})",
        {QStringLiteral("a.0.x=0.1"), QStringLiteral("a.fps=30"), QStringLiteral("a.mode: full")});
    row("skeleton", R"("{\"landmarks\":[],\"faceLandmarks\":[]}")", {}); // nobody in the picture
    row("skeleton",
        R"({"faceLandmarks":[{"x":0.5,"y":0.25,"z":-0.1}],"blendshapes":[{"categoryName":"jawOpen","score":0.75}]})",
        {QStringLiteral("a.face.0.x=0.5"), QStringLiteral("a.face.0.y=0.25"), QStringLiteral("a.face.0.z=-0.1"),
         QStringLiteral("a.blend.jawOpen=0.75")});
    row("skeleton", R"("{\"blendshapes\":{\"jawOpen\":0.75,\"eyeBlinkLeft\":0}}")",
        {QStringLiteral("a.blend.jawOpen=0.75"), QStringLiteral("a.blend.eyeBlinkLeft=0")});
    row("eye_gaze", R"({"x":0.5,"y":0.25,"confidence":1})",
        {QStringLiteral("a.x=0.5"), QStringLiteral("a.y=0.25"), QStringLiteral("a.confidence=1")});
    row("eye_blink", R"({"value":1})", one("a=1"));
    row("eye_worn", "true", one("a=1"));
    row("eye_aperture", R"({"left":10,"right":11})", {QStringLiteral("a.left=10 °"), QStringLiteral("a.right=11 °")});
    row("numeric", "12.5", one("a=12.5"));
    row("numeric", R"("12.5")", one("a=12.5"));
    row("something new", R"("hello")", one("a: hello"));
    row("something new", R"({"x":1,"list":[1,"b"]})", {QStringLiteral("a.x=1"), QStringLiteral(R"(a.list: [1,"b"])")});
    row("something new", R"({"x":{"y":{"z":1}}})", one(R"(a.x.y: {"z":1})"));
    row("something new", R"({"x":1,"deep":{"y":2,"word":"w"},"on":true})",
        {QStringLiteral("a.x=1"), QStringLiteral("a.deep.y=2"), QStringLiteral("a.on=1"),
         QStringLiteral("a.deep.word: w")});
}

void TestSensoctoTypes::readsEveryTypeDocumentedAndReal()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, payload);
    Bench bench;
    bench.table.setType("s1", "a", view(type));
    bench.feed("a", {payload});
    QTEST(bench.told(), "told");
    QVERIFY(bench.sink.problems.empty());
    for (const RecordingSink::Kept &kept : bench.sink.samples) {
        QCOMPARE(kept.info.key.device, QStringLiteral("s1"));
        QCOMPARE(kept.sample.time, Timestamp::fromMs(firstMs));
    }
    for (const DeviceEvent &event : bench.sink.events) {
        QCOMPARE(event.device, QStringLiteral("s1"));
        QCOMPARE(event.time, Timestamp::fromMs(firstMs));
        QVERIFY(event.isTimed);
    }
}

void TestSensoctoTypes::keepsWhatMakesNoSenseAsText_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("text");
    QTest::newRow("text for a number") << QByteArray("heartrate") << QByteArray(R"("fast")")
                                       << QStringLiteral("a: fast");
    for (const char *columns : {"1,2,3,4,5,6", "1,2,3,4,5,6,x", "1,2,3,4,5,6,nan", "1,2,3,4,5,6,7,8,9,10,11,12"})
        QTest::newRow(QByteArray(QByteArrayLiteral("imu ") + columns).constData())
            << QByteArray("imu") << QByteArray(QByteArrayLiteral("\"") + columns + '"')
            << QStringLiteral("a: ") + QLatin1String(columns);
    QTest::newRow("word that is no state")
        << QByteArray("body_location") << QByteArray(R"("nose")") << QStringLiteral("a: nose");
    QTest::newRow("broken skeleton") << QByteArray("skeleton") << QByteArray(R"("{\"landmarks\":[")")
                                     << QStringLiteral("a: {\"landmarks\":[");
    QTest::newRow("skeleton without landmarks")
        << QByteArray("skeleton") << QByteArray(R"({"landmarks":null})") << QStringLiteral(R"(a: {"landmarks":null})");
    QTest::newRow("skeleton of words") << QByteArray("skeleton") << QByteArray(R"({"landmarks":["head"]})")
                                       << QStringLiteral(R"(a: {"landmarks":["head"]})");
    QTest::newRow("skeleton whose points are no list")
        << QByteArray("skeleton") << QByteArray(R"({"landmarks":7})") << QStringLiteral(R"(a: {"landmarks":7})");
    QTest::newRow("blend shapes without a name")
        << QByteArray("skeleton") << QByteArray(R"({"blendshapes":[{"score":1}]})")
        << QStringLiteral(R"(a: {"blendshapes":[{"score":1}]})");
    QTest::newRow("array of words") << QByteArray("ecg") << QByteArray(R"(["a","b"])")
                                    << QStringLiteral(R"(a: ["a","b"])");
    QTest::newRow("empty object") << QByteArray("gas") << QByteArray("{}") << QStringLiteral("a: {}");
    QTest::newRow("word in a number's field")
        << QByteArray("spo2") << QByteArray(R"({"value":"high"})") << QStringLiteral(R"(a: {"value":"high"})");
}

void TestSensoctoTypes::keepsWhatMakesNoSenseAsText()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, payload);
    QFETCH(QString, text);
    Bench bench;
    bench.table.setType("s1", "a", view(type));
    bench.feed("a", {payload, "null"});
    QCOMPARE(bench.told(), QStringList{text});
    QCOMPARE(bench.sink.countOf(Problem::BadValue), 1);
}

void TestSensoctoTypes::infersTypesWithoutMetadata_data()
{
    QTest::addColumn<QByteArray>("attribute");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("type");
    const auto ids = [](const char *type, std::initializer_list<const char *> names) {
        for (const char *name : names)
            QTest::newRow(name) << QByteArray(name) << QByteArray("1") << QByteArray(type);
    };
    ids("battery", {"battery", "battery_level"});
    ids("geolocation", {"geolocation", "location", "gps"});
    ids("button", {"button", "buttons"});
    ids("ecg", {"ecg", "heart", "heartbeat", "ECG", "ecg_2"});
    ids("heartrate", {"heartrate", "heart_rate", "hr", "bpm", "heart_rate-3"});
    ids("imu", {"imu", "accelerometer", "gyroscope", "motion"});
    ids("respiration", {"respiration", "breathing", "breath"});
    ids("hrv", {"hrv"});
    ids("eye_gaze", {"eye_gaze", "gaze"});
    ids("temperature", {"temperature", "temp"});
    ids("humidity", {"humidity"});
    ids("pressure", {"pressure", "barometer"});
    ids("rich_presence", {"rich_presence", "media", "now_playing"});
    ids("skeleton", {"skeleton", "pose_skeleton", "pose", "body_pose"});
    ids("", {"quaternion", "spo2", "thing", "2", "_2"});
    QTest::newRow("level and charging") << QByteArray("x") << QByteArray(R"({"level":1,"charging":true})")
                                        << QByteArray("battery");
    QTest::newRow("level alone") << QByteArray("x") << QByteArray(R"({"level":1})") << QByteArray();
    QTest::newRow("latitude") << QByteArray("x") << QByteArray(R"({"latitude":1})") << QByteArray("geolocation");
    QTest::newRow("artist") << QByteArray("x") << QByteArray(R"({"artist":"A"})") << QByteArray("rich_presence");
    QTest::newRow("landmarks") << QByteArray("x") << QByteArray(R"({"landmarks":[]})") << QByteArray("skeleton");
}

void TestSensoctoTypes::infersTypesWithoutMetadata()
{
    QFETCH(QByteArray, attribute);
    QFETCH(QByteArray, payload);
    simdjson::ondemand::parser parser;
    PaddedText wrapped;
    hold(wrapped, "[" + payload + "]");
    auto document = parser.iterate(wrapped.view());
    PayloadReader reader;
    Payload read;
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    for (auto item : document.get_array()) {
        json::Value value = item.value();
        QVERIFY(reader.read(value, read, from, to));
    }
    reader.settle(read, from, to);
    const std::string_view type = inferType(view(attribute), read).name;
    QTEST(QByteArray(type.data(), static_cast<qsizetype>(type.size())), "type");
}

void TestSensoctoTypes::keepsEveryPointOfAFace()
{
    Bench bench;
    QByteArray points;
    for (int i = 0; i < 478; ++i)
        points += (i == 0 ? "{\"x\":" : ",{\"x\":") + QByteArray::number(i) + '}';
    bench.feed("pose_skeleton", {"{\"faceLandmarks\":[" + points + "]}", "{\"faceLandmarks\":[" + points + "]}"});
    QCOMPARE(bench.sink.samples.size(), std::size_t(956));
    QCOMPARE(bench.sink.infos.size(), std::size_t(478)); // made once
    QCOMPARE(bench.sink.infos.back().key.attributePath(), QStringLiteral("pose_skeleton.face.477.x"));
    QCOMPARE(bench.sink.samples.back().sample.value, 477.0);
    bench.feed("pose_skeleton", {"{\"faceLandmarks\":[" + points + ",{\"x\":1}]}"});
    QCOMPARE(bench.sink.events.size(), std::size_t(1)); // one more than there are: as a text
    QCOMPARE(bench.sink.countOf(Problem::BadValue), 1);
}

QTEST_APPLESS_MAIN(TestSensoctoTypes)
#include "tst_sensocto_types.moc"
