#include "core/protocol/sensocto/phoenix_codec.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::sensocto;

namespace {

QByteArray bytes(std::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

QByteArray bytes(const std::optional<std::string_view> &view)
{
    return view ? bytes(*view) : QByteArrayLiteral("(null)");
}

std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

} // namespace

/// The frames of a Phoenix socket, as texts and as bytes.
class TestSensoctoFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsTextFrames_data();
    void readsTextFrames();
    void refusesWhatIsNoTextFrame_data();
    void refusesWhatIsNoTextFrame();
    void readsBinaryFramesOfEveryKind_data();
    void readsBinaryFramesOfEveryKind();
    void refusesTextFramesCutAnywhere_data();
    void refusesTextFramesCutAnywhere();
    void refusesBinaryFramesCutAnywhere_data();
    void refusesBinaryFramesCutAnywhere();
    void readsReplies_data();
    void readsReplies();
    void writesFramesThatCanBeReadAgain();
    void writesBinaryPushes();
};

void TestSensoctoFrames::readsTextFrames_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArrayList>("fields");
    QTest::newRow("heartbeat's reply") << QByteArray(
        R"([null,"1","phoenix","phx_reply",{"response":{},"status":"ok"}])")
                                       << QByteArrayList{"(null)", "1", "phoenix", "phx_reply",
                                                         R"({"response":{},"status":"ok"})"};
    QTest::newRow("server push: ref null") << QByteArray(R"(["2",null,"room:r","room_state",{"a":[1,"]"]}])")
                                           << QByteArrayList{"2", "(null)", "room:r", "room_state", R"({"a":[1,"]"]})"};
    QTest::newRow("broadcast: both null")
        << QByteArray(R"([null,null,"t","shout",{}])") << QByteArrayList{"(null)", "(null)", "t", "shout", "{}"};
    QTest::newRow("close: ref is join_ref")
        << QByteArray(R"(["2","2","t","phx_close",{}])") << QByteArrayList{"2", "2", "t", "phx_close", "{}"};
    QTest::newRow("blanks") << QByteArray(" [ \"2\" ,\n null , \"t\" ,\t\"e\" , { } ] \n")
                            << QByteArrayList{"2", "(null)", "t", "e", "{ }"};
    QTest::newRow("escapes") << QByteArray(R"(["2",null,"t\"\u00e4","e\n",{"x":1}])")
                             << QByteArrayList{"2", "(null)", "t\"ä", "e\n", R"({"x":1})"};
    QTest::newRow("array as payload") << QByteArray(R"(["2","3","t","measurements_batch",[{},{}]])")
                                      << QByteArrayList{"2", "3", "t", "measurements_batch", "[{},{}]"};
}

void TestSensoctoFrames::readsTextFrames()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArrayList, fields);
    PhoenixDecoder decoder;
    const auto check = [&fields](const Result<PhoenixFrame> &got) {
        QVERIFY(got);
        const PhoenixFrame &frame = got.value();
        const QByteArrayList all{bytes(frame.joinRef), bytes(frame.ref), bytes(frame.topic), bytes(frame.event),
                                 bytes(frame.payload)};
        QCOMPARE(all, fields);
        QVERIFY(!frame.isBinary);
    };
    check(decoder.decode(view(text)));
    check(decoder.decode(QStringView(QString::fromUtf8(text))));
}

