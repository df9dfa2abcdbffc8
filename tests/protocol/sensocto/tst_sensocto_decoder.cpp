#include "core/protocol/sensocto/delta_code.h"
#include "core/protocol/sensocto/feed_decoder.h"
#include "core/protocol/sensocto/message_decoder.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::sensocto;

namespace {

QByteArray bytes(std::string_view view)
{
    return QByteArray(view.data(), static_cast<qsizetype>(view.size()));
}

std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// What a feed decoder reported, as lines.
struct Lines final : FeedHandler
{
    void samples(std::string_view sensor, std::string_view attribute, std::span<const Sample> samples) override
    {
        for (const Sample &sample : samples)
            lines << QStringLiteral("%1/%2=%3@%4")
                         .arg(text(sensor), text(attribute), QString::number(sample.value),
                              QString::number(sample.time.ns() / 1'000'000));
    }
    void measurement(const MeasurementFields &fields) override
    {
        QString what = fields.payload.kind == ValueKind::Number ? QString::number(fields.payload.number)
                                                                : text(fields.payload.written());
        if (!fields.event.empty())
            what += QLatin1Char('!') + text(fields.event);
        lines << QStringLiteral("%1/%2=%3@%4")
                     .arg(text(fields.sensor), text(fields.attribute), what,
                          fields.timed ? QString::number(fields.time.ns() / 1'000'000) : QStringLiteral("?"));
        leaves = static_cast<int>(fields.payload.leaves.size());
    }
    void digest(const DigestFields &fields) override
    {
        lines << QStringLiteral("%1/%2 %3 %4 %5 %6 %7")
                     .arg(text(fields.sensor), text(fields.attribute))
                     .arg(fields.count.value_or(-1))
                     .arg(fields.average.value_or(-1))
                     .arg(fields.minimum.value_or(-1))
                     .arg(fields.maximum.value_or(-1))
                     .arg(fields.latest.value_or(-1));
    }
    void badMeasurement(std::string_view sensor, std::string_view attribute, MeasurementFault fault) override
    {
        lines << QStringLiteral("%1/%2 bad %3").arg(text(sensor), text(attribute)).arg(static_cast<int>(fault));
    }
    static QString text(std::string_view utf8)
    {
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }

    QStringList lines;
    int leaves = 0;
};

Result<void> decodeBatch(const QByteArray &payload, Lines &lines)
{
    PaddedText text;
    text.assign(view(payload));
    FeedDecoder decoder;
    return decoder.batch(text.view(), lines);
}

} // namespace

/// What stands in the frames: batches, digests, rooms, users.
class TestSensoctoDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsBatches_data();
    void readsBatches();
    void readsTheSameWhateverTheOrderAndBlanks();
    void reportsNothingOfABatchCutAnywhere();
    void readsPackedSamples_data();
    void readsPackedSamples();
    void keepsWhatIsWholeOfPackedSamplesCutAnywhere();
    void readsDigests();
    void readsRoomStates();
    void refusesMessagesCutAnywhere();
    void readsLobbyStates();
    void readsAnswersOfTheRestApi_data();
    void readsAnswersOfTheRestApi();
};

