#include "tests/simulator/disruptive/service_client.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;

/// The streams of the service, and what the emulator puts into them.
class TestDisruptiveService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

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

    void emulatedDevicesAreMadeAndDeleted()
    {
        DisruptiveBench bench(Fleet::generic(2, 1.0, 1, 1));
        Http http(bench);
        Stream stream(bench, http, QStringLiteral("?event_types=waterPresent&event_types=temperature"));
        QVERIFY(stream.opens());
        const HttpAnswer made =
            http.call("POST", project("/devices"), R"({"type":"waterDetector","labels":{"name":"Cellar","a":"b"}})");
        QCOMPARE(made.status, 200);
        const QString name = made.object().value(QLatin1String("name")).toString();
        const QString path = QStringLiteral("/v2/") + name;
        QCOMPARE(name.section(QLatin1Char('/'), -1).size(), 23);
        QCOMPARE(made.object().value(QLatin1String("type")).toString(), QStringLiteral("waterDetector"));
        const QJsonObject labels = made.object().value(QLatin1String("labels")).toObject();
        QCOMPARE(labels.value(QLatin1String("name")).toString(), QStringLiteral("Cellar"));
        QVERIFY(labels.contains(QLatin1String("virtual-sensor")));
        QCOMPARE(http.get(project("/devices")).list("devices").size(), 3);
        QCOMPARE(http.call("POST", path + QStringLiteral(":publish"), R"({"waterPresent":{"state":"PRESENT"}})").status,
                 200);
        QTRY_COMPARE_WITH_TIMEOUT((bench.pump(), stream.count("waterPresent")), 1, patience);
        const auto told = stream.events();
        QVERIFY(std::any_of(told.begin(), told.end(), [&name](const QJsonObject &event) {
            return event.value(QLatin1String("eventType")) == QLatin1String("waterPresent")
                   && event.value(QLatin1String("targetName")) == name;
        }));
        QCOMPARE(http.get(path + QStringLiteral("/events")).list("events").size(), 1);

        QCOMPARE(http.call("DELETE", path).status, 200);
        QCOMPARE(http.get(path).status, 404);
        QCOMPARE(http.call("POST", path + QStringLiteral(":publish"), R"({"touch":{}})").status, 404);
        QCOMPARE(http.get(project("/devices")).list("devices").size(), 2);
        // A device of the fleet that is deleted falls silent; the other goes on.
        const QString gone = bench.service.project().devices().front().id;
        QCOMPARE(http.call("DELETE", project("/devices/") + gone).status, 200);
        const auto ofGone = [&stream, &gone] {
            const auto all = stream.events();
            return std::count_if(all.begin(), all.end(), [&gone](const QJsonObject &event) {
                return event.value(QLatin1String("targetName")).toString().endsWith(gone);
            });
        };
        const int before = stream.count("temperature");
        bench.advance(5s);
        QTRY_VERIFY_WITH_TIMEOUT((bench.pump(), stream.count("temperature")) >= before + 5, patience);
        QCOMPARE(ofGone(), 1); // of the beginning
    }

    void unknownTypesOfDevicesAreNotMade_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no JSON") << QByteArray("{");
        QTest::newRow("no type") << QByteArray(R"({"labels":{}})");
        QTest::newRow("unknown") << QByteArray(R"({"type":"toaster"})");
    }
    void unknownTypesOfDevicesAreNotMade()
    {
        QFETCH(QByteArray, body);
        DisruptiveBench bench;
        Http http(bench);
        QCOMPARE(http.call("POST", project("/devices"), body).status, 400);
        QCOMPARE(http.get(project("/devices")).list("devices").size(), 3);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveService)
#include "tst_disruptive_service.moc"
