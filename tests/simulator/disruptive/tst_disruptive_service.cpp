#include "tests/simulator/disruptive/disruptive_bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QTest>
#include <QUrlQuery>

using namespace watchglass;
using namespace watchglass::sim;
using watchglass::sim::test::DisruptiveBench;
using namespace std::chrono_literals;

namespace {

constexpr int patience = 30'000;

struct Answer
{
    int status = 0;
    QByteArray body;
    QByteArray retryAfter;
    QByteArray contentType;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QJsonArray list(const char *name) const { return object().value(QLatin1String(name)).toArray(); }
};

/// An HTTP client by Qt's own hand, so that the server is judged by someone else.
class Http
{
public:
    explicit Http(DisruptiveBench &bench)
        : m_bench(bench)
    {}

    QNetworkReply *start(const QByteArray &method, const QString &path, const QByteArray &body = {},
                         const QByteArray &accept = {})
    {
        QUrl url = m_bench.url(path.section(QLatin1Char('?'), 0, 0));
        if (path.contains(QLatin1Char('?')))
            url.setQuery(path.section(QLatin1Char('?'), 1));
        QNetworkRequest request(url);
        if (!authorization.isEmpty())
            request.setRawHeader("Authorization", authorization);
        if (!accept.isEmpty())
            request.setRawHeader("Accept", accept);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/x-www-form-urlencoded"));
        return m_network.sendCustomRequest(request, method, body);
    }
    Answer call(const QByteArray &method, const QString &path, const QByteArray &body = {})
    {
        const std::unique_ptr<QNetworkReply> reply(start(method, path, body));
        Answer out;
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patience))
            return out;
        out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        out.retryAfter = reply->rawHeader("Retry-After");
        out.contentType = reply->rawHeader("Content-Type");
        out.body = reply->readAll();
        return out;
    }
    Answer get(const QString &path) { return call("GET", path); }

    QByteArray authorization;

private:
    DisruptiveBench &m_bench;
    QNetworkAccessManager m_network;
};

QString project(const char *rest)
{
    return QStringLiteral("/v2/projects/watchglass") + QLatin1String(rest);
}

/// A stream read by Qt's HTTP client.
struct Stream
{
    Stream(DisruptiveBench &bench, Http &http, const QString &query, const QByteArray &accept = {})
        : server(bench)
        , reply(http.start("GET", project("/devices:stream") + query, {}, accept))
    {
        QObject::connect(reply.get(), &QIODevice::readyRead, reply.get(), [this] { text += reply->readAll(); });
    }
    bool opens()
    {
        return QTest::qWaitFor([&] { return server.streams() > 0 || reply->isFinished(); }, patience)
               && !reply->isFinished();
    }
    QList<QJsonObject> messages() const
    {
        QList<QJsonObject> all;
        for (QByteArray line : text.split('\n')) {
            if (line.startsWith("data: "))
                line = line.mid(6);
            if (!line.isEmpty())
                all.append(QJsonDocument::fromJson(line).object());
        }
        return all;
    }
    QList<QJsonObject> events() const
    {
        QList<QJsonObject> all;
        for (const QJsonObject &message : messages()) {
            const QJsonObject event =
                message.value(QLatin1String("result")).toObject().value(QLatin1String("event")).toObject();
            if (!event.isEmpty())
                all.append(event);
        }
        return all;
    }
    int count(const char *type) const
    {
        const auto all = events();
        return static_cast<int>(std::count_if(all.begin(), all.end(), [type](const QJsonObject &event) {
            return event.value(QLatin1String("eventType")) == QLatin1String(type);
        }));
    }

    DisruptiveBench &server;
    std::unique_ptr<QNetworkReply> reply;
    QByteArray text;
};

} // namespace