void TestSensoctoDecoder::readsBatches_data()
{
    QTest::addColumn<QByteArray>("batch");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("empty") << QByteArray() << QStringList();
    QTest::newRow("one value") << QByteArray(
        R"("s1":{"heartrate":{"attribute_id":"heartrate","payload":74,"sensor_id":"s1","timestamp":1795314421718}})")
                               << QStringList{QStringLiteral("s1/heartrate=74@1795314421718")};
    QTest::newRow("arrays, and a button's event beside the payload")
        << QByteArray(
               R"("s1":{"ecg":[{"payload":0.1,"timestamp":1700000000000},{"payload":-0.2,"timestamp":1700000000004}],)"
               R"("button":[{"payload":3,"event":"press","timestamp":1700000000001}]})")
        << QStringList{QStringLiteral("s1/ecg=0.1@1700000000000"), QStringLiteral("s1/ecg=-0.2@1700000000004"),
                       QStringLiteral("s1/button=3!press@1700000000001")};
    QTest::newRow("no time, null, text") << QByteArray(
        R"("s":{"a":{"payload":1},"b":{"payload":2,"timestamp":null},"c":{"payload":3,"timestamp":"soon"}})")
                                         << QStringList{QStringLiteral("s/a=1@?"), QStringLiteral("s/b=2@?"),
                                                        QStringLiteral("s/c=3@?")};
    QTest::newRow("times as text, of other kinds")
        << QByteArray(
               R"("s":{"a":{"payload":1,"timestamp":"1700000000000"},)"
               R"("b":{"payload":2,"timestamp":"2023-11-14T22:13:20Z"},"c":{"payload":3,"timestamp":1700000000}})")
        << QStringList{QStringLiteral("s/a=1@1700000000000"), QStringLiteral("s/b=2@1700000000000"),
                       QStringLiteral("s/c=3@1700000000000")};
    QTest::newRow("payloads of all kinds")
        << QByteArray(R"("s":{"a":{"payload":"x"},"b":{"payload":true},"c":{"payload":null},"d":{"payload":[1,2]},)"
                      R"("e":{"payload":{"x":{"y":1},"z":"}"}}})")
        << QStringList{QStringLiteral("s/a=x@?"), QStringLiteral("s/b=true@?"), QStringLiteral("s/c=null@?"),
                       QStringLiteral("s/d=[1,2]@?"), QStringLiteral(R"(s/e={"x":{"y":1},"z":"}"}@?)")};
    QTest::newRow("unknown keys") << QByteArray(
        R"("s":{"a":{"payload":1,"extra":{"payload":9},"timestamp":1700000000000}})")
                                  << QStringList{QStringLiteral("s/a=1@1700000000000")};
    QTest::newRow("no payload") << QByteArray(
        R"("s":{"a":{"timestamp":1},"b":{"payload":1,"timestamp":1700000000000}})")
                                << QStringList{QStringLiteral("s/a bad 0"), QStringLiteral("s/b=1@1700000000000")};
    QTest::newRow("a bare value") << QByteArray(R"("s":{"a":7})") << QStringList{QStringLiteral("s/a=7@?")};
    QTest::newRow("exponents and long digits")
        << QByteArray(R"("s":{"a":{"payload":1.5e-3,"timestamp":1700000000000},)"
                      R"("b":{"payload":0.84147098480789650665,"timestamp":1700000000000}})")
        << QStringList{QStringLiteral("s/a=0.0015@1700000000000"), QStringLiteral("s/b=0.841471@1700000000000")};
    QTest::newRow("names beyond ASCII, with escapes")
        << QByteArray(R"("sä\"":{"a":{"payload":1,"timestamp":1700000000000}})")
        << QStringList{QStringLiteral("sä\"/a=1@1700000000000")};
}

void TestSensoctoDecoder::readsBatches()
{
    QFETCH(QByteArray, batch);
    Lines lines;
    QVERIFY(decodeBatch("{\"batch\":{" + batch + "}}", lines));
    QTEST(lines.lines, "lines");
}

void TestSensoctoDecoder::readsTheSameWhateverTheOrderAndBlanks()
{
    const QByteArray keys[] = {R"("attribute_id":"imu")", R"("payload":{"a":{"x":1,"y":2.5},"b":-3})",
                               R"("sensor_id":"s1")", R"("timestamp":1700000000000)"};
    std::array<int, 4> order{0, 1, 2, 3};
    do {
        for (const char *blank : {"", " ", "\n  "}) {
            QByteArray inner;
            for (const int i : order)
                inner += (inner.isEmpty() ? QByteArray() : blank + QByteArrayLiteral(",")) + blank + keys[i];
            Lines lines;
            QVERIFY(decodeBatch("{\"batch\":{\"s1\":{\"imu\":{" + inner + "}}}}", lines));
            QCOMPARE(lines.lines.size(), 1);
            QCOMPARE(lines.lines.first(), QStringLiteral(R"(s1/imu={"a":{"x":1,"y":2.5},"b":-3}@1700000000000)"));
            QCOMPARE(lines.leaves, 3);
        }
    } while (std::next_permutation(order.begin(), order.end()));
}

void TestSensoctoDecoder::reportsNothingOfABatchCutAnywhere()
{
    const QByteArray whole =
        R"({"batch":{"s1":{"hr":{"attribute_id":"hr","payload":74.5,"sensor_id":"s1",)"
        R"("timestamp":1795314421718},"imu":[{"payload":{"a":{"x":1}},"timestamp":1795314421718}],)"
        R"("ecg":{"__delta_encoded__":true,"data":"AQBo5c+LAQAAAAAAAFQEAA==","sample_count":2}}}})";
    Lines all;
    QVERIFY(decodeBatch(whole, all));
    QCOMPARE(all.lines.size(), 4);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        Lines lines;
        QVERIFY2(!decodeBatch(whole.left(size), lines), QByteArray::number(size).constData());
        QVERIFY(lines.lines.isEmpty());
    }
    Lines more;
    QVERIFY(!decodeBatch(whole + "}", more));
    QVERIFY(more.lines.isEmpty());
}

