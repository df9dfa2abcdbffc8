#include "core/protocol/terra/decoder.h"
#include "core/protocol/terra/encoder.h"
#include "core/protocol/terra/intake.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;
using watchglass::test::RecordingSink;

namespace {

/// Keeps what a decoder says, copied.
struct Heard final : FrameHandler
{
    void hello(std::optional<Duration> interval) override
    {
        calls << QStringLiteral("hello");
        heartbeat = interval;
    }
    void heartbeatAck() override { calls << QStringLiteral("ack"); }
    void ready() override { calls << QStringLiteral("ready"); }
    void dispatch(const DispatchFields &fields) override
    {
        calls << QStringLiteral("dispatch");
        last = fields;
        user = QString::fromUtf8(fields.user.data(), static_cast<qsizetype>(fields.user.size()));
        type = QString::fromUtf8(fields.type.data(), static_cast<qsizetype>(fields.type.size()));
        word = QString::fromUtf8(fields.text.data(), static_cast<qsizetype>(fields.text.size()));
        vector.assign(fields.vector.begin(), fields.vector.end());
    }
    void badValue(std::string_view, std::string_view, std::string_view why) override
    {
        calls << QStringLiteral("bad");
        reasons << QString::fromUtf8(why.data(), static_cast<qsizetype>(why.size()));
    }
    void unknownFrame(std::string_view op) override
    {
        calls << QStringLiteral("unknown ") + QString::fromUtf8(op.data(), static_cast<qsizetype>(op.size()));
    }

    QStringList calls;
    QStringList reasons;
    std::optional<Duration> heartbeat;
    DispatchFields last;
    QString user;
    QString type;
    QString word;
    std::vector<double> vector;
};

Result<FrameKind> decode(const QByteArray &frame, FrameHandler &handler)
{
    Decoder decoder;
    return decoder.decode(std::string_view(frame.constData(), static_cast<std::size_t>(frame.size())), handler);
}

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
    void take(const QByteArray &frame) { QVERIFY(decode(frame, *this).ok()); }
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

QByteArray heartRate(const QByteArray &payload)
{
    return R"({"op":5,"t":"HEART_RATE","uid":"u","seq":42,"d":)" + payload + "}";
}

/// Payloads with numbers and times of every spelling.
void addNumberAndTimeRows()
{
    const auto number = [](const char *text) {
        const QByteArray value(text);
        QTest::addRow("val %s", text) << QByteArray(R"("op":5,"t":"HRV","uid":"u","seq":7,"d":{"val":)" + value + "}}");
        QTest::addRow("d %s", text) << QByteArray(R"("op":5,"t":"ECG","uid":"u","d":{"d":[1,)" + value + ",2]}}");
    };
    for (const char *text : {"0",
                             "-0",
                             "0.5",
                             "1e5",
                             "1E+5",
                             "-3.662109375E-4",
                             "4.35",
                             "0.1",
                             "9007199254740992",
                             "9007199254740993",
                             "18446744073709551616",
                             "123456789012345678901234567890",
                             "0.000000000000000000000000000001",
                             "1e22",
                             "1e23",
                             "1e308",
                             "1e309",
                             "-1e400",
                             "1e-400",
                             "5e-324",
                             "2.2250738585072011e-308",
                             "1.7976931348623157e308",
                             "1e00005",
                             "00",
                             "01",
                             "-",
                             "-01",
                             "1.",
                             "1e",
                             "1e+",
                             ".5",
                             "+1",
                             "0x1",
                             "1 2",
                             "NaN",
                             "Infinity",
                             "true",
                             "null",
                             "\"5\"",
                             "\"a\"",
                             "[]",
                             "{}",
                             ""})
        number(text);
    for (const char *text : {"2026-01-01T00:00:59Z",
                             "2026-01-01T00:00:60Z",
                             "2026-01-01T00:00:61Z",
                             "2026-01-01T00:00:5Z",
                             "2026-01-01T00:00:05.Z",
                             "2026-01-01T00:00:05.1Z",
                             "2026-01-01T00:00:05.123456789Z",
                             "2026-01-01T00:00:05.1234567890Z",
                             "2026-01-01T00:00:05,5Z",
                             "2026-01-01T00:00:05.5",
                             "2026-01-01T00:00:05z",
                             "2026-01-01T00:00:05+01:00",
                             "2026-01-01T00:00:05.5-0530",
                             "2026-01-01 00:00:05Z",
                             "2026-02-30T00:00:00Z",
                             "2026-01-01T00:00:-5Z",
                             "2026-01-01T00:00:05.x5Z",
                             "2026-01-01T00:00:0 Z",
                             "1767225605",
                             "",
                             "Z"})
        QTest::addRow("ts %s", text) << QByteArray(R"("op":5,"t":"HRV","uid":"u","d":{"val":1,"ts":")"
                                                   + QByteArray(text) + "\"}}");
}

} // namespace

class TestTerraCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsEveryOp_data();
    void readsEveryOp();
    void readsTheHeartbeatInterval_data();
    void readsTheHeartbeatInterval();
    void readsADispatchInAnyOrderOfFields_data();
    void readsADispatchInAnyOrderOfFields();
    void readsSeqAs64BitInteger_data();
    void readsSeqAs64BitInteger();
    void readsTimes_data();
    void readsTimes();
    void readsPayloads_data();
    void readsPayloads();
    void refusesWhatIsNoFrame_data();
    void refusesWhatIsNoFrame();
    void saysNothingOfAFrameCutAnywhere();
    void readsTextMessagesLikeBytes();
    void readsPlainMessagesAsItReadsOthers_data();
    void readsPlainMessagesAsItReadsOthers();
    void readsRandomNumbersExactly();
    void writesFrames_data();
    void writesFrames();
    void writesNoNumberThatJsonCannotSay();
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
    void keepsRecordedMessagesComplete();
};

void TestTerraCodec::readsEveryOp_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QStringList>("calls");
    const auto row = [](const char *name, const QByteArray &frame, const char *call) {
        QTest::newRow(name) << frame << QStringList(QString::fromUtf8(call));
    };
    row("0 HEARTBEAT, which only clients send", R"({"op":0})", "unknown 0");
    row("1 HEARTBEAT_ACK", R"({"op":1})", "ack");
    row("2 HELLO", R"({"op":2,"d":{"heartbeat_interval":40000}})", "hello");
    row("3 IDENTIFY, which only clients send", R"({"op":3,"d":{"token":"x","type":1}})", "unknown 3");
    row("4 READY without d", R"({"op":4})", "ready");
    row("4 READY with null", R"({"op":4,"d":null})", "ready");
    row("5 DISPATCH", heartRate(R"({"ts":"2026-01-01T00:00:00Z","val":95})"), "dispatch");
    row("6 SUBMIT, which only clients send", R"({"op":6,"t":"HEART_RATE","d":{"val":95}})", "unknown 6");
    row("7 REPLAY, which only clients send", R"({"op":7,"d":{"after":28,"before":43}})", "unknown 7");
    row("8 STATUS, which is never dispatched", R"({"op":8,"d":{"connected":true}})", "unknown 8");
    row("9 is not known", R"({"op":9,"d":{"a":[{"b":1}]}})", "unknown 9");
    row("negative", R"({"op":-1})", "unknown -1");
    row("no integer", R"({"op":1.5})", "unknown 1.5");
    row("a text", R"({"op":"1"})", "unknown \"1\"");
    row("no op", R"({"hello":1})", "unknown ");
    row("empty object", "{}", "unknown ");
}

void TestTerraCodec::readsEveryOp()
{
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, calls);
    Heard heard;
    QVERIFY(decode(frame, heard).ok());
    QCOMPARE(heard.calls, calls);
}

