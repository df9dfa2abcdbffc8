#include "core/protocol/moonsense/encoder.h"
#include "core/protocol/moonsense/object_splitter.h"
#include "core/protocol/moonsense/page_walk.h"
#include "core/protocol/moonsense/session_set.h"
#include "tests/protocol/moonsense/fed_lines.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::moonsense;
using namespace std::chrono_literals;
using watchglass::test::view;

class TestMoonsenseRest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readsSessionsAndPages();
    void walksEndWhereTheyShould_data();
    void walksEndWhereTheyShould();
    void letsItemsThatComeTwiceThroughOnce();
    void derivesTheDataPlaneOfARegion_data();
    void derivesTheDataPlaneOfARegion();
    void readsRegionsAndTokens();
    void saysWhatAnErrorSays_data();
    void saysWhatAnErrorSays();
    void splitsTextIntoObjects_data();
    void splitsTextIntoObjects();
    void skipsLinesThatAreTooLong();
    void readsOptionsFromTheAddress();
    void refusesOptionsThatMeanNothing_data();
    void refusesOptionsThatMeanNothing();
    void requestsEncodeTheirBrackets();
};

void TestMoonsenseRest::readsSessionsAndPages()
{
    const QByteArray body =
        R"({"sessions":[{"session_id":"s1","app_id":"a","oldest_event":"2022-05-03T00:03:49.484432647Z",)"
        R"("newest_event":"2022-05-03T02:04:19.744+02:00","created_at":"2022-05-03T00:03:49Z","metadata":{"platform":"iOS",)"
        R"("manufacturer":"iPhone","model":"x86_64","system_version":"15.4","recording_profile":{"name":"fraud","version":"1"}},)"
        R"("counters":{"battery":{"total":7},"newest_event":{"total":1}},"labels":[{"label_id":"l","name":"test"}],)"
        R"("region_id":"us-central1.gcp","client_session_group_id":"g"},{"app_id":"no id"}],)"
        R"("pagination":{"current_page":1,"next_page":2,"per_page":25,"total_pages":9}})";
    RestDecoder decoder;
    const auto page = decoder.sessions(view(body));
    QVERIFY(page.ok());
    QCOMPARE(page.value().items.size(), std::size_t{1});
    const Session &session = page.value().items.front();
    QCOMPARE(session.id, QStringLiteral("s1"));
    QCOMPARE(session.oldest->ns() % 1'000'000'000, 484'432'647);
    QCOMPARE(*session.newest, *parseIsoTimestamp("2022-05-03T00:04:19.744Z"));
    QCOMPARE(session.region, QStringLiteral("us-central1.gcp"));
    QCOMPARE(session.journey, QStringLiteral("g"));
    QCOMPARE(session.labels, QStringList(QStringLiteral("test")));
    QCOMPARE(page.value().pagination.next, 2);
    const DeviceUpdate device = deviceUpdate(session, QStringLiteral("online"));
    QCOMPARE(device.name, QStringLiteral("iPhone x86_64"));
    QCOMPARE(device.type, QStringLiteral("iOS 15.4"));

    const auto downloaded = decoder.session(
        R"({"sessionId":"s2","createdAt":"2022-05-03T00:03:49.484Z","regionId":"r","journeyId":"j","metadata":{"platform":"WEB","systemVersion":"1"}})");
    QVERIFY(downloaded.ok());
    QCOMPARE(downloaded.value().region, QStringLiteral("r"));
    QCOMPARE(downloaded.value().journey, QStringLiteral("j"));
    QCOMPARE(downloaded.value().systemVersion, QStringLiteral("1"));
    QVERIFY(decoder.sessions(R"({"pagination":{"current_page":1}})").ok()); // the list is a default, and omitted
    QVERIFY(decoder.chunks(R"({"session_id":"s","pagination":{"current_page":1,"total_pages":1}})").ok());
    for (const char *other : {"", "[]", "{}", "<html></html>", R"({"sessions":[{"session_id":"x")"})
        QVERIFY(!decoder.sessions(other).ok());
    QVERIFY(!decoder.session(R"({"created_at":"2022-05-03T00:03:49Z"})").ok());
}

void TestMoonsenseRest::walksEndWhereTheyShould_data()
{
    QTest::addColumn<QByteArray>("pagination");
    QTest::addColumn<QByteArray>("items");
    QTest::addColumn<bool>("goesOn");
    const QByteArray some = R"([{"chunk_id":"new"}])";
    QTest::newRow("next page") << QByteArray(R"({"current_page":1,"next_page":2})") << some << true;
    QTest::newRow("as text") << QByteArray(R"({"current_page":"1","next_page":"2"})") << some << true;
    QTest::newRow("no next page") << QByteArray(R"({"current_page":1})") << some << false;
    QTest::newRow("null") << QByteArray(R"({"current_page":1,"next_page":null})") << some << false;
    QTest::newRow("the same page") << QByteArray(R"({"current_page":1,"next_page":1})") << some << false;
    QTest::newRow("an earlier page") << QByteArray(R"({"current_page":3,"next_page":2})") << some << false;
    QTest::newRow("behind what was asked") << QByteArray(R"({"next_page":1})") << some << false;
    QTest::newRow("empty list") << QByteArray(R"({"current_page":1,"next_page":2})") << QByteArray("[]") << false;
    QTest::newRow("repeated") << QByteArray(R"({"current_page":1,"next_page":2})")
                              << QByteArray(R"([{"chunk_id":"old"}])") << false;
    QTest::newRow("no pagination") << QByteArray("null") << some << false;
}

void TestMoonsenseRest::walksEndWhereTheyShould()
{
    QFETCH(QByteArray, pagination);
    QFETCH(QByteArray, items);
    QFETCH(bool, goesOn);
    PageWalk walk;
    Page<Chunk> first;
    first.items.push_back({QStringLiteral("old"), {}, {}});
    walk.take(first);
    RestDecoder decoder;
    const QByteArray body = "{\"chunks\":" + items + ",\"pagination\":" + pagination + '}';
    auto page = decoder.chunks(view(body));
    QVERIFY(page.ok());
    QCOMPARE(walk.take(page.value()), goesOn);
    QCOMPARE(walk.page(), goesOn ? 2 : 1);
    for (const Chunk &chunk : page.value().items)
        QCOMPARE(chunk.id, QStringLiteral("new"));
}

void TestMoonsenseRest::letsItemsThatComeTwiceThroughOnce()
{
    RestDecoder decoder;
    PageWalk walk;
    const auto idsOf = [&](const char *body, bool goesOn) {
        auto page = decoder.sessions(body);
        QStringList ids;
        if (page && walk.take(page.value()) == goesOn) {
            for (const Session &session : page.value().items)
                ids << session.id;
        }
        return ids;
    };
    QCOMPARE(
        idsOf(R"({"sessions":[{"session_id":"c"},{"session_id":"b"}],"pagination":{"current_page":1,"next_page":2}})",
              true),
        QStringList({QStringLiteral("c"), QStringLiteral("b")}));
    // A new session moved the list on by one.
    QCOMPARE(
        idsOf(R"({"sessions":[{"session_id":"b"},{"session_id":"a"}],"pagination":{"current_page":2,"next_page":3}})",
              true),
        QStringList(QStringLiteral("a")));
    QCOMPARE(walk.page(), 3);
}

void TestMoonsenseRest::derivesTheDataPlaneOfARegion_data()
{
    QTest::addColumn<QString>("control");
    QTest::addColumn<QString>("region");
    QTest::addColumn<QString>("data");
    const auto row = [](const char *name, const char *control, const char *region, const char *data) {
        QTest::newRow(name) << QString::fromUtf8(control) << QString::fromUtf8(region) << QString::fromUtf8(data);
    };
    const char *const service = "https://api.moonsense.cloud";
    row("default", service, "", "https://us-central1.gcp.data-api.moonsense.cloud");
    row("America", service, "us-central1.gcp", "https://us-central1.gcp.data-api.moonsense.cloud");
    row("Europe", service, "europe-west1.gcp", "https://europe-west1.gcp.data-api.moonsense.cloud");
    row("Asia", service, "asia-south1.gcp", "https://asia-south1.gcp.data-api.moonsense.cloud");
    row("port and prefix", "https://api.example:8443/x", "r", "https://r.data-api.example:8443/x");
    row("another host", "http://127.0.0.1:9", "us-central1.gcp", "");
}

void TestMoonsenseRest::derivesTheDataPlaneOfARegion()
{
    QFETCH(QString, control);
    QFETCH(QString, region);
    QTEST(dataPlane(QUrl(control), region).toString(), "data");
}

void TestMoonsenseRest::readsRegionsAndTokens()
{
    RestDecoder decoder;
    const auto regions = decoder.regions(
        R"({"regions":[{"name":"us-central1.gcp","url":"https://us.example","lat":1.5,"labels":["gcp"],"default_primary":true,"status":"ok"},{"url":"https://nameless"}]})");
    QVERIFY(regions.ok());
    QCOMPARE(regions.value().size(), std::size_t{1});
    QVERIFY(regions.value().front().isPrimary);
    QCOMPARE(regions.value().front().url, QUrl(QStringLiteral("https://us.example")));
    QVERIFY(!decoder.regions("<html>").ok());
    const auto token = decoder.tokenSelf(R"({"app_id":"a","project_id":"p","scopes":"read","type":"1"})");
    QVERIFY(token.ok());
    QCOMPARE(token.value().project, QStringLiteral("p"));
}

void TestMoonsenseRest::saysWhatAnErrorSays_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("text");
    QTest::newRow("whole") << QByteArray(R"({"type":"invalid","param":"page","message":"too small"})")
                           << QStringLiteral("too small (page)");
    QTest::newRow("no parameter") << QByteArray(R"({"type":"t","message":"gone"})") << QStringLiteral("gone");
    QTest::newRow("type only") << QByteArray(R"({"type":"not_found"})") << QStringLiteral("not_found");
    QTest::newRow("plain text") << QByteArray("Bad\n Gateway") << QStringLiteral("Bad Gateway");
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TestMoonsenseRest::saysWhatAnErrorSays()
{
    QFETCH(QByteArray, body);
    QTEST(errorDetail(view(body)), "text");
}

void TestMoonsenseRest::splitsTextIntoObjects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("objects");
    const auto list = [](std::initializer_list<const char *> texts) {
        QStringList out;
        for (const char *text : texts)
            out << QString::fromUtf8(text);
        return out;
    };
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("lines") << QByteArray("{\"a\":1}\n{\"b\":2}\n") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("no last line end") << QByteArray("{\"a\":1}\n{\"b\":2}") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("CRLF and empty lines")
        << QByteArray("\r\n{\"a\":1}\r\n\r\n{\"b\":2}\r\n") << list({"{\"a\":1}", "{\"b\":2}"});
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF{\"a\":1}\n") << list({"{\"a\":1}"});
    QTest::newRow("a broken line") << QByteArray("{\"a\":\n{\"b\":2}\n") << list({"{\"a\":", "{\"b\":2}"});
    QTest::newRow("over lines") << QByteArray("{\n \"a\": {\"b\": \"}\\\"{\"}\n}\n")
                                << list({"{ \"a\": {\"b\": \"}\\\"{\"}\n}"});
    QTest::newRow("array over lines") << QByteArray("[\n{\"a\":1},\n{\"b\":\n2}\n]\n")
                                      << list({"{\"a\":1}", "{\"b\":\n2}"});
    QTest::newRow("over lines, cut short") << QByteArray("{\n\"a\":1\n") << list({"{\"a\":1\n"});
}

void TestMoonsenseRest::splitsTextIntoObjects()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, objects);
    for (qsizetype step = 1; step <= text.size() + 1; ++step) { // however the blocks fall
        ObjectSplitter splitter(1000);
        QStringList found;
        const auto keep = [&found](std::string_view object) {
            found << QString::fromUtf8(object.data(), static_cast<qsizetype>(object.size()));
        };
        for (qsizetype from = 0; from < text.size(); from += step)
            splitter.feed(view(text.mid(from, step)), keep);
        splitter.end(keep);
        QCOMPARE(found, objects);
    }
}

