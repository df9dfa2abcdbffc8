#include "core/protocol/valtronics/encoder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::valtronics;

namespace {

QJsonObject parsed(const QString &frame)
{
    return QJsonDocument::fromJson(frame.toUtf8()).object();
}

} // namespace

class TestEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void writesWhatTheServerReads_data();
    void writesWhatTheServerReads();
    void writesServerIdsAsStrings();
    void escapesWhatItIsGiven();
    void packsBatchesWithinBothLimits_data();
    void packsBatchesWithinBothLimits();
};

void TestEncoder::writesWhatTheServerReads_data()
{
    QTest::addColumn<QString>("frame");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const QString &frame, const QByteArray &expected) {
        QTest::newRow(name) << frame << expected;
    };
    row("auth", encodeAuth(QStringLiteral("secret")), R"({"type":"auth","token":"secret"})");
    row("auth without token", encodeAuth({}), R"({"type":"auth","token":""})");
    row("subscribe to all", encodeSubscribe(Channel::Devices), R"({"type":"subscribe","channel":"devices"})");
    Filters telemetry;
    telemetry.deviceId = QStringLiteral("7");
    telemetry.metrics = QStringList{QStringLiteral("temperature")};
    telemetry.frequency = QStringLiteral("real-time");
    row("telemetry: device at top level, filters inside", encodeSubscribe(Channel::Telemetry, telemetry),
        R"({"type":"subscribe","channel":"telemetry","device_id":"7",)"
        R"("filters":{"metrics":["temperature"],"frequency":"real-time"}})");
    Filters alerts;
    alerts.deviceId = QStringLiteral("7");
    alerts.severities = QStringList{QStringLiteral("critical"), QStringLiteral("warning")};
    alerts.alertType = QStringLiteral("threshold");
    row("alerts", encodeSubscribe(Channel::Alerts, alerts),
        R"({"type":"subscribe","channel":"alerts","device_id":"7",)"
        R"("filters":{"severity":["critical","warning"],"device_id":"7","alert_type":"threshold"}})");
    Filters devices;
    devices.deviceIds = QStringList{QStringLiteral("1"), QStringLiteral("2")};
    devices.statusTypes = QStringList{QStringLiteral("offline")};
    row("devices", encodeSubscribe(Channel::Devices, devices),
        R"({"type":"subscribe","channel":"devices","filters":{"device_id":["1","2"],"status_types":["offline"]}})");
    row("unsubscribe", encodeUnsubscribe(Channel::System), R"({"type":"unsubscribe","channel":"system"})");
    row("unsubscribe a device", encodeUnsubscribe(Channel::Telemetry, QStringLiteral("7")),
        R"({"type":"unsubscribe","channel":"telemetry","device_id":"7"})");
    row("ping", encodePing(Timestamp::fromMs(1'767'225'600'123)),
        R"({"type":"ping","timestamp":"2026-01-01T00:00:00.123Z"})");
    row("subscribe_device", encodeSubscribeDevice(QStringLiteral("1")),
        R"({"type":"subscribe_device","device_id":"1"})");
    row("unsubscribe_device", encodeUnsubscribeDevice(QStringLiteral("1")),
        R"({"type":"unsubscribe_device","device_id":"1"})");
    row("get_device_status", encodeGetDeviceStatus(QStringLiteral("1")),
        R"({"type":"get_device_status","device_id":"1"})");
}

void TestEncoder::writesWhatTheServerReads()
{
    QFETCH(QString, frame);
    QFETCH(QByteArray, expected);
    QCOMPARE(parsed(frame), QJsonDocument::fromJson(expected).object());
    QVERIFY(frame.toUtf8().size() <= 1024);
}

void TestEncoder::writesServerIdsAsStrings()
{
    QVERIFY(parsed(encodeSubscribeDevice(QStringLiteral("1"))).value(QLatin1String("device_id")).isString());
    QVERIFY(parsed(encodeUnsubscribeDevice(QStringLiteral("1"))).value(QLatin1String("device_id")).isString());
}

void TestEncoder::escapesWhatItIsGiven()
{
    const QString nasty = QStringLiteral("a\"b\\c\n\u00e9\u0001");
    QCOMPARE(parsed(encodeAuth(nasty)).value(QLatin1String("token")).toString(), nasty);
    QCOMPARE(parsed(encodeSubscribeDevice(nasty)).value(QLatin1String("device_id")).toString(), nasty);
}

void TestEncoder::packsBatchesWithinBothLimits_data()
{
    QTest::addColumn<QStringList>("frames");
    QTest::addColumn<int>("messages");
    const auto many = [](const QString &frame, int count) { return QStringList(QList<QString>(count, frame)); };
    QTest::newRow("none") << QStringList() << 0;
    QTest::newRow("one") << many(QStringLiteral("{}"), 1) << 1;
    QTest::newRow("fifty small ones are one message") << many(QStringLiteral("{}"), 50) << 1;
    QTest::newRow("fifty-one are two") << many(QStringLiteral("{}"), 51) << 2;
    QTest::newRow("fifty real ones do not fit 1 KB") << many(encodeSubscribeDevice(QStringLiteral("12345")), 50) << 3;
    QTest::newRow("one too long for a batch goes alone")
        << QStringList{QStringLiteral("{}"), encodeAuth(QString(1000, QLatin1Char('x'))), QStringLiteral("{}")} << 3;
}

void TestEncoder::packsBatchesWithinBothLimits()
{
    QFETCH(QStringList, frames);
    QFETCH(int, messages);
    QStringList unpacked;
    const QStringList batches = encodeBatches(frames);
    for (const QString &message : batches) {
        const QJsonObject object = parsed(message);
        if (object.value(QLatin1String("type")).toString() != QLatin1String("batch")) {
            unpacked << message;
            continue;
        }
        QVERIFY(message.toUtf8().size() <= 1024);
        const QJsonArray items = object.value(QLatin1String("messages")).toArray();
        QVERIFY(items.size() <= 50);
        for (const auto &item : items)
            unpacked << QString::fromUtf8(QJsonDocument(item.toObject()).toJson(QJsonDocument::Compact));
    }
    QCOMPARE(batches.size(), messages);
    QCOMPARE(unpacked, frames);
}

QTEST_GUILESS_MAIN(TestEncoder)
#include "tst_valtronics_encoder.moc"
