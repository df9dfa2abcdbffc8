#include "core/protocol/valtronics/decoder.h"
#include "tests/protocol/valtronics/recording_handler.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace watchglass;
using namespace watchglass::protocol::valtronics;
using watchglass::test::RecordingHandler;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// What a fresh decoder makes of a frame: kind or error, then the calls.
QStringList meaning(Decoder &decoder, const QByteArray &frame)
{
    RecordingHandler handler;
    const auto result = decoder.decode(viewOf(frame), handler);
    QStringList lines{result ? QStringLiteral("kind %1").arg(static_cast<int>(result.value()))
                             : QStringLiteral("failed %1").arg(static_cast<int>(result.error().code))};
    return lines + handler.lines;
}

const QByteArray mapFrame = R"({"type":"telemetry_update","channel":"telemetry","device_id":7,"telemetry":{)"
                            R"("temperature":{"value":21.5,"unit":"celsius","timestamp":"2026-01-01T00:00:00Z"},)"
                            R"("humidity":{"value":45,"unit":"percent","timestamp":"2026-01-01T00:00:00Z"}}})";
const QByteArray rowFrame = R"({"type":"telemetry_update","device_id":1,"data":{"metric_name":"temperature",)"
                            R"("metric_value":31.5,"unit":"celsius","timestamp":"2026-01-01T00:00:00"},)"
                            R"("timestamp":"2026-11-22T02:19:52.784035"})";

} // namespace

class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void understandsEveryShape_data();
    void understandsEveryShape();
    void readsEveryTimeSpelling_data();
    void readsEveryTimeSpelling();
    void readsEveryValueSpelling_data();
    void readsEveryValueSpelling();
    void refusesWhatIsNoFrame_data();
    void refusesWhatIsNoFrame();
    void saysNothingOfAFrameCutShortAtAnyByte_data();
    void saysNothingOfAFrameCutShortAtAnyByte();
    void survivesGarbage();
};