void TestTerraCodec::readsTheHeartbeatInterval_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<qint64>("ms"); // -1: none
    QTest::newRow("40 s") << QByteArray(R"({"heartbeat_interval":40000})") << qint64(40000);
    QTest::newRow("others too") << QByteArray(R"({"heartbeat_interval":1500,"x":[1]})") << qint64(1500);
    QTest::newRow("float") << QByteArray(R"({"heartbeat_interval":250.0})") << qint64(250);
    QTest::newRow("zero") << QByteArray(R"({"heartbeat_interval":0})") << qint64(-1);
    QTest::newRow("negative") << QByteArray(R"({"heartbeat_interval":-5})") << qint64(-1);
    QTest::newRow("endless") << QByteArray(R"({"heartbeat_interval":1e300})") << qint64(-1);
    QTest::newRow("no number") << QByteArray(R"({"heartbeat_interval":{}})") << qint64(-1);
    QTest::newRow("absent") << QByteArray("{}") << qint64(-1);
}

void TestTerraCodec::readsTheHeartbeatInterval()
{
    QFETCH(QByteArray, payload);
    QFETCH(qint64, ms);
    Heard heard;
    QVERIFY(decode(R"({"d":)" + payload + R"(,"op":2})", heard).ok());
    QCOMPARE(heard.calls, QStringList(QStringLiteral("hello")));
    QCOMPARE(heard.heartbeat.has_value(), ms >= 0);
    if (ms >= 0)
        QCOMPARE(*heard.heartbeat, Duration(std::chrono::milliseconds(ms)));
}

void TestTerraCodec::readsADispatchInAnyOrderOfFields_data()
{
    QTest::addColumn<QByteArray>("frame");
    const QByteArray payload = R"("d":{"ts":"2026-01-01T00:00:01Z","val":95})";
    QTest::newRow("as documented") << QByteArray(R"({"op":5,"t":"HEART_RATE","uid":"u","seq":42,)" + payload + "}");
    QTest::newRow("as recorded") << QByteArray(R"({"op":5,)" + payload + R"(,"uid":"u","seq":42,"t":"HEART_RATE"})");
    QTest::newRow("op last") << QByteArray("{" + payload + R"(,"seq":42,"uid":"u","t":"HEART_RATE","op":5})");
    QTest::newRow("value before time") << QByteArray(
        R"({"uid":"u","d":{"val":95,"ts":"2026-01-01T00:00:01Z"},"op":5,"t":"HEART_RATE","seq":42})");
    QTest::newRow("unknown fields") << QByteArray(
        R"({"v":2,"op":5,"x":{"op":1},"t":"HEART_RATE","uid":"u","seq":42,"y":[1,{"z":null}],)" + payload + "}");
    QTest::newRow("spaced") << QByteArray("\n { \"op\" : 5 , \"t\" : \"HEART_RATE\" , \"uid\" : \"u\" , \"seq\" : 42 , "
                                          "\"d\" : { \"ts\" : \"2026-01-01T00:00:01Z\" , \"val\" : 95 } } \n");
}

void TestTerraCodec::readsADispatchInAnyOrderOfFields()
{
    QFETCH(QByteArray, frame);
    Heard heard;
    const auto kind = decode(frame, heard);
    QVERIFY(kind.ok());
    QCOMPARE(kind.value(), FrameKind::Dispatch);
    QCOMPARE(heard.calls, QStringList(QStringLiteral("dispatch")));
    QCOMPARE(heard.user, QStringLiteral("u"));
    QCOMPARE(heard.type, QStringLiteral("HEART_RATE"));
    QCOMPARE(heard.last.seq, 42);
    QCOMPARE(heard.last.timed, Timed::Given);
    QCOMPARE(heard.last.time.ns(), Timestamp::fromMs(1'767'225'601'000).ns());
    QCOMPARE(heard.last.value, 95.0);
    QVERIFY(!heard.last.isSynthetic);
}

void TestTerraCodec::readsSeqAs64BitInteger_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("seq");
    QTest::newRow("small") << QByteArray("42") << qint64(42);
    QTest::newRow("zero says nothing") << QByteArray("0") << qint64(0);
    QTest::newRow("beyond what a double holds") << QByteArray("9007199254740993") << qint64(9007199254740993);
    QTest::newRow("largest") << QByteArray("9223372036854775807") << qint64(9223372036854775807);
    QTest::newRow("too large") << QByteArray("9223372036854775808") << qint64(0);
    QTest::newRow("negative") << QByteArray("-3") << qint64(0);
    QTest::newRow("as text") << QByteArray("\"43\"") << qint64(43);
    QTest::newRow("null") << QByteArray("null") << qint64(0);
    QTest::newRow("object") << QByteArray("{}") << qint64(0);
}

