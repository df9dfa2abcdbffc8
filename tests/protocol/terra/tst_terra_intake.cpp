#include "core/protocol/terra/intake.h"
#include "core/protocol/terra/waveform_clock.h"
#include "tests/protocol/recording_sink.h"
#include "tests/protocol/terra/heard_frames.h"
#include "tests/support/fake_clock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::decodeFrame;
using watchglass::test::FakeClock;
using watchglass::test::heartRateFrame;
using watchglass::test::RecordingSink;

namespace {

/// Frames through decoder and intake into a sink.
struct Bench final : FrameHandler
{
    explicit Bench(KnownUnits units = {})
        : intake(sink, clock, std::move(units))
    {}
    void hello(std::optional<Duration>) override {}
    void heartbeatAck() override {}
    void ready() override {}
    void dispatch(const DispatchFields &fields) override { intake.take(fields); }
    void badValue(std::string_view, std::string_view, std::string_view) override { ++bad; }
    void unknownFrame(std::string_view) override { ++unknown; }
    void take(const QByteArray &frame) { QVERIFY(decodeFrame(frame, *this).ok()); }
    void takeType(const QByteArray &type, const QByteArray &payload)
    {
        take(R"({"op":5,"t":")" + type + R"(","uid":"u","seq":1,"d":{"ts":"2026-01-01T00:00:00Z",)" + payload + "}}");
    }

    FakeClock clock;
    RecordingSink sink;
    Intake intake;
    int bad = 0;
    int unknown = 0;
};

} // namespace

class TestTerraIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsANameByTheLongestTypeItEndsWith_data();
    void readsANameByTheLongestTypeItEndsWith();
    void knowsUnitsAndShapes_data();
    void knowsUnitsAndShapes();
    void marksUnverifiedUnitsUntilTheyAreNamed();
    void takesBothSpellingsOfATypeForOneSeries();
    void makesOneSeriesForEachComponent();
    void numbersComponentsOfUnknownVectors();
    void takesAnAccumulatingValueThatFallsBackAsItIs();
    void marksSamplesWithoutTimeOnce();
    void reportsSyntheticTrafficOncePerUser();
    void takesAWordForAnEvent();
    void spreadsAWaveformByItsOwnRhythm();
    void learnsTheRhythmOfAWaveform();
    void deliversAWaveformOfOnePieceInTheEnd();
    void keepsRecordedMessagesComplete();
};

void TestTerraIntake::readsANameByTheLongestTypeItEndsWith_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("type"); // empty: none
    const auto row = [](const char *name, const char *type) {
        QTest::newRow(name) << QByteArray(name) << QByteArray(type);
    };
    row("RUNNING_HEART_RATE", "HEART_RATE");
    row("RUNNING_TREADMILL_DISTANCE", "DISTANCE");
    row("STEPS_CADENCE", "STEPS_CADENCE");
    row("WALKING_STEPS_CADENCE", "STEPS_CADENCE");
    row("INDOOR_BIKE_CADENCE", "BIKE_CADENCE");
    row("TOTAL_CALORIES", "TOTAL_CALORIES");
    row("RUNNING_TOTAL_CALORIES", "TOTAL_CALORIES");
    row("RUNNING_CALORIES", "CALORIES");
    row("SLEEP_HEART_RATE_VARIABILITY", "HEART_RATE_VARIABILITY");
    row("CADENCE", "");
    row("FOOTSTEPS", "");
    row("SPEED_LIMIT", "");
    row("", "");
}

void TestTerraIntake::readsANameByTheLongestTypeItEndsWith()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, type);
    const DataType *found = dataType(std::string_view(name.constData(), static_cast<std::size_t>(name.size())));
    QCOMPARE(found != nullptr, !type.isEmpty());
    if (found)
        QCOMPARE(QByteArray(found->name.data(), static_cast<qsizetype>(found->name.size())), type);
}

