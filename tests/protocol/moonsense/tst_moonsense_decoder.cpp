#include "core/protocol/moonsense/bundle_decoder.h"
#include "core/protocol/moonsense/encoder.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/page_walk.h"
#include "core/protocol/moonsense/session_feed.h"
#include "core/protocol/moonsense/session_set.h"
#include "tests/protocol/recording_sink.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::moonsense;
using namespace std::chrono_literals;
using watchglass::test::RecordingSink;

namespace {

constexpr std::int64_t wallMs = 1'678'467'466'163;

/// A sealed bundle of session "s" whose timer reads 4701 at wallMs, with these fields.
QByteArray line(const QByteArray &fields, int index = 1)
{
    return R"({"bundle":{"client_time":{"wall_time_millis":"1678467466163","timer_millis":"4701",)"
           R"("timer_realtime_millis":"4701"},"index":)"
           + QByteArray::number(index) + (fields.isEmpty() ? "" : ",") + fields
           + R"(},"app_id":"a","session_id":"s","server_time_millis":"1678467466363","journey_id":"j"})";
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What became of lines of one session.
struct Fed
{
    explicit Fed(const QList<QByteArray> &lines, const QString &unit = {})
        : sessions(sink, unit)
    {
        for (const QByteArray &one : lines)
            isGood &= sessions.take(view(one), QStringLiteral("file"));
        sessions.flush();
    }
    /// "attribute.component=value …" of all samples, in their order.
    QString samples() const
    {
        QStringList out;
        for (const auto &kept : sink.samples)
            out << kept.info.key.attributePath() + QLatin1Char('=') + QString::number(kept.sample.value);
        return out.join(QLatin1Char(' '));
    }
    QString events() const
    {
        QStringList out;
        for (const DeviceEvent &event : sink.events)
            out << event.kind + QLatin1Char(':') + event.text;
        return out.join(QLatin1Char('|'));
    }
    RecordingSink sink;
    SessionSet sessions;
    bool isGood = true;
};

Bundle decoded(const QByteArray &text)
{
    BundleDecoder decoder;
    Bundle bundle;
    if (!decoder.decode(view(text), bundle))
        bundle.index = -1;
    return bundle;
}

} // namespace

class TestMoonsenseDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyGroupBecomesSamplesOrEvents_data();
    void everyGroupBecomesSamplesOrEvents();
    void bothSpellingsMeanTheSame_data();
    void bothSpellingsMeanTheSame();
    void readsNumbersInEverySpelling_data();
    void readsNumbersInEverySpelling();
    void theShortWayReadsWhatTheLongOneReads_data();
    void theShortWayReadsWhatTheLongOneReads();
    void readsTheEnvelopeInEverySpelling_data();
    void readsTheEnvelopeInEverySpelling();
    void refusesWhatIsNoBundle_data();
    void refusesWhatIsNoBundle();
    void aLineCutAnywhereIsRefused();
    void aBadValueSparesTheOthers();
    void whatADeviceNeverReportsMakesNoSeries();
    void privateTextsAreNeverPassedOn();
    void statesHaveWords();
    void accelerationHasTheUnitThatTheUserSays();
    void timesFollowTheHeuristic_data();
    void timesFollowTheHeuristic();
    void oneOffsetHoldsForTheWholeSession();
    void bundlesComeOutInTheOrderOfTheirIndex_data();
    void bundlesComeOutInTheOrderOfTheirIndex();
    void missingIndexesAreGaps_data();
    void missingIndexesAreGaps();
    void aBundleThatComesLateFillsTheGap();
    void waitsForMissingBundlesOnlySoLong();

    void readsSessionsAndPages();
    void walksEndWhereTheyShould_data();
    void walksEndWhereTheyShould();
    void readsRegionsAndTokens();
    void saysWhatAnErrorSays_data();
    void saysWhatAnErrorSays();
    void splitsTextIntoObjects_data();
    void splitsTextIntoObjects();
    void skipsLinesThatAreTooLong();
    void readsOptionsFromTheAddress();
    void refusesOptionsThatMeanNothing_data();
    void refusesOptionsThatMeanNothing();
    void requestsEncodeTheirBrackets();
};