void TestTerraCodec::readsSeqAs64BitInteger()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seq);
    Heard heard;
    QVERIFY(decode(R"({"op":5,"t":"HRV","uid":"u","d":{"val":1},"seq":)" + text + "}", heard).ok());
    QCOMPARE(heard.calls, QStringList(QStringLiteral("dispatch")));
    QCOMPARE(heard.last.seq, seq);
}

void TestTerraCodec::readsTimes_data()
{
    QTest::addColumn<QByteArray>("ts");
    QTest::addColumn<Timed>("timed");
    QTest::addColumn<qint64>("ns");
    constexpr qint64 base = 1'767'225'600'000'000'000;
    QTest::newRow("milliseconds, Z") << QByteArray(R"("ts":"2026-01-01T00:00:00.125Z",)") << Timed::Given
                                     << base + 125'000'000;
    QTest::newRow("offset") << QByteArray(R"("ts":"2026-01-01T01:00:00+01:00",)") << Timed::Given << base;
    QTest::newRow("negative offset, microseconds")
        << QByteArray(R"("ts":"2025-12-31T19:00:00.000001-05:00",)") << Timed::Given << base + 1000;
    QTest::newRow("no zone is UTC") << QByteArray(R"("ts":"2026-01-01T00:00:00",)") << Timed::Given << base;
    QTest::newRow("missing") << QByteArray() << Timed::Missing << qint64(0);
    QTest::newRow("null") << QByteArray(R"("ts":null,)") << Timed::Missing << qint64(0);
    QTest::newRow("unreadable") << QByteArray(R"("ts":"yesterday",)") << Timed::Unreadable << qint64(0);
}

void TestTerraCodec::readsTimes()
{
    QFETCH(QByteArray, ts);
    QFETCH(Timed, timed);
    QFETCH(qint64, ns);
    Heard heard;
    QVERIFY(decode(heartRate("{" + ts + R"("val":1})"), heard).ok());
    QVERIFY(heard.calls.contains(QStringLiteral("dispatch")));
    QCOMPARE(heard.calls.contains(QStringLiteral("bad")), timed == Timed::Unreadable);
    QCOMPARE(heard.last.timed, timed);
    if (timed == Timed::Given)
        QCOMPARE(heard.last.time.ns(), ns);
}

void TestTerraCodec::readsPayloads_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<double>("value"); // NaN: none
    QTest::addColumn<int>("components");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("bad");
    const double none = std::nan("");
    const auto row = [](const char *name, const QByteArray &payload, double value, int components, const char *word,
                        int bad) {
        QTest::newRow(name) << heartRate(payload) << value << components << QString::fromUtf8(word) << bad;
    };
    row("integer", R"({"val":95})", 95.0, 0, "", 0);
    row("float", R"({"val":95.25})", 95.25, 0, "", 0);
    row("exponent", R"({"val":-3.662109375E-4})", -3.662109375e-4, 0, "", 0);
    row("number as text", R"({"val":"95.5"})", 95.5, 0, "", 0);
    row("vector", R"({"d":[1,2.5,-3]})", none, 3, "", 0);
    row("empty vector", R"({"d":[]})", none, 0, "", 1);
    row("both", R"({"val":1,"d":[2,3]})", 1.0, 2, "", 0);
    row("word", R"({"val":"walking"})", none, 0, "walking", 0);
    row("null value", R"({"val":null})", none, 0, "", 1);
    row("null value beside a vector", R"({"val":null,"d":[2]})", none, 1, "", 0);
    row("object for a value", R"({"val":{"a":1}})", none, 0, "", 1);
    row("number for a vector", R"({"d":5})", none, 0, "", 1);
    row("null in a vector", R"({"d":[1,null,3]})", none, 3, "", 1);
    row("nested vector", R"({"d":[[1],2]})", none, 2, "", 1);
    row("no value", R"({})", none, 0, "", 1);
    row("no payload", R"(null)", none, 0, "", 1);
    QTest::newRow("no user") << QByteArray(R"({"op":5,"t":"HRV","d":{"val":1}})") << none << 0 << QString() << 1;
    QTest::newRow("no type") << QByteArray(R"({"op":5,"uid":"u","d":{"val":1}})") << none << 0 << QString() << 1;
}