void TestDecoder::understandsEveryShape_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<FrameKind>("kind");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const QByteArray &frame, FrameKind kind, const QStringList &lines) {
        QTest::newRow(name) << frame << kind << lines;
    };
    const QString t0 = QStringLiteral("2026-01-01T00:00:00.000000000Z");
    const auto line = [&t0](const char *text) { return QString::fromUtf8(text).replace(QStringLiteral("T0"), t0); };

    row("telemetry as map (guide)", mapFrame, FrameKind::Telemetry,
        {line("sample 7 temperature 21.5 [celsius] T0"), line("sample 7 humidity 45 [percent] T0")});
    row("telemetry flat (API overview)",
        R"({"type":"telemetry_update","channel":"device_telemetry","device_id":"TEMP-001","metric":"temperature",)"
        R"("value":21.5,"unit":"celsius","timestamp":"2026-01-01T00:00:00Z"})",
        FrameKind::Telemetry, {line("sample TEMP-001 temperature 21.5 [celsius] T0")});
    row("telemetry as row (server)", rowFrame, FrameKind::TelemetryRow,
        {line("sample 1 temperature 31.5 [celsius] T0")});
    row("row without own time takes the frame's",
        R"({"type":"telemetry_update","device_id":1,"data":{"metric_name":"t","metric_value":1,"unit":null},)"
        R"("timestamp":"2026-01-01T00:00:00"})",
        FrameKind::TelemetryRow, {line("sample 1 t 1 [] T0")});
    row("payload wrapper (frontend overview)",
        R"({"type":"telemetry_update","channel":"telemetry","payload":{"device_id":3,"telemetry":{)"
        R"("t":{"value":1,"unit":"V","timestamp":"2026-01-01T00:00:00Z"}}}})",
        FrameKind::Telemetry, {line("sample 3 t 1 [V] T0")});
    row("type last, id after the map",
        R"({"telemetry":{"t":{"timestamp":"2026-01-01T00:00:00Z","unit":"V","value":1}},"device_id":3,)"
        R"("extra":[1,{"type":"alert"}],"type":"telemetry_update"})",
        FrameKind::Telemetry, {line("sample 3 t 1 [V] T0")});
    row("no type, channel tells", R"({"channel":"device_telemetry","device_id":3,"metric":"t","value":1})",
        FrameKind::Telemetry, {line("sample 3 t 1 [] -")});
    row("rows in an array",
        R"({"type":"telemetry_update","device_id":1,"data":[{"metric_name":"a","metric_value":1},)"
        R"({"metric_name":"b","metric_value":2,"device_id":2}]})",
        FrameKind::TelemetryRow, {line("sample 1 a 1 [] -"), line("sample 2 b 2 [] -")});
    row("map of bare values", R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":1,"b":2.5}})",
        FrameKind::Telemetry, {line("sample 1 a 1 [] -"), line("sample 1 b 2.5 [] -")});
    row("one bad metric loses no other",
        R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":1},"b":{"value":"x"},"c":{"unit":"V"},)"
        R"("d":{"value":4,"timestamp":"soon"},"e":{"value":[1]},"f":{"value":6}}})",
        FrameKind::Telemetry,
        {line("sample 1 a 1 [] -"), line("bad 1 b: not a number"), line("bad 1 c: no value"),
         line("bad 1 d: unreadable time"), line("bad 1 e: not a number"), line("sample 1 f 6 [] -")});
    row("no device", R"({"type":"telemetry_update","telemetry":{"a":{"value":1}}})", FrameKind::Telemetry,
        {line("bad  a: no device")});
    row("64-bit id", R"({"type":"telemetry_update","device_id":18446744073709551615,"metric":"a","value":1})",
        FrameKind::Telemetry, {line("sample 18446744073709551615 a 1 [] -")});
    row("escaped and foreign names",
        R"({"type":"telemetry_update","device_id":"a\"b","telemetry":{"t\u00e9":{"value":1,"unit":"\u00b0C"}}})",
        FrameKind::Telemetry, {line("sample a\"b t\u00e9 1 [\u00b0C] -")});
    row("empty map", R"({"type":"telemetry_update","device_id":1,"telemetry":{}})", FrameKind::Telemetry, {});

    row("alert (guide)",
        R"({"type":"alert","alert_id":5,"device_id":1,"severity":"critical","title":"Hot","message":"Too hot",)"
        R"("timestamp":"2026-01-01T00:00:00Z","metadata":{"threshold_value":30,"actual_value":31.5}})",
        FrameKind::Alert, {line("alarm 5 actionable 1 critical p2  'Hot' 'Too hot' T0 limit 30 actual 31.5")});
    row("alert (server): no id, severity outside the set",
        R"({"type":"alert","alert":{"device_id":1,"device_name":"n","alert_type":"unknown","severity":"medium",)"
        R"("message":"M","timestamp":"2026-01-01T00:00:00"},"timestamp":"2026-01-02T00:00:00"})",
        FrameKind::AlertObject,
        {line("alarm 1/unknown/M not-actionable 1 medium p1 unknown '' 'M' T0 limit - actual -")});
    row("device_status_update (guide)",
        R"({"type":"device_status_update","device_id":1,"old_status":"online","new_status":"maintenance",)"
        R"("timestamp":"2026-01-01T00:00:01Z","reason":"R","metadata":{"last_seen":"2026-01-01T00:00:00Z"}})",
        FrameKind::DeviceStatus, {line("device 1 maintenance T0 'R'")});
    row("device_status (server)",
        R"({"type":"device_status","device_id":1,"status":"offline","last_seen":"2026-01-01T00:00:00","timestamp":"x"})",
        FrameKind::DeviceStatus, {line("device 1 offline T0 ''")});
    row("device_update: status",
        R"({"type":"device_update","device_id":1,"updates":{"status":"online",)"
        R"("last_seen":"2026-01-01T00:00:00"},"timestamp":"2026-01-01T00:00:00"})",
        FrameKind::DeviceUpdate, {line("device 1 online T0 ''")});
    row("device_update: command",
        R"({"type":"device_update","device_id":1,"updates":{"command_response":{"status":"ok"}}})",
        FrameKind::DeviceUpdate, {line("device 1 - - ''")});
    row("system_status_update",
        R"({"type":"system_status_update","metrics":{"cpu_usage":12.5,"memory_usage":40,"disk_usage":"77",)"
        R"("active_connections":3},"timestamp":"2026-01-01T00:00:00Z"})",
        FrameKind::SystemStatus, {line("system 12.5 40 77 3 T0")});
    row("auth ok", R"({"type":"auth_response","success":true})", FrameKind::AuthResponse, {line("auth 1 '' ''")});
    row("auth refused", R"({"type":"auth_response","success":false,"message":"No","error":"invalid_token"})",
        FrameKind::AuthResponse, {line("auth 0 'invalid_token' 'No'")});
    row("pong without fields", R"({"type":"pong"})", FrameKind::Pong, {line("pong -")});
    row("pong", R"({"type":"pong","timestamp":"2026-01-01T00:00:00"})", FrameKind::Pong, {line("pong T0")});
    row("heartbeat", R"({"type":"heartbeat","timestamp":"2026-01-01T00:00:00","status":"alive"})", FrameKind::Heartbeat,
        {line("heartbeat T0")});
    row("subscription_confirmed", R"({"type":"subscription_confirmed","device_id":"1"})", FrameKind::Subscribed,
        {line("subscription 1 1")});
    row("unsubscription_confirmed", R"({"type":"unsubscription_confirmed","device_id":1})", FrameKind::Unsubscribed,
        {line("subscription 1 0")});
    row("bare error", R"({"error":"Unknown message type: auth"})", FrameKind::ServerError,
        {line("error Unknown message type: auth")});
    row("typed error", R"({"type":"error","message":"Slow down"})", FrameKind::ServerError, {line("error Slow down")});
    row("system_notification", R"({"type":"system_notification","notification":{"a":1}})", FrameKind::Notification, {});
    row("unknown type", R"({"type":"firmware_update","device_id":1})", FrameKind::Unknown,
        {line("unknown firmware_update")});
    row("nothing", "{}", FrameKind::Unknown, {line("unknown ")});
    row("array of frames", "[" + rowFrame + R"(,{"type":"pong"},5])", FrameKind::Batch,
        {line("sample 1 temperature 31.5 [celsius] T0"), line("pong -"), line("unknown ")});
    row("white space", "\r\n\t " + QByteArray(R"({ "type" : "pong" , "timestamp" : 1767225600 })") + "\n",
        FrameKind::Pong, {line("pong T0")});
}