void TestMoonsenseDecoder::everyGroupBecomesSamplesOrEvents_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<QString>("samples");
    QTest::addColumn<QString>("events");
    const auto row = [](const char *name, const char *fields, const char *samples, const char *events) {
        QTest::newRow(name) << QByteArray(fields) << QString::fromUtf8(samples) << QString::fromUtf8(events);
    };
    row("location",
        R"("location_data":[{"determined_at":"4630","latitude":48.1,"longitude":-11.5,"altitude":520.5,)"
        R"("horizontal_accuracy":5,"vertical_accurracy":6,"bearing":90,"bearing_accuracy_degrees":2,"provider":"gps",)"
        R"("speed":1.5,"speed_accurracy":0.5}])",
        "location.latitude=48.1 location.longitude=-11.5 location.altitude=520.5 location.horizontal_accuracy=5 "
        "location.vertical_accuracy=6 location.bearing=90 location.bearing_accuracy=2 location.speed=1.5 "
        "location.speed_accuracy=0.5",
        "");
    row("accelerometer", R"("accelerometer_data":[{"determined_at":"1","x":0.1,"y":-0.2,"z":0.98}])",
        "accelerometer.x=0.1 accelerometer.y=-0.2 accelerometer.z=0.98", "");
    row("an absent axis is 0", R"("accelerometer_data":[{"determined_at":"1","y":1}])",
        "accelerometer.x=0 accelerometer.y=1 accelerometer.z=0", "");
    row("linear accelerometer", R"("linear_accelerometer_data":[{"determined_at":"1","z":2}])",
        "linear_accelerometer.x=0 linear_accelerometer.y=0 linear_accelerometer.z=2", "");
    row("magnetometer", R"("magnetometer_data":[{"determined_at":"1","x":22.5}])",
        "magnetometer.x=22.5 magnetometer.y=0 magnetometer.z=0", "");
    row("gyroscope", R"("gyroscope_data":[{"determined_at":"1","x":1,"y":2,"z":3}])",
        "gyroscope.x=1 gyroscope.y=2 gyroscope.z=3", "");
    row("orientation of nothing but a time", R"("orientation_data":[{"determined_at":"1"}])",
        "orientation.azimuth=0 orientation.pitch=0 orientation.roll=0", "");
    row("temperature", R"("temperature_data":[{"determined_at":"1","value":21.5}])", "temperature=21.5", "");
    row("light", R"("light_data":[{"determined_at":"1","value":300}])", "light=300", "");
    row("pressure", R"("pressure_data":[{"determined_at":"1","value":1013.25}])", "pressure=1013.25", "");
    row("humidity", R"("humidity_data":[{"determined_at":"1","value":45}])", "humidity=45", "");
    row("activity", R"("activity_data":[{"determined_at":"1","type":"WALKING","confidence":80}])",
        "activity.type=7 activity.confidence=80", "");
    row("battery", R"("battery":{"capacity":87,"state":"DISCHARGING"})", "battery.capacity=87 battery.state=2", "");
    row("steps", R"("steps_data":[{"count":12,"from":"1","to":"2"}])", "steps.count=12", "");
    row("heart rate", R"("heart_rate_data":[{"rate":64,"from":"1","to":"2"}])", "heart_rate.rate=64", "");
    row("pointer",
        R"("pointer_data":[{"determined_at":"1","type":"MOUSE","buttons":"1","delta":{},"position":{"dy":208}}])",
        "pointer.type=4 pointer.buttons=1 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=0 "
        "pointer.position.y=208",
        "pointer:mouse, at 0 208");
    row("pointer of an older recorder",
        R"("pointer_data":[{"determined_at":"1","type":"TOUCH","pos":{"dx":27,"dy":8},)"
        R"("pressure_range":{"upper_bound":1},"size":4.5}])",
        "pointer.type=3 pointer.buttons=0 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=27 "
        "pointer.position.y=8 pointer.pressure_range.lower=0 pointer.pressure_range.upper=1 pointer.size=4.5",
        "pointer:touch, at 27 8");
    row("pointer at the edge", R"("pointer_data":[{"determined_at":"1","viewport_boundary_status":"LEAVE_VIEWPORT"}])",
        "pointer.type=0 pointer.buttons=0 pointer.delta.x=0 pointer.delta.y=0 pointer.position.x=0 "
        "pointer.position.y=0 pointer.viewport_boundary=3",
        "pointer:at 0 0, leave viewport");
    row("markers", R"("markers":[{"client_time":{"wall_time_millis":"5","timer_millis":"4600"},"name":"lap 1"}])", "",
        "marker:lap 1");
    row("text change",
        R"("text_change_data":[{"determined_at":"1","target":{"target_id":"t"},"masked_text":"dé?","action":"CUT"}])",
        "", "text_change:3 characters, cut");
    row("input change",
        R"("input_change_data":[{"determined_at":"1","masked_text":"ab","action":"AUTOFILL","truncated_text":true}])",
        "", "input_change:2 characters, autofill, truncated");
    row("key press",
        R"("key_press_data":[{"determined_at":"1","type":"KEY_DOWN","special_key":"Home","shift_key":true}])", "",
        "key_press:key down, Home, Shift");
    row("focus", R"("focus_change_data":[{"determined_at":"1","type":"FOCUS_LOST","target":{"target_id":"t"}}])",
        "focus_change=2", "focus_change:focus lost");
    row("scroll", R"("viewport_scroll_data":[{"determined_at":"1","y_position":"120"}])",
        "viewport_scroll.x=0 viewport_scroll.y=120", "");
    row("wheel",
        R"("mouse_wheel_data":[{"determined_at":"1","wheel_delta_y":"-3","wheel_mode":"LINE","wheel_delta_y_line":"-1"},)"
        R"({"determined_at":"2"}])",
        "mouse_wheel.x=0 mouse_wheel.y=-3 mouse_wheel.mode=2 mouse_wheel.y_lines=-1 "
        "mouse_wheel.x=0 mouse_wheel.y=0 mouse_wheel.mode=0 mouse_wheel.y_lines=0",
        "");
    row("permission",
        R"("permission_events":[{"determined_at":"1","sensor_type":"INPUT_CHANGE","permission_status":"ALLOWED"},)"
        R"({"determined_at":"1","sensor_type":"TEMPERATURE","permission_status":"SENSOR_NOT_AVAILABLE"}])",
        "permission.input_change=1 permission.temperature=5",
        "permission:input change, allowed|permission:temperature, sensor not available");
    row("viewport size",
        R"("viewport_size_events":[{"determined_at":"1","device_physical_width":"1906",)"
        R"("device_physical_height":"1033","device_logical_width":"953","device_logical_height":"516",)"
        R"("device_pixel_ratio":2,"viewport_orientation":"LANDSCAPE_PRIMARY"}])",
        "viewport_size.physical_width=1906 viewport_size.physical_height=1033 viewport_size.logical_width=953 "
        "viewport_size.logical_height=516 viewport_size.pixel_ratio=2 viewport_size.orientation=3",
        "viewport_size:landscape primary");
    row("life cycle", R"("app_life_cycle_events":[{"determined_at":"1","app_life_cycle_status":"BACKGROUND"}])",
        "app_life_cycle=2", "app_life_cycle:background");
    row("custom",
        R"("custom_events":[{"determined_at":"1","event_name":"login","properties":{"a":"1","b":"2"},"event_key":"k"}])",
        "", "custom:login, 2 properties");
    row("click", R"("click_data":[{"determined_at":"1","target":{"target_id":"t","target_type":"submit"}}])", "",
        "click:");
    row("form submit", R"("form_submit_events":[{"determined_at":"1","submitter":{"target_id":"x"}}])", "",
        "form_submit:");
    row("context menu", R"("context_menu_events":[{"determined_at":"1","context_menu_status":"OPEN"}])",
        "context_menu=1", "context_menu:open");
    row("frame rate", R"("frame_rate_event":{"determined_at":"1","frames_per_second":59.9})", "frame_rate=59.9", "");
    row("features", R"("features":{"My_Key":{"value":0.5,"text":"t"},"plain":2})",
        "features.My_Key.value=0.5 features.plain=2", "");
    row("unknown fields", R"("later_data":[{"a":{"b":[1,2]}}],"light_data":[{"determined_at":"1","value":1,"new":{}}])",
        "light=1", "");
    row("null is the default",
        R"("light_data":null,"battery":null,"pressure_data":[{"determined_at":"1","value":null}])", "pressure=0", "");
    row("empty list", R"("pointer_data":[])", "", "");
}

