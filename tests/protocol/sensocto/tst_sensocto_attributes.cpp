#include "tests/protocol/sensocto/attribute_bench.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;
using namespace watchglass::test::sensocto;
using watchglass::test::RecordingSink;

class TestSensoctoAttributes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void putsMetadataAboveInference();
    void tellsStatesByTheirWords();
    void tellsTextsOnlyWhenTheyChange();
    void tellsEveryPress();
    void spreadsArraysOfValuesOverTheTimeSinceTheLast();
    void takesNewestValuesOnlyOnce();
    void givesUntimedMeasurementsTheTimeOfArrival();
    void keepsDigestsBesideTheLatestValue();
    void readsBothWaysOfScanningAlike();
};

void TestSensoctoAttributes::putsMetadataAboveInference()
{
    Bench bench;
    bench.feed("hr", {"72"});
    bench.table.setType("s1", "hr", "temperature");
    bench.feed("hr", {"36.6"});
    bench.table.setType("s1", "hr", "temperature");
    bench.feed("hr", {"36.7"});
    QCOMPARE(bench.told(),
             QStringList({QStringLiteral("hr=72 bpm"), QStringLiteral("hr=36.6 °C"), QStringLiteral("hr=36.7 °C")}));
    QCOMPARE(bench.sink.infos.size(), std::size_t(2));
}

void TestSensoctoAttributes::tellsStatesByTheirWords()
{
    Bench bench;
    bench.table.setType("s1", "a", "battery");
    bench.feed("a", {R"({"level":1,"charging":"yes"})", R"({"charging":false,"level":2})"});
    QCOMPARE(bench.told(), QStringList({QStringLiteral("a=1 %"), QStringLiteral("a.charging=yes"),
                                        QStringLiteral("a.charging=no"), QStringLiteral("a=2 %")}));
    QCOMPARE(bench.sink.infos.size(), std::size_t(2));
    QCOMPARE(bench.sink.infos.back().states, QStringList({QStringLiteral("no"), QStringLiteral("yes")}));
    QCOMPARE(bench.sink.infos.back().interpolation, Interpolation::HoldLast);
}

void TestSensoctoAttributes::tellsTextsOnlyWhenTheyChange()
{
    Bench bench;
    bench.table.setType("s1", "a", "led");
    bench.feed("a", {R"({"mode":"on"})", R"({"mode":"on"})", R"({"mode":"off"})", R"({"mode":"on"})"});
    QCOMPARE(bench.told(),
             QStringList({QStringLiteral("a.mode: on"), QStringLiteral("a.mode: off"), QStringLiteral("a.mode: on")}));
    bench.feed("b", {R"("same")", R"("same")"}); // a text as payload is an event each time
    QCOMPARE(bench.sink.events.size(), std::size_t(5));
}

void TestSensoctoAttributes::tellsEveryPress()
{
    Bench bench;
    bench.feed("buttons", {"3", "3"}, R"(,"event":"press")");
    bench.feed("buttons", {"3"}, R"(,"event":"release")");
    bench.feed("buttons", {"4"});
    QCOMPARE(bench.told(), QStringList({QStringLiteral("press: buttons 3"), QStringLiteral("press: buttons 3"),
                                        QStringLiteral("release: buttons 3"), QStringLiteral("button: buttons 4")}));
    QVERIFY(bench.sink.samples.empty());
}

void TestSensoctoAttributes::spreadsArraysOfValuesOverTheTimeSinceTheLast()
{
    Bench bench;
    bench.table.setType("s1", "a", "ecg");
    bench.feed("a", {"[1,2]"});
    bench.fed = 8;
    bench.feed("a", {R"({"values":[3,4,5,6]})"});
    QList<std::int64_t> ms;
    for (const RecordingSink::Kept &kept : bench.sink.samples)
        ms << kept.sample.time.ns() / 1'000'000 - firstMs;
    QCOMPARE(bench.sink.values(), std::vector<double>({1, 2, 3, 4, 5, 6}));
    QCOMPARE(ms, QList<std::int64_t>({-1, 0, 2, 4, 6, 8}));
}