void TestMoonsenseRest::skipsLinesThatAreTooLong()
{
    ObjectSplitter splitter(10);
    int found = 0;
    const auto count = [&found](std::string_view) { ++found; };
    splitter.feed("{\"a\":1}\n{\"long", count);
    splitter.feed("er than that\":1}", count);
    splitter.feed("and more}\n{\"b\":2}\n", count);
    splitter.end(count);
    QCOMPARE(found, 2);
    QCOMPARE(splitter.takeTooLong(), 1);
}

void TestMoonsenseRest::readsOptionsFromTheAddress()
{
    const auto options = parseOptions(QUrl(QStringLiteral(
        "https://api.example/v?poll=10s&chunks=30s&since=1h&session=a&session=b&label=x%20y&platform=iOS&journey=j"
        "&data=http://127.0.0.1:9&acceleration=m/s2&from=2026-01-01T00:00:00Z")));
    QVERIFY(options.ok());
    QCOMPARE(options.value().control, QUrl(QStringLiteral("https://api.example/v")));
    QCOMPARE(options.value().poll, Duration(10s));
    QCOMPARE(options.value().chunks, Duration(30s));
    QCOMPARE(options.value().since, Duration(1h));
    QCOMPARE(options.value().sessions, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(options.value().labels, QStringList(QStringLiteral("x y")));
    QCOMPARE(options.value().data, QUrl(QStringLiteral("http://127.0.0.1:9")));
    QCOMPARE(options.value().accelerationUnit, QStringLiteral("m/s²"));
    const auto plain = parseOptions(QUrl(QStringLiteral("https://api.example")));
    QCOMPARE(plain.value().poll, Duration(2s));
    QVERIFY(parseOptions(QUrl(QStringLiteral("https://a?poll=1ms"))).value().poll >= 500ms);
}

void TestMoonsenseRest::refusesOptionsThatMeanNothing_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"speed=1", "poll=fast", "since=-1h", "data=nowhere", "acceleration=furlongs", "session=", "from=yesterday"})
        QTest::newRow(query) << QString::fromUtf8(query);
}