void TestMoonsenseDecoder::everyGroupBecomesSamplesOrEvents()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, samples);
    QFETCH(QString, events);
    const Fed fed({line(fields)});
    QVERIFY(fed.isGood);
    QCOMPARE(fed.samples(), samples);
    QCOMPARE(fed.events(), events);
    QVERIFY2(fed.sink.texts.isEmpty(), qPrintable(fed.sink.texts.join(QLatin1Char('\n'))));
}

void TestMoonsenseDecoder::bothSpellingsMeanTheSame_data()
{
    // Every row of the table above, with its names turned into lowerCamelCase.
    everyGroupBecomesSamplesOrEvents_data();
}

void TestMoonsenseDecoder::bothSpellingsMeanTheSame()
{
    QFETCH(QByteArray, fields);
    QFETCH(QString, samples);
    QFETCH(QString, events);
    const QByteArray snake = line(fields);
    QByteArray camel;
    for (qsizetype i = 0; i < snake.size(); ++i) {
        const bool joins = snake[i] == '_' && i > 0 && snake[i - 1] >= 'a' && snake[i - 1] <= 'z'
                           && i + 1 < snake.size() && snake[i + 1] >= 'a' && snake[i + 1] <= 'z';
        camel += joins ? static_cast<char>(snake[++i] - 'a' + 'A') : snake[i];
    }
    QVERIFY(camel != snake);
    const Fed fed({camel});
    QCOMPARE(fed.samples(), samples);
    QCOMPARE(fed.events(), events);
    QCOMPARE(fed.sessions.feeds().begin()->first, QStringLiteral("s"));
}

void TestMoonsenseDecoder::readsNumbersInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("value");
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("number") << QByteArray("1.5") << 1.5;
    QTest::newRow("whole") << QByteArray("1") << 1.0;
    QTest::newRow("text") << QByteArray("\"1.5\"") << 1.5;
    QTest::newRow("exponent") << QByteArray("1.5e-3") << 0.0015;
    QTest::newRow("negative zero") << QByteArray("-0.0") << -0.0;
    QTest::newRow("every digit") << QByteArray("0.30000000000000004") << 0.30000000000000004;
    QTest::newRow("NaN") << QByteArray("\"NaN\"") << std::nan("");
    QTest::newRow("Infinity") << QByteArray("\"Infinity\"") << infinity;
    QTest::newRow("-Infinity") << QByteArray("\"-Infinity\"") << -infinity;
    QTest::newRow("null") << QByteArray("null") << 0.0;
}

void TestMoonsenseDecoder::readsNumbersInEverySpelling()
{
    QFETCH(QByteArray, text);
    QFETCH(double, value);
    const Bundle bundle = decoded(line(R"("light_data":[{"determined_at":"1","value":)" + text + "}]"));
    QCOMPARE(bundle.values.size(), std::size_t{1});
    const double read = bundle.values.front().value;
    QVERIFY(std::isnan(value) ? std::isnan(read) : read == value);
    QCOMPARE(bundle.badValues, 0U);
}

void TestMoonsenseDecoder::theShortWayReadsWhatTheLongOneReads_data()
{
    QTest::addColumn<QByteArray>("entries");
    const auto row = [](const char *entries) { QTest::newRow(entries) << QByteArray(entries); };
    row(R"({"determined_at":"1","x":0.1,"y":-0.25,"z":12345.678901})");
    row(R"({"x":1,"determined_at":7,"z":-0})");
    row(R"({"z":1,"x":2,"determined_at":"3"})");
    row(R"({})");
    row(R"({"determined_at":"1"},{"y":3})");
    row(R"({"x":0.1234567890123456789,"y":9007199254740993,"z":1e-7})");
    row(R"({"x":1.5E+3,"y":123456789012345678901234567890,"z":0.000000000000000000001})");
    row(R"({"x":1.7976931348623157e308,"y":4.9e-324,"z":2.2250738585072011e-308})");
    row(R"({"x":5,"x":6})");
    row(R"({"x":"7.5","y":"NaN","z":null})");
    row(R"({"x":true,"y":{"a":1},"z":[1]})");
    row(R"({"determined_at":"9223372036854775807"},{"determined_at":-5})");
    row(R"({"determined_at":"1.5"},{"determined_at":12.0},{"determined_at":null})");
    row(R"({"x":1,"new":{"a":[1,2]},"y":2})");
    row(R"({"x":01})");
    row(R"({"x":1.})");
    row(R"({"x":-})");
    row(R"({"x":1 })");
    row(R"({"x":1},7,{"x":2})");
    row(R"({"x":1},)");
    row(R"({"x":1)");
    row(R"({"x":1}{"x":2})");
}