void TestSensoctoFrames::refusesWhatIsNoTextFrame_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("empty") << QByteArray() << ErrorCode::Malformed;
    QTest::newRow("text") << QByteArray("hello") << ErrorCode::Malformed;
    QTest::newRow("four parts") << QByteArray(R"(["1","1","t","e"])") << ErrorCode::Malformed;
    QTest::newRow("refs are numbers") << QByteArray(R"([1,2,"t","e",{}])") << ErrorCode::Malformed;
    QTest::newRow("topic null") << QByteArray(R"([null,null,null,"e",{}])") << ErrorCode::Malformed;
    QTest::newRow("no topic") << QByteArray(R"([null,null,"","e",{}])") << ErrorCode::Missing;
    QTest::newRow("no event") << QByteArray(R"([null,null,"t","",{}])") << ErrorCode::Missing;
    QTest::newRow("version 1") << QByteArray(R"({"topic":"t","event":"e","payload":{},"ref":"1"})")
                               << ErrorCode::Unsupported;
    QTest::newRow("end of a text missing") << QByteArray(R"([null,null,"t)") << ErrorCode::Malformed;
    QTest::newRow("broken escape") << QByteArray(R"([null,null,"t\x","e",{}])") << ErrorCode::Malformed;
    QTest::newRow("no end") << QByteArray(R"([null,null,"t","e",{})") << ErrorCode::Malformed;
}

void TestSensoctoFrames::refusesWhatIsNoTextFrame()
{
    QFETCH(QByteArray, text);
    QFETCH(ErrorCode, code);
    PhoenixDecoder decoder;
    const auto got = decoder.decode(view(text));
    QVERIFY(!got);
    QCOMPARE(got.error().code, code);
}

void TestSensoctoFrames::readsBinaryFramesOfEveryKind_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArrayList>("fields");
    QTest::newRow("reply as observed") << QByteArray::fromHex(
        "01020212023730373173656e736f63746f3a73656e736f723a73316f6b010203")
                                       << QByteArrayList{"70",        "71", "sensocto:sensor:s1",
                                                         "phx_reply", "ok", QByteArray("\1\2\3")};
    QTest::newRow("push of the server: no ref") << QByteArray(QByteArrayLiteral("\0\2\1\3") + "70tevtDATA")
                                                << QByteArrayList{"70", "(null)", "t", "evt", "", "DATA"};
    QTest::newRow("broadcast") << QByteArray(QByteArrayLiteral("\2\1\3") + "tevt")
                               << QByteArrayList{"(null)", "(null)", "t", "evt", "", ""};
}

void TestSensoctoFrames::readsBinaryFramesOfEveryKind()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArrayList, fields);
    const PhoenixDecoder decoder;
    const auto got = decoder.decodeBinary(view(message));
    QVERIFY(got);
    const PhoenixFrame &frame = got.value();
    const QByteArrayList all{bytes(frame.joinRef), bytes(frame.ref),    bytes(frame.topic),
                             bytes(frame.event),   bytes(frame.status), bytes(frame.payload)};
    QCOMPARE(all, fields);
    QVERIFY(frame.isBinary);
}

void TestSensoctoFrames::refusesTextFramesCutAnywhere_data()
{
    QTest::addColumn<QByteArray>("whole");
    QTest::newRow("reply") << QByteArray(R"(["2","2","t","phx_reply",{"response":{},"status":"ok"}])");
    QTest::newRow("broadcast") << QByteArray(R"([null,null,"t","shout",{"a":1}])");
    QTest::newRow("escapes") << QByteArray(R"(["2",null,"t\"\u00e4","e",{"a":1}])");
}

void TestSensoctoFrames::refusesTextFramesCutAnywhere()
{
    QFETCH(QByteArray, whole);
    PhoenixDecoder decoder;
    QVERIFY(decoder.decode(view(whole)));
    for (qsizetype size = 0; size < whole.size(); ++size) {
        QVERIFY2(!decoder.decode(view(whole.left(size))), QByteArray::number(size).constData());
        QVERIFY(!decoder.decode(QStringView(QString::fromUtf8(whole.left(size)))));
    }
}

void TestSensoctoFrames::refusesBinaryFramesCutAnywhere_data()
{
    QTest::addColumn<QByteArray>("whole"); // without data, of which nothing says how long it is
    QTest::newRow("push") << QByteArray(QByteArrayLiteral("\0\2\1\3") + "70tevt");
    QTest::newRow("reply") << QByteArray::fromHex("01020212023730373173656e736f63746f3a73656e736f723a73316f6b");
    QTest::newRow("broadcast") << QByteArray(QByteArrayLiteral("\2\1\3") + "tevt");
}

