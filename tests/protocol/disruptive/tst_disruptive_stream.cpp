#include "tests/protocol/disruptive/scripted_service.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using watchglass::test::Talk;

namespace {

const QString sse = QStringLiteral("stream=sse");

} // namespace

/// What the client makes of a stream's bytes, whatever they are and wherever they are cut.
class TestDisruptiveStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void chunksMayBeCutAtAnyByte_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("lines") << QString() << QByteArray() << QByteArray("\n");
        QTest::newRow("lines, cr lf") << QString() << QByteArray() << QByteArray("\r\n");
        QTest::newRow("sse, lf") << sse << QByteArray("data: ") << QByteArray("\n\n");
        QTest::newRow("sse, cr lf") << sse << QByteArray(": hello\r\nevent: x\r\ndata:") << QByteArray("\r\n\r\n");
        QTest::newRow("sse, cr") << sse << QByteArray("id: 1\rdata: ") << QByteArray("\r\r");
    }
    void chunksMayBeCutAtAnyByte()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        Talk talk(query);
        QVERIFY(talk.goesLive());
        const qsizetype size = (before + talk.event("e00000", "temperature", "\"value\":1,\"x\":\"ä\"") + after).size();
        for (qsizetype cut = 1; cut < size; ++cut) {
            const QByteArray id = "e" + QByteArray::number(10'000 + cut);
            const QByteArray text = before + talk.event(id, "temperature", "\"value\":1,\"x\":\"ä\"") + after;
            talk.service.stream(text.left(cut));
            QCoreApplication::processEvents();
            talk.service.stream(text.mid(cut));
        }
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() >= static_cast<std::size_t>(size - 1); }));
        QCOMPARE(talk.sink.samples.size(), static_cast<std::size_t>(size - 1));
        QVERIFY(talk.sink.problems.empty());
    }

    void aMessageCutShortAtAnyByteCostsItselfOnly_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::newRow("lines") << QString() << QByteArray() << QByteArray("\n");
        QTest::newRow("sse") << sse << QByteArray("data: ") << QByteArray("\n\n");
    }
    void aMessageCutShortAtAnyByteCostsItselfOnly()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        Talk talk(query);
        QVERIFY(talk.goesLive());
        const QByteArray whole = talk.event("e1", "temperature", "\"value\":1");
        for (qsizetype size = 1; size < whole.size(); ++size)
            talk.service.stream(before + whole.left(size) + after);
        talk.service.stream(before + whole + after);
        QVERIFY(talk.reaches([&] { return !talk.sink.samples.empty(); }));
        QCOMPARE(talk.sink.samples.size(), std::size_t(1));
        QCOMPARE(talk.sink.countOf(Problem::BadFrame), static_cast<int>(whole.size()) - 1);
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
    }

    void aStreamCutShortIsAskedForAgain_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<bool>("inOrder");
        QTest::newRow("lines, ended in order") << QString() << true;
        QTest::newRow("lines, lost") << QString() << false;
        QTest::newRow("sse, ended in order") << sse << true;
        QTest::newRow("sse, lost") << sse << false;
    }
    void aStreamCutShortIsAskedForAgain()
    {
        QFETCH(QString, query);
        QFETCH(bool, inOrder);
        Talk talk(query);
        QVERIFY(talk.goesLive());
        const bool isSse = !query.isEmpty();
        std::size_t times = 0;
        for (qsizetype cut = 1; cut < 260; cut += 43) {
            const QByteArray id = "e" + QByteArray::number(1000 + cut);
            const QByteArray whole =
                (isSse ? "data: " : "") + talk.event(id, "temperature", "\"value\":1") + (isSse ? "\n\n" : "\n");
            QVERIFY(talk.reaches([&] { return talk.service.streams() == 1; }, 250ms));
            const int before = talk.sink.current().reconnects;
            talk.service.stream(whole.left(std::min(cut, whole.size() - 3)));
            talk.service.endStreams(inOrder);
            QVERIFY(talk.reaches([&] { return talk.sink.current().reconnects > before; }, 250ms));
            QVERIFY(talk.reaches([&] { return talk.service.streams() == 1; }));
            QCOMPARE(talk.sink.samples.size(), times);
            talk.service.stream(whole);
            QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == times + 1; }));
            ++times;
        }
        QCOMPARE(talk.sink.samples.size(), times);
    }

    void eventStreamsAreReadHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QByteArray>("text"); // <1><2>, <3><4>: a message, cut inside a string or between fields
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("bad");
        QTest::newRow("comment lines") << QByteArray(": x\n:\ndata: <1><2>\n: y\n\n") << 1 << 0;
        QTest::newRow("no space") << QByteArray("data:<1><2>\n\n") << 1 << 0;
        QTest::newRow("fields without colon") << QByteArray("foo\ndata: <1><2>\nbar\n\n") << 1 << 0;
        QTest::newRow("event, id, retry") << QByteArray("event: m\nid: 7\nretry: 10\ndata: <1><2>\n\n") << 1 << 0;
        QTest::newRow("two lines cut inside a string") << QByteArray("data: <1>\ndata: <2>\n\n") << 1 << 0;
        QTest::newRow("two lines cut between fields") << QByteArray("data: <3>\ndata: <4>\n\n") << 1 << 0;
        QTest::newRow("cr") << QByteArray("data: <1><2>\r\r") << 1 << 0;
        QTest::newRow("half of one") << QByteArray("data: <1>\n\n") << 0 << 1;
        QTest::newRow("without data") << QByteArray("event: m\n\n") << 0 << 0;
    }
    void eventStreamsAreReadHoweverTheyAreWritten()
    {
        QFETCH(QByteArray, text);
        QFETCH(int, samples);
        QFETCH(int, bad);
        Talk talk(sse);
        QVERIFY(talk.goesLive());
        const QByteArray whole = talk.event("e1", "temperature", "\"value\":5");
        const qsizetype inString = whole.indexOf("temperature") + 4;
        const qsizetype betweenFields = whole.indexOf("\"data\"");
        text.replace("<1>", whole.left(inString)).replace("<2>", whole.mid(inString));
        text.replace("<3>", whole.left(betweenFields)).replace("<4>", whole.mid(betweenFields));
        talk.service.stream(text);
        talk.service.stream("data: " + talk.event("end", "touch", {}) + "\n\n");
        QVERIFY(talk.reaches([&] { return !talk.sink.events.empty(); }));
        QCOMPARE(talk.sink.samples.size(), static_cast<std::size_t>(samples));
        QCOMPARE(talk.sink.countOf(Problem::BadFrame), bad);
        QCOMPARE(talk.sink.events.size(), std::size_t(1));
    }

    void anEventCountsOnceInWhateverOrder()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        const auto send = [&](const QByteArray &id, int at) {
            talk.service.stream(talk.event(id, "temperature", "\"value\":" + QByteArray::number(at), at) + "\n");
        };
        send("e1", 1);
        send("e1", 1);
        send("e3", 3);
        send("e2", 2);
        send("e3", 3);
        send("e4", 4);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() >= 4; }));
        QCOMPARE(talk.sink.values(), std::vector<double>({1.0, 3.0, 2.0, 4.0}));
        QCOMPARE(talk.sink.samples[2].sample.time, talk.clock.now() + 2s);
    }

    void theStatusIsWhatTheDeviceAndTheServiceSay_data()
    {
        QTest::addColumn<QStringList>("events"); // type, fields, seconds from now
        QTest::addColumn<QStringList>("statuses");
        const auto row = [](const char *name, const QStringList &events, const QStringList &statuses) {
            QTest::newRow(name) << events << statuses;
        };
        const QString online = QStringLiteral("online");
        const QString offline = QStringLiteral("offline");
        const auto value = [](int at, bool backfilled = false) {
            return QStringLiteral("temperature|\"value\":1%1|%2")
                .arg(backfilled ? QStringLiteral(",\"isBackfilled\":true") : QString())
                .arg(at);
        };
        const auto connection = [](const char *word, int at, bool backfilled = false) {
            return QStringLiteral("connectionStatus|\"connection\":\"%1\",\"available\":[]%2|%3")
                .arg(QLatin1String(word), backfilled ? QStringLiteral(",\"isBackfilled\":\"True\"") : QString())
                .arg(at);
        };
        row("a live value", {value(0)}, {online});
        row("two live values", {value(0), value(20)}, {online});
        row("heard by a connector", {QStringLiteral("networkStatus|\"signalStrength\":50|0")}, {online});
        row("an old value", {value(-7200)}, {});
        row("a backfilled value", {value(0, true)}, {});
        row("sensor in reach", {connection("SDS", 0)}, {online});
        row("connector by cable", {connection("ETHERNET", 0)}, {online});
        row("connector by radio", {connection("CELLULAR", 0)}, {online});
        row("out of reach", {connection("OFFLINE", 0)}, {offline});
        row("backfilled word", {connection("OFFLINE", 0, true)}, {});
        row("back by its own voice", {connection("OFFLINE", 0), value(1)}, {offline, online});
        row("what it said before it went", {connection("OFFLINE", 0), value(-1)}, {offline});
        row("an older word after a newer", {connection("SDS", 5), connection("OFFLINE", 1)}, {online});
        row("away, back, away", {value(0), connection("OFFLINE", 1), connection("SDS", 2), connection("OFFLINE", 3)},
            {online, offline, online, offline});
    }
    void theStatusIsWhatTheDeviceAndTheServiceSay()
    {
        QFETCH(QStringList, events);
        QFETCH(QStringList, statuses);
        Talk talk;
        QVERIFY(talk.goesLive());
        int number = 0;
        for (const QString &one : std::as_const(events)) {
            const QStringList parts = one.split(QLatin1Char('|'));
            talk.service.stream(
                talk.event("e" + QByteArray::number(++number), parts[0].toUtf8(), parts[1].toUtf8(), parts[2].toInt())
                + "\n");
        }
        talk.service.stream(talk.event("end", "touch", {}, -7200) + "\n");
        QVERIFY(talk.reaches([&] { return !talk.sink.events.empty(); }));
        QCOMPARE(talk.statuses(), statuses);
    }

    void whatIsOldDoesNotMoveLastSeenBack()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        const auto send = [&](const QByteArray &id, const QByteArray &fields, int at) {
            talk.service.stream(talk.event(id, "temperature", fields, at) + "\n");
        };
        const Timestamp first = talk.clock.now();
        send("e1", "\"value\":1", 0);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 1; }));
        talk.clock.advance(11s);                              // "last seen" is told every ten seconds
        send("e2", "\"value\":2,\"isBackfilled\":true", 500); // whatever it says of its time
        send("e3", "\"value\":3", -500);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 3; })); // all are charted
        std::vector<Timestamp> seen;
        for (const DeviceUpdate &update : talk.sink.devices) {
            if (update.lastSeen)
                seen.push_back(*update.lastSeen);
        }
        QCOMPARE(seen, std::vector<Timestamp>({first}));
    }

    void labelsAreTakenOver()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        talk.service.stream(
            R"({"result":{"event":{"eventId":"l","targetName":"projects/p/devices/d","eventType":"labelsChanged",)"
            "\"data\":{\"added\":{\"room\":\"7\"},\"modified\":{\"name\":\"Kühlraum\"},\"removed\":[\"old\"]},"
            "\"timestamp\":\""
            + talk.time(0) + "\"}}}\n");
        QVERIFY(talk.reaches([&] { return !talk.sink.events.empty(); }));
        QCOMPARE(talk.sink.devices.back().name, QString::fromUtf8("Kühlraum"));
        QVERIFY(!talk.sink.devices.back().lastSeen); // the device said nothing
        QCOMPARE(talk.sink.events[0].device, QStringLiteral("d"));
        QCOMPARE(talk.sink.events[0].time, talk.clock.now()); // the envelope's
        for (const char *part : {"room=7", "name=Kühlraum", "old"})
            QVERIFY(talk.sink.events[0].text.contains(QString::fromUtf8(part)));
    }

    void whatIsUnknownIsKeptAndCounted()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        talk.service.stream(talk.event("e1", "connectionLatency", "\"ms\":3") + "\n");
        talk.service.stream("{\"result\":{}}\n{\"other\":1}\n\n");
        talk.service.stream(talk.event("e2", "temperature", "\"value\":1") + "\n");
        QVERIFY(talk.reaches([&] { return !talk.sink.samples.empty(); }));
        QCOMPARE(talk.sink.countOf(Problem::UnknownFrame), 3);
        QCOMPARE(talk.sink.events.size(), std::size_t(1));
        QVERIFY(talk.sink.events[0].text.contains(QStringLiteral("\"ms\":3")));
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
    }

    void oneDeviceHasManySeries()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        talk.service.stream(talk.event("e1", "co2", "\"ppm\":526") + "\n"
                            + talk.event("e2", "pressure", "\"pascal\":99301") + "\n"
                            + talk.event("e3", "humidity", "\"temperature\":22,\"relativeHumidity\":17") + "\n"
                            + talk.event("e4", "networkStatus", "\"signalStrength\":50,\"rssi\":-80") + "\n"
                            + talk.event("e5", "batteryStatus", "\"percentage\":87") + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 7; }));
        QStringList units;
        for (const SeriesInfo &info : talk.sink.infos) {
            QCOMPARE(info.key.device, QStringLiteral("d"));
            units << info.unit;
        }
        QCOMPARE(units,
                 QStringList({QStringLiteral("ppm"), QStringLiteral("Pa"), QStringLiteral("°C"), QStringLiteral("%"),
                              QStringLiteral("%"), QStringLiteral("dBm"), QStringLiteral("%")}));
    }

    void errorsInTheStreamAreReadInEverySpelling_data()
    {
        QTest::addColumn<QByteArray>("error");
        QTest::addColumn<SourcePhase>("phase");
        QTest::newRow("code, 404") << QByteArray("{\"error\":{\"code\":404,\"message\":\"words\",\"details\":[]}}")
                                   << SourcePhase::Failed;
        QTest::newRow("httpCode, 403") << QByteArray(
            "{\"error\":{\"grpcCode\":7,\"httpCode\":403,\"message\":\"words\"}}")
                                       << SourcePhase::Failed;
        QTest::newRow("http_code, 503") << QByteArray("{\"error\":{\"http_code\":503,\"message\":\"words\"}}")
                                        << SourcePhase::Waiting;
        QTest::newRow("a text, 409") << QByteArray("{\"error\":\"words\",\"code\":409,\"help\":\"https://x\"}")
                                     << SourcePhase::Failed;
        QTest::newRow("a text alone") << QByteArray("{\"error\":\"words\"}") << SourcePhase::Waiting;
    }
    void errorsInTheStreamAreReadInEverySpelling()
    {
        QFETCH(QByteArray, error);
        QFETCH(SourcePhase, phase);
        Talk talk;
        QVERIFY(talk.goesLive());
        talk.service.stream(error + "\n");
        QVERIFY(talk.reachesPhase(phase));
        QVERIFY2(talk.sink.current().text.contains(QStringLiteral("words")), qPrintable(talk.sink.current().text));
        QCOMPARE(talk.sink.countOf(Problem::ServerError), 1);
    }

    void everyByteFeedsTheWatchdog()
    {
        Talk talk(QStringLiteral("ping=10s"));
        QVERIFY(talk.goesLive());
        for (int i = 0; i < 3; ++i) {
            talk.clock.advance(9s);
            const auto before = talk.sink.samples.size();
            talk.service.stream(talk.event("e" + QByteArray::number(i), "temperature", "\"value\":1") + "\n");
            QVERIFY(talk.reaches([&] { return talk.sink.samples.size() > before; }));
        }
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
        talk.clock.advance(11s); // within the leeway of 2 s
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
        talk.clock.advance(1s);
        QVERIFY(talk.reachesPhase(SourcePhase::Waiting));
    }

    void onlyAMessageResetsTheWait_data()
    {
        QTest::addColumn<bool>("pings");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::newRow("a ping came") << true << 1.0 << 2.0;
        QTest::newRow("nothing came") << false << 8.0 << 30.0;
    }
    void onlyAMessageResetsTheWait()
    {
        QFETCH(bool, pings);
        QFETCH(double, least);
        QFETCH(double, most);
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(talk.goesLive());
        double wait = 0.0;
        for (int i = 0; i < 6; ++i) {
            QVERIFY(talk.reaches([&] { return talk.service.streams() == 1; }, 1s));
            QVERIFY(talk.reachesPhase(SourcePhase::Live));
            if (pings) {
                const auto frames = talk.sink.frames;
                talk.service.stream(talk.ping());
                QVERIFY(talk.reaches([&] { return talk.sink.frames > frames; }));
            }
            talk.service.endStreams(false);
            QVERIFY(talk.reachesPhase(SourcePhase::Waiting));
            wait = std::chrono::duration<double>(*talk.sink.current().retryAt - talk.clock.now()).count();
        }
        QVERIFY2(wait >= least && wait <= most, qPrintable(QString::number(wait)));
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveStream)
#include "tst_disruptive_stream.moc"