void TestDecoder::understandsEveryShape()
{
    QFETCH(QByteArray, frame);
    QFETCH(FrameKind, kind);
    QFETCH(QStringList, lines);
    Decoder decoder;
    for (int pass = 0; pass < 3; ++pass) { // what a decoder has learnt changes nothing
        RecordingHandler handler;
        const auto result = decoder.decode(viewOf(frame), handler);
        QVERIFY(result.ok());
        QCOMPARE(handler.lines, lines);
        QCOMPARE(result.value(), kind);
    }
}

void TestDecoder::readsEveryTimeSpelling_data()
{
    QTest::addColumn<QByteArray>("time");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *time, const char *expected) {
        QTest::newRow(time) << QByteArray(time) << QString::fromUtf8(expected);
    };
    row(R"("2026-01-01T10:00:00")", "2026-01-01T10:00:00.000000000Z");
    row(R"("2026-01-01T10:00:00Z")", "2026-01-01T10:00:00.000000000Z");
    row(R"("2026-01-01T10:00:00+00:00")", "2026-01-01T10:00:00.000000000Z");
    row(R"("2026-01-01T10:00:00+02:00")", "2026-01-01T08:00:00.000000000Z");
    row(R"("2026-01-01T10:00:00.7-0130")", "2026-01-01T11:30:00.700000000Z");
    row(R"("2026-01-01 10:00:00.123456")", "2026-01-01T10:00:00.123456000Z");
    row(R"("2026-01-01T10:00:00.123456789")", "2026-01-01T10:00:00.123456789Z");
    row(R"("2026-12-31T23:59:60")", "2027-01-01T00:00:00.000000000Z");
    row("1767225600", "2026-01-01T00:00:00.000000000Z");
    row("1767225600.123456", "2026-01-01T00:00:00.123456000Z");
    row("1767225600.123456789", "2026-01-01T00:00:00.123456789Z");
    row("1767225600123", "2026-01-01T00:00:00.123000000Z");
    row("1.7672256e9", "2026-01-01T00:00:00.000000000Z");
    row(R"("1767225600.5")", "2026-01-01T00:00:00.500000000Z");
    row("-1.5", "1969-12-31T23:59:58.500000000Z");
    row("null", "-");
    row(R"("")", "bad");
    row(R"("yesterday")", "bad");
    row("1e300", "bad");
    row("99999999999999999999999", "bad");
    row(R"("2026-13-01T00:00:00Z")", "bad");
    row("{}", "bad");
    row("true", "bad");
}