class TestDisruptiveService : public QObject
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
        const Answer answer = http.call(method, path);
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
            const Answer page = http.get(project("/devices?page_size=3&page_token=") + token);
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

    void filtersInBothSpellings_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("devices");
        QTest::newRow("all") << QString() << 3;
        QTest::newRow("device_ids") << QStringLiteral("device_ids={1}&device_ids={2}") << 2;
        QTest::newRow("deviceIds") << QStringLiteral("deviceIds={1}") << 1;
        QTest::newRow("device_types") << QStringLiteral("device_types=temperature") << 3;
        QTest::newRow("deviceTypes") << QStringLiteral("deviceTypes=co2") << 0;
        QTest::newRow("label_filters key") << QStringLiteral("label_filters=name") << 3;
        QTest::newRow("label_filters value") << QStringLiteral("label_filters=name%3DUnit%200002") << 1;
        QTest::newRow("labelFilters") << QStringLiteral("labelFilters=missing") << 0;
        QTest::newRow("product_numbers") << QStringLiteral("product_numbers=100011") << 0;
        QTest::newRow("productNumbers") << QStringLiteral("productNumbers=100011") << 0;
        QTest::newRow("query") << QStringLiteral("query=Unit 0003") << 1;
    }
    void filtersInBothSpellings()
    {
        QFETCH(QString, query);
        QFETCH(int, devices);
        DisruptiveBench bench;
        Http http(bench);
        const auto &all = bench.service.project().devices();
        query.replace(QLatin1String("{1}"), all[0].id).replace(QLatin1String("{2}"), all[1].id);
        QCOMPARE(http.get(project("/devices?") + query).list("devices").size(), devices);
        if (query.startsWith(QLatin1String("query")))
            return; // of lists only
        Stream stream(bench, http, QLatin1Char('?') + query);
        QVERIFY(stream.opens());
        bench.advance(1s);
        QSet<QString> seen;
        QTRY_VERIFY_WITH_TIMEOUT((bench.pump(), stream.events().size()) >= 10 * 2 * devices, patience);
        for (const QJsonObject &event : stream.events())
            seen.insert(event.value(QLatin1String("targetName")).toString());
        QCOMPARE(seen.size(), devices);
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

    void streamsInBothForms_data()
    {
        QTest::addColumn<QByteArray>("accept");
        QTest::addColumn<QByteArray>("type");
        QTest::newRow("lines") << QByteArray("application/json") << QByteArray("application/json");
        QTest::newRow("default") << QByteArray() << QByteArray("application/json");
        QTest::newRow("sse") << QByteArray("text/event-stream") << QByteArray("text/event-stream");
    }
    void streamsInBothForms()
    {
        QFETCH(QByteArray, accept);
        QFETCH(QByteArray, type);
        DisruptiveBench bench(Fleet::generic(1, 10.0, 2, 1));
        Http http(bench);
        Stream stream(bench, http, QStringLiteral("?event_types=temperature"), accept);
        QVERIFY(stream.opens());
        bench.advance(1s);
        QTRY_COMPARE_WITH_TIMEOUT(stream.events().size(), 11, patience);
        QCOMPARE(stream.reply->rawHeader("Content-Type"), type);
        QCOMPARE(stream.reply->rawHeader("Transfer-Encoding").toLower(), QByteArray("chunked"));
        QCOMPARE(stream.count("temperature"), 11); // nothing else
        if (type == "text/event-stream")
            QVERIFY(stream.text.startsWith("data: {\"result\":{\"event\":{") && stream.text.endsWith("}\n\n"));
        else
            QVERIFY(stream.text.startsWith("{\"result\":{\"event\":{") && stream.text.endsWith("}\n"));
        QSet<QString> ids;
        for (const QJsonObject &event : stream.events())
            ids.insert(event.value(QLatin1String("eventId")).toString());
        QCOMPARE(ids.size(), 11);
    }

    void pingsOnlyOnRequestAndDespiteTheFilter_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("pings");
        QTest::newRow("none") << QStringLiteral("?event_types=touch") << 0;
        QTest::newRow("snake") << QStringLiteral("?event_types=touch&ping_interval=2s") << 3;
        QTest::newRow("camel") << QStringLiteral("?eventTypes=touch&pingInterval=3s") << 2;
    }
    void pingsOnlyOnRequestAndDespiteTheFilter()
    {
        QFETCH(QString, query);
        QFETCH(int, pings);
        DisruptiveBench bench;
        Http http(bench);
        Stream stream(bench, http, query);
        QVERIFY(stream.opens());
        bench.advance(6100ms);
        QTRY_COMPARE_WITH_TIMEOUT(stream.events().size(), pings, patience);
        for (const QJsonObject &ping : stream.events()) {
            QCOMPARE(ping.value(QLatin1String("targetName")).toString(), QStringLiteral("projects/watchglass"));
            QVERIFY(ping.value(QLatin1String("data")).isNull());
        }
    }

    void closesWithBothGenerationsOfErrors()
    {
        DisruptiveBench bench;
        Http http(bench);
        for (const bool isOld : {true, false}) {
            Stream stream(bench, http, QStringLiteral("?event_types=touch"));
            QVERIFY(stream.opens());
            bench.service.closeStreams();
            QTRY_VERIFY_WITH_TIMEOUT(stream.reply->isFinished(), patience);
            stream.text += stream.reply->readAll();
            QCOMPARE(stream.reply->error(), QNetworkReply::NoError);
            const QJsonObject error = stream.messages().last().value(QLatin1String("error")).toObject();
            QCOMPARE(error.value(QLatin1String(isOld ? "code" : "httpCode")).toInt(), 408);
            QCOMPARE(error.value(QLatin1String("message")).toString(), QStringLiteral("closing stream"));
            QTRY_COMPARE_WITH_TIMEOUT(bench.streams(), 0, patience);
        }
    }

    void closesStreamsByThemselvesWhenAskedTo()
    {
        disruptive::DisruptiveOptions options;
        options.streamLifetime = 30s;
        DisruptiveBench bench(Fleet::generic(1, 1.0, 1, 1), {}, options);
        Http http(bench);
        Stream stream(bench, http, {});
        QVERIFY(stream.opens());
        bench.advance(29s);
        QVERIFY(!stream.text.contains("408"));
        bench.advance(1100ms);
        QTRY_VERIFY_WITH_TIMEOUT(stream.text.contains("closing stream"), patience);
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
            const Answer page = http.get(path + token);
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
        const Answer answer = http.get(project("/devices/") + bench.service.project().devices().front().id
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
        const Answer refused = http.get(project("/devices:stream"));
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.retryAfter, QByteArray("3"));
        bench.clock.advance(3s);
        QCOMPARE(http.get(project("/devices?page_size=1")).status, 200);
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

    void publishedEventsAreStreamedAndKept()
    {
        DisruptiveBench bench(Fleet::generic(1, 0.001, 1, 1));
        Http http(bench);
        const QString device = project("/devices/") + bench.service.project().devices().front().id;
        Stream stream(bench, http, QStringLiteral("?event_types=contact&event_types=labelsChanged"));
        QVERIFY(stream.opens());
        QCOMPARE(http.call("POST", device + QStringLiteral(":publish"),
                           R"({"contact":{"state":"OPEN","updateTime":"2026-01-01T00:00:00Z"}})")
                     .status,
                 200);
        QCOMPARE(http.call("PUT", device, R"({"labels":{"name":"New name","room":"7"}})").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT((bench.pump(), stream.events().size()), 2, patience);
        const QJsonObject contact = stream.events().at(0);
        QCOMPARE(contact[QLatin1String("data")][QLatin1String("contact")][QLatin1String("state")].toString(),
                 QStringLiteral("OPEN"));
        const QJsonObject labels = stream.events().at(1).value(QLatin1String("data")).toObject();
        QCOMPARE(labels[QLatin1String("added")][QLatin1String("room")].toString(), QStringLiteral("7"));
        QCOMPARE(labels[QLatin1String("modified")][QLatin1String("name")].toString(), QStringLiteral("New name"));
        QCOMPARE(labels.value(QLatin1String("removed")).toArray().size(), 2);
        const QJsonArray history = http.get(device + QStringLiteral("/events")).list("events");
        QStringList types;
        for (const QJsonValue &event : history)
            types << event.toObject().value(QLatin1String("eventType")).toString();
        QVERIFY(types.contains(QStringLiteral("contact")));
        QVERIFY(!types.contains(QStringLiteral("labelsChanged"))); // history does not tell it
        QCOMPARE(http.get(device)
                     .object()[QLatin1String("reported")][QLatin1String("contact")][QLatin1String("state")]
                     .toString(),
                 QStringLiteral("OPEN"));
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

    void demoDevicesSpeakAtTheirNaturalPace()
    {
        DisruptiveBench bench(Fleet::demo(1));
        QSet<QString> types;
        for (const auto &device : bench.service.project().devices())
            types.insert(device.type);
        QCOMPARE(types, QSet<QString>({QStringLiteral("humidity"), QStringLiteral("temperature"),
                                       QStringLiteral("contact"), QStringLiteral("co2"), QStringLiteral("motion")}));
        Http http(bench);
        Stream stream(bench, http, {});
        QVERIFY(stream.opens());
        bench.advance(20s);
        QTRY_VERIFY_WITH_TIMEOUT(stream.count("temperature") >= 20, patience);
        QVERIFY(stream.events().size() < 40 * 20); // no device speaks like a monitor at 250 Hz
        for (const QJsonObject &event : stream.events()) {
            if (event.value(QLatin1String("eventType")) != QLatin1String("temperature"))
                continue;
            const QJsonObject data = event[QLatin1String("data")][QLatin1String("temperature")].toObject();
            const QJsonArray samples = data.value(QLatin1String("samples")).toArray();
            QCOMPARE(samples.first()[QLatin1String("value")], data.value(QLatin1String("value")));
            QCOMPARE(samples.first()[QLatin1String("sampleTime")], data.value(QLatin1String("updateTime")));
            QVERIFY(samples.first()[QLatin1String("sampleTime")].toString()
                    > samples.last()[QLatin1String("sampleTime")].toString());
        }
    }

    void tellsWhenADeviceGoesAway()
    {
        DisruptiveBench bench;
        Http http(bench);
        Stream one(bench, http, QStringLiteral("?event_types=connectionStatus"));
        QVERIFY(one.opens());
        Stream two(bench, http, QStringLiteral("?event_types=connectionStatus"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.streams(), 2, patience);
        bench.site.setStatus(0, QStringLiteral("offline"), {});
        bench.site.setStatus(0, QStringLiteral("online"), {});
        for (Stream *stream : {&one, &two}) {
            QTRY_COMPARE_WITH_TIMEOUT((bench.pump(), stream->events().size()), 2, patience);
            QCOMPARE(stream->events()
                         .at(0)[QLatin1String("data")][QLatin1String("connectionStatus")][QLatin1String("connection")]
                         .toString(),
                     QStringLiteral("OFFLINE"));
            QCOMPARE(stream->events()
                         .at(1)[QLatin1String("data")][QLatin1String("connectionStatus")][QLatin1String("connection")]
                         .toString(),
                     QStringLiteral("SDS"));
        }
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveService)
#include "tst_disruptive_service.moc"