void TestTerraIntake::knowsUnitsAndShapes_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QStringList>("components");
    QTest::addColumn<bool>("holds");
    const auto scalar = [](const char *type, const char *unit, bool holds = false) {
        QTest::newRow(type) << QByteArray(type) << QByteArray("\"val\":5") << QString::fromUtf8(unit)
                            << QStringList(QString()) << holds;
    };
    scalar("HEART_RATE", "bpm");
    scalar("HRV", "ms");
    scalar("RR_INTERVAL", "ms");
    scalar("STEPS", "", true);
    scalar("CALORIES", "kcal");
    scalar("DISTANCE", "m");
    scalar("FLOORS_CLIMBED", "", true);
    scalar("ACTIVITY", "", true);
    scalar("POWER", "W");
    scalar("BIKE_CADENCE", "rpm");
    scalar("MET", "");
    scalar("TOTAL_CALORIES", "kcal");
    scalar("HEART_RATE_VARIABILITY", "ms");
    scalar("FLIGHTS_CLIMBED", "", true);
    scalar("DURATION", "s");
    scalar("BASAL_METABOLIC_RATE", "kcal");
    scalar("ECG", "mV");
    scalar("RUNNING_HEART_RATE", "bpm");
    scalar("RUNNING_TREADMILL_DISTANCE", "m");
    scalar("RUNNING_STEPS_CADENCE", "steps/s?");
    scalar("STEPS_CADENCE", "steps/s?");
    scalar("SPEED", "m/s?");
    scalar("CYCLING_SPEED", "m/s?");
    scalar("INDOOR_BIKE_CADENCE", "rpm");
    scalar("XSTEPS", "");
    scalar("SOMETHING_NEW", "");
    const auto vector = [](const char *type, const char *payload, const char *unit, const char *components) {
        QTest::newRow(type) << QByteArray(type) << QByteArray(payload) << QString::fromUtf8(unit)
                            << QString::fromUtf8(components).split(QLatin1Char(' ')) << false;
    };
    vector("LOCATION", "\"d\":[5,5]", "°", "lat lng");
    vector("ACCELERATION", "\"d\":[5,5,5]", "m/s²", "x y z");
    vector("GYROSCOPE", "\"d\":[5,5,5]", "rad/s", "x y z");
    vector("HIKING_LOCATION", "\"d\":[5,5]", "°", "lat lng");
}

void TestTerraIntake::knowsUnitsAndShapes()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, payload);
    QFETCH(QString, unit);
    QFETCH(QStringList, components);
    QFETCH(bool, holds);
    Bench bench;
    bench.takeType(type, payload);
    QCOMPARE(static_cast<qsizetype>(bench.sink.samples.size()), components.size());
    for (qsizetype i = 0; i < components.size(); ++i) {
        const SeriesInfo &info = bench.sink.samples[static_cast<std::size_t>(i)].info;
        QCOMPARE(info.key.attribute, QString::fromUtf8(type));
        QCOMPARE(info.key.component, components.at(i));
        QCOMPARE(info.key.device, QStringLiteral("u"));
        QCOMPARE(info.unit, unit);
        QCOMPARE(info.interpolation == Interpolation::HoldLast, holds);
    }
}

void TestTerraIntake::marksUnverifiedUnitsUntilTheyAreNamed()
{
    Bench bench({QStringLiteral("km/h"), QStringLiteral("steps/min")});
    bench.takeType("SPEED", "\"val\":5");
    bench.takeType("WALKING_STEPS_CADENCE", "\"val\":5");
    QCOMPARE(bench.sink.infos.at(0).unit, QStringLiteral("km/h"));
    QCOMPARE(bench.sink.infos.at(1).unit, QStringLiteral("steps/min"));
}

void TestTerraIntake::takesBothSpellingsOfATypeForOneSeries()
{
    Bench bench;
    bench.takeType("HEART_RATE", "\"val\":1");
    bench.takeType("heart_rate", "\"val\":2");
    bench.takeType("Heart_Rate", "\"val\":3");
    QCOMPARE(bench.sink.infos.size(), std::size_t(1));
    QCOMPARE(bench.sink.infos.front().key.attribute, QStringLiteral("HEART_RATE"));
    QCOMPARE(bench.sink.values(), std::vector<double>({1, 2, 3}));
}

void TestTerraIntake::makesOneSeriesForEachComponent()
{
    Bench bench;
    bench.take(
        R"({"op":5,"t":"ACCELERATION","uid":"a","seq":1,"d":{"ts":"2026-01-01T00:00:00Z","d":[1,2,3],"val":9}})");
    bench.take(R"({"op":5,"t":"ACCELERATION","uid":"b","seq":2,"d":{"ts":"2026-01-01T00:00:00Z","d":[4,null]}})");
    QCOMPARE(bench.sink.values(), std::vector<double>({1, 2, 3, 4}));
    QCOMPARE(bench.sink.samples.at(3).info.key.device, QStringLiteral("b"));
    QCOMPARE(bench.bad, 1);
    QCOMPARE(bench.sink.devices.size(), std::size_t(2));
    QCOMPARE(bench.sink.devices.front().id, QStringLiteral("a"));
}