void TestDecoder::readsEveryTimeSpelling()
{
    QFETCH(QByteArray, time);
    QFETCH(QString, expected);
    RecordingHandler handler;
    Decoder decoder;
    const QByteArray frame =
        R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":1,"timestamp":)" + time + "}}}";
    QVERIFY(decoder.decode(viewOf(frame), handler).ok());
    QCOMPARE(handler.lines,
             QStringList(expected == QLatin1String("bad") ? QStringLiteral("bad 1 a: unreadable time")
                                                          : QStringLiteral("sample 1 a 1 [] ") + expected));
}

void TestDecoder::readsEveryValueSpelling_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *value, const char *expected) {
        QTest::newRow(value) << QByteArray(value) << QString::fromUtf8(expected);
    };
    row("0", "0");
    row("-0", "-0");
    row("42", "42");
    row("-273.15", "-273.14999999999998");
    row("1e3", "1000");
    row("6.02E+23", "6.02e+23");
    row("18446744073709551615", "1.8446744073709552e+19");
    row("123456789012345678901234567890", "1.2345678901234568e+29");
    row("5e-324", "4.9406564584124654e-324");
    row("true", "1");
    row("false", "0");
    row(R"("21.5")", "21.5");
    row(R"(" +1e2 ")", "100");
    row("NaN", "nan");
    row("Infinity", "inf");
    row("-Infinity", "-inf");
    row("null", "no value");
    row("1e999", "not a number");
    row("01", "not a number");
    row("1.", "not a number");
    row("+1", "not a number");
    row("0x10", "not a number");
    row(R"("warm")", "not a number");
    row(R"("")", "not a number");
    row("[]", "not a number");
    row("{}", "not a number");
}

void TestDecoder::readsEveryValueSpelling()
{
    QFETCH(QByteArray, value);
    QFETCH(QString, expected);
    const QByteArray frame = R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":7},"b":{"value":)"
                             + value + R"(},"c":{"value":9}}})";
    RecordingHandler handler;
    Decoder decoder;
    QVERIFY(decoder.decode(viewOf(frame), handler).ok());
    QCOMPARE(handler.lines.size(), 3);
    QCOMPARE(handler.lines[0], QStringLiteral("sample 1 a 7 [] -"));
    const bool isGood = !expected.startsWith(QLatin1String("no"));
    QCOMPARE(handler.lines[1],
             isGood ? QStringLiteral("sample 1 b %1 [] -").arg(expected) : QStringLiteral("bad 1 b: ") + expected);
    QCOMPARE(handler.lines[2], QStringLiteral("sample 1 c 9 [] -"));
}

