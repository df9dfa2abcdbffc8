#include "core/protocol/moonsense/client.h"
#include "tests/protocol/recording_sink.h"
#include "tests/simulator/moonsense/service_bench.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace watchglass;
using namespace watchglass::sim;
using namespace std::chrono_literals;
using watchglass::sim::test::MoonAnswer;
using watchglass::sim::test::moonSecret;
using watchglass::sim::test::patience;
using watchglass::sim::test::ServiceBench;
using watchglass::test::RecordingSink;

class TestMoonsenseService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void routesAnswerWithTheirStatus_data();
    void routesAnswerWithTheirStatus();
    void wantsTheTokenEverywhereButForRegions();
    void claimsItsPathsOnly_data();
    void claimsItsPathsOnly();
    void recordsWhatMovesOrElseEverything();
    void listsSessionsNewestFirstInPages();
    void filtersSessions_data();
    void filtersSessions();
    void chunksAreSealedBundlesInGzip();
    void omitsDefaultsAndWritesLongIntegersAsStrings();
    void endsASessionWithItsFinalBundle();
    void takesLabels();
    void aDownloadIsATarWithOneMember();
    void ourClientReadsEveryBundleOnce();
    void ourClientImportsTheDownload();
};

void TestMoonsenseService::routesAnswerWithTheirStatus_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<int>("status");
    const auto row = [](const char *verb, const char *target, int status) {
        QTest::addRow("%s %s", verb, target) << QByteArray(verb) << QByteArray(target) << status;
    };
    row("GET", "/v2/regions", 200);
    row("GET", "/v2/tokens/self", 200);
    row("GET", "/v2/sessions", 200);
    row("GET", "/v2/sessions?per_page=100&page=1", 200);
    row("GET", "/v2/sessions?per_page=1000", 200);
    row("GET", "/v2/sessions?page=0", 400);
    row("GET", "/v2/sessions?page=x", 400);
    row("GET", "/v2/sessions?per_page=-1", 400);
    row("POST", "/v2/sessions", 405);
    row("GET", "/v2/sessions/SESSION", 200);
    row("GET", "/v2/sessions/SESSION?view=minimal", 200);
    row("GET", "/v2/sessions/SESSION/chunks", 200);
    row("GET", "/v2/sessions/SESSION/chunks?page=999", 200);
    row("GET", "/v2/sessions/SESSION/chunks/c1", 200);
    row("GET", "/v2/sessions/SESSION/chunks/c0", 404);
    row("GET", "/v2/sessions/SESSION/chunks/c999", 404);
    row("GET", "/v2/sessions/SESSION/chunks/x1", 404);
    row("GET", "/v2/sessions/SESSION/bundles", 200);
    row("GET", "/v2/sessions/SESSION/nothing", 404);
    row("GET", "/v2/sessions/SESSION/labels", 405);
    row("POST", "/v2/sessions/SESSION/labels", 400);
    row("GET", "/v2/sessions/nobody", 404);
    row("GET", "/v2/sessions/nobody/chunks", 404);
}

void TestMoonsenseService::routesAnswerWithTheirStatus()
{
    QFETCH(QByteArray, verb);
    QFETCH(QByteArray, target);
    QFETCH(int, status);
    ServiceBench bench;
    bench.host.site.start();
    bench.clock.advance(5s);
    const MoonAnswer answer = bench.call(target.replace("SESSION", bench.firstSession()), verb);
    QCOMPARE(answer.status, status);
    if (status >= 400) {
        for (const char *name : {"type", "param", "message"})
            QVERIFY2(answer.json.value(QLatin1String(name)).isString(), name);
    }
}

void TestMoonsenseService::wantsTheTokenEverywhereButForRegions()
{
    ServiceBench bench;
    bench.host.site.start();
    bench.clock.advance(5s);
    const QByteArray session = bench.firstSession();
    QCOMPARE(bench.call("/v2/regions", "GET", {}, {}).status, 200);
    for (const QByteArray &target :
         {QByteArray("/v2/tokens/self"), QByteArray("/v2/sessions"), "/v2/sessions/" + session,
          "/v2/sessions/" + session + "/chunks", "/v2/sessions/" + session + "/chunks/c1",
          "/v2/sessions/" + session + "/bundles"}) {
        QCOMPARE(bench.call(target, "GET", {}, {}).status, 401);
        const MoonAnswer wrong = bench.call(target, "GET", {}, "wrong");
        QCOMPARE(wrong.status, 401);
        QCOMPARE(wrong.json.value(QLatin1String("type")).toString(), QStringLiteral("unauthorized"));
    }
}