void TestSensoctoFrames::refusesBinaryFramesCutAnywhere()
{
    QFETCH(QByteArray, whole);
    const PhoenixDecoder decoder;
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decoder.decodeBinary(view(whole.left(size))), QByteArray::number(size).constData());
    QVERIFY(decoder.decodeBinary(view(whole)));
    QByteArray unknown = whole;
    unknown[0] = 3;
    const auto refused = decoder.decodeBinary(view(unknown));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
}

void TestSensoctoFrames::readsReplies_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<bool>("ok");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("response");
    QTest::newRow("ok") << QByteArray(R"({"response":{},"status":"ok"})") << true << QByteArray() << QByteArray("{}");
    QTest::newRow("status first") << QByteArray(R"({"status":"ok","response":{"a":{"b":[1]} }})") << true
                                  << QByteArray() << QByteArray(R"({"a":{"b":[1]} })");
    QTest::newRow("unmatched") << QByteArray(R"({"status":"error","response":{"reason":"unmatched topic"}})") << false
                               << QByteArray("unmatched topic") << QByteArray(R"({"reason":"unmatched topic"})");
    QTest::newRow("more than a reason") << QByteArray(
        R"({"response":{"reason":"invalid_batch","failed_count":2},"status":"error"})")
                                        << false << QByteArray("invalid_batch")
                                        << QByteArray(R"({"reason":"invalid_batch","failed_count":2})");
    QTest::newRow("bare text") << QByteArray(R"({"response":"no","status":"error"})") << false << QByteArray("no")
                               << QByteArray(R"("no")");
    QTest::newRow("no response") << QByteArray(R"({"status":"ok"})") << true << QByteArray() << QByteArray();
}

void TestSensoctoFrames::readsReplies()
{
    QFETCH(QByteArray, payload);
    PhoenixDecoder decoder;
    const auto frame = decoder.decode(view(R"(["1","1","t","phx_reply",)" + payload + ']'));
    QVERIFY(frame);
    const auto reply = decoder.reply(frame.value());
    QVERIFY(reply);
    QTEST(reply.value().ok, "ok");
    QTEST(bytes(reply.value().reason), "reason");
    QTEST(bytes(reply.value().response), "response");
}

void TestSensoctoFrames::writesFramesThatCanBeReadAgain()
{
    QCOMPARE(encodeText({{}, "1", "phoenix", "heartbeat", "{}"}),
             QStringLiteral(R"([null,"1","phoenix","heartbeat",{}])"));
    const QString text = encodeText({"2", "3", "room:\"ä\\\n", "e", R"({"x":[1,2]})"});
    PhoenixDecoder decoder;
    const auto frame = decoder.decode(QStringView(text));
    QVERIFY(frame);
    QCOMPARE(bytes(frame.value().topic), QByteArray("room:\"ä\\\n"));
    QCOMPARE(bytes(frame.value().payload), QByteArray(R"({"x":[1,2]})"));
}

void TestSensoctoFrames::writesBinaryPushes()
{
    const auto got = encodeBinary({"70", "71", "t", "e", QByteArray("\0\xff", 2)});
    QVERIFY(got);
    QCOMPARE(got.value(), QByteArray(QByteArray("\0\2\2\1\1", 5) + "7071te" + QByteArray("\0\xff", 2)));
    const auto longest = encodeBinary({"70", "71", QByteArray(255, 't'), "e", {}});
    QVERIFY(longest);
    const auto tooLong = encodeBinary({"70", "71", QByteArray(256, 't'), "e", {}});
    QVERIFY(!tooLong);
    QCOMPARE(tooLong.error().code, ErrorCode::TooLarge);
}

QTEST_APPLESS_MAIN(TestSensoctoFrames)
#include "tst_sensocto_frames.moc"
