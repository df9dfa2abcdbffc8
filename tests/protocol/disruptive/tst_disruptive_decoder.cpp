#include "core/protocol/disruptive/address.h"
#include "core/protocol/disruptive/decoder.h"
#include "core/protocol/disruptive/recent_ids.h"
#include "core/protocol/disruptive/sse_parser.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::disruptive;

namespace {

QString shown(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString shown(Timestamp time)
{
    return QString::fromStdString(formatIsoTimestamp(time, 0)).section(QLatin1Char('T'), 1).chopped(1);
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Writes down each call as one line.
class Recorder : public EventHandler
{
public:
    QStringList lines;
    QMap<QString, int> types;

    bool begin(const EventHead &head) override
    {
        ++types[shown(head.type)];
        return true;
    }
    void sample(const EventHead &head, const Metric &metric, std::string_view part, Sample sample) override
    {
        lines << QStringLiteral("%1 %2%3=%4 %5%6")
                     .arg(shown(head.device), shown(metric.path),
                          part.empty() ? QString() : QLatin1Char('@') + shown(part), QString::number(sample.value),
                          shown(sample.time), head.isBackfilled ? QStringLiteral(" backfilled") : QString());
    }
    void instant(const EventHead &head, const QString &text) override
    {
        lines << QStringLiteral("%1 %2 '%3' %4")
                     .arg(shown(head.device), shown(head.type), text,
                          head.isTimed ? shown(head.time) : QStringLiteral("-"));
    }
    void connection(const EventHead &head, std::string_view word) override
    {
        lines << QStringLiteral("%1 is %2").arg(shown(head.device), shown(word));
    }
    void labels(const EventHead &head, const LabelChanges &changes) override
    {
        QString text;
        for (const auto &[key, value] : changes.added)
            text += QLatin1Char('+') + shown(key) + QLatin1Char('=') + shown(value);
        for (const auto &[key, value] : changes.modified)
            text += QLatin1Char('~') + shown(key) + QLatin1Char('=') + shown(value);
        for (const auto &key : changes.removed)
            text += QLatin1Char('-') + shown(key);
        lines << QStringLiteral("%1 labels %2 %3").arg(shown(head.device), text, shown(head.time));
    }
    void unknownEvent(const EventHead &head, std::string_view data) override
    {
        lines << QStringLiteral("%1 unknown %2 %3").arg(shown(head.device), shown(head.type), shown(data));
    }
    void badValue(const EventHead &, std::string_view metric, std::string_view why) override
    {
        lines << QStringLiteral("bad %1: %2").arg(shown(metric), shown(why));
    }
    void ping(const EventHead &head) override
    {
        ++types[QStringLiteral("ping")];
        lines << QStringLiteral("ping '%1' %2").arg(shown(head.device), shown(head.stamp.value_or(Timestamp())));
    }
    void serverError(const ServerError &error) override
    {
        lines << QStringLiteral("error %1 %2 %3")
                     .arg(QString::number(error.code), shown(error.message), shown(error.help));
    }
    void device(const DeviceFields &fields) override
    {
        QStringList labels;
        for (const auto &[key, value] : fields.labels)
            labels << shown(key) + QLatin1Char('=') + shown(value);
        lines << QStringLiteral("device %1 of %2: %3 [%4] %5")
                     .arg(shown(fields.id), shown(fields.project), shown(fields.type), shown(fields.productNumber),
                          labels.join(QLatin1Char(',')));
    }
};

/// An event of device "d" whose envelope is of second 9 and whose payload's updateTime is of second 1.
QByteArray eventOf(const char *type, const char *payload, const char *tail = R"(,"updateTime":"2024-01-01T00:00:01Z"})")
{
    return QByteArray(R"({"result":{"event":{"eventId":"e1","targetName":"projects/p/devices/d","eventType":")") + type
           + R"(","data":{")" + type + "\":" + payload + tail + R"(},"timestamp":"2024-01-01T00:00:09Z"}}})";
}

QStringList decoded(const QByteArray &json)
{
    Decoder decoder;
    Recorder recorder;
    const auto result = decoder.message(view(json), recorder);
    if (!result)
        recorder.lines << (result.error().code == ErrorCode::Malformed ? QStringLiteral("malformed")
                                                                       : QStringLiteral("missing"));
    else if (result.value() == MessageKind::Empty)
        recorder.lines << QStringLiteral("empty");
    return recorder.lines;
}

QByteArray sharedFile(const char *name)
{
    QFile file(QDir(qEnvironmentVariable("WATCHGLASS_SHARED_DATA")).filePath(QStringLiteral("dt-events/"))
               + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestDisruptiveDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everyEventTypeIsRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const QByteArray &json, std::initializer_list<const char *> lines) {
            QStringList all;
            for (const char *line : lines)
                all << QString::fromUtf8(line);
            QTest::newRow(name) << json << all;
        };
        row("touch", eventOf("touch", R"({"updateTime":"2024-01-01T00:00:01Z"})", ""), {"d touch '' 00:00:01"});
        row("temperature", eventOf("temperature", R"({"value":21.5)"), {"d temperature=21.5 00:00:01"});
        row("temperature as an integer", eventOf("temperature", R"({"value":-5)"), {"d temperature=-5 00:00:01"});
        row("objectPresent", eventOf("objectPresent", R"({"state":"PRESENT")"), {"d objectPresent=1 00:00:01"});
        row("objectPresent not", eventOf("objectPresent", R"({"state":"NOT_PRESENT")"), {"d objectPresent=0 00:00:01"});
        row("humidity", eventOf("humidity", R"({"temperature":22.5,"relativeHumidity":17)"),
            {"d humidity.temperature=22.5 00:00:01", "d humidity.relativeHumidity=17 00:00:01"});
        row("objectPresentCount", eventOf("objectPresentCount", R"({"total":4176)"),
            {"d objectPresentCount=4176 00:00:01"});
        row("touchCount", eventOf("touchCount", R"({"total":469)"), {"d touchCount=469 00:00:01"});
        row("waterPresent", eventOf("waterPresent", R"({"state":"PRESENT")"), {"d waterPresent=1 00:00:01"});
        row("motion", eventOf("motion", R"({"state":"MOTION_DETECTED")"), {"d motion=1 00:00:01"});
        row("no motion", eventOf("motion", R"({"state":"NO_MOTION_DETECTED")"), {"d motion=0 00:00:01"});
        row("deskOccupancy", eventOf("deskOccupancy", R"({"state":"OCCUPIED","remarks":["unsure","warm"])"),
            {"d deskOccupancy=1 00:00:01", "d deskOccupancy 'unsure' 00:00:01", "d deskOccupancy 'warm' 00:00:01"});
        row("contact", eventOf("contact", R"({"state":"OPEN")"), {"d contact=1 00:00:01"});
        row("contact closed", eventOf("contact", R"({"state":"CLOSED")"), {"d contact=0 00:00:01"});
        row("co2", eventOf("co2", R"({"ppm":526)"), {"d co2=526 00:00:01"});
        row("pressure", eventOf("pressure", R"({"pascal":99301)"), {"d pressure=99301 00:00:01"});
        row("probeWireStatus", eventOf("probeWireStatus", R"({"state":"FOUR_WIRE")"), {"d probeWireStatus=4 00:00:01"});
        row("probeWireStatus bad", eventOf("probeWireStatus", R"({"state":"INVALID_WIRE_CONFIGURATION")"),
            {"d probeWireStatus=0 00:00:01"});
        row("batteryStatus", eventOf("batteryStatus", R"({"percentage":87)"), {"d batteryStatus=87 00:00:01"});
        row("networkStatus",
            eventOf(
                "networkStatus",
                R"({"signalStrength":45,"rssi":-83,"cloudConnectors":[{"id":"c1","signalStrength":45,"rssi":-83},{"id":"c2","rssi":-90}],"transmissionMode":"HIGH_POWER_BOOST_MODE")"),
            {"d networkStatus.signalStrength=45 00:00:01", "d networkStatus.rssi=-83 00:00:01",
             "d networkStatus.transmissionMode=1 00:00:01", "d networkStatus.connector.signalStrength@c1=45 00:00:01",
             "d networkStatus.connector.rssi@c1=-83 00:00:01", "d networkStatus.connector.rssi@c2=-90 00:00:01"});
        row("networkStatus, all optional", eventOf("networkStatus", R"({"x":0)"), {});
        row("connectionStatus",
            eventOf("connectionStatus", R"({"connection":"ETHERNET","available":["CELLULAR","ETHERNET"])"),
            {"d connectionStatus=3 00:00:01", "d is ETHERNET"});
        row("connectionStatus offline", eventOf("connectionStatus", R"({"connection":"OFFLINE","available":[])"),
            {"d connectionStatus=0 00:00:01", "d is OFFLINE"});
        row("ethernetStatus",
            eventOf("ethernetStatus",
                    R"({"macAddress":"f0:b5","ipAddress":"10.0.0.1","errors":[{"code":404,"message":"lost"}])"),
            {"d ethernetStatus '10.0.0.1, f0:b5' 00:00:01", "d ethernetStatus '404 lost' 00:00:01"});
        row("cellularStatus",
            eventOf("cellularStatus", R"({"signalStrength":80,"errors":[{"code":"E1","message":"weak"}])"),
            {"d cellularStatus.signalStrength=80 00:00:01", "d cellularStatus 'E1 weak' 00:00:01"});
        row("labelsChanged",
            R"({"result":{"event":{"eventId":"e","targetName":"projects/p/devices/d","eventType":"labelsChanged","data":{"added":{"a":"1"},"modified":{"b":"2"},"removed":["c","d"]},"timestamp":"2024-01-01T00:00:09Z"}}})",
            {"d labels +a=1~b=2-c-d 00:00:09"});
        row("ping",
            R"({"result":{"event":{"eventId":"e1","targetName":"projects/p1","eventType":"ping","data":null,"timestamp":"2024-01-01T00:00:09Z"}}})",
            {"ping '' 00:00:09"});
        row("unknown", eventOf("connectionLatency", R"({"ms":[1,{"a":2}]})", ""),
            {R"(d unknown connectionLatency {"connectionLatency":{"ms":[1,{"a":2}]}})"});
    }
    void everyEventTypeIsRead()
    {
        QFETCH(QByteArray, json);
        QFETCH(QStringList, lines);
        QCOMPARE(decoded(json), lines);
    }

    void allNineteenTypesAndPingAreKnown()
    {
        QCOMPARE(eventTypes().size(), std::size_t(20));
        for (const EventType &type : eventTypes())
            QCOMPARE(findEventType(type.name), &type);
        QVERIFY(!findEventType("prolonged"));
    }

    void envelopesAreReadHoweverTheyStand_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("line");
        const QString good = QStringLiteral("d temperature=5 00:00:01");
        const QByteArray bare = eventOf("temperature", R"({"value":5)").mid(19).chopped(2);
        QTest::newRow("bare, as in history") << bare << good;
        QTest::newRow("data connector") << R"({"event":)" + bare
                                               + R"(,"labels":{"name":"x"},"metadata":{"deviceId":"d"}})"
                                        << good;
        QTest::newRow("data before its type") << QByteArray(
            R"({"result":{"event":{"data":{"temperature":{"updateTime":"2024-01-01T00:00:01Z","value":5}},"targetName":"projects/p/devices/d","eventType":"temperature"}}})")
                                              << good;
        QTest::newRow("strange fields") << QByteArray(R"({"x":[{}],"result":{"y":null,"event":{"z":{"a":[1]},)")
                                               + bare.mid(1) + "}}"
                                        << good;
        QTest::newRow("offset") << QByteArray(bare).replace("T00:00:01Z", "T02:00:01.000000000+02:00") << good;
        QTest::newRow("envelope's time") << eventOf("temperature", R"({"value":5})", "")
                                         << QStringLiteral("d temperature=5 00:00:09");
        QTest::newRow("unreadable updateTime") << eventOf("temperature", R"({"value":5,"updateTime":"soon"})", "")
                                               << QStringLiteral("d temperature=5 00:00:09");
        QTest::newRow("text for a number") << eventOf("temperature", R"({"value":"5")") << good;
        QTest::newRow("backfilled") << eventOf("temperature", R"({"value":5,"isBackfilled":true)")
                                    << good + QStringLiteral(" backfilled");
        QTest::newRow("backfilled as a word")
            << eventOf("temperature", R"({"value":5,"isBackfilled":"True")") << good + QStringLiteral(" backfilled");
        QTest::newRow("not backfilled as a word")
            << eventOf("temperature", R"({"value":5,"isBackfilled":"False")") << good;
        QTest::newRow("utf-8") << eventOf("touch", R"({"updateTime":"2024-01-01T00:00:01Z","x":"Käse \ud83e\uddc0"})",
                                          "")
                               << QStringLiteral("d touch '' 00:00:01");
        QTest::newRow("slash and blank in the name")
            << QByteArray(bare).replace("projects/p/devices/d", "/projets/p/devices/d ") << good;
    }
    void envelopesAreReadHoweverTheyStand()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, line);
        QCOMPARE(decoded(json), QStringList(line));
    }