void TestMoonsenseService::claimsItsPathsOnly_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("claims");
    QTest::newRow("regions") << QStringLiteral("/v2/regions") << true;
    QTest::newRow("token") << QStringLiteral("/v2/tokens/self") << true;
    QTest::newRow("sessions") << QStringLiteral("/v2/sessions") << true;
    QTest::newRow("session") << QStringLiteral("/v2/sessions/a/chunks") << true;
    QTest::newRow("other service") << QStringLiteral("/v2/projects/p/devices") << false;
    QTest::newRow("longer word") << QStringLiteral("/v2/sessionsx") << false;
    QTest::newRow("root") << QStringLiteral("/") << false;
}

void TestMoonsenseService::claimsItsPathsOnly()
{
    QFETCH(QString, path);
    QFETCH(bool, claims);
    ServiceBench bench;
    http::Request request;
    request.method = "GET";
    request.path = path;
    QCOMPARE(bench.host.service.claims(request), claims);
    QCOMPARE(bench.host.service.name(), QStringLiteral("moonsense"));
}

void TestMoonsenseService::recordsWhatMovesOrElseEverything()
{
    std::set<std::string_view> groups;
    for (const moonsense::Recorder &recorder : moonsense::recordersOf(Fleet::demo(1))) {
        for (const moonsense::Channel &channel : recorder.channels)
            groups.insert(channel.group);
    }
    QVERIFY(groups.count("accelerometer_data") && groups.count("gyroscope_data") && groups.count("location_data"));
    const auto all = moonsense::recordersOf(Fleet::generic(3, 10.0, 5, 1));
    QCOMPARE(all.size(), std::size_t{3});
    QCOMPARE(all.front().channels.size(), std::size_t{5});
    QVERIFY(moonsense::recordersOf(Fleet()).empty());
}

void TestMoonsenseService::listsSessionsNewestFirstInPages()
{
    ServiceBench bench(Fleet::generic(7, 1.0, 1, 1));
    bench.host.site.start();
    bench.clock.advance(25min); // three sessions of each
    const QJsonArray all = bench.sessions();
    QCOMPARE(all.size(), 21);
    QStringList ids;
    std::optional<Timestamp> last;
    for (const QJsonValue &session : all) {
        ids << session.toObject().value(QLatin1String("session_id")).toString();
        const auto created =
            parseIsoTimestamp(session.toObject().value(QLatin1String("created_at")).toString().toStdString());
        QVERIFY(created && (!last || *created <= *last));
        last = created;
    }
    QStringList paged;
    QByteArray page = "1";
    for (int i = 0; i < 5 && !page.isEmpty(); ++i) {
        const MoonAnswer answer = bench.call("/v2/sessions?per_page=5&page=" + page);
        const QJsonObject pagination = answer.json.value(QLatin1String("pagination")).toObject();
        QCOMPARE(pagination.value(QLatin1String("current_page")).toInt(), i + 1);
        for (const QJsonValue &session : answer.json.value(QLatin1String("sessions")).toArray())
            paged << session.toObject().value(QLatin1String("session_id")).toString();
        const int next = pagination.value(QLatin1String("next_page")).toInt();
        page = next > 0 ? QByteArray::number(next) : QByteArray();
    }
    QCOMPARE(paged, ids);
    QCOMPARE(QSet<QString>(ids.begin(), ids.end()).size(), ids.size());
    QVERIFY(bench.sessions("page=99").isEmpty());
}

void TestMoonsenseService::filtersSessions_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QByteArray("per_page=100") << 8;
    QTest::newRow("platform") << QByteArray("filter%5Bplatforms%5D%5B%5D=iOS") << 4;
    QTest::newRow("two platforms") << QByteArray("filter%5Bplatforms%5D%5B%5D=iOS&filter%5Bplatforms%5D%5B%5D=ANDROID")
                                   << 8;
    QTest::newRow("platform of none") << QByteArray("filter%5Bplatforms%5D%5B%5D=WEB") << 0;
    QTest::newRow("journey") << QByteArray("filter%5Bjourney_id%5D=journey-2") << 2;
    QTest::newRow("its older name") << QByteArray("filter%5Bclient_session_group_id%5D=journey-2") << 2;
    QTest::newRow("label of none") << QByteArray("filter%5Blabels%5D%5B%5D=x") << 0;
    QTest::newRow("from") << QByteArray("filter%5Bmin_created_at%5D=2026-01-01T00%3A05%3A00Z") << 4;
    QTest::newRow("to") << QByteArray("filter%5Bmax_created_at%5D=2026-01-01T00%3A05%3A00Z") << 4;
}