void TestMoonsenseDecoder::theShortWayReadsWhatTheLongOneReads()
{
    QFETCH(QByteArray, entries);
    // A space before the first entry is the long way's from the start.
    const QByteArray name = R"("accelerometer_data":[)";
    BundleDecoder decoder;
    Bundle tight;
    Bundle spaced;
    const bool isGood = decoder.decode(view(line(name + entries + "]")), tight).ok();
    QCOMPARE(decoder.decode(view(line(name + ' ' + entries + "]")), spaced).ok(), isGood);
    if (!isGood)
        return;
    QCOMPARE(tight.entries, spaced.entries);
    QCOMPARE(tight.badValues, spaced.badValues);
    QCOMPARE(tight.values.size(), spaced.values.size());
    for (std::size_t i = 0; i < tight.values.size(); ++i) {
        QCOMPARE(tight.values[i].at, spaced.values[i].at);
        QCOMPARE(tight.values[i].slot, spaced.values[i].slot);
        const double a = tight.values[i].value;
        const double b = spaced.values[i].value;
        QVERIFY(a == b || (std::isnan(a) && std::isnan(b)));
        QCOMPARE(std::signbit(a), std::signbit(b));
    }
}

void TestMoonsenseDecoder::readsTheEnvelopeInEverySpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("index");
    QTest::addColumn<qint64>("serverMs");
    QTest::addColumn<qint64>("at");
    QTest::addColumn<bool>("isFinal");
    const auto row = [](const char *name, const char *text, int index, qint64 serverMs, qint64 at, bool isFinal) {
        QTest::newRow(name) << QByteArray(text) << index << serverMs << at << isFinal;
    };
    row("texts",
        R"({"bundle":{"index":"7","light_data":[{"determined_at":"12"}],"is_final_bundle":true},"server_time_millis":"1678467466363"})",
        7, 1678467466363, 12, true);
    row("numbers",
        R"({"bundle":{"index":7,"light_data":[{"determined_at":12}],"is_final_bundle":false},"server_time_millis":1678467466363})",
        7, 1678467466363, 12, false);
    row("fractions",
        R"({"bundle":{"index":7.0,"light_data":[{"determined_at":12.0}]},"server_time_millis":1678467466363.0})", 7,
        1678467466363, 12, false);
    row("microseconds",
        R"({"bundle":{"index":7,"light_data":[{"determined_at":"12"}]},"server_time_millis":"1640122674226208"})", 7,
        1640122674226, 12, false);
    row("64 bits", R"({"bundle":{"index":7,"light_data":[{"determined_at":"9007199254740993"}]}})", 7, 0,
        9007199254740993, false);
    row("64 bits as a number", R"({"bundle":{"index":7,"light_data":[{"determined_at":9007199254740993}]}})", 7, 0,
        9007199254740993, false);
    row("defaults omitted", R"({"bundle":{"light_data":[{}]}})", 0, 0, 0, false);
    row("any order",
        R"({"server_time_millis":"1678467466363","bundle":{"is_final_bundle":true,"light_data":[{"value":1,"determined_at":"12"}],"index":7}})",
        7, 1678467466363, 12, true);
    row("spaces", "{ \"bundle\" : { \"index\" : 7 , \"light_data\" : [ { \"determined_at\" : \"12\" } ] } }", 7, 0, 12,
        false);
}

void TestMoonsenseDecoder::readsTheEnvelopeInEverySpelling()
{
    QFETCH(QByteArray, text);
    const Bundle bundle = decoded(text);
    QTEST(int(bundle.index), "index");
    QTEST(qint64(bundle.serverTimeMs), "serverMs");
    QTEST(bundle.isFinal, "isFinal");
    QCOMPARE(bundle.values.size(), std::size_t{1});
    QTEST(qint64(bundle.values.front().at), "at");
    QCOMPARE(bundle.badValues, 0U);
}

void TestMoonsenseDecoder::refusesWhatIsNoBundle_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[1,2]");
    QTest::newRow("no bundle") << QByteArray(R"({"session_id":"s"})");
    QTest::newRow("bundle of null") << QByteArray(R"({"bundle":null})");
    QTest::newRow("two objects") << line("") + line("");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"bundle\":{\"markers\":[{\"name\":\"\xff\xfe\"}]}}");
    QTest::newRow("broken text") << QByteArray(R"({"bundle":{"index":1},"session_id":"s)");
}

void TestMoonsenseDecoder::refusesWhatIsNoBundle()
{
    QFETCH(QByteArray, text);
    BundleDecoder decoder;
    Bundle bundle;
    const auto result = decoder.decode(view(text), bundle);
    QVERIFY(!result.ok());
    QVERIFY(!result.error().text.isEmpty());
    QVERIFY(decoder.decode(view(line("")), bundle).ok()); // and goes on
}

void TestMoonsenseDecoder::aLineCutAnywhereIsRefused()
{
    const QByteArray whole = line(R"("accelerometer_data":[{"determined_at":"1","x":0.1,"y":-2}],"features":{"a":1})");
    BundleDecoder decoder;
    Bundle bundle;
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decoder.decode(view(whole.left(size)), bundle).ok(), whole.left(size).constData());
    QVERIFY(decoder.decode(view(whole), bundle).ok());
}

void TestMoonsenseDecoder::aBadValueSparesTheOthers()
{
    const Fed fed({line(R"("accelerometer_data":[{"determined_at":"1","x":"wide","y":2,"z":{}}],)"
                        R"("light_data":[5,{"determined_at":"1","value":7}],"battery":3)")});
    QVERIFY(fed.isGood);
    QCOMPARE(fed.samples(), QStringLiteral("accelerometer.y=2 light=7"));
    QCOMPARE(fed.sink.countOf(Problem::BadValue), 4);
}

void TestMoonsenseDecoder::whatADeviceNeverReportsMakesNoSeries()
{
    const Fed fed(
        {line(R"("pointer_data":[{"determined_at":"1"},{"determined_at":"2","pressure":0.5},{"determined_at":"3"}])")});
    QStringList pressures;
    for (const auto &kept : fed.sink.samples) {
        QVERIFY(kept.info.key.component != QLatin1String("tilt"));
        if (kept.info.key.component == QLatin1String("pressure"))
            pressures << QString::number(kept.sample.value);
    }
    QCOMPARE(pressures, QStringList({QStringLiteral("0.5"), QStringLiteral("0")})); // absent is 0 from then on
}

