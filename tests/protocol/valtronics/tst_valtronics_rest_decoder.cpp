#include "core/protocol/valtronics/rest_decoder.h"
#include "tests/protocol/valtronics/recording_handler.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::valtronics;

namespace {

std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

const QByteArray rows = R"([{"metric_name":"t","metric_value":21.5,"unit":"celsius","id":12,"device_id":1,)"
                        R"("timestamp":"2026-01-01T00:00:02"},{"metric_name":"h","metric_value":"45","unit":null,)"
                        R"("id":9007199254740993,"device_id":1,"timestamp":"2026-01-01T00:00:01.250000"}])";

} // namespace

class TestRestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsTelemetryRows();
    void countsRowsThatCannotBeUsed();
    void readsDevices();
    void readsAlertsOfEveryStatus_data();
    void readsAlertsOfEveryStatus();
    void readsHealth();
    void refusesOtherBodies_data();
    void refusesOtherBodies();
    void refusesBodiesCutShortAtAnyByte();
    void shortensErrorTexts_data();
    void shortensErrorTexts();
};

void TestRestDecoder::readsTelemetryRows()
{
    RestDecoder decoder;
    QStringList lines;
    const auto page = decoder.telemetry(viewOf(rows), [&lines](std::int64_t id, const SampleFields &fields) {
        lines << QStringLiteral("%1 %2 %3 %4 [%5] %6")
                     .arg(QString::number(id), test::shown(fields.device), test::shown(fields.metric),
                          test::shown(fields.value), test::shown(fields.unit), test::shown(std::optional(fields.time)));
    });
    QVERIFY(page.ok());
    QCOMPARE(lines, QStringList({QStringLiteral("12 1 t 21.5 [celsius] 2026-01-01T00:00:02.000000000Z"),
                                 QStringLiteral("9007199254740993 1 h 45 [] 2026-01-01T00:00:01.250000000Z")}));
    QCOMPARE(page.value().rows, std::size_t(2));
    QCOMPARE(page.value().minId, 12);
    QCOMPARE(page.value().maxId, 9007199254740993);
    QCOMPARE(page.value().oldest, Timestamp::fromMs(1'767'225'601'250));
}

void TestRestDecoder::countsRowsThatCannotBeUsed()
{
    RestDecoder decoder;
    int good = 0;
    const auto page =
        decoder.telemetry(R"([{"id":1,"metric_name":"t","metric_value":1,"timestamp":"2026-01-01T00:00:00"},)"
                          R"({"id":2,"metric_name":"t","metric_value":"warm","timestamp":"2026-01-01T00:00:00"},)"
                          R"({"id":3,"metric_name":"t","metric_value":1},)"
                          R"({"metric_name":"t","metric_value":1,"timestamp":"2026-01-01T00:00:00"},{}])",
                          [&good](std::int64_t, const SampleFields &) { ++good; });
    QVERIFY(page.ok());
    QCOMPARE(good, 1);
    QCOMPARE(page.value().badRows, std::size_t(4));
    QCOMPARE(page.value().maxId, 3); // a bad row is not asked for for ever
}

void TestRestDecoder::readsDevices()
{
    RestDecoder decoder;
    const auto devices = decoder.devices(R"([{"name":"Oven","device_id":"TEMP-001","device_type":"sensor","id":7,)"
                                         R"("location":null,"status":"maintenance","is_active":true,)"
                                         R"("last_seen":"2026-01-01T00:00:00"},{"name":"no id"}])");
    QVERIFY(devices.ok());
    QCOMPARE(devices.value().size(), std::size_t(1));
    const DeviceUpdate &device = devices.value()[0];
    QCOMPARE(device.id, QStringLiteral("7")); // the number counts, not the device's own name
    QCOMPARE(device.name, QStringLiteral("Oven"));
    QCOMPARE(device.type, QStringLiteral("sensor"));
    QVERIFY(!device.location);
    QCOMPARE(device.status, QStringLiteral("maintenance"));
    QCOMPARE(device.lastSeen, std::optional(Timestamp::fromMs(1'767'225'600'000)));
}

void TestRestDecoder::readsAlertsOfEveryStatus_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<AlarmCondition>("condition");
    QTest::newRow("active") << QByteArray(R"("status":"active")") << AlarmCondition::Active;
    QTest::newRow("unknown word") << QByteArray(R"("status":"escalated")") << AlarmCondition::Active;
    QTest::newRow("acknowledged") << QByteArray(R"("status":"acknowledged","acknowledged_at":"2026-01-01T00:00:00")")
                                  << AlarmCondition::Acknowledged;
    QTest::newRow("resolved") << QByteArray(R"("status":"resolved")") << AlarmCondition::Resolved;
    QTest::newRow("resolved, then acknowledged by somebody")
        << QByteArray(R"("status":"acknowledged","resolved_at":"2026-01-01T00:00:00")") << AlarmCondition::Resolved;
    QTest::newRow("no status") << QByteArray(R"("status":null)") << AlarmCondition::Active;
}

