#include "tests/protocol/terra/heard_frames.h"

#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <random>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::terra;
using watchglass::test::decodeFrame;
using watchglass::test::HeardFrames;
using watchglass::test::heartRateFrame;

namespace {

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

class TestTerraScanner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsPlainMessagesAsItReadsOthers_data();
    void readsPlainMessagesAsItReadsOthers();
    void readsRandomNumbersExactly();
};

void TestTerraScanner::readsPlainMessagesAsItReadsOthers_data()
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

void TestTerraScanner::readsPlainMessagesAsItReadsOthers()
{
    QFETCH(QByteArray, rest);
    Decoder decoder;
    HeardFrames warm; // so that a minute is known
    const std::string_view first(R"({"op":5,"t":"MET","uid":"w","d":{"ts":"2026-01-01T00:00:01Z","val":1}})");
    QVERIFY(decoder.decode(first, warm).ok());
    const QByteArray plain = "{" + rest;
    const QByteArray odd = "{\"x\":{\"y\":[1]}," + rest; // a field that nobody knows: the long way
    HeardFrames shortWay;
    HeardFrames longWay;
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

void TestTerraScanner::readsRandomNumbersExactly()
{
    std::mt19937_64 random(7);
    for (int i = 0; i < 20'000; ++i) {
        const double any = std::bit_cast<double>(random());
        const double value = i % 2 == 0 ? any : std::ldexp(static_cast<double>(random() >> 20), -30);
        if (!std::isfinite(value))
            continue;
        const int digits = static_cast<int>(1 + random() % 17);
        const QByteArray text = QByteArray::number(value, random() % 2 == 0 ? 'e' : 'g', digits);
        HeardFrames heard;
        QVERIFY(decodeFrame(heartRateFrame("{\"val\":" + text + "}"), heard).ok());
        QVERIFY(heard.last.value.has_value());
        QCOMPARE(std::bit_cast<quint64>(*heard.last.value),
                 std::bit_cast<quint64>(std::strtod(text.constData(), nullptr)));
    }
}

QTEST_GUILESS_MAIN(TestTerraScanner)
#include "tst_terra_scanner.moc"