    /// Of one decoder, which remembers the seconds that it read.
    void timesAreReadAlikeAgainAndAgain()
    {
        Decoder decoder;
        const auto ns = [&](const char *time) -> std::int64_t {
            std::int64_t got = -1;
            const QByteArray json =
                eventOf("touch", QByteArray("{\"updateTime\":\"" + QByteArray(time) + "\"}").constData(), "");
            struct Catcher final : Recorder
            {
                explicit Catcher(std::int64_t &to)
                    : ns(to)
                {}
                bool begin(const EventHead &head) override
                {
                    ns = head.time.ns();
                    return true;
                }
                std::int64_t &ns;
            } catcher(got);
            return decoder.message(view(json), catcher).ok() ? got : -1;
        };
        for (int pass = 0; pass < 2; ++pass) {
            for (const char *time : {"2024-01-01T00:00:01Z", "2024-01-01T00:00:01.5Z", "2024-01-01T00:00:01.123456789Z",
                                     "2024-01-01T00:00:01.000001Z", "2024-01-01T00:00:09Z", "2024-01-01t00:00:01.25Z",
                                     "2024-01-01T00:00:01.5+00:00", "2016-12-31T23:59:60.5Z", "2016-12-31T23:59:60Z",
                                     "1960-01-01T00:00:01.25Z", "1960-01-01T00:00:01Z"})
                QCOMPARE(ns(time), parseIsoTimestamp(time)->ns());
            for (const char *time : {"2024-01-01T00:00:01.Z", "2024-01-01T00:00:01.5xZ", "2024-01-01T00:00:01,,Z"})
                QCOMPARE(ns(time), parseIsoTimestamp("2024-01-01T00:00:09Z")->ns()); // the envelope's
        }
    }