void TestTerraCodec::readsPayloads()
{
    QFETCH(QByteArray, frame);
    QFETCH(double, value);
    QFETCH(int, components);
    QFETCH(QString, word);
    QFETCH(int, bad);
    Heard heard;
    QVERIFY(decode(frame, heard).ok());
    QCOMPARE(heard.last.value.has_value(), !std::isnan(value));
    if (heard.last.value)
        QCOMPARE(*heard.last.value, value);
    QCOMPARE(static_cast<int>(heard.vector.size()), components);
    QCOMPARE(heard.word, word);
    QCOMPARE(static_cast<int>(heard.reasons.size()), bad);
}

void TestTerraCodec::refusesWhatIsNoFrame_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::Malformed;
    QTest::newRow("text") << QByteArray("hello") << ErrorCode::Malformed;
    QTest::newRow("array") << QByteArray(R"([{"op":1}])") << ErrorCode::Missing;
    QTest::newRow("number") << QByteArray("5") << ErrorCode::Missing;
    QTest::newRow("something follows") << QByteArray(R"({"op":1}{"op":1})") << ErrorCode::Malformed;
    QTest::newRow("no UTF-8") << QByteArray("{\"op\":5,\"uid\":\"\xff\"}") << ErrorCode::Malformed;
}

void TestTerraCodec::refusesWhatIsNoFrame()
{
    QFETCH(QByteArray, frame);
    QFETCH(ErrorCode, code);
    Heard heard;
    const auto kind = decode(frame, heard);
    QVERIFY(!kind.ok());
    QCOMPARE(kind.error().code, code);
    QVERIFY(heard.calls.isEmpty());
}

void TestTerraCodec::saysNothingOfAFrameCutAnywhere()
{
    const QByteArray whole = R"({"op":5,"d":{"d":[1.5,-2.5],"ts":"2026-01-01T00:00:00Z"},"uid":"u","seq":7,"t":"ECG"})";
    Heard heard;
    Decoder decoder;
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!decoder.decode(std::string_view(whole.constData(), static_cast<std::size_t>(size)), heard).ok());
    QVERIFY(heard.calls.isEmpty());
    QVERIFY(decoder.decode(std::string_view(whole.constData(), static_cast<std::size_t>(whole.size())), heard).ok());
    QCOMPARE(heard.calls.size(), 1);
}

void TestTerraCodec::readsTextMessagesLikeBytes()
{
    Heard heard;
    Decoder decoder;
    const QString frame = QStringLiteral(R"({"op":5,"t":"HRV","uid":"Zoë ✓","seq":3,"synthetic":true,"d":{"val":7}})");
    QVERIFY(decoder.decode(QStringView(frame), heard).ok());
    QCOMPARE(heard.user, QStringLiteral("Zoë ✓"));
    QVERIFY(heard.last.isSynthetic);
    QVERIFY(!decoder.decode(QStringView(QString(QChar(0xd800))), heard).ok());
}