void TestMoonsenseDecoder::privateTextsAreNeverPassedOn()
{
    QByteArray text = line(
        R"("text_change_data":[{"determined_at":"1","target":{"target_id":"PRIVATE1","target_type":"PRIVATE2"},"masked_text":"PRIVATE3"}],)"
        R"("key_press_data":[{"determined_at":"1","masked_key":80,"target":{"target_id":"PRIVATE4"}}],)"
        R"("click_data":[{"determined_at":"1","target":{"target_id":"PRIVATE5"}}],)"
        R"("custom_events":[{"determined_at":"1","event_name":"e","properties":{"PRIVATE6":"PRIVATE7"}}],)"
        R"("form_submit_events":[{"determined_at":"1","submitter":{"target_id":"PRIVATE8"}}])");
    text.replace("\"app_id\"", "\"remote_ip\":\"PRIVATE9\",\"user_id\":\"PRIVATE0\",\"app_id\"");
    Fed fed({text});
    QCOMPARE(fed.sink.events.size(), std::size_t{5});
    QVERIFY(!(fed.events() + fed.samples() + fed.sink.allTexts()).contains(QLatin1String("PRIVATE")));
}

void TestMoonsenseDecoder::statesHaveWords()
{
    const Fed fed({line(
        R"("activity_data":[{"determined_at":"1","type":2},{"determined_at":"2","type":"HOVERING"},{"determined_at":"3","type":99},{"determined_at":"4","type":"3"}])")});
    const SeriesInfo &info = fed.sink.samples.front().info;
    QCOMPARE(info.states.value(2), QStringLiteral("on bicycle"));
    QCOMPARE(info.states.value(0), QStringLiteral("unknown"));
    QCOMPARE(info.interpolation, Interpolation::HoldLast);
    QStringList types;
    for (const auto &kept : fed.sink.samples) {
        if (kept.info.key.component == QLatin1String("type"))
            types << kept.info.states.value(static_cast<int>(kept.sample.value));
    }
    QCOMPARE(types, QStringList({QStringLiteral("on bicycle"), QStringLiteral("unknown"), QStringLiteral("unknown"),
                                 QStringLiteral("on foot")}));
}

void TestMoonsenseDecoder::accelerationHasTheUnitThatTheUserSays()
{
    const QByteArray text =
        line(R"("accelerometer_data":[{"determined_at":"1"}],"gyroscope_data":[{"determined_at":"1"}])");
    QCOMPARE(Fed({text}).sink.infos.front().unit, QString());
    const Fed fed({text}, QStringLiteral("g"));
    QCOMPARE(fed.sink.infos.front().unit, QStringLiteral("g"));
    QCOMPARE(fed.sink.infos.back().unit, QStringLiteral("rad/s"));
    QCOMPARE(fed.sink.infos.back().interpolation, Interpolation::Linear);
}

void TestMoonsenseDecoder::timesFollowTheHeuristic_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("ms");
    const auto clock = QByteArray(R"("client_time":{"wall_time_millis":"1678467466163","timer_millis":"4701"},)");
    QTest::newRow("relative") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"4630"}]}})"
                              << qint64(wallMs - 71);
    QTest::newRow("epoch") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"1678467466100"}]}})"
                           << qint64(1678467466100);
    QTest::newRow("at the border") << "{\"bundle\":{" + clock + R"("light_data":[{"determined_at":"1000000000000"}]}})"
                                   << qint64(1000000000000 + wallMs - 4701);
    QTest::newRow("carries none: battery")
        << "{\"bundle\":{" + clock + R"("battery":{"capacity":5}}})" << qint64(wallMs);
    QTest::newRow("a span counts at its end")
        << "{\"bundle\":{" + clock + R"("steps_data":[{"count":1,"from":"4000","to":"4600"}]}})"
        << qint64(wallMs - 101);
    QTest::newRow("realtime timer only") << QByteArray(
        R"({"bundle":{"client_time":{"wall_time_millis":"1678467466163","timer_realtime_millis":"4701"},)"
        R"("light_data":[{"determined_at":"4630"}]}})")
                                         << qint64(wallMs - 71);
    QTest::newRow("no client time") << QByteArray(
        R"({"bundle":{"light_data":[{"determined_at":"4630"}]},"server_time_millis":"1678467466363"})")
                                    << qint64(1678467466363);
    QTest::newRow("no client time, microseconds")
        << QByteArray(R"({"bundle":{"light_data":[{"determined_at":"4630"}]},"server_time_millis":"1678467466363999"})")
        << qint64(1678467466363);
    QTest::newRow("no time at all") << QByteArray(R"({"bundle":{"light_data":[{"determined_at":"4630"}]}})")
                                    << qint64(-1);
    QTest::newRow("beyond all time") << "{\"bundle\":{" + clock
                                            + R"("light_data":[{"determined_at":"9223372036854775807"}]}})"
                                     << qint64(-1);
}

void TestMoonsenseDecoder::timesFollowTheHeuristic()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, ms);
    const Fed fed({text});
    if (ms < 0) {
        QVERIFY(fed.sink.samples.empty());
        QCOMPARE(fed.sink.countOf(Problem::BadValue), 1);
    } else {
        QCOMPARE(fed.sink.samples.front().sample.time.ns(), ms * 1'000'000);
    }
}

void TestMoonsenseDecoder::oneOffsetHoldsForTheWholeSession()
{
    QByteArray later = line(R"("light_data":[{"determined_at":"5000"}])", 2);
    later.replace("1678467466163", "1678467466179"); // the wall clock jitters
    const Fed fed({line(R"("light_data":[{"determined_at":"4000"}])"), later});
    QCOMPARE(fed.sink.samples[1].sample.time - fed.sink.samples[0].sample.time, Duration(1s));
}