void TestRestDecoder::readsAlertsOfEveryStatus()
{
    QFETCH(QByteArray, fields);
    QFETCH(AlarmCondition, condition);
    const QByteArray row = R"({"id":5,"device_id":999,"title":"Hot","description":"Too hot","severity":"emergency",)"
                           R"("alert_type":"threshold","threshold_value":30,"actual_value":31.5,"metric_name":"t",)"
                           R"("created_at":"2026-01-01T00:00:00",)"
                           + fields + "}";
    RestDecoder decoder;
    const auto alarm = decoder.alert(viewOf(row));
    QVERIFY(alarm.ok());
    QCOMPARE(alarm.value().condition, condition);
    QCOMPARE(alarm.value().id, QStringLiteral("5"));
    QVERIFY(alarm.value().actionable);
    QCOMPARE(alarm.value().message, QStringLiteral("Too hot"));
    QCOMPARE(alarm.value().priority, AlarmPriority::Critical);
    QCOMPARE(alarm.value().metric, QStringLiteral("t"));
    QCOMPARE(alarm.value().raisedAt, Timestamp::fromMs(1'767'225'600'000));
    const auto list = decoder.alerts(viewOf("[" + row + R"(,{"title":"no id"}])"));
    QVERIFY(list.ok());
    QCOMPARE(list.value().size(), std::size_t(1));
    QCOMPARE(list.value()[0].condition, condition);
}

void TestRestDecoder::readsHealth()
{
    RestDecoder decoder;
    const auto health = decoder.health(R"({"status":"healthy","timestamp":1767225600.123456,"version":"1.0.0",)"
                                       R"("services":{"redis":"disabled"}})");
    QVERIFY(health.ok());
    QCOMPARE(health.value().status, QStringLiteral("healthy"));
    QCOMPARE(health.value().version, QStringLiteral("1.0.0"));
    QCOMPARE(health.value().time, std::optional(Timestamp::fromNs(1'767'225'600'123'456'000)));
}

void TestRestDecoder::refusesOtherBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("Internal Server Error");
    QTest::newRow("web page") << QByteArray("<html></html>");
    QTest::newRow("number") << QByteArray("1");
    QTest::newRow("array of numbers") << QByteArray("[1]");
    QTest::newRow("open array") << QByteArray("[{}");
    QTest::newRow("nested arrays") << QByteArray("[").repeated(5000);
}

void TestRestDecoder::refusesOtherBodies()
{
    QFETCH(QByteArray, body);
    RestDecoder decoder;
    QVERIFY(!decoder.telemetry(viewOf(body), [](std::int64_t, const SampleFields &) {}).ok());
    QVERIFY(!decoder.devices(viewOf(body)).ok());
    QVERIFY(!decoder.alerts(viewOf(body)).ok());
    QVERIFY(!decoder.alert(viewOf(body)).ok());
    QVERIFY(!decoder.health(viewOf(body)).ok());
}

void TestRestDecoder::refusesBodiesCutShortAtAnyByte()
{
    RestDecoder decoder;
    for (qsizetype size = 0; size < rows.size(); ++size)
        QVERIFY(!decoder.telemetry(viewOf(rows.left(size)), [](std::int64_t, const SampleFields &) {}).ok());
}

void TestRestDecoder::shortensErrorTexts_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("text") << QByteArray(R"({"detail":"Device not found"})") << QStringLiteral("Device not found");
    QTest::newRow("list") << QByteArray(R"({"detail":[{"msg":"a"},{"msg":"b"}]})") << QStringLiteral("a; b");
    QTest::newRow("plain") << QByteArray("Internal\nServer Error") << QStringLiteral("Internal Server Error");
    QTest::newRow("long") << QByteArray(100'000, 'x') << QString(200, QLatin1Char('x'));
    QTest::newRow("none") << QByteArray() << QString();
}

void TestRestDecoder::shortensErrorTexts()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, text);
    QCOMPARE(errorDetail(viewOf(body)), text);
}

QTEST_GUILESS_MAIN(TestRestDecoder)
#include "tst_valtronics_rest_decoder.moc"