void TestTerraCodec::readsPlainMessagesAsItReadsOthers_data()
{
    QTest::addColumn<QByteArray>("rest"); // of a frame, after the brace
    addNumberAndTimeRows();
    const auto frame = [](const char *name, const QByteArray &rest) { QTest::newRow(name) << rest; };
    frame("spaces", R"( "op" : 5 , "t" : "HRV" , "uid" : "u" , "d" : { "val" : 1 , "d" : [ 1 , 2 ] } })");
    frame("line ends", "\n\"op\":5,\"t\":\"HRV\",\"uid\":\"u\",\"d\":{\"val\":1}}\r\n");
    frame("escape", R"("op":5,"t":"HRV","uid":"u\u0041","d":{"val":1}})");
    frame("escaped quote", R"("op":5,"t":"HRV","uid":"u\"","d":{"val":1}})");
    frame("no ASCII", "\"op\":5,\"t\":\"HRV\",\"uid\":\"Zo\xc3\xab\",\"d\":{\"val\":1}}");
    frame("control character", "\"op\":5,\"t\":\"HRV\",\"uid\":\"u\x01\",\"d\":{\"val\":1}}");
    frame("twice the same field", R"("op":5,"t":"HRV","t":"MET","uid":"u","d":{"val":1}})");
    frame("twice a value", R"("op":5,"t":"HRV","uid":"u","d":{"val":1,"val":2}})");
    frame("synthetic", R"("op":5,"t":"HRV","uid":"u","synthetic":true,"d":{"val":1}})");
    frame("not synthetic", R"("op":5,"t":"HRV","uid":"u","synthetic":false,"d":{"val":1}})");
    frame("half synthetic", R"("op":5,"t":"HRV","uid":"u","synthetic":tru,"d":{"val":1}})");
    frame("op 55", R"("op":55,"t":"HRV","uid":"u","d":{"val":1}})");
    frame("op 5.0", R"("op":5.0,"t":"HRV","uid":"u","d":{"val":1}})");
    frame("empty user", R"("op":5,"t":"HRV","uid":"","d":{"val":1}})");
    frame("no value", R"("op":5,"t":"HRV","uid":"u","d":{"ts":"2026-01-01T00:00:00Z"}})");
    frame("comma at the end", R"("op":5,"t":"HRV","uid":"u","d":{"val":1},})");
    frame("no comma", R"("op":5 "t":"HRV","uid":"u","d":{"val":1}})");
    frame("no colon", R"("op":5,"t" "HRV","uid":"u","d":{"val":1}})");
    frame("too much", R"("op":5,"t":"HRV","uid":"u","d":{"val":1}}})");
    frame("NUL", QByteArray(R"("op":5,"t":"HRV","uid":"u","d":{"val":1}})") + '\0');
    for (const char *seq : {"0", "7", "07", "-7", "7.0", "7e3", "999999999999999999", "9223372036854775807", "\"7\""})
        QTest::addRow("seq %s", seq) << QByteArray(R"("op":5,"t":"HRV","uid":"u","seq":)" + QByteArray(seq)
                                                   + R"(,"d":{"val":1}})");
}

void TestTerraCodec::readsPlainMessagesAsItReadsOthers()
{
    QFETCH(QByteArray, rest);
    Decoder decoder;
    Heard warm; // so that a minute is known
    const std::string_view first(R"({"op":5,"t":"MET","uid":"w","d":{"ts":"2026-01-01T00:00:01Z","val":1}})");
    QVERIFY(decoder.decode(first, warm).ok());
    const QByteArray plain = "{" + rest;
    const QByteArray odd = "{\"x\":{\"y\":[1]}," + rest; // a field that nobody knows: the long way
    Heard shortWay;
    Heard longWay;
    const auto one =
        decoder.decode(std::string_view(plain.constData(), static_cast<std::size_t>(plain.size())), shortWay);
    const auto other = decoder.decode(std::string_view(odd.constData(), static_cast<std::size_t>(odd.size())), longWay);
    QCOMPARE(one.ok(), other.ok());
    QCOMPARE(shortWay.calls, longWay.calls);
    QCOMPARE(shortWay.reasons, longWay.reasons);
    QCOMPARE(shortWay.user, longWay.user);
    QCOMPARE(shortWay.type, longWay.type);
    QCOMPARE(shortWay.word, longWay.word);
    QCOMPARE(shortWay.last.seq, longWay.last.seq);
    QCOMPARE(shortWay.last.isSynthetic, longWay.last.isSynthetic);
    QCOMPARE(shortWay.last.timed, longWay.last.timed);
    if (shortWay.last.timed == Timed::Given)
        QCOMPARE(shortWay.last.time.ns(), longWay.last.time.ns());
    QCOMPARE(shortWay.last.value.has_value(), longWay.last.value.has_value());
    if (shortWay.last.value)
        QCOMPARE(std::bit_cast<quint64>(*shortWay.last.value), std::bit_cast<quint64>(*longWay.last.value));
    QCOMPARE(shortWay.vector.size(), longWay.vector.size());
    for (std::size_t i = 0; i < shortWay.vector.size(); ++i)
        QCOMPARE(std::bit_cast<quint64>(shortWay.vector[i]), std::bit_cast<quint64>(longWay.vector[i]));
}