void TestMoonsenseDecoder::bundlesComeOutInTheOrderOfTheirIndex_data()
{
    QTest::addColumn<QList<int>>("arriving");
    QTest::addColumn<QList<int>>("leaving");
    QTest::addColumn<int>("duplicates");
    QTest::newRow("in order") << QList<int>{1, 2, 3} << QList<int>{1, 2, 3} << 0;
    QTest::newRow("swapped") << QList<int>{2, 1, 3} << QList<int>{1, 2, 3} << 0;
    QTest::newRow("backwards") << QList<int>{4, 3, 2, 1} << QList<int>{1, 2, 3, 4} << 0;
    QTest::newRow("twice") << QList<int>{1, 1, 2, 2} << QList<int>{1, 2} << 2;
    QTest::newRow("twice while waiting") << QList<int>{3, 3, 1, 2} << QList<int>{1, 2, 3} << 1;
    QTest::newRow("one missing") << QList<int>{1, 3, 4} << QList<int>{1, 3, 4} << 0;
    QTest::newRow("first missing") << QList<int>{2, 3} << QList<int>{2, 3} << 0;
    QTest::newRow("not numbered") << QList<int>{0, 0} << QList<int>{0, 0} << 0;
}

void TestMoonsenseDecoder::bundlesComeOutInTheOrderOfTheirIndex()
{
    QFETCH(QList<int>, arriving);
    QFETCH(QList<int>, leaving);
    QFETCH(int, duplicates);
    QList<QByteArray> lines;
    for (const int index : arriving)
        lines << line(R"("light_data":[{"determined_at":")" + QByteArray::number(index * 1000) + R"(","value":)"
                          + QByteArray::number(index) + "}]",
                      index);
    const Fed fed(lines);
    QList<int> left;
    for (const double value : fed.sink.values())
        left << static_cast<int>(value);
    QCOMPARE(left, leaving);
    QCOMPARE(fed.sessions.counters().duplicates, static_cast<std::uint64_t>(duplicates));
    QCOMPARE(fed.sessions.counters().bundles, static_cast<std::uint64_t>(leaving.size()));
}

void TestMoonsenseDecoder::missingIndexesAreGaps_data()
{
    QTest::addColumn<QList<int>>("indexes");
    QTest::addColumn<int>("gaps");
    QTest::newRow("none") << QList<int>{1, 2, 3} << 0;
    QTest::newRow("one") << QList<int>{1, 3} << 1;
    QTest::newRow("the first") << QList<int>{2, 3} << 1;
    QTest::newRow("two in a row") << QList<int>{1, 4} << 1;
    QTest::newRow("two apart") << QList<int>{1, 3, 5} << 2;
    QTest::newRow("after the final one") << QList<int>{2, 1} << 0;
    QTest::newRow("nothing") << QList<int>{} << 0;
}

void TestMoonsenseDecoder::missingIndexesAreGaps()
{
    QFETCH(QList<int>, indexes);
    QFETCH(int, gaps);
    QList<QByteArray> lines;
    for (const int index : indexes) {
        QByteArray one =
            line(R"("light_data":[{"determined_at":")" + QByteArray::number(index * 1000 - 500) + "\"}]", index);
        one.replace("\"timer_millis\":\"4701\"", "\"timer_millis\":\"" + QByteArray::number(index * 1000) + '"');
        one.replace("1678467466163", QByteArray::number(1'678'467'000'000 + index * 1000));
        lines << one;
    }
    Fed fed(lines);
    QVERIFY(fed.sink.gaps.empty()); // one may still come
    fed.sessions.finish();
    fed.sessions.finish();
    QCOMPARE(fed.sink.gaps.size(), static_cast<std::size_t>(gaps));
    for (const auto &kept : fed.sink.gaps) {
        QCOMPARE(kept.device, QStringLiteral("s"));
        QVERIFY(!kept.gap.range.isEmpty());
        for (const auto &sample : fed.sink.samples)
            QVERIFY(!kept.gap.range.contains(sample.sample.time));
    }
    if (indexes == QList<int>{1, 3}) {
        const TimeRange range = fed.sink.gaps.front().gap.range;
        QCOMPARE(range.from.ns(), Timestamp::fromMs(1'678'467'001'000).ns() + 1);
        QCOMPARE(range.to, Timestamp::fromMs(1'678'467'002'500));
    }
}

void TestMoonsenseDecoder::aBundleThatComesLateFillsTheGap()
{
    Fed fed({line("", 1), line("", 4)});
    QVERIFY(fed.sessions.take(view(line(R"("light_data":[{"determined_at":"1","value":3}])", 3)), {}));
    QCOMPARE(fed.sink.values(), std::vector<double>{3});
    SessionFeed &feed = fed.sessions.feed(QStringLiteral("s"));
    QVERIFY(fed.sessions.take(view(line(R"("is_final_bundle":true)", 5)), {}));
    QVERIFY(!feed.isComplete());
    QVERIFY(fed.sessions.take(view(line("", 2)), {}));
    QVERIFY(feed.isComplete());
    fed.sessions.finish();
    QVERIFY(fed.sink.gaps.empty());
}

void TestMoonsenseDecoder::waitsForMissingBundlesOnlySoLong()
{
    RecordingSink sink;
    SessionSet sessions(sink, {});
    for (int index = 2; index < 2 + static_cast<int>(SessionFeed::mostHeld); ++index)
        sessions.take(view(line(R"("light_data":[{"determined_at":"1"}])", index)), {});
    QVERIFY(sink.samples.empty());
    sessions.take(view(line(R"("light_data":[{"determined_at":"1"}])", 100)), {});
    QCOMPARE(sink.samples.size(), SessionFeed::mostHeld); // all but the last, which waits
}