void TestTerraIntake::numbersComponentsOfUnknownVectors()
{
    Bench bench;
    bench.takeType("MAGNETOMETER", "\"d\":[1,2]");
    bench.takeType("LOCATION", "\"d\":[1,2,300]");
    QStringList paths;
    for (const SeriesInfo &info : bench.sink.infos)
        paths << info.key.attributePath();
    QCOMPARE(paths, QStringList({QStringLiteral("MAGNETOMETER.0"), QStringLiteral("MAGNETOMETER.1"),
                                 QStringLiteral("LOCATION.lat"), QStringLiteral("LOCATION.lng"),
                                 QStringLiteral("LOCATION.2")}));
    Bench one;
    one.takeType("HEART_RATE", "\"d\":[77]"); // a scalar in the vector's place
    QCOMPARE(one.sink.infos.front().key.attributePath(), QStringLiteral("HEART_RATE"));
    QByteArray huge = "\"d\":[0";
    for (int i = 1; i < 1000; ++i)
        huge += ",1";
    one.takeType("HUGE", huge + "]");
    QCOMPARE(one.sink.samples.size(), std::size_t(1 + 64));
    QCOMPARE(one.sink.countOf(Problem::BadValue), 1);
}

void TestTerraIntake::takesAnAccumulatingValueThatFallsBackAsItIs()
{
    Bench bench;
    for (const char *value : {"\"val\":100", "\"val\":120", "\"val\":0", "\"val\":7"})
        bench.takeType("STEPS", value);
    QCOMPARE(bench.sink.values(), std::vector<double>({100, 120, 0, 7}));
}

void TestTerraIntake::marksSamplesWithoutTimeOnce()
{
    Bench bench;
    bench.take(heartRateFrame(R"({"val":1})"));
    bench.clock.advance(5s);
    bench.take(heartRateFrame(R"({"val":2})"));
    bench.take(heartRateFrame(R"({"val":3,"ts":"2026-01-01T00:00:00Z"})"));
    QCOMPARE(bench.sink.samples.at(1).sample.time.ns(), bench.clock.now().ns());
    QCOMPARE(bench.sink.samples.at(2).sample.time.ns(), Timestamp::fromMs(1'767'225'600'000).ns());
    QCOMPARE(bench.sink.events.size(), std::size_t(1));
    QCOMPARE(bench.sink.events.front().kind, QStringLiteral("untimed"));
    QVERIFY(bench.sink.events.front().text.contains(QLatin1String("HEART_RATE")));
    QVERIFY(!bench.sink.events.front().isTimed);
}

void TestTerraIntake::reportsSyntheticTrafficOncePerUser()
{
    Bench bench;
    for (const char *user : {"a", "a", "b"}) {
        bench.take(R"({"op":5,"t":"HRV","seq":1,"synthetic":true,"d":{"ts":"2026-01-01T00:00:00Z","val":1},"uid":")"
                   + QByteArray(user) + "\"}");
    }
    bench.take(R"({"op":5,"t":"HRV","uid":"c","synthetic":false,"d":{"ts":"2026-01-01T00:00:00Z","val":1}})");
    QCOMPARE(bench.sink.samples.size(), std::size_t(4));
    QCOMPARE(bench.sink.events.size(), std::size_t(2));
    QCOMPARE(bench.sink.events.front().kind, QStringLiteral("synthetic"));
    QCOMPARE(bench.sink.events.front().device, QStringLiteral("a"));
    QCOMPARE(bench.sink.events.back().device, QStringLiteral("b"));
}

void TestTerraIntake::takesAWordForAnEvent()
{
    Bench bench;
    bench.takeType("ACTIVITY", "\"val\":\"walking\"");
    QVERIFY(bench.sink.samples.empty());
    QCOMPARE(bench.sink.events.size(), std::size_t(1));
    QCOMPARE(bench.sink.events.front().kind, QStringLiteral("ACTIVITY"));
    QCOMPARE(bench.sink.events.front().text, QStringLiteral("walking"));
    QCOMPARE(bench.sink.events.front().time.ns(), Timestamp::fromMs(1'767'225'600'000).ns());
}