void TestTerraCodec::readsRandomNumbersExactly()
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const double any = std::bit_cast<double>(random());
        const double value = i % 2 == 0 ? any : std::ldexp(static_cast<double>(random() >> 20), -30);
        if (!std::isfinite(value))
            continue;
        const int digits = static_cast<int>(1 + random() % 17);
        const QByteArray text = QByteArray::number(value, random() % 2 == 0 ? 'e' : 'g', digits);
        Heard heard;
        QVERIFY(decode(heartRate("{\"val\":" + text + "}"), heard).ok());
        QVERIFY(heard.last.value.has_value());
        QCOMPARE(std::bit_cast<quint64>(*heard.last.value),
                 std::bit_cast<quint64>(std::strtod(text.constData(), nullptr)));
    }
}

void TestTerraCodec::writesFrames_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QByteArray>("expected");
    const Timestamp time = Timestamp::fromMs(1'767'225'600'125);
    const std::vector<double> position{48.5, -11.25};
    QTest::newRow("heartbeat") << encodeHeartbeat() << QByteArray(R"({"op":0})");
    QTest::newRow("identify, consumer") << encodeIdentify(QStringLiteral("a\"b"), Role::Consumer)
                                        << QByteArray(R"({"op":3,"d":{"token":"a\"b","type":1}})");
    QTest::newRow("identify, producer") << encodeIdentify(QStringLiteral("t"), Role::Producer)
                                        << QByteArray(R"({"op":3,"d":{"token":"t","type":0}})");
    QTest::newRow("replay, both bounds") << encodeReplay(28, 43)
                                         << QByteArray(R"({"op":7,"d":{"after":28,"before":43}})");
    QTest::newRow("replay from the start")
        << encodeReplay(0, 9007199254740993) << QByteArray(R"({"op":7,"d":{"after":0,"before":9007199254740993}})");
    QTest::newRow("submit") << *encodeSubmit(QStringLiteral("HEART_RATE"), time, 95.0)
                            << QByteArray(
                                   R"({"op":6,"t":"HEART_RATE","d":{"val":95,"ts":"2026-01-01T00:00:00.125000Z"}})");
    QTest::newRow("submit a vector")
        << *encodeSubmit(QStringLiteral("LOCATION"), time, position)
        << QByteArray(R"({"op":6,"t":"LOCATION","d":{"d":[48.5,-11.25],"ts":"2026-01-01T00:00:00.125000Z"}})");
    QTest::newRow("status") << encodeStatus({true, {}, {}, {}}) << QByteArray(R"({"op":8,"d":{"connected":true}})");
    QTest::newRow("status, all") << encodeStatus(
        {false, QStringLiteral("d1"), QStringLiteral("watch"), QStringLiteral("battery")})
                                 << QByteArray(R"({"op":8,"d":{"connected":false,"device_id":"d1",)"
                                               R"("source":"watch","reason":"battery"}})");
}

void TestTerraCodec::writesFrames()
{
    QFETCH(QString, frame);
    QFETCH(QByteArray, expected);
    QCOMPARE(QJsonDocument::fromJson(frame.toUtf8()), QJsonDocument::fromJson(expected));
    const QString op = QString::fromUtf8(expected).mid(6, 1);
    QCOMPARE(QString::number(QJsonDocument::fromJson(frame.toUtf8()).object().value(QLatin1String("op")).toInt()), op);
    if (frame.contains(QLatin1String("9007"))) // QJsonDocument keeps whole numbers whole
        QVERIFY(frame.contains(QLatin1String("9007199254740993")));
}