void TestMoonsenseDecoder::readsSessionsAndPages()
{
    const QByteArray body =
        R"({"sessions":[{"session_id":"s1","app_id":"a","oldest_event":"2022-05-03T00:03:49.484432647Z",)"
        R"("newest_event":"2022-05-03T02:04:19.744+02:00","created_at":"2022-05-03T00:03:49Z","metadata":{"platform":"iOS",)"
        R"("manufacturer":"iPhone","model":"x86_64","system_version":"15.4","recording_profile":{"name":"fraud","version":"1"}},)"
        R"("counters":{"battery":{"total":7},"newest_event":{"total":1}},"labels":[{"label_id":"l","name":"test"}],)"
        R"("region_id":"us-central1.gcp","client_session_group_id":"g"},{"app_id":"no id"}],)"
        R"("pagination":{"current_page":1,"next_page":2,"per_page":25,"total_pages":9}})";
    RestDecoder decoder;
    const auto page = decoder.sessions(view(body));
    QVERIFY(page.ok());
    QCOMPARE(page.value().items.size(), std::size_t{1});
    const Session &session = page.value().items.front();
    QCOMPARE(session.id, QStringLiteral("s1"));
    QCOMPARE(session.oldest->ns() % 1'000'000'000, 484'432'647);
    QCOMPARE(*session.newest, *parseIsoTimestamp("2022-05-03T00:04:19.744Z"));
    QCOMPARE(session.region, QStringLiteral("us-central1.gcp"));
    QCOMPARE(session.journey, QStringLiteral("g"));
    QCOMPARE(session.labels, QStringList(QStringLiteral("test")));
    QCOMPARE(page.value().pagination.next, 2);
    const DeviceUpdate device = deviceUpdate(session, QStringLiteral("online"));
    QCOMPARE(device.name, QStringLiteral("iPhone x86_64"));
    QCOMPARE(device.type, QStringLiteral("iOS 15.4"));

    const auto downloaded = decoder.session(
        R"({"sessionId":"s2","createdAt":"2022-05-03T00:03:49.484Z","regionId":"r","journeyId":"j","metadata":{"platform":"WEB","systemVersion":"1"}})");
    QVERIFY(downloaded.ok());
    QCOMPARE(downloaded.value().region, QStringLiteral("r"));
    QCOMPARE(downloaded.value().journey, QStringLiteral("j"));
    QCOMPARE(downloaded.value().systemVersion, QStringLiteral("1"));
    QVERIFY(decoder.sessions(R"({"pagination":{"current_page":1}})").ok()); // the list is a default, and omitted
    QVERIFY(decoder.chunks(R"({"session_id":"s","pagination":{"current_page":1,"total_pages":1}})").ok());
    for (const char *other : {"", "[]", "{}", "<html></html>", R"({"sessions":[{"session_id":"x")"})
        QVERIFY(!decoder.sessions(other).ok());
    QVERIFY(!decoder.session(R"({"created_at":"2022-05-03T00:03:49Z"})").ok());
}

void TestMoonsenseDecoder::walksEndWhereTheyShould_data()
{
    QTest::addColumn<QByteArray>("pagination");
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<bool>("goesOn");
    const QByteArray some = R"([{"chunk_id":"new"}])";
    QTest::newRow("next page") << QByteArray(R"({"current_page":1,"next_page":2})") << some << true;
    QTest::newRow("as text") << QByteArray(R"({"current_page":"1","next_page":"2"})") << some << true;
    QTest::newRow("no next page") << QByteArray(R"({"current_page":1})") << some << false;
    QTest::newRow("null") << QByteArray(R"({"current_page":1,"next_page":null})") << some << false;
    QTest::newRow("the same page") << QByteArray(R"({"current_page":1,"next_page":1})") << some << false;
    QTest::newRow("an earlier page") << QByteArray(R"({"current_page":3,"next_page":2})") << some << false;
    QTest::newRow("behind what was asked") << QByteArray(R"({"next_page":1})") << some << false;
    QTest::newRow("empty list") << QByteArray(R"({"current_page":1,"next_page":2})") << QByteArray("[]") << false;
    QTest::newRow("repeated") << QByteArray(R"({"current_page":1,"next_page":2})")
                              << QByteArray(R"([{"chunk_id":"old"}])") << false;
    QTest::newRow("no pagination") << QByteArray("null") << some << false;
}

void TestMoonsenseDecoder::walksEndWhereTheyShould()
{
    QFETCH(QByteArray, pagination);
    QFETCH(QByteArray, items);
    QFETCH(bool, goesOn);
    PageWalk walk;
    Page<Chunk> first;
    first.items.push_back({QStringLiteral("old"), {}});
    walk.take(first);
    RestDecoder decoder;
    const QByteArray body = "{\"chunks\":" + items + ",\"pagination\":" + pagination + '}';
    auto page = decoder.chunks(view(body));
    QVERIFY(page.ok());
    QCOMPARE(walk.take(page.value()), goesOn);
    QCOMPARE(walk.page(), goesOn ? 2 : 1);
    for (const Chunk &chunk : page.value().items)
        QCOMPARE(chunk.id, QStringLiteral("new"));
}

void TestMoonsenseDecoder::readsRegionsAndTokens()
{
    RestDecoder decoder;
    const auto regions = decoder.regions(
        R"({"regions":[{"name":"us-central1.gcp","url":"https://us.example","lat":1.5,"labels":["gcp"],"default_primary":true,"status":"ok"},{"url":"https://nameless"}]})");
    QVERIFY(regions.ok());
    QCOMPARE(regions.value().size(), std::size_t{1});
    QVERIFY(regions.value().front().isPrimary);
    QCOMPARE(regions.value().front().url, QUrl(QStringLiteral("https://us.example")));
    QVERIFY(!decoder.regions("<html>").ok());
    const auto token = decoder.tokenSelf(R"({"app_id":"a","project_id":"p","scopes":"read","type":"1"})");
    QVERIFY(token.ok());
    QCOMPARE(token.value().project, QStringLiteral("p"));
}

void TestMoonsenseDecoder::saysWhatAnErrorSays_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << QByteArray(R"({"type":"invalid","param":"page","message":"too small"})")
                           << QStringLiteral("too small (page)");
    QTest::newRow("no parameter") << QByteArray(R"({"type":"t","message":"gone"})") << QStringLiteral("gone");
    QTest::newRow("type only") << QByteArray(R"({"type":"not_found"})") << QStringLiteral("not_found");
    QTest::newRow("plain text") << QByteArray("Bad\n Gateway") << QStringLiteral("Bad Gateway");
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestMoonsenseDecoder::saysWhatAnErrorSays()
{
    QFETCH(QByteArray, body);
    QTEST(errorDetail(view(body)), "text");
}

void TestMoonsenseDecoder::splitsTextIntoObjects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("objects");
    const auto list = [](std::initializer_list<const char *> texts) {
        QStringList out;
        for (const char *text : texts)
            out << QString::fromUtf8(text);
        return out;
    };
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("lines") << QByteArray("{\"a\":1}\n{\"b\":2}\n") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("no last line end") << QByteArray("{\"a\":1}\n{\"b\":2}") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("CRLF and empty lines")
        << QByteArray("\r\n{\"a\":1}\r\n\r\n{\"b\":2}\r\n") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"a\":1}\n") << list({"{\"a\":1}"});
    QTest::newRow("a broken line") << QByteArray("{\"a\":\n{\"b\":2}\n") << list({"{\"a\":", "{\"b\":2}"});
    QTest::newRow("over lines") << QByteArray("{\n \"a\": {\"b\": \"}\\\"{\"}\n}\n")
                                << list({"{ \"a\": {\"b\": \"}\\\"{\"}\n}"});
    QTest::newRow("array over lines") << QByteArray("[\n{\"a\":1},\n{\"b\":\n2}\n]\n")
                                      << list({"{\"a\":1}", "{\"b\":\n2}"});
    QTest::newRow("over lines, cut short") << QByteArray("{\n\"a\":1\n") << list({"{\"a\":1\n"});
}