void TestSensoctoDecoder::readsPackedSamples_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<int>("count");
    QTest::addColumn<QStringList>("lines");
    const QStringList observed{QStringLiteral("s/ecg=0@1700000000000"), QStringLiteral("s/ecg=0.84@1700000000004"),
                               QStringLiteral("s/ecg=0.91@1700000000008"), QStringLiteral("s/ecg=0.14@1700000000012")};
    const QByteArray data("AQBo5c+LAQAAAAAAAFQEAAcEALMEAA==");
    QTest::newRow("as observed") << data << 4 << observed;
    QTest::newRow("another count than announced")
        << data << 5 << (observed + QStringList{QStringLiteral("s/ecg bad 2")});
    QTest::newRow("reset") << QByteArray::fromHex("010068e5cf8b010000000000008000002041"
                                                  "0400")
                                  .toBase64()
                           << 2
                           << QStringList{QStringLiteral("s/ecg=0@1700000000000"),
                                          QStringLiteral("s/ecg=10@1700000000004")};
    QTest::newRow("another version") << QByteArray::fromHex("020068e5cf8b01000000000000").toBase64() << 1
                                     << QStringList{QStringLiteral("s/ecg bad 1")};
    QTest::newRow("no base64") << QByteArray("!!!!") << 1 << QStringList{QStringLiteral("s/ecg bad 1")};
    QTest::newRow("nothing") << QByteArray() << 0 << QStringList{QStringLiteral("s/ecg bad 1")};
}

void TestSensoctoDecoder::readsPackedSamples()
{
    QFETCH(QByteArray, data);
    QFETCH(int, count);
    Lines lines;
    QVERIFY(decodeBatch(R"({"batch":{"s":{"ecg":{"__delta_encoded__":true,"data":")" + data + R"(","sample_count":)"
                            + QByteArray::number(count) + "}}}}",
                        lines));
    QTEST(lines.lines, "lines");
}

void TestSensoctoDecoder::keepsWhatIsWholeOfPackedSamplesCutAnywhere()
{
    const QByteArray whole = QByteArray::fromBase64("AQBo5c+LAQAAAAAAAFQEAAcEALMEAA==");
    QCOMPARE(whole.size(), 22);
    for (qsizetype size = 0; size < whole.size(); ++size) {
        std::vector<Sample> samples;
        const bool isWhole = size >= 13 && (size - 13) % 3 == 0;
        const QByteArray data = whole.left(size).toBase64();
        QCOMPARE(decodeDelta(view(data), samples), isWhole);
        QCOMPARE(static_cast<qsizetype>(samples.size()), size < 13 ? 0 : 1 + (size - 13) / 3);
    }
}

void TestSensoctoDecoder::readsDigests()
{
    PaddedText text;
    text.assign(R"({"digests":{"s1":{"hr":{"count":4,"avg":71.5,"min":70,"max":73,"latest":72},"x":{"latest":1}}}})");
    FeedDecoder decoder;
    Lines lines;
    QVERIFY(decoder.digest(text.view(), lines));
    QCOMPARE(lines.lines, QStringList({QStringLiteral("s1/hr 4 71.5 70 73 72"), QStringLiteral("s1/x -1 -1 -1 -1 1")}));
}

void TestSensoctoDecoder::readsRoomStates()
{
    MessageDecoder decoder;
    const auto got = decoder.decode(std::string_view(
        R"({"room_id":"r1","member_count":1,"sensors":[{"sensor_id":"s1","sensor_name":"S","sensor_type":"ecg",)"
        R"("connector_id":"c","connector_name":"Dev","activity_status":"unknown","attributes":[)"
        R"({"id":"hr","attribute_name":"hr","attribute_type":"heartrate","last_value":{"payload":72,)"
        R"("timestamp":1700000000000}},{"attribute_name":"imu","attribute_type":"imu","last_value":)"
        R"({"timestamp":1700000000001,"payload":{"accelerometer":{"x":1,"y":2,"z":3}}}},)"
        R"({"id":"b","attribute_type":"button","last_value":null}]}]})"));
    QVERIFY(got);
    const MessageFields &fields = *got.value();
    QCOMPARE(bytes(fields.room.id), QByteArray("r1"));
    QCOMPARE(fields.room.members, 1.0);
    QCOMPARE(fields.room.sensors.size(), std::size_t(1));
    const SensorFields &sensor = fields.room.sensors.front();
    QCOMPARE(bytes(sensor.id), QByteArray("s1"));
    QCOMPARE(bytes(sensor.connector), QByteArray("Dev"));
    QCOMPARE(bytes(sensor.activity), QByteArray("unknown"));
    QCOMPARE(sensor.attributes.size(), std::size_t(3));
    QCOMPARE(bytes(sensor.attributes[0].type), QByteArray("heartrate"));
    QCOMPARE(sensor.attributes[0].last.payload.number, 72.0);
    QCOMPARE(sensor.attributes[0].last.time, Timestamp::fromMs(1'700'000'000'000));
    QCOMPARE(bytes(sensor.attributes[1].id), QByteArray("imu"));
    QCOMPARE(sensor.attributes[1].last.payload.leaves.size(), std::size_t(3));
    QCOMPARE(bytes(sensor.attributes[1].last.payload.leaves[2].name), QByteArray("z"));
    QCOMPARE(sensor.attributes[2].last.payload.kind, ValueKind::Null);
}

