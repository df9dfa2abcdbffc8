#include "core/protocol/terra/encoder.h"
#include "tests/protocol/terra/heard_frames.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using watchglass::test::decodeFrame;
using watchglass::test::HeardFrames;
using watchglass::test::heartRateFrame;

class TestTerraFrames : public QObject
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
    void writesFrames_data();
    void writesFrames();
    void writesNoNumberThatJsonCannotSay();
};

void TestTerraFrames::readsEveryOp_data()
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
    row("5 DISPATCH", heartRateFrame(R"({"ts":"2026-01-01T00:00:00Z","val":95})"), "dispatch");
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

void TestTerraFrames::readsEveryOp()
{
    QFETCH(QByteArray, frame);
    QFETCH(QStringList, calls);
    HeardFrames heard;
    QVERIFY(decodeFrame(frame, heard).ok());
    QCOMPARE(heard.calls, calls);
}

void TestTerraFrames::readsTheHeartbeatInterval_data()
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

void TestTerraFrames::readsTheHeartbeatInterval()
{
    QFETCH(QByteArray, payload);
    QFETCH(qint64, ms);
    HeardFrames heard;
    QVERIFY(decodeFrame(R"({"d":)" + payload + R"(,"op":2})", heard).ok());
    QCOMPARE(heard.calls, QStringList(QStringLiteral("hello")));
    QCOMPARE(heard.heartbeat.has_value(), ms >= 0);
    if (ms >= 0)
        QCOMPARE(*heard.heartbeat, Duration(std::chrono::milliseconds(ms)));
}

void TestTerraFrames::readsADispatchInAnyOrderOfFields_data()
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

void TestTerraFrames::readsADispatchInAnyOrderOfFields()
{
    QFETCH(QByteArray, frame);
    HeardFrames heard;
    const auto kind = decodeFrame(frame, heard);
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

void TestTerraFrames::readsSeqAs64BitInteger_data()
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

void TestTerraFrames::readsSeqAs64BitInteger()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, seq);
    HeardFrames heard;
    QVERIFY(decodeFrame(R"({"op":5,"t":"HRV","uid":"u","d":{"val":1},"seq":)" + text + "}", heard).ok());
    QCOMPARE(heard.calls, QStringList(QStringLiteral("dispatch")));
    QCOMPARE(heard.last.seq, seq);
}

void TestTerraFrames::readsTimes_data()
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
    QTest::newRow("epoch seconds") << QByteArray(R"("ts":1767225600,)") << Timed::Given << base;
    QTest::newRow("unreadable") << QByteArray(R"("ts":"yesterday",)") << Timed::Unreadable << qint64(0);
}

void TestTerraFrames::readsTimes()
{
    QFETCH(QByteArray, ts);
    QFETCH(Timed, timed);
    QFETCH(qint64, ns);
    HeardFrames heard;
    QVERIFY(decodeFrame(heartRateFrame("{" + ts + R"("val":1})"), heard).ok());
    QVERIFY(heard.calls.contains(QStringLiteral("dispatch")));
    QCOMPARE(heard.calls.contains(QStringLiteral("bad")), timed == Timed::Unreadable);
    QCOMPARE(heard.last.timed, timed);
    if (timed == Timed::Given)
        QCOMPARE(heard.last.time.ns(), ns);
}

void TestTerraFrames::readsPayloads_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<double>("value"); // NaN: none
    QTest::addColumn<int>("components");
    QTest::addColumn<QString>("word");
    QTest::addColumn<int>("bad");
    const double none = std::nan("");
    const auto row = [](const char *name, const QByteArray &payload, double value, int components, const char *word,
                        int bad) {
        QTest::newRow(name) << heartRateFrame(payload) << value << components << QString::fromUtf8(word) << bad;
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

void TestTerraFrames::readsPayloads()
{
    QFETCH(QByteArray, frame);
    QFETCH(double, value);
    QFETCH(int, components);
    QFETCH(QString, word);
    QFETCH(int, bad);
    HeardFrames heard;
    QVERIFY(decodeFrame(frame, heard).ok());
    QCOMPARE(heard.last.value.has_value(), !std::isnan(value));
    if (heard.last.value)
        QCOMPARE(*heard.last.value, value);
    QCOMPARE(static_cast<int>(heard.vector.size()), components);
    QCOMPARE(heard.word, word);
    QCOMPARE(static_cast<int>(heard.reasons.size()), bad);
}

void TestTerraFrames::refusesWhatIsNoFrame_data()
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

void TestTerraFrames::refusesWhatIsNoFrame()
{
    QFETCH(QByteArray, frame);
    QFETCH(ErrorCode, code);
    HeardFrames heard;
    const auto kind = decodeFrame(frame, heard);
    QVERIFY(!kind.ok());
    QCOMPARE(kind.error().code, code);
    QVERIFY(heard.calls.isEmpty());
}

void TestTerraFrames::saysNothingOfAFrameCutAnywhere()
{
    const QByteArray whole = R"({"op":5,"d":{"d":[1.5,-2.5],"ts":"2026-01-01T00:00:00Z"},"uid":"u","seq":7,"t":"ECG"})";
    HeardFrames heard;
    Decoder decoder;
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY(!decoder.decode(std::string_view(whole.constData(), static_cast<std::size_t>(size)), heard).ok());
    QVERIFY(heard.calls.isEmpty());
    QVERIFY(decoder.decode(std::string_view(whole.constData(), static_cast<std::size_t>(whole.size())), heard).ok());
    QCOMPARE(heard.calls.size(), 1);
}

void TestTerraFrames::readsTextMessagesLikeBytes()
{
    HeardFrames heard;
    Decoder decoder;
    const QString frame = QStringLiteral(R"({"op":5,"t":"HRV","uid":"Zoë ✓","seq":3,"synthetic":true,"d":{"val":7}})");
    QVERIFY(decoder.decode(QStringView(frame), heard).ok());
    QCOMPARE(heard.user, QStringLiteral("Zoë ✓"));
    QVERIFY(heard.last.isSynthetic);
    QVERIFY(!decoder.decode(QStringView(QString(QChar(0xd800))), heard).ok());
}

void TestTerraFrames::writesFrames_data()
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

void TestTerraFrames::writesFrames()
{
    QFETCH(QString, frame);
    QFETCH(QByteArray, expected);
    QCOMPARE(QJsonDocument::fromJson(frame.toUtf8()), QJsonDocument::fromJson(expected));
    const QString op = QString::fromUtf8(expected).mid(6, 1);
    QCOMPARE(QString::number(QJsonDocument::fromJson(frame.toUtf8()).object().value(QLatin1String("op")).toInt()), op);
    if (frame.contains(QLatin1String("9007"))) // QJsonDocument keeps whole numbers whole
        QVERIFY(frame.contains(QLatin1String("9007199254740993")));
}

void TestTerraFrames::writesNoNumberThatJsonCannotSay()
{
    const double infinite = std::numeric_limits<double>::infinity();
    QVERIFY(!encodeSubmit(QStringLiteral("HRV"), Timestamp(), std::nan("")));
    QVERIFY(!encodeSubmit(QStringLiteral("HRV"), Timestamp(), infinite));
    QVERIFY(!encodeSubmit(QStringLiteral("ECG"), Timestamp(), std::vector<double>{1.0, -infinite}));
}

QTEST_GUILESS_MAIN(TestTerraFrames)
#include "tst_terra_frames.moc"