    void subSamplesCountOnceEach_data()
    {
        QTest::addColumn<QByteArray>("payload");
        QTest::addColumn<QStringList>("lines");
        QTest::newRow("top repeats the newest") << QByteArray(
            R"({"value":3,"samples":[{"value":3,"sampleTime":"2024-01-01T00:00:01Z"},{"value":2,"sampleTime":"2024-01-01T00:00:00Z"}])")
                                                << QStringList({QStringLiteral("d temperature=2 00:00:00"),
                                                                QStringLiteral("d temperature=3 00:00:01")});
        QTest::newRow("top is newer")
            << QByteArray(R"({"value":4,"samples":[{"value":2,"sampleTime":"2024-01-01T00:00:00Z"}])")
            << QStringList({QStringLiteral("d temperature=2 00:00:00"), QStringLiteral("d temperature=4 00:00:01")});
        QTest::newRow("one twice") << QByteArray(
            R"({"value":3,"samples":[{"value":3,"sampleTime":"2024-01-01T00:00:01Z"},{"value":3,"sampleTime":"2024-01-01T00:00:01Z"}])")
                                   << QStringList({QStringLiteral("d temperature=3 00:00:01")});
        QTest::newRow("empty") << QByteArray(R"({"value":3,"samples":[])")
                               << QStringList({QStringLiteral("d temperature=3 00:00:01")});
        QTest::newRow("one without time") << QByteArray(R"({"value":3,"samples":[{"value":9}])")
                                          << QStringList({QStringLiteral("bad temperature: a sample without time"),
                                                          QStringLiteral("d temperature=3 00:00:01")});
    }
    void subSamplesCountOnceEach()
    {
        QFETCH(QByteArray, payload);
        QFETCH(QStringList, lines);
        QCOMPARE(decoded(eventOf("temperature", payload.constData())), lines);
    }