void TestTerraIntake::spreadsAWaveformByItsOwnRhythm()
{
    Bench bench;
    const auto piece = [&bench](const char *ts, const char *values) {
        bench.take(R"({"op":5,"t":"ECG","uid":"u","d":{"ts":")" + QByteArray(ts) + R"(","d":)" + values + "}}");
    };
    piece("2026-01-01T00:00:00.000Z", "[0,1,2,3]");
    QVERIFY(bench.sink.samples.empty()); // its rate is not known yet
    piece("2026-01-01T00:00:00.100Z", "[4,5,6,7]");
    piece("2026-01-01T00:00:10.000Z", "[8,9,10,11]"); // something was lost in between
    QCOMPARE(bench.sink.infos.size(), std::size_t(1));
    QCOMPARE(bench.sink.samples.size(), std::size_t(12));
    for (std::size_t i = 0; i < 12; ++i) {
        const Timestamp begin = Timestamp::fromMs(1'767'225'600'000 + (i >= 8 ? 10'000 - 200 : 0));
        QCOMPARE(bench.sink.samples[i].sample.value, static_cast<double>(i));
        QCOMPARE(bench.sink.samples[i].sample.time.ns(), (begin + static_cast<std::int64_t>(i) * Duration(25ms)).ns());
    }
}

void TestTerraIntake::learnsTheRhythmOfAWaveform()
{
    const Timestamp begin = Timestamp::fromMs(1'000'000);
    const std::vector<double> values(10, 1.0);
    std::vector<Sample> out;
    const auto keep = [&out](Sample sample) { out.push_back(sample); };
    WaveformClock clock;
    clock.add(begin, values, keep);
    clock.add(begin + 1s, values, keep);
    QCOMPARE(clock.step(), std::optional<Duration>(100ms));
    clock.add(begin + 500s, values, keep); // a gap is no rhythm
    clock.add(begin + 20s, values, keep);  // neither is a replayed piece
    clock.add(begin + 501s, values, keep);
    QCOMPARE(clock.step(), std::optional<Duration>(100ms));
    for (int i = 502; i < 540; ++i)
        clock.add(begin + i * Duration(1010ms), values, keep); // it may drift
    QVERIFY(clock.step() > Duration(100ms) && clock.step() < Duration(103ms));
    clock.add(begin + 600s, values, keep);
    clock.add(begin + 600s + 200ms, values, keep); // the device was switched to a faster rate
    QCOMPARE(clock.step(), std::optional<Duration>(20ms));
    QCOMPARE(out.size(), std::size_t(45 * 10));

    WaveformClock stuck;
    out.clear();
    for (std::size_t i = 0; i <= WaveformClock::mostWaiting; ++i)
        stuck.add(begin, values, keep);
    QCOMPARE(out.size(), (WaveformClock::mostWaiting + 1) * 10);
    QCOMPARE(out.at(1).time - out.at(0).time, WaveformClock::nominalStep);
}

void TestTerraIntake::deliversAWaveformOfOnePieceInTheEnd()
{
    Bench bench;
    const auto piece = [&bench](const char *ts, const char *values) {
        bench.take(R"({"op":5,"t":"ECG","uid":"u","d":{"ts":")" + QByteArray(ts) + R"(","d":)" + values + "}}");
    };
    piece("2026-01-01T00:00:00.000Z", "[0,null,2]");
    QVERIFY(bench.sink.samples.empty());
    bench.intake.flush();
    bench.intake.flush();
    QCOMPARE(bench.sink.values(), std::vector<double>({0, 2}));
    piece("2026-01-01T00:00:00.300Z", "[3,4,5]");
    QCOMPARE(bench.sink.values(), std::vector<double>({0, 2, 3, 4, 5}));
    QCOMPARE(bench.sink.samples.back().sample.time, Timestamp::fromMs(1'767'225'600'500)); // the rhythm was kept
}

void TestTerraIntake::keepsRecordedMessagesComplete()
{
    QFile file(qEnvironmentVariable("WATCHGLASS_SHARED_DATA")
               + QStringLiteral("/terra-stream/terra_dispatch_lines.jsonl"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("The shared recordings are not here");
    Bench bench;
    QHash<QString, int> expected;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine().trimmed();
        if (line.isEmpty())
            continue;
        const QJsonObject frame = QJsonDocument::fromJson(line).object();
        const QJsonObject payload = frame.value(QLatin1String("d")).toObject();
        const auto vector = payload.value(QLatin1String("d")).toArray().size();
        expected[frame.value(QLatin1String("t")).toString()] += static_cast<int>(vector > 0 ? vector : 1);
        bench.take(line);
    }
    QVERIFY(!expected.isEmpty());
    QHash<QString, int> got;
    for (const RecordingSink::Kept &kept : bench.sink.samples)
        ++got[kept.info.key.attribute];
    QCOMPARE(got, expected);
    QCOMPARE(bench.bad + bench.unknown, 0);
    QVERIFY(bench.sink.problems.empty());
    QVERIFY(bench.sink.events.empty());
}

QTEST_GUILESS_MAIN(TestTerraIntake)
#include "tst_terra_intake.moc"