void TestTerraCodec::writesNoNumberThatJsonCannotSay()
{
    const double infinite = std::numeric_limits<double>::infinity();
    QVERIFY(!encodeSubmit(QStringLiteral("HRV"), Timestamp(), std::nan("")));
    QVERIFY(!encodeSubmit(QStringLiteral("HRV"), Timestamp(), infinite));
    QVERIFY(!encodeSubmit(QStringLiteral("ECG"), Timestamp(), std::vector<double>{1.0, -infinite}));
}

void TestTerraCodec::knowsUnitsAndShapes_data()
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

void TestTerraCodec::knowsUnitsAndShapes()
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

void TestTerraCodec::marksUnverifiedUnitsUntilTheyAreNamed()
{
    Bench bench({QStringLiteral("km/h"), QStringLiteral("steps/min")});
    bench.takeType("SPEED", "\"val\":5");
    bench.takeType("WALKING_STEPS_CADENCE", "\"val\":5");
    QCOMPARE(bench.sink.infos.at(0).unit, QStringLiteral("km/h"));
    QCOMPARE(bench.sink.infos.at(1).unit, QStringLiteral("steps/min"));
}

void TestTerraCodec::takesBothSpellingsOfATypeForOneSeries()
{
    Bench bench;
    bench.takeType("HEART_RATE", "\"val\":1");
    bench.takeType("heart_rate", "\"val\":2");
    bench.takeType("Heart_Rate", "\"val\":3");
    QCOMPARE(bench.sink.infos.size(), std::size_t(1));
    QCOMPARE(bench.sink.infos.front().key.attribute, QStringLiteral("HEART_RATE"));
    QCOMPARE(bench.sink.values(), std::vector<double>({1, 2, 3}));
}

void TestTerraCodec::makesOneSeriesForEachComponent()
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

void TestTerraCodec::numbersComponentsOfUnknownVectors()
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

void TestTerraCodec::takesAnAccumulatingValueThatFallsBackAsItIs()
{
    Bench bench;
    for (const char *value : {"\"val\":100", "\"val\":120", "\"val\":0", "\"val\":7"})
        bench.takeType("STEPS", value);
    QCOMPARE(bench.sink.values(), std::vector<double>({100, 120, 0, 7}));
}

void TestTerraCodec::marksSamplesWithoutTimeOnce()
{
    Bench bench;
    bench.take(heartRate(R"({"val":1})"));
    bench.clock.advance(5s);
    bench.take(heartRate(R"({"val":2})"));
    bench.take(heartRate(R"({"val":3,"ts":"2026-01-01T00:00:00Z"})"));
    QCOMPARE(bench.sink.samples.at(1).sample.time.ns(), bench.clock.now().ns());
    QCOMPARE(bench.sink.samples.at(2).sample.time.ns(), Timestamp::fromMs(1'767'225'600'000).ns());
    QCOMPARE(bench.sink.events.size(), std::size_t(1));
    QCOMPARE(bench.sink.events.front().kind, QStringLiteral("untimed"));
    QVERIFY(bench.sink.events.front().text.contains(QLatin1String("HEART_RATE")));
    QVERIFY(!bench.sink.events.front().isTimed);
}

void TestTerraCodec::reportsSyntheticTrafficOncePerUser()
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

void TestTerraCodec::takesAWordForAnEvent()
{
    Bench bench;
    bench.takeType("ACTIVITY", "\"val\":\"walking\"");
    QVERIFY(bench.sink.samples.empty());
    QCOMPARE(bench.sink.events.size(), std::size_t(1));
    QCOMPARE(bench.sink.events.front().kind, QStringLiteral("ACTIVITY"));
    QCOMPARE(bench.sink.events.front().text, QStringLiteral("walking"));
    QCOMPARE(bench.sink.events.front().time.ns(), Timestamp::fromMs(1'767'225'600'000).ns());
}

void TestTerraCodec::spreadsAWaveformByItsOwnRhythm()
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

void TestTerraCodec::keepsRecordedMessagesComplete()
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

QTEST_GUILESS_MAIN(TestTerraCodec)
#include "tst_terra_codec.moc"