    void badInputIsToldAndSurvived_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *name, const QByteArray &json, const char *line) {
            QTest::newRow(name) << json << QStringList(QString::fromUtf8(line));
        };
        row("neither", R"({"result":{}})", "empty");
        row("nothing", "{}", "empty");
        row("list", "[1]", "missing");
        row("number", "7", "missing");
        row("no JSON", "hello", "missing");
        row("cut short", eventOf("temperature", R"({"value":5)").chopped(4), "malformed");
        row("two in one", "{}{}", "malformed");
        row("bad UTF-8", "{\"result\":\"\xff\"}", "malformed");
        row("no value", eventOf("temperature", R"({"x":1)"), "bad temperature: no value");
        row("no number", eventOf("temperature", R"({"value":[])"), "bad temperature: no number");
        row("null value", eventOf("temperature", R"({"value":null)"), "bad temperature: no value");
        row("no data", R"({"event":{"eventType":"touch","targetName":"a/devices/d","data":null}})",
            "bad touch: no data");
        row("data of another", R"({"event":{"eventType":"touch","targetName":"a/devices/d","data":{"co2":{}}}})",
            "bad touch: no data");
        row("no device", R"({"event":{"eventType":"touch","targetName":"projects/p","data":{"touch":{}}}})",
            "bad touch: no device");
        row("no time", R"({"event":{"eventType":"co2","targetName":"a/devices/d","data":{"co2":{"ppm":1}}}})",
            "bad co2: no time");
        QTest::newRow("unknown state") << eventOf("motion", R"({"state":"DANCING")")
                                       << QStringList({QStringLiteral("bad motion: an unknown state"),
                                                       QStringLiteral("d motion 'DANCING' 00:00:01")});
        row("older error", R"({"error":{"code":408,"message":"closing stream","details":[{"help":"see h"}]}})",
            "error 408 closing stream see h");
        row("newer error",
            R"({"error":{"grpcCode":1,"httpCode":408,"message":"closing stream","httpStatus":"Request Timeout","details":[]}})",
            "error 408 closing stream ");
        row("http_code", R"({"error":{"http_code":503,"message":"m"}})", "error 503 m ");
        row("text error", R"({"error":"text","code":409,"help":"see h"})", "error 409 text see h");
    }
    void badInputIsToldAndSurvived()
    {
        QFETCH(QByteArray, json);
        QFETCH(QStringList, lines);
        QCOMPARE(decoded(json), lines);
    }

    void aMessageCutAnywhereReportsNothing()
    {
        const QByteArray whole = eventOf(
            "humidity",
            R"({"temperature":22.5,"relativeHumidity":17,"samples":[{"temperature":22.5,"relativeHumidity":17,"sampleTime":"2024-01-01T00:00:01Z"}])");
        for (qsizetype size = 1; size < whole.size(); ++size)
            QCOMPARE(decoded(whole.left(size)), QStringList(QStringLiteral("malformed")));
    }

    void pagesOfDevicesTellWhatWasReported()
    {
        Decoder decoder;
        Recorder recorder;
        const auto page = decoder.devicePage(
            R"({"nextPageToken":"t2","devices":[{"reported":{"temperature":{"value":1,"updateTime":"2024-01-01T00:00:01Z"},"touch":null,"connectionLatency":null},"labels":{"name":"Käse","n":1},"productNumber":"100","type":"temperature","name":"projects/p/devices/d1"},{"name":"projects/p/devices/d2"},{}]})",
            recorder);
        QVERIFY(page.ok());
        QCOMPARE(page.value().items, std::size_t(3));
        QCOMPARE(page.value().nextToken, QStringLiteral("t2"));
        QCOMPARE(recorder.lines,
                 QStringList({QString::fromUtf8("device d1 of p: temperature [100] name=Käse,n=1"),
                              QStringLiteral("d1 temperature=1 00:00:01"), QStringLiteral("device d2 of p:  [] "),
                              QStringLiteral("bad device: no name")}));
        QVERIFY(decoder.devicePage("{}", recorder).ok());
        QVERIFY(decoder.devicePage("{}", recorder).value().nextToken.isEmpty());
        QVERIFY(!decoder.devicePage("[", recorder).ok());
    }

    void refusalsAreReadInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("rest") << QByteArray(R"({"error":"no","code":409,"help":"see h"})") << 409
                              << QStringLiteral("no (see h)");
        QTest::newRow("object") << QByteArray(R"({"error":{"code":404,"message":"gone"}})") << 404
                                << QStringLiteral("gone");
        QTest::newRow("token endpoint") << QByteArray(R"({"error":"invalid_grant","error_description":"bad key"})") << 0
                                        << QStringLiteral("invalid_grant (bad key)");
        QTest::newRow("page of a proxy") << QByteArray("<html>\n Bad   Gateway") << 0
                                         << QStringLiteral("<html> Bad Gateway");
        QTest::newRow("nothing") << QByteArray() << 0 << QString();
    }
    void refusalsAreReadInEveryForm()
    {
        QFETCH(QByteArray, body);
        QFETCH(int, code);
        QFETCH(QString, text);
        const RestError error = Decoder().restError(view(body));
        QCOMPARE(error.code, code);
        QCOMPARE(error.text, text);
    }

    void linesAreFoundWhereverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("lf") << QByteArray("one\n\xc3\xa4\xf0\x9f\xa7\x80\n\nlast\n");
        QTest::newRow("cr lf") << QByteArray("one\r\n\xc3\xa4\xf0\x9f\xa7\x80\r\n\r\nlast\r\n");
        QTest::newRow("cr") << QByteArray("one\r\xc3\xa4\xf0\x9f\xa7\x80\r\rlast\r");
        QTest::newRow("mixed, mark in front") << QByteArray("\xef\xbb\xbfone\n\xc3\xa4\xf0\x9f\xa7\x80\r\n\rlast\r\n");
    }
    void linesAreFoundWhereverTheyAreCut()
    {
        QFETCH(QByteArray, text);
        for (qsizetype size = 1; size <= text.size(); ++size) {
            LineSplitter splitter(100);
            QStringList lines;
            for (qsizetype at = 0; at < text.size(); at += size)
                splitter.take(view(text.mid(at, size)), [&](std::string_view line) { lines << shown(line); });
            QCOMPARE(lines, QStringList({QStringLiteral("one"), QString::fromUtf8("ä🧀"), QString(),
                                         QStringLiteral("last")}));
            QCOMPARE(splitter.takeRefused(), 0);
        }
    }

    void aLineOverTheLimitIsDroppedAndCounted()
    {
        for (const int size : {1, 3, 1000}) {
            LineSplitter splitter(10);
            QStringList lines;
            const QByteArray text = "short\n" + QByteArray(5000, 'x') + "\n1234567890\n12345678901\nend";
            for (qsizetype at = 0; at < text.size(); at += size)
                splitter.take(view(text.mid(at, size)), [&](std::string_view line) { lines << shown(line); });
            splitter.finish([&](std::string_view line) { lines << shown(line); });
            QCOMPARE(lines,
                     QStringList({QStringLiteral("short"), QStringLiteral("1234567890"), QStringLiteral("end")}));
            QCOMPARE(splitter.takeRefused(), 2);
            QCOMPARE(splitter.takeRefused(), 0);
        }
    }

    void eventStreamsAreReadWhereverTheyAreCut_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("messages");
        const auto row = [](const char *name, const QByteArray &text, std::initializer_list<const char *> messages) {
            QStringList all;
            for (const char *one : messages)
                all << QString::fromUtf8(one);
            QTest::newRow(name) << text << all;
        };
        row("with a space", "data: {}\n\n", {"{}"});
        row("without", "data:{}\n\n", {"{}"});
        row("two spaces", "data:  x\n\n", {" x"});
        row("comments", ": hello\n:\ndata: 1\n: inside\n\n:\n\n", {"1"});
        row("other fields", "event: message\nid: 7\nretry: 3000\nfoo: bar\ndata: 1\n\n", {"1"});
        row("field without colon", "foo\ndata: 1\nbar\n\n", {"1"});
        row("data without colon", "data\n\n", {""});
        row("several lines", "data: a\ndata: b\ndata: c\n\n", {"a\nb\nc"});
        row("empty data line", "data: a\ndata:\n\n", {"a\n"});
        row("two messages", "data: 1\n\ndata: 2\n\n", {"1", "2"});
        row("no data, no message", "event: x\n\ndata: 1\n\n", {"1"});
        row("cr lf", "data: 1\r\n\r\ndata: 2\r\n\r\n", {"1", "2"});
        row("cr", "data: 1\r\rdata: 2\r\r", {"1", "2"});
        row("cut off at the end", "data: 1\n\ndata: 2\n", {"1"});
        row("byte order mark",
            "\xef\xbb\xbf"
            "data: 1\n\n",
            {"1"});
        row("utf-8", "data: \xc3\xa4\n\n", {"ä"});
    }
    void eventStreamsAreReadWhereverTheyAreCut()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, messages);
        for (qsizetype size = 1; size <= text.size(); ++size) {
            SseParser parser(1000);
            QStringList got;
            for (qsizetype at = 0; at < text.size(); at += size)
                parser.take(view(text.mid(at, size)), [&](SseMessage &message) { got << shown(message.data()); });
            QCOMPARE(got, messages);
            if (text.contains("retry"))
                QVERIFY(parser.retryMs() == 3000 && parser.lastId() == "7");
        }
    }

    void aStringCutIntoTwoDataLinesIsJoinedWithNothing()
    {
        SseParser parser(1000);
        int messages = 0;
        parser.take("data: {\"temper\ndata: ature\":\ndata: 1}\n\n", [&messages](SseMessage &message) {
            ++messages;
            QVERIFY(message.hasSeveralLines());
            QCOMPARE(shown(message.data()), QStringLiteral("{\"temper\nature\":\n1}"));
            QCOMPARE(shown(message.joinWithNothing()), QStringLiteral("{\"temperature\":1}"));
        });
        QCOMPARE(messages, 1);
    }

    void aMessageOverTheLimitIsDroppedAndCounted()
    {
        SseParser parser(10);
        QStringList got;
        parser.take("data: 123456\ndata: 123456\n\ndata: 1\n\n",
                    [&](SseMessage &message) { got << shown(message.data()); });
        QCOMPARE(got, QStringList(QStringLiteral("1")));
        QCOMPARE(parser.takeRefused(), 1);
    }

    void anIdIsNewOnce()
    {
        RecentIds ids(100);
        for (int i = 0; i < 1000; ++i)
            QVERIFY(ids.insert("id" + std::to_string(i)));
        for (int i = 900; i < 1000; ++i)
            QVERIFY(!ids.insert("id" + std::to_string(i)));
        QVERIFY(ids.insert("id0")); // forgotten
        QVERIFY(ids.insert({}) && ids.insert({}));
    }

    void anAssertionIsSignedAsTheServiceWants()
    {
        const Credentials credentials = readCredentials(QStringLiteral("kid1:secret1:me@example.com"));
        const Timestamp now = Timestamp::fromMs(1704067200000);
        const QByteArray assertion =
            signedAssertion(credentials, QUrl(QStringLiteral("https://identity.example.com/oauth2/token")), now);
        QVERIFY(!assertion.contains('='));
        const QList<QByteArray> parts = assertion.split('.');
        QCOMPARE(parts.size(), 3);
        const auto part = [&parts](int i) {
            return QJsonDocument::fromJson(QByteArray::fromBase64(parts.at(i), QByteArray::Base64UrlEncoding)).object();
        };
        QCOMPARE(part(0).value(QLatin1String("alg")).toString(), QStringLiteral("HS256"));
        QCOMPARE(part(0).value(QLatin1String("kid")).toString(), QStringLiteral("kid1"));
        QCOMPARE(part(1).value(QLatin1String("iat")).toInteger(), 1704067195);
        QCOMPARE(part(1).value(QLatin1String("exp")).toInteger(), 1704070795);
        QCOMPARE(part(1).value(QLatin1String("iss")).toString(), QStringLiteral("me@example.com"));
        QCOMPARE(part(1).value(QLatin1String("aud")).toString(),
                 QStringLiteral("https://identity.example.com/oauth2/token"));
        QCOMPARE(parts.at(2), QMessageAuthenticationCode::hash(parts.at(0) + '.' + parts.at(1), "secret1",
                                                               QCryptographicHash::Sha256)
                                  .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
        QVERIFY(tokenForm(assertion).startsWith(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="));
        QCOMPARE(basicHeader(readCredentials(QStringLiteral("k:s"))), QByteArray("Basic azpz"));
        QVERIFY(readCredentials(QStringLiteral("abc")).keyId.isEmpty());
    }

    void addressesAreReadWithTheirOptions_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("stream"); // empty: an error
        QTest::addColumn<QString>("endpoint");
        const QString own = QStringLiteral("https://identity.disruptive-technologies.com/oauth2/token");
        const auto row = [](const char *address, const char *stream, const QString &endpoint) {
            QTest::newRow(address) << QString::fromLatin1(address) << QString::fromLatin1(stream) << endpoint;
        };
        row("https://api.disruptive-technologies.com/v2/projects/p1",
            "https://api.disruptive-technologies.com/v2/projects/p1/devices:stream?ping_interval=10s", own);
        row("https://api.d21s.com/projects/p1?ping=30s",
            "https://api.d21s.com/v2/projects/p1/devices:stream?ping_interval=30s", own);
        row("http://h:1/x/v2/projects/p1/?stream=sse&deviceIds=a&device_ids=b&eventTypes=touch",
            "http://h:1/x/v2/projects/p1/devices:stream?device_ids=b&device_ids=a&event_types=touch&ping_interval=10s",
            QStringLiteral("http://h:1/oauth2/token"));
        row("http://h/v2/projects/p?label_filters=a%3Db%26c%2B&token_endpoint=https://i/t",
            "http://h/v2/projects/p/devices:stream?label_filters=a%3Db%26c%2B&ping_interval=10s",
            QStringLiteral("https://i/t"));
        row("http://h/v2", "", QString());
        row("http://h/v2/projects/", "", QString());
        row("http://h/v2/projects/p?stream=xml", "", QString());
        row("http://h/v2/projects/p?ping=0s", "", QString());
        row("http://h/v2/projects/p?token_endpoint=x", "", QString());
    }
    void addressesAreReadWithTheirOptions()
    {
        QFETCH(QString, address);
        QFETCH(QString, stream);
        QFETCH(QString, endpoint);
        const auto read = readAddress(QUrl(address));
        QCOMPARE(read.ok(), !stream.isEmpty());
        if (!read)
            return;
        QCOMPARE(streamUrl(read.value()).toString(QUrl::FullyEncoded), stream);
        QCOMPARE(read.value().tokenEndpoint.toString(), endpoint);
        QCOMPARE(read.value().isEmulator, false);
        QVERIFY(readAddress(QUrl(QStringLiteral("https://emulator.d21s.com/v2/projects/p"))).value().isEmulator);
    }

    void recordedEventsComeInComplete()
    {
        const QByteArray each = sharedFile("dt_events_each_type.json");
        if (each.isEmpty())
            QSKIP("the recorded events are not here");
        Decoder decoder;
        Recorder history;
        QCOMPARE(decoder.eventPage(view(each), history).value().items, std::size_t(16));
        QCOMPARE(history.types.size(), 16);
        QVERIFY(history.lines.filter(QStringLiteral("bad")).isEmpty()
                && history.lines.filter(QStringLiteral("unknown")).isEmpty());

        Recorder stream;
        for (const QByteArray &line :
             sharedFile("dt_stream_lines.txt").split('\n') + sharedFile("dt_data_connector_push.jsonl").split('\n')) {
            if (!line.trimmed().isEmpty())
                QCOMPARE(decoder.message(view(line), stream).value(), MessageKind::Event);
        }
        QCOMPARE(stream.types, (QMap<QString, int>{{QStringLiteral("ping"), 1},
                                                   {QStringLiteral("temperature"), 2},
                                                   {QStringLiteral("networkStatus"), 1},
                                                   {QStringLiteral("touch"), 4}}));
        QVERIFY(stream.lines.filter(QStringLiteral("bad")).isEmpty());

        Recorder devices;
        QCOMPARE(decoder.devicePage(view(sharedFile("dt_devices.json")), devices).value().items, std::size_t(10));
        QCOMPARE(devices.types.value(QStringLiteral("touch")), 8);
        QCOMPARE(devices.types.value(QStringLiteral("networkStatus")), 7);
        QCOMPARE(devices.types.value(QStringLiteral("batteryStatus")), 7);
        QCOMPARE(devices.types.value(QStringLiteral("does_not_exist")), 1);
        QVERIFY(!devices.types.contains(QStringLiteral("connectionLatency")));
        QCOMPARE(devices.lines.filter(QStringLiteral("unknown")).size(), 1);
        QVERIFY(devices.lines.filter(QStringLiteral("bad")).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveDecoder)
#include "tst_disruptive_decoder.moc"
