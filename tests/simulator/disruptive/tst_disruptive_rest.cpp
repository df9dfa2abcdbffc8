#include "tests/simulator/disruptive/service_client.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;

/// The routes of the service, its credentials and its limits.
class TestDisruptiveRest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void routesAnswerWithTheirStatus_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("status");
        const auto row = [](const char *method, const char *path, int status) {
            QTest::addRow("%s %s", method, path) << QByteArray(method) << QString::fromLatin1(path) << status;
        };
        row("GET", "/v2/projects/watchglass/devices", 200);
        row("GET", "/v2/projects/-/devices", 200);
        row("GET", "/v2/projects/-/devices?organization=organizations/X", 200);
        row("GET", "/v2/projects/-/devices?projects=other", 404);
        row("GET", "/v2/projects/-/devices?projects=watchglass", 200);
        row("GET", "/v2/projects/other/devices", 404);
        row("GET", "/v2/projects/other/devices:stream", 404);
        row("GET", "/v2/projects/watchglass/nothing", 404);
        row("GET", "/v2/projects/watchglass/devices/nobody", 404);
        row("GET", "/v2/projects/watchglass/devices/nobody/events", 404);
        row("GET", "/v2/projects/watchglass/devices?page_size=x", 400);
        row("GET", "/v2/projects/watchglass/devices?page_size=0", 400);
        row("GET", "/v2/projects/watchglass/devices?page_token=x", 400);
        row("GET", "/v2/projects/watchglass/devices:stream?ping_interval=soon", 400);
        row("POST", "/v2/projects/watchglass/devices:stream", 405);
        row("DELETE", "/v2/projects/watchglass/devices", 405);
        row("PATCH", "/v2/projects/watchglass/devices/nobody", 405);
        row("PUT", "/v2/projects/watchglass/devices/nobody", 404);
        row("DELETE", "/v2/projects/watchglass/devices/nobody", 404);
        row("POST", "/v2/projects/watchglass/devices", 400);
        row("GET", "/v2/projects/watchglass/devices:other", 404);
        row("POST", "/v2/projects/watchglass/devices/nobody:publish", 404);
        row("GET", "/v2/projects/watchglass/devices/nobody:publish", 405);
        row("GET", "/oauth2/token", 405);
        row("POST", "/oauth2/token", 400);
    }
    void routesAnswerWithTheirStatus()
    {
        QFETCH(QByteArray, method);
        QFETCH(QString, path);
        QFETCH(int, status);
        DisruptiveBench bench;
        Http http(bench);
        const HttpAnswer answer = http.call(method, path);
        QCOMPARE(answer.status, status);
        if (status == 404 || status == 405) {
            QVERIFY(answer.object().value(QLatin1String("error")).isString());
            QCOMPARE(answer.object().value(QLatin1String("code")).toInt(), status);
            QVERIFY(answer.object().value(QLatin1String("help")).toString().startsWith(QLatin1String("https://")));
        }
    }

    void listsDevicesPageByPage()
    {
        DisruptiveBench bench(Fleet::generic(7, 10.0, 1, 1));
        Http http(bench);
        QStringList names;
        QString token;
        int pages = 0;
        do {
            const HttpAnswer page = http.get(project("/devices?page_size=3&page_token=") + token);
            QCOMPARE(page.status, 200);
            for (const QJsonValue &device : page.list("devices"))
                names << device.toObject().value(QLatin1String("name")).toString();
            token = page.object().value(QLatin1String("nextPageToken")).toString();
            ++pages;
        } while (!token.isEmpty() && pages < 10);
        QCOMPARE(pages, 3);
        QCOMPARE(names.size(), 7);
        names.removeDuplicates();
        QCOMPARE(names.size(), 7);
        const QString id = names.first().section(QLatin1Char('/'), -1);
        QVERIFY(id.startsWith(QLatin1String("emu")));
        QCOMPARE(id.size(), 23);
    }

    void tellsWhatWasReportedLast()
    {
        DisruptiveBench bench(Fleet::generic(1, 10.0, 1, 1));
        Http http(bench);
        const QString id = bench.service.project().devices().front().id;
        bench.advance(1s);
        const QJsonObject device = http.get(project("/devices/") + id).object();
        QCOMPARE(device.value(QLatin1String("type")).toString(), QStringLiteral("temperature"));
        QCOMPARE(device.value(QLatin1String("productNumber")).toString(), QString());
        const QJsonObject labels = device.value(QLatin1String("labels")).toObject();
        QCOMPARE(labels.value(QLatin1String("name")).toString(), QStringLiteral("Unit 0001"));
        QVERIFY(labels.contains(QLatin1String("virtual-sensor")));
        const QJsonObject last =
            device.value(QLatin1String("reported")).toObject().value(QLatin1String("temperature")).toObject();
        QCOMPARE(last.value(QLatin1String("updateTime")).toString(), QStringLiteral("2026-01-01T00:00:01Z"));
        QVERIFY(last.value(QLatin1String("value")).isDouble());
    }

    void reportsNullForWhatNeverHappened()
    {
        DisruptiveBench bench(Fleet::demo(1));
        Http http(bench);
        const QJsonArray devices = http.get(project("/devices")).list("devices");
        int nulls = 0;
        for (const QJsonValue &device : devices) {
            for (const QJsonValue &reported : device.toObject().value(QLatin1String("reported")).toObject())
                nulls += reported.isNull() ? 1 : 0;
        }
        QVERIFY(nulls > 0);
    }

    void ordersByAReportedValue()
    {
        DisruptiveBench bench;
        Http http(bench);
        bench.advance(1s);
        for (const char *order : {"reported.temperature.value", "-reported.temperature.value"}) {
            std::vector<double> values;
            for (const QJsonValue &device :
                 http.get(project("/devices?order_by=") + QLatin1String(order)).list("devices"))
                values.push_back(
                    device.toObject()[QLatin1String("reported")][QLatin1String("temperature")][QLatin1String("value")]
                        .toDouble());
            QCOMPARE(values.size(), std::size_t(3));
            if (order[0] == '-')
                std::reverse(values.begin(), values.end());
            QVERIFY(std::is_sorted(values.begin(), values.end()));
            QVERIFY(values.front() < values.back());
        }
    }

    void historyTellsTheStreamsEventsNewestFirst()
    {
        DisruptiveBench bench(Fleet::generic(1, 10.0, 1, 1));
        Http http(bench);
        Stream stream(bench, http, {});
        QVERIFY(stream.opens());
        bench.advance(2s);
        QTRY_COMPARE_WITH_TIMEOUT(stream.events().size(), 21, patience);
        const QString path = project("/devices/") + bench.service.project().devices().front().id
                             + QStringLiteral("/events?page_size=8&page_token=");
        QList<QJsonObject> history;
        QString token;
        int pages = 0;
        do {
            const HttpAnswer page = http.get(path + token);
            QCOMPARE(page.status, 200);
            for (const QJsonValue &event : page.list("events"))
                history.append(event.toObject());
            token = page.object().value(QLatin1String("nextPageToken")).toString();
        } while (!token.isEmpty() && ++pages < 10);
        std::reverse(history.begin(), history.end());
        QCOMPARE(history, stream.events());
    }

    void historyIsBoundedByTimesInBothSpellings_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("events");
        QTest::newRow("start") << QStringLiteral("start_time=2026-01-01T00:00:01Z") << 11;
        QTest::newRow("startTime") << QStringLiteral("startTime=2026-01-01T00:00:01.95Z") << 1;
        QTest::newRow("end") << QStringLiteral("end_time=2026-01-01T00:00:01Z") << 10;
        QTest::newRow("both") << QStringLiteral("startTime=2026-01-01T00:00:01Z&endTime=2026-01-01T00:00:01.5Z") << 5;
        QTest::newRow("type") << QStringLiteral("event_types=touch") << 0;
        QTest::newRow("eventTypes") << QStringLiteral("eventTypes=temperature") << 21;
        QTest::newRow("bad time") << QStringLiteral("start_time=yesterday") << -1;
    }
    void historyIsBoundedByTimesInBothSpellings()
    {
        QFETCH(QString, query);
        QFETCH(int, events);
        DisruptiveBench bench(Fleet::generic(1, 10.0, 1, 1));
        Http http(bench);
        bench.advance(2s);
        const HttpAnswer answer = http.get(project("/devices/") + bench.service.project().devices().front().id
                                           + QStringLiteral("/events?") + query);
        QCOMPARE(answer.status, events < 0 ? 400 : 200);
        if (events >= 0)
            QCOMPARE(answer.list("events").size(), events);
    }

    void allowsTwentyFiveRequestsInFiveSeconds()
    {
        DisruptiveBench bench;
        Http http(bench);
        for (int i = 0; i < 25; ++i)
            QCOMPARE(http.get(project("/devices?page_size=1")).status, 200);
        bench.clock.advance(2s);
        const HttpAnswer refused = http.get(project("/devices:stream"));
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.retryAfter, QByteArray("3"));
        bench.clock.advance(3s);
        QCOMPARE(http.get(project("/devices?page_size=1")).status, 200);
    }

    void pagesHoldAHundredDevicesAtMost()
    {
        DisruptiveBench bench(Fleet::generic(103, 1.0, 1, 1));
        Http http(bench);
        for (const char *query : {"", "?page_size=1000", "?pageSize=100"})
            QCOMPARE(http.get(project("/devices") + QLatin1String(query)).list("devices").size(), 100);
        const HttpAnswer rest = http.get(project("/devices?pageToken=100"));
        QCOMPARE(rest.list("devices").size(), 3);
        QCOMPARE(rest.object().value(QLatin1String("nextPageToken")).toString(), QString());
    }

    void historyIsOfTheLastDayUnlessAskedOtherwise()
    {
        DisruptiveBench bench(Fleet::generic(1, 0.01, 1, 1));
        Http http(bench);
        bench.clock.advance(25h);
        const QString path =
            project("/devices/") + bench.service.project().devices().front().id + QStringLiteral("/events");
        const QJsonArray day = http.get(path + QStringLiteral("?page_size=1000")).list("events");
        const auto page = http.get(path + QStringLiteral("?start_time=2026-01-01T00:00:00Z"));
        QCOMPARE(day.size(), 864); // 100 s apart
        QCOMPARE(page.list("events").size(), 901);
    }

    void aTokenOpensByHeaderAndByQuery()
    {
        ServerOptions options;
        options.token = QStringLiteral("key:secret");
        DisruptiveBench bench(Fleet::generic(1, 1.0, 1, 1), options);
        Http http(bench);
        const auto part = [](const QJsonObject &object) {
            return QJsonDocument(object)
                .toJson(QJsonDocument::Compact)
                .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        };
        const qint64 now = bench.clock.now().ns() / 1'000'000'000;
        const QByteArray text =
            part({{QStringLiteral("alg"), QStringLiteral("HS256")}, {QStringLiteral("kid"), QStringLiteral("key")}})
            + '.'
            + part({{QStringLiteral("iat"), now},
                    {QStringLiteral("exp"), now + 3600},
                    {QStringLiteral("aud"), QStringLiteral("https://x/oauth2/token")},
                    {QStringLiteral("iss"), QStringLiteral("me@example.com")}});
        const auto exchange = [&http, &text](const QByteArray &secret) {
            const QByteArray signature = QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256)
                                             .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
            return http.call("POST", QStringLiteral("/oauth2/token"),
                             "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=" + text + '.'
                                 + signature);
        };
        QCOMPARE(exchange("other").status, 400);
        const HttpAnswer answer = exchange("secret");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.object().value(QLatin1String("token_type")).toString(), QStringLiteral("Bearer"));
        QCOMPARE(answer.object().value(QLatin1String("expires_in")).toInt(), 3600);
        const QString token = answer.object().value(QLatin1String("access_token")).toString();
        QCOMPARE(http.get(project("/devices?token=") + token).status, 200);
        http.authorization = "Bearer " + token.toUtf8();
        QCOMPARE(http.get(project("/devices")).status, 200);
        bench.clock.advance(1h);
        QCOMPARE(http.get(project("/devices")).status, 401);
    }

    void oneWordIsATokenAndTheSecretOfAnyKey_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("header") << QByteArray("Bearer word") << QString() << 200;
        QTest::newRow("query") << QByteArray() << QStringLiteral("?token=word") << 200;
        QTest::newRow("basic") << "Basic " + QByteArray("any:word").toBase64() << QString() << 200;
        QTest::newRow("other word") << QByteArray("Bearer other") << QString() << 401;
    }
    void oneWordIsATokenAndTheSecretOfAnyKey()
    {
        QFETCH(QByteArray, authorization);
        QFETCH(QString, query);
        QFETCH(int, status);
        ServerOptions options;
        options.token = QStringLiteral("word");
        DisruptiveBench bench(Fleet::generic(1, 1.0, 1, 1), options);
        Http http(bench);
        http.authorization = authorization;
        QCOMPARE(http.get(project("/devices") + query).status, status);
    }

    void takesBasicAndTokens_data()
    {
        QTest::addColumn<QByteArray>("authorization");
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("none") << QByteArray() << QString() << 401;
        QTest::newRow("basic") << "Basic " + QByteArray("key:secret").toBase64() << QString() << 200;
        QTest::newRow("wrong secret") << "Basic " + QByteArray("key:other").toBase64() << QString() << 401;
        QTest::newRow("wrong key") << "Basic " + QByteArray("other:secret").toBase64() << QString() << 401;
        QTest::newRow("unknown token") << QByteArray("Bearer abc") << QString() << 401;
        QTest::newRow("unknown token in the query") << QByteArray() << QStringLiteral("?token=abc") << 401;
    }
    void takesBasicAndTokens()
    {
        QFETCH(QByteArray, authorization);
        QFETCH(QString, query);
        QFETCH(int, status);
        ServerOptions options;
        options.token = QStringLiteral("key:secret:me@example.com");
        DisruptiveBench bench(Fleet::generic(1, 1.0, 1, 1), options);
        Http http(bench);
        http.authorization = authorization;
        QCOMPARE(http.get(project("/devices") + query).status, status);
    }

    void publishRefusesWhatIsNoEvent_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("empty") << QByteArray("{}");
        QTest::newRow("two") << QByteArray(R"({"touch":{},"co2":{"ppm":1}})");
        QTest::newRow("unknown") << QByteArray(R"({"weather":{}})");
        QTest::newRow("labelsChanged") << QByteArray(R"({"labelsChanged":{}})");
        QTest::newRow("bad time") << QByteArray(R"({"touch":{"updateTime":"now"}})");
    }
    void publishRefusesWhatIsNoEvent()
    {
        QFETCH(QByteArray, body);
        DisruptiveBench bench;
        Http http(bench);
        const QString id = bench.service.project().devices().front().id;
        QCOMPARE(http.call("POST", project("/devices/") + id + QStringLiteral(":publish"), body).status, 400);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveRest)
#include "tst_disruptive_rest.moc"