void TestMoonsenseService::filtersSessions()
{
    QFETCH(QByteArray, query);
    QFETCH(int, count);
    ServiceBench bench(Fleet::generic(4, 1.0, 1, 1));
    bench.host.site.start();
    bench.clock.advance(11min);
    QCOMPARE(bench.sessions(query).size(), count);
}

void TestMoonsenseService::chunksAreSealedBundlesInGzip()
{
    ServiceBench bench;
    bench.host.site.start();
    bench.clock.advance(3500ms);
    const QByteArray session = bench.firstSession();
    const MoonAnswer list = bench.call("/v2/sessions/" + session + "/chunks");
    const QJsonArray chunks = list.json.value(QLatin1String("chunks")).toArray();
    QCOMPARE(chunks.size(), 3); // whole seconds only
    for (int i = 0; i < 3; ++i) {
        const QByteArray id = chunks[i].toObject().value(QLatin1String("chunk_id")).toString().toUtf8();
        const MoonAnswer chunk = bench.call("/v2/sessions/" + session + "/chunks/" + id);
        QCOMPARE(chunk.encoding, QByteArray("gzip"));
        QVERIFY(chunk.body.endsWith('\n'));
        QCOMPARE(chunks[i].toObject().value(QLatin1String("md5")).toString().toLatin1(),
                 QCryptographicHash::hash(chunk.body, QCryptographicHash::Md5).toHex()); // of the text
        QCOMPARE(chunk.json.value(QLatin1String("session_id")).toString().toUtf8(), session);
        QCOMPARE(chunk.json.value(QLatin1String("bundle")).toObject().value(QLatin1String("index")).toInt(), i + 1);
    }
}

void TestMoonsenseService::omitsDefaultsAndWritesLongIntegersAsStrings()
{
    ServiceBench bench(Fleet::demo(1));
    bench.host.site.start();
    bench.clock.advance(2s);
    const MoonAnswer chunk = bench.call("/v2/sessions/" + bench.firstSession() + "/chunks/c1");
    const QJsonObject bundle = chunk.json.value(QLatin1String("bundle")).toObject();
    QVERIFY(chunk.json.value(QLatin1String("server_time_millis")).isString());
    QVERIFY(bundle.value(QLatin1String("client_time")).toObject().value(QLatin1String("timer_millis")).isString());
    QVERIFY(!bundle.contains(QLatin1String("is_final_bundle")));
    const QJsonArray entries = bundle.value(QLatin1String("accelerometer_data")).toArray();
    QCOMPARE(entries.size(), 100);
    for (const QJsonValue &entry : entries) {
        QVERIFY(entry.toObject().value(QLatin1String("determined_at")).isString());
        for (const char *axis : {"x", "y", "z"})
            QVERIFY(!entry.toObject().contains(QLatin1String(axis))
                    || entry.toObject().value(QLatin1String(axis)).toDouble() != 0.0);
    }
}

void TestMoonsenseService::endsASessionWithItsFinalBundle()
{
    ServiceBench bench(Fleet::generic(1, 1.0, 1, 1));
    bench.host.site.start();
    bench.clock.advance(601s);
    const QJsonArray sessions = bench.sessions();
    QCOMPARE(sessions.size(), 2);
    const QByteArray old = sessions[1].toObject().value(QLatin1String("session_id")).toString().toUtf8();
    const auto isFinal = [&](const char *chunk) {
        return bench.call("/v2/sessions/" + old + "/chunks/" + chunk)
            .json.value(QLatin1String("bundle"))
            .toObject()
            .value(QLatin1String("is_final_bundle"))
            .toBool();
    };
    QVERIFY(isFinal("c600"));
    QVERIFY(!isFinal("c599"));
    QCOMPARE(bench.call("/v2/sessions/" + old + "/chunks/c601").status, 404);
}

void TestMoonsenseService::takesLabels()
{
    ServiceBench bench(Fleet::generic(2, 1.0, 1, 1));
    bench.host.site.start();
    bench.clock.advance(2s);
    const QByteArray session = bench.firstSession();
    QCOMPARE(bench.call("/v2/sessions/" + session + "/labels", "POST", R"({"labels":[{"name":"walk"}]})").status, 200);
    const QJsonArray labelled = bench.sessions("filter%5Blabels%5D%5B%5D=walk");
    QCOMPARE(labelled.size(), 1);
    QCOMPARE(labelled[0].toObject().value(QLatin1String("session_id")).toString().toUtf8(), session);
}

