#include "core/protocol/valtronics/decoder.h"
#include "tests/protocol/valtronics/recording_handler.h"

#include <QLocale>
#include <QRegularExpression>
#include <QTest>

#include <bit>
#include <cmath>
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

/// A decoder remembers the frames of its stream; that must never show.
class TestFrameTemplate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsTextAsItReadsBytes();
    void neverLetsAnEarlierFrameChangeTheMeaning();
    void neverLetsTheClockInARepeatedFrameSlip();
    void keepsDoublesExact();
};

void TestFrameTemplate::readsTextAsItReadsBytes()
{
    for (const QByteArray &bytes :
         {mapFrame, rowFrame,
          QByteArray("{\"type\":\"telemetry_update\",\"device_id\":\"\xc3\xa9\xf0\x9f\x8c\xa1\","
                     "\"metric\":\"t\",\"value\":1}")}) {
        Decoder decoder;
        for (int pass = 0; pass < 3; ++pass) {
            RecordingHandler fromBytes;
            RecordingHandler fromText;
            QVERIFY(decoder.decode(viewOf(bytes), fromBytes).ok());
            QVERIFY(decoder.decode(QString::fromUtf8(bytes), fromText).ok());
            QVERIFY(!fromText.lines.isEmpty());
            QCOMPARE(fromText.lines, fromBytes.lines);
        }
    }
    Decoder decoder;
    RecordingHandler handler;
    const QString lone = QStringLiteral("{\"type\":\"pong\",\"x\":\"") + QChar(0xd800) + QStringLiteral("\"}");
    QVERIFY(!decoder.decode(lone, handler).ok());
}

void TestFrameTemplate::neverLetsAnEarlierFrameChangeTheMeaning()
{
    // A decoder that has seen many frames against one that has seen none, over frames that differ in few places.
    const QList<QByteArray> pieces{"1",
                                   "-1",
                                   "0",
                                   "00",
                                   "1.",
                                   "1.5",
                                   "1e2",
                                   "-",
                                   "\"1\"",
                                   "1 ",
                                   "null",
                                   "true",
                                   "1.5.",
                                   "1-",
                                   "12345678901234567890",
                                   "0.1",
                                   "1}",
                                   "1,2",
                                   "NaN",
                                   "9007199254740993",
                                   "0.30000000000000004"};
    const QList<QByteArray> times{"\"2026-01-01T00:00:00Z\"",
                                  "\"2026-01-01T00:00:59.5\"",
                                  "\"2026-01-01T00:00:60Z\"",
                                  "\"2026-01-01T00:00:00.\"",
                                  "\"2026-01-01T00:00:00z\"",
                                  "\"2026-01-01T00:00:00+01:00\"",
                                  "\"2026-01-01T00:00\"",
                                  "\"2026-01-01T00:00:0\"",
                                  "\"2026-01-01T00:00:00.1234567891Z\"",
                                  "1767225600",
                                  "null",
                                  "\"\"",
                                  "\"2026-01-01T00:00:61Z\""};
    const QList<QByteArray> devices{"1", "22", "\"x\"", "\"\"", "\"a b\"", "\"\\u0041\"", "-3", "1.5", "\"\xc3\xa9\""};
    std::mt19937 random(3);
    const auto pick = [&random](const QList<QByteArray> &list) {
        return list[static_cast<qsizetype>(random() % static_cast<std::uint32_t>(list.size()))];
    };
    Decoder seasoned;
    for (int i = 0; i < 30'000; ++i) {
        const bool isPlain = random() % 3 == 0;
        const QByteArray device = isPlain ? QByteArray("5") : pick(devices);
        const QByteArray value = isPlain ? QByteArray("2.5") : pick(pieces);
        const QByteArray time = isPlain ? QByteArray("\"2026-01-01T00:00:07Z\"") : pick(times);
        QByteArray frame = random() % 2 == 0 ? R"({"type":"telemetry_update","device_id":)" + device
                                                   + R"(,"telemetry":{"a":{"value":)" + value + R"(,"timestamp":)"
                                                   + time + R"(},"b":{"value":)" + value + "}}}"
                                             : R"({"type":"telemetry_update","device_id":)" + device
                                                   + R"(,"data":{"metric_name":"t","metric_value":)" + value
                                                   + R"(,"unit":"V"},"timestamp":)" + time + "}";
        if (random() % 16 == 0)
            frame.chop(1);
        Decoder fresh;
        QCOMPARE(meaning(seasoned, frame), meaning(fresh, frame));
        RecordingHandler fromText;
        RecordingHandler expected;
        const bool isRead = seasoned.decode(QString::fromUtf8(frame), fromText).ok();
        QCOMPARE(isRead, Decoder().decode(viewOf(frame), expected).ok());
        QCOMPARE(fromText.lines, expected.lines);
    }
}

void TestFrameTemplate::neverLetsTheClockInARepeatedFrameSlip()
{
    Decoder decoder;
    for (std::int64_t i = 0; i < 20'000; ++i) {
        const Timestamp time = Timestamp::fromMs(1'767'225'600'000) + std::chrono::milliseconds(7919) * i
                               + std::chrono::microseconds(i % 1000);
        RecordingHandler handler;
        const QByteArray frame = R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":1,"timestamp":")"
                                 + QByteArray::fromStdString(formatIsoTimestamp(time, static_cast<int>(6 + i % 4)))
                                 + "\"}}}";
        QVERIFY(decoder.decode(viewOf(frame), handler).ok());
        QCOMPARE(handler.lines, QStringList(QStringLiteral("sample 1 a 1 [] ") + test::shown(std::optional(time))));
    }
}

void TestFrameTemplate::keepsDoublesExact()
{
    std::mt19937_64 random(7);
    Decoder decoder;
    for (int i = 0; i < 20'000; ++i) {
        double value = std::bit_cast<double>(random());
        if (i % 2 == 0) // what sensors send
            value = static_cast<double>(static_cast<std::int64_t>(random() % 2'000'000'000) - 1'000'000'000)
                    / std::pow(10.0, static_cast<double>(random() % 10));
        if (!std::isfinite(value))
            continue;
        const QByteArray text = QByteArray::number(value, 'g', QLocale::FloatingPointShortest);
        RecordingHandler handler;
        const QByteArray frame =
            R"({"type":"telemetry_update","device_id":1,"telemetry":{"a":{"value":)" + text + "}}}";
        QVERIFY(decoder.decode(viewOf(frame), handler).ok());
        QCOMPARE(handler.lines, QStringList(QStringLiteral("sample 1 a %1 [] -").arg(test::shown(value))));
    }
}

QTEST_GUILESS_MAIN(TestFrameTemplate)
#include "tst_valtronics_frame_template.moc"