void TestMoonsenseRest::refusesOptionsThatMeanNothing()
{
    QFETCH(QString, query);
    const auto options = parseOptions(QUrl(QStringLiteral("https://api.example?") + query));
    QVERIFY(!options.ok());
    QVERIFY(options.error().text.contains(query.section(QLatin1Char('='), 0, 0)));
}

void TestMoonsenseRest::requestsEncodeTheirBrackets()
{
    Options options;
    options.labels = {QStringLiteral("a b"), QStringLiteral("c&d")};
    options.platforms = {QStringLiteral("WEB")};
    options.from = Timestamp::fromMs(0);
    options.to = Timestamp::fromMs(1);
    options.journey = QStringLiteral("j/1");
    const link::RestRequest request = sessionsRequest(options, 3, 25);
    QUrl url(QStringLiteral("https://h/v2/sessions"));
    url.setQuery(request.query);
    QCOMPARE(
        url.toEncoded(),
        QByteArray("https://h/v2/sessions?per_page=25&page=3&filter%5Bmin_created_at%5D=1970-01-01T00%3A00%3A00.000Z"
                   "&filter%5Bmax_created_at%5D=1970-01-01T00%3A00%3A00.001Z"
                   "&filter%5Blabels%5D%5B%5D=a%20b&filter%5Blabels%5D%5B%5D=c%26d&filter%5Bplatforms%5D%5B%5D=WEB"
                   "&filter%5Bjourney_id%5D=j%2F1"));
    QVERIFY(request.headers.contains({QByteArray("Accept"), QByteArray("application/json")}));
    QCOMPARE(chunkRequest(QStringLiteral("a/b"), QStringLiteral("c d")).path,
             QStringLiteral("v2/sessions/a%2Fb/chunks/c%20d"));
}

QTEST_GUILESS_MAIN(TestMoonsenseRest)
#include "tst_moonsense_rest.moc"