void TestSensoctoDecoder::refusesMessagesCutAnywhere()
{
    const QByteArray whole =
        R"({"room_id":"r1","member_count":1,"sensors":[{"sensor_id":"s1","attributes":[{"id":"hr","last_value":)"
        R"({"payload":{"bpm":72},"timestamp":1700000000000}}]}],"user":{"id":"u1"},"checks":{"a":{"healthy":true}}})";
    MessageDecoder decoder;
    QVERIFY(decoder.decode(view(whole)));
    for (qsizetype size = 0; size < whole.size(); ++size)
        QVERIFY2(!decoder.decode(view(whole.left(size))), QByteArray::number(size).constData());
    QVERIFY(!decoder.decode(view(whole + "}")));
}

void TestSensoctoDecoder::readsLobbyStates()
{
    MessageDecoder decoder;
    const auto got = decoder.decode(std::string_view(
        R"({"my_rooms":[{"id":"r1","name":"One","description":null,"owner_id":"u","join_code":"X","is_public":false,)"
        R"("created_at":"2026-01-01","member_count":2,"sensors":[{"sensor_id":"s1"}]}],"public_rooms":[{"id":"r2"},{"id":"r3"}]})"));
    QVERIFY(got);
    QCOMPARE(got.value()->myRooms.size(), std::size_t(1));
    QCOMPARE(bytes(got.value()->myRooms.front().name), QByteArray("One"));
    QCOMPARE(got.value()->myRooms.front().isPublic, false);
    QCOMPARE(got.value()->myRooms.front().sensors.size(), std::size_t(1));
    QCOMPARE(got.value()->publicRooms.size(), std::size_t(2));
    QVERIFY(!decoder.decode(std::string_view(R"({"my_rooms":[{"id":"r1")")));
    QVERIFY(!decoder.decode(std::string_view("[]")));
}

void TestSensoctoDecoder::readsAnswersOfTheRestApi_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("summary");
    QTest::newRow("verify") << QByteArray(R"({"ok":true,"user":{"id":"u1","email":"a@b","display_name":"Ann"}})")
                            << QByteArray("u1|Ann|||||");
    QTest::newRow("no display name") << QByteArray(
        R"({"ok":true,"user":{"id":"u1","email":"a@b","display_name":null}})")
                                     << QByteArray("u1|a@b|||||");
    QTest::newRow("exchange") << QByteArray(R"({"ok":true,"token":"J","socket_token":"S","user":{"id":"u1"}})")
                              << QByteArray("u1||J|S|||");
    QTest::newRow("error") << QByteArray(R"({"ok":false,"error":"invalid token"})")
                           << QByteArray("||||invalid token||");
    QTest::newRow("limit") << QByteArray(R"({"error":"rate_limited","message":"Too many"})")
                           << QByteArray("||||rate_limited||");
    QTest::newRow("health") << QByteArray(
        R"({"status":"degraded","checks":{"database":{"healthy":false,"latency_ms":3},)"
        R"("pubsub":{"healthy":true},"iroh":{"healthy":false}},"timestamp":"2026"})")
                            << QByteArray("|||||degraded|database,iroh");
}

void TestSensoctoDecoder::readsAnswersOfTheRestApi()
{
    QFETCH(QByteArray, body);
    MessageDecoder decoder;
    const auto got = decoder.decode(view(body));
    QVERIFY(got);
    const MessageFields &fields = *got.value();
    QByteArrayList sick;
    for (const std::string_view check : fields.unhealthy)
        sick << bytes(check);
    const QByteArrayList parts{
        bytes(fields.user.id), bytes(fields.user.name), bytes(fields.token), bytes(fields.socketToken),
        bytes(fields.error),   bytes(fields.status),    sick.join(',')};
    QTEST(parts.join('|'), "summary");
}

QTEST_APPLESS_MAIN(TestSensoctoDecoder)
#include "tst_sensocto_decoder.moc"
