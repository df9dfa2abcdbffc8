#include "tests/protocol/disruptive/recording_handler.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::disruptive;
using Recorder = watchglass::test::DisruptiveRecorder;
using watchglass::test::bytesView;

namespace {

/// An event of device "d" whose envelope is of second 9 and whose payload's updateTime is of second 1.
QByteArray eventOf(const char *type, const QByteArray &payload,
                   const char *tail = R"(,"updateTime":"2024-01-01T00:00:01Z"})")
{
    return QByteArray(
               "{\"result\":{\"event\":{\"eventId\":\"e1\",\"targetName\":\"projects/p/devices/d\",\"eventType\":\"")
           + type + R"(","data":{")" + type + "\":" + payload + tail + R"(},"timestamp":"2024-01-01T00:00:09Z"}}})";
}

QStringList decoded(const QByteArray &json)
{
    Decoder decoder;
    Recorder recorder;
    const auto result = decoder.message(bytesView(json), recorder);
    if (!result)
        recorder.lines << (result.error().code == ErrorCode::Malformed ? QStringLiteral("malformed")
                                                                       : QStringLiteral("missing"));
    else if (result.value() == MessageKind::Empty)
        recorder.lines << QStringLiteral("empty");
    return recorder.lines;
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
        row("waterPresent not", eventOf("waterPresent", R"({"state":"NOT_PRESENT")"), {"d waterPresent=0 00:00:01"});
        row("desk free", eventOf("deskOccupancy", R"({"state":"NOT_OCCUPIED","remarks":[])"),
            {"d deskOccupancy=0 00:00:01"});
        row("humidity with samples",
            eventOf(
                "humidity",
                R"({"temperature":3,"relativeHumidity":30,"samples":[{"temperature":3,"relativeHumidity":30,"sampleTime":"2024-01-01T00:00:01Z"},{"temperature":2,"relativeHumidity":20,"sampleTime":"2024-01-01T00:00:00Z"}])"),
            {"d humidity.temperature=2 00:00:00", "d humidity.temperature=3 00:00:01",
             "d humidity.relativeHumidity=20 00:00:00", "d humidity.relativeHumidity=30 00:00:01"});
        for (const auto &[word, value] : {std::pair("INVALID_WIRE_CONFIGURATION", 0),
                                          {"INVALID_COEFFICIENT_CONFIGURATION", 1},
                                          {"TWO_WIRE", 2},
                                          {"THREE_WIRE", 3},
                                          {"FOUR_WIRE", 4}}) {
            const QByteArray line = "d probeWireStatus=" + QByteArray::number(value) + " 00:00:01";
            row(word, eventOf("probeWireStatus", QByteArray("{\"state\":\"") + word + '"'), {line.constData()});
        }
        for (const auto &[word, value] : {std::pair("OFFLINE", 0), {"SDS", 1}, {"CELLULAR", 2}, {"ETHERNET", 3}}) {
            const QByteArray line = "d connectionStatus=" + QByteArray::number(value) + " 00:00:01";
            const QByteArray status = QByteArray("d is ") + word;
            row(word, eventOf("connectionStatus", QByteArray("{\"connection\":\"") + word + "\",\"available\":[]"),
                {line.constData(), status.constData()});
        }
        row("network in low power", eventOf("networkStatus", R"({"transmissionMode":"LOW_POWER_STANDARD_MODE")"),
            {"d networkStatus.transmissionMode=0 00:00:01"});
        row("network of an emulated device", eventOf("networkStatus", R"({"signalStrength":100,"rssi":0)"),
            {"d networkStatus.signalStrength=100 00:00:01", "d networkStatus.rssi=0 00:00:01"});
        row("waterPresent", eventOf("waterPresent", R"({"state":"PRESENT")"), {"d waterPresent=1 00:00:01"});
        row("motion", eventOf("motion", R"({"state":"MOTION_DETECTED")"), {"d motion=1 00:00:01"});
        row("no motion", eventOf("motion", R"({"state":"NO_MOTION_DETECTED")"), {"d motion=0 00:00:01"});
        row("deskOccupancy", eventOf("deskOccupancy", R"({"state":"OCCUPIED","remarks":["unsure","warm"])"),
            {"d deskOccupancy=1 00:00:01", "d deskOccupancy 'unsure' 00:00:01", "d deskOccupancy 'warm' 00:00:01"});
        row("contact", eventOf("contact", R"({"state":"OPEN")"), {"d contact=1 00:00:01"});
        row("contact closed", eventOf("contact", R"({"state":"CLOSED")"), {"d contact=0 00:00:01"});
        row("co2", eventOf("co2", R"({"ppm":526)"), {"d co2=526 00:00:01"});
        row("pressure", eventOf("pressure", R"({"pascal":99301)"), {"d pressure=99301 00:00:01"});
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
            const QByteArray json = eventOf("touch", "{\"updateTime\":\"" + QByteArray(time) + "\"}", "");
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
            return decoder.message(bytesView(json), catcher).ok() ? got : -1;
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
        QCOMPARE(decoded(eventOf("temperature", payload)), lines);
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
        const RestError error = Decoder().restError(bytesView(body));
        QCOMPARE(error.code, code);
        QCOMPARE(error.text, text);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveDecoder)
#include "tst_disruptive_decoder.moc"