void TestDecoder::refusesWhatIsNoFrame_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::Malformed;
    QTest::newRow("blank") << QByteArray("  \n") << ErrorCode::Malformed;
    QTest::newRow("text") << QByteArray("hello") << ErrorCode::Malformed;
    QTest::newRow("number") << QByteArray("5") << ErrorCode::Missing;
    QTest::newRow("string") << QByteArray("\"x\"") << ErrorCode::Missing;
    QTest::newRow("null") << QByteArray("null") << ErrorCode::Missing;
    QTest::newRow("two frames in one") << QByteArray(R"({"type":"pong"}{"type":"pong"})") << ErrorCode::Malformed;
    QTest::newRow("something behind") << QByteArray(R"({"type":"pong"} x)") << ErrorCode::Malformed;
    QTest::newRow("no colon") << QByteArray(R"({"type" "pong"})") << ErrorCode::Malformed;
    QTest::newRow("open string") << QByteArray(R"({"type":"pong})") << ErrorCode::Malformed;
    QTest::newRow("invalid UTF-8") << QByteArray("{\"type\":\"pong\",\"x\":\"\xff\xfe\"}") << ErrorCode::Malformed;
    QTest::newRow("wrong bracket") << QByteArray(R"({"type":"pong"])") << ErrorCode::Malformed;
    QTest::newRow("payload in payload without end")
        << QByteArray(R"({"payload":)").repeated(5000) + "1" + QByteArray("}").repeated(5000) << ErrorCode::Malformed;
    QTest::newRow("only brackets") << QByteArray("[").repeated(100'000) << ErrorCode::Malformed;
}

void TestDecoder::refusesWhatIsNoFrame()
{
    QFETCH(QByteArray, frame);
    QFETCH(ErrorCode, code);
    Decoder decoder;
    RecordingHandler handler;
    const auto result = decoder.decode(viewOf(frame), handler);
    QVERIFY(!result.ok());
    QCOMPARE(result.error().code, code);
    QVERIFY(!result.error().text.isEmpty());
    QVERIFY(handler.lines.isEmpty());
}

void TestDecoder::saysNothingOfAFrameCutShortAtAnyByte_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::newRow("map") << mapFrame;
    QTest::newRow("row") << rowFrame;
    QTest::newRow("alert") << QByteArray(R"({"type":"alert","alert_id":5,"severity":"info","metadata":{"a":[1,"]"]}})");
    QTest::newRow("array") << "[" + rowFrame + "]";
}

void TestDecoder::saysNothingOfAFrameCutShortAtAnyByte()
{
    QFETCH(QByteArray, frame);
    Decoder decoder;
    const QStringList whole = meaning(decoder, frame);
    for (qsizetype size = 0; size < frame.size(); ++size) {
        RecordingHandler handler;
        QVERIFY2(!decoder.decode(viewOf(frame.left(size)), handler).ok(), frame.left(size).constData());
        QVERIFY(handler.lines.isEmpty());
    }
    QCOMPARE(meaning(decoder, frame), whole);
}

void TestDecoder::survivesGarbage()
{
    std::mt19937 random(11);
    Decoder decoder;
    const QStringList whole = meaning(decoder, mapFrame);
    for (int i = 0; i < 20'000; ++i) {
        QByteArray frame = i % 2 == 0 ? mapFrame : rowFrame;
        for (int change = 0; change < 1 + i % 4; ++change) {
            const auto at = static_cast<qsizetype>(random() % static_cast<std::uint32_t>(frame.size()));
            frame[at] = static_cast<char>(random());
        }
        meaning(decoder, frame);
    }
    QCOMPARE(meaning(decoder, mapFrame), whole);
}

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_valtronics_decoder.moc"