void TestSensoctoAttributes::takesNewestValuesOnlyOnce()
{
    RecordingSink sink;
    AttributeTable table(sink);
    MeasurementFields fields;
    fields.sensor = "s1";
    fields.attribute = "hr";
    const auto say = [&](std::string_view text, double number, std::optional<std::int64_t> ms) {
        fields.payload.kind = ValueKind::Number;
        fields.payload.isNumeric = true;
        fields.payload.number = number;
        fields.payload.text = text;
        fields.timed = ms.has_value();
        fields.time = Timestamp::fromMs(ms.value_or(0));
        table.takeLast(fields, received);
    };
    say("72", 72, 1000);
    say("72", 72, 1000);
    QCOMPARE(sink.values(), std::vector<double>({72}));
    say("72", 72, 2000);
    say("73", 73, 2000);
    say("73", 73, {});
    say("73", 73, {});
    QCOMPARE(sink.values(), std::vector<double>({72, 72, 73, 73}));
    QCOMPARE(sink.samples.back().sample.time, received);
}

void TestSensoctoAttributes::givesUntimedMeasurementsTheTimeOfArrival()
{
    Bench bench;
    PaddedText text;
    hold(text, R"({"batch":{"s1":{"hr":{"payload":72,"timestamp":null},"note":{"payload":"x","timestamp":"soon"}}}})");
    QVERIFY(bench.decoder.batch(text.view(), bench));
    QCOMPARE(bench.sink.samples.front().sample.time, received);
    QCOMPARE(bench.sink.events.front().time, received);
    QVERIFY(!bench.sink.events.front().isTimed);
}

void TestSensoctoAttributes::keepsDigestsBesideTheLatestValue()
{
    Bench bench;
    PaddedText text;
    hold(text, R"({"digests":{"s1":{"hr":{"count":4,"avg":71.5,"min":70,"max":73,"latest":72}}}})");
    QVERIFY(bench.decoder.digest(text.view(), bench));
    QCOMPARE(bench.told(),
             QStringList({QStringLiteral("hr=72 bpm"), QStringLiteral("hr.digest.count=4"),
                          QStringLiteral("hr.digest.avg=71.5 bpm"), QStringLiteral("hr.digest.min=70 bpm"),
                          QStringLiteral("hr.digest.max=73 bpm")}));
}

void TestSensoctoAttributes::readsBothWaysOfScanningAlike()
{
    // A blank is enough to leave the short way for that of all JSON.
    const QByteArray batch =
        R"({"batch":{"s1":{"hr":{"payload":72.25,"timestamp":1700000000000},"imu":{"attribute_id":"imu","payload":)"
        R"({"accelerometer":{"x":-1.5,"y":0,"z":9.81},"on":true,"off":null},"timestamp":1700000000001},)"
        R"("button":[{"event":"press","payload":3,"timestamp":1700000000002}],"ecg":[{"payload":0.1,"timestamp":)"
        R"(1700000000000},{"payload":0.8414709848078965,"timestamp":1700000000004}]},"s2":{"ecg":{"__delta_encoded__":)"
        R"(true,"data":"AQBo5c+LAQAAAAAAAFQEAAcEALMEAA==","sample_count":4}}}})";
    Bench both[2];
    for (int i = 0; i < 2; ++i) {
        PaddedText text;
        hold(text, i == 0 ? batch : QByteArray(batch).insert(1, ' '));
        QVERIFY(both[i].decoder.batch(text.view(), both[i]));
    }
    QCOMPARE(both[0].told(), both[1].told());
    QCOMPARE(both[0].sink.samples.size(), std::size_t(11));
    for (std::size_t i = 0; i < both[0].sink.samples.size(); ++i) {
        QCOMPARE(both[0].sink.samples[i].sample.time, both[1].sink.samples[i].sample.time);
        QCOMPARE(both[0].sink.samples[i].sample.value, both[1].sink.samples[i].sample.value);
    }
}

QTEST_APPLESS_MAIN(TestSensoctoAttributes)
#include "tst_sensocto_attributes.moc"