void TestMoonsenseDecoder::splitsTextIntoObjects()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, objects);
    for (qsizetype step = 1; step <= text.size() + 1; ++step) { // however the blocks fall
        ObjectSplitter splitter(1000);
        QStringList found;
        const auto keep = [&found](std::string_view object) {
            found << QString::fromUtf8(object.data(), static_cast<qsizetype>(object.size()));
        };
        for (qsizetype from = 0; from < text.size(); from += step)
            splitter.feed(view(text.mid(from, step)), keep);
        splitter.end(keep);
        QCOMPARE(found, objects);
    }
}

void TestMoonsenseDecoder::skipsLinesThatAreTooLong()
{
    ObjectSplitter splitter(10);
    int found = 0;
    const auto count = [&found](std::string_view) { ++found; };
    splitter.feed("{\"a\":1}\n{\"long", count);
    splitter.feed("er than that\":1}", count);
    splitter.feed("and more}\n{\"b\":2}\n", count);
    splitter.end(count);
    QCOMPARE(found, 2);
    QCOMPARE(splitter.takeTooLong(), 1);
}

void TestMoonsenseDecoder::readsOptionsFromTheAddress()
{
    const auto options = parseOptions(QUrl(QStringLiteral(
        "https://api.example/v?poll=10s&chunks=30s&since=1h&session=a&session=b&label=x%20y&platform=iOS&journey=j"
        "&data=http://127.0.0.1:9&acceleration=m/s2&from=2026-01-01T00:00:00Z")));
    QVERIFY(options.ok());
    QCOMPARE(options.value().control, QUrl(QStringLiteral("https://api.example/v")));
    QCOMPARE(options.value().poll, Duration(10s));
    QCOMPARE(options.value().chunks, Duration(30s));
    QCOMPARE(options.value().since, Duration(1h));
    QCOMPARE(options.value().sessions, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(options.value().labels, QStringList(QStringLiteral("x y")));
    QCOMPARE(options.value().data, QUrl(QStringLiteral("http://127.0.0.1:9")));
    QCOMPARE(options.value().accelerationUnit, QStringLiteral("m/s²"));
    const auto plain = parseOptions(QUrl(QStringLiteral("https://api.example")));
    QCOMPARE(plain.value().poll, Duration(2s));
    QVERIFY(parseOptions(QUrl(QStringLiteral("https://a?poll=1ms"))).value().poll >= 500ms);
}

void TestMoonsenseDecoder::refusesOptionsThatMeanNothing_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"speed=1", "poll=fast", "since=-1h", "data=nowhere", "acceleration=furlongs", "session=", "from=yesterday"})
        QTest::newRow(query) << QString::fromUtf8(query);
}

void TestMoonsenseDecoder::refusesOptionsThatMeanNothing()
{
    QFETCH(QString, query);
    const auto options = parseOptions(QUrl(QStringLiteral("https://api.example?") + query));
    QVERIFY(!options.ok());
    QVERIFY(options.error().text.contains(query.section(QLatin1Char('='), 0, 0)));
}

void TestMoonsenseDecoder::requestsEncodeTheirBrackets()
{
    Options options;
    options.labels = {QStringLiteral("a b"), QStringLiteral("c&d")};
    options.platforms = {QStringLiteral("WEB")};
    options.from = Timestamp::fromMs(0);
    const link::RestRequest request = sessionsRequest(options, 3, 25);
    QUrl url(QStringLiteral("https://h/v2/sessions"));
    url.setQuery(request.query);
    QCOMPARE(
        url.toEncoded(),
        QByteArray("https://h/v2/sessions?per_page=25&page=3&filter%5Bmin_created_at%5D=1970-01-01T00%3A00%3A00.000Z"
                   "&filter%5Blabels%5D%5B%5D=a%20b&filter%5Blabels%5D%5B%5D=c%26d&filter%5Bplatforms%5D%5B%5D=WEB"));
    QVERIFY(request.headers.contains({QByteArray("Accept"), QByteArray("application/json")}));
    QCOMPARE(chunkRequest(QStringLiteral("a/b"), QStringLiteral("c d")).path,
             QStringLiteral("v2/sessions/a%2Fb/chunks/c%20d"));
}

QTEST_GUILESS_MAIN(TestMoonsenseDecoder)
#include "tst_moonsense_decoder.moc"