void TestMoonsenseService::aDownloadIsATarWithOneMember()
{
    ServiceBench bench(Fleet::generic(1, 1.0, 1, 1));
    bench.host.site.start();
    bench.clock.advance(10s);
    const MoonAnswer download = bench.call("/v2/sessions/" + bench.firstSession() + "/bundles");
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("session.tar.gz")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(download.body);
    file.close();
    const auto reader = protocol::moonsense::ArchiveReader::open(file.fileName());
    QVERIFY(reader.ok());
    using Step = protocol::moonsense::ArchiveReader::Step;
    QByteArray text;
    int members = 0;
    std::string_view block;
    for (auto step = reader.value()->next(block);; step = reader.value()->next(block)) {
        QVERIFY(step.ok());
        if (step.value() == Step::End)
            break;
        if (step.value() == Step::MemberEnd)
            ++members;
        else
            text.append(block.data(), static_cast<qsizetype>(block.size()));
    }
    QCOMPARE(members, 1);
    QVERIFY(reader.value()->member().endsWith(QLatin1String("-bundles.json")));
    QCOMPARE(text.count('\n'), 10);
}

void TestMoonsenseService::ourClientReadsEveryBundleOnce()
{
    ServiceBench bench(Fleet::demo(1));
    RecordingSink sink;
    protocol::SourceAddress address;
    address.url = bench.host.url();
    address.url.setQuery(QStringLiteral("poll=1s&chunks=1s"));
    address.token = QLatin1String(moonSecret);
    protocol::moonsense::Client client(address, sink, bench.clock);
    client.start();
    QTRY_COMPARE_WITH_TIMEOUT(sink.phase(), SourcePhase::Live, patience);
    bench.clock.advance(1s);
    // Samples come from bundle after bundle, each value once, on the fleet's own times.
    const auto countOf = [&sink](const char *attribute, const char *component) {
        std::map<Timestamp, int> times;
        QString device;
        for (const auto &kept : sink.samples) {
            if (kept.info.key.attribute != QLatin1String(attribute)
                || kept.info.key.component != QLatin1String(component))
                continue;
            if (device.isEmpty())
                device = kept.info.key.device;
            if (kept.info.key.device == device)
                ++times[kept.sample.time];
        }
        return times;
    };
    QVERIFY(QTest::qWaitFor(
        [&] {
            bench.clock.advance(200ms);
            return countOf("accelerometer", "x").size() >= 300;
        },
        patience));
    const auto times = countOf("accelerometer", "x");
    std::optional<Timestamp> last;
    for (const auto &[time, count] : times) {
        QCOMPARE(count, 1);
        if (last)
            QCOMPARE(time - *last, Duration(10ms));
        last = time;
    }
    QCOMPARE(times.begin()->first, bench.host.site.startTime());
    QVERIFY(sink.texts.isEmpty());
    QVERIFY(sink.gaps.empty());
    QVERIFY(!countOf("location", "latitude").empty());
    QVERIFY(sink.current().text.startsWith(QLatin1String("Live: ")));
    QVERIFY(!sink.devices.empty() && sink.devices.front().status == QStringLiteral("online"));
}

void TestMoonsenseService::ourClientImportsTheDownload()
{
    ServiceBench bench(Fleet::demo(1));
    bench.host.site.start();
    bench.clock.advance(20s);
    const MoonAnswer download = bench.call("/v2/sessions/" + bench.firstSession() + "/bundles");
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("session.tar.gz")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(download.body);
    file.close();
    RecordingSink sink;
    protocol::SourceAddress address;
    address.url = QUrl::fromLocalFile(file.fileName());
    protocol::moonsense::Client client(address, sink, bench.clock);
    client.start();
    for (int turn = 0; turn < 100 && !sink.current().text.startsWith(QLatin1String("All read")); ++turn)
        bench.clock.advance(1ms);
    QCOMPARE(sink.phase(), SourcePhase::Live);
    QVERIFY2(sink.current().text.contains(QLatin1String("20 bundles of 1 sessions")), qPrintable(sink.current().text));
    QVERIFY(sink.samples.size() >= 20 * 100 * 6);
    QVERIFY(sink.texts.isEmpty());
}

QTEST_GUILESS_MAIN(TestMoonsenseService)
#include "tst_moonsense_service.moc"
