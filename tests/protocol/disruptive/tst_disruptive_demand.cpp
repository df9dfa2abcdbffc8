#include "tests/protocol/disruptive/scripted_service.h"

#include <QRegularExpression>

#include <algorithm>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using watchglass::test::RecordingSink;
using watchglass::test::ScriptedService;
using watchglass::test::Talk;
using Answer = ScriptedService::Answer;
using Request = ScriptedService::Request;

namespace {

const QString streaming = QStringLiteral("devices:stream");
const QString large = QStringLiteral("narrow=1&ping=10000s");
const QStringList steady{
    QStringLiteral("networkStatus"),  QStringLiteral("deskOccupancy"),    QStringLiteral("touch"),
    QStringLiteral("batteryStatus"),  QStringLiteral("connectionStatus"), QStringLiteral("ethernetStatus"),
    QStringLiteral("cellularStatus"), QStringLiteral("probeWireStatus"),  QStringLiteral("labelsChanged")};

QString historyOf(const char *device)
{
    return QStringLiteral("devices/%1/events").arg(QLatin1String(device));
}

SeriesDemand wish(const char *device, const char *attribute, AttentionLevel level)
{
    return {{{}, QLatin1String(device), QLatin1String(attribute), {}}, level};
}

DemandChange nothing()
{
    return {AttentionLevel::None, {}};
}

QStringList typesOf(const Request &request)
{
    return request.query.allQueryItemValues(QStringLiteral("event_types"), QUrl::FullyDecoded);
}

Timestamp startOf(const Request &request)
{
    const auto time =
        parseIsoTimestamp(request.query.queryItemValue(QStringLiteral("start_time"), QUrl::FullyDecoded).toStdString());
    return time.value_or(Timestamp::max());
}

/// A project of which the temperatures of the devices d and e come.
struct Project : Talk
{
    explicit Project(const QString &query = large, const QByteArrayList &devices = {"d", "e"})
        : Talk(query)
        , m_devices(devices)
    {
        QByteArrayList all;
        for (const QByteArray &device : devices)
            all << R"({"name":"projects/p/devices/)" + device + "\"}";
        service.devices = "{\"devices\":[" + all.join(',') + "]}";
    }
    /// As Talk's, but what is due at once comes.
    bool reaches(const std::function<bool()> &condition, Duration step = {})
    {
        return QTest::qWaitFor(
            [&] {
                clock.advance(step);
                return condition();
            },
            30'000);
    }
    QByteArray from(const char *device, const QByteArray &id, const QByteArray &type, const QByteArray &fields,
                    int at = 0) const
    {
        return event(id, type, fields, at).replace("devices/d", QByteArray("devices/") + device) + "\n";
    }
    bool sends(const QByteArray &messages, std::size_t samples)
    {
        service.stream(messages);
        return reaches([&] { return sink.samples.size() == samples; });
    }
    /// Live, a temperature of each device came, and both are known.
    bool begins()
    {
        return goesLive()
               && sends(from("d", "d1", "temperature", "\"value\":1") + from("e", "e1", "temperature", "\"value\":1"),
                        2)
               && reaches([&] { return service.requestsOf(QStringLiteral("devices")).size() == 1; });
    }
    /// Nothing but what is steady is asked for.
    bool narrows()
    {
        client->setDemand(nothing());
        const auto frames = sink.frames;
        service.stream(from("d", "d2", "temperature", "\"value\":2"));
        if (!reaches([&] { return sink.frames > frames; }))
            return false;
        clock.advance(1min);
        return rests();
    }
    /// The stream was asked for anew, and history was read for the first and for the last time.
    bool rests()
    {
        const auto isAsked = [this](qsizetype times) {
            return std::all_of(m_devices.begin(), m_devices.end(), [&](const QByteArray &device) {
                return service.requestsOf(historyOf(device.constData())).size() == times;
            });
        };
        const qsizetype before = 2 * m_rests++;
        if (!reaches([&] { return isAsked(before + 1) && sink.current().text == QStringLiteral("Live"); }))
            return false;
        const auto frames = sink.frames + static_cast<std::uint64_t>(m_devices.size());
        clock.advance(10s);
        return reaches([&] { return isAsked(before + 2) && sink.frames >= frames; });
    }
    qsizetype asks() const { return service.requestsOf(streaming).size(); }
    QStringList asked() const { return typesOf(service.requestsOf(streaming).last()); }
    std::vector<RecordingSink::KeptSpan> spansOf(const char *device) const
    {
        std::vector<RecordingSink::KeptSpan> all;
        for (const auto &span : sink.spans) {
            if (span.key.device == QLatin1String(device))
                all.push_back(span);
        }
        return all;
    }
    const Grant *grantOf(const QString &device) const
    {
        const Grant *newest = nullptr;
        for (const Grant &grant : sink.grants)
            newest = grant.device == device ? &grant : newest;
        return newest;
    }

private:
    const QByteArrayList m_devices;
    int m_rests = 0;
};

} // namespace

/// What a large project is asked for, by what is wanted of it.
class TestDisruptiveDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void leavesOutTypesThatNobodyWantsAfterAMinute()
    {
        Project talk;
        talk.client->setDemand(nothing()); // before start()
        QVERIFY(talk.begins());
        QVERIFY(talk.sends(talk.from("d", "d2", "temperature", "\"value\":2"), 3));
        const Timestamp last = talk.clock.now();
        talk.clock.advance(30s);
        QVERIFY(talk.sends(talk.from("e", "e2", "networkStatus", "\"rssi\":-50"), 4));
        const Timestamp heard = talk.clock.now();
        talk.clock.advance(30s - 1ms);
        QCOMPARE(talk.asks(), 1);
        QVERIFY(talk.asked().isEmpty() && talk.sink.spans.empty());
        talk.clock.advance(1ms);
        QVERIFY(talk.reaches([&] { return talk.asks() == 2; }));
        QCOMPARE(talk.asked(), steady);
        QCOMPARE(talk.sink.spans.size(), std::size_t(2)); // the signal strength goes on
        for (const auto &span : talk.sink.spans) {
            QVERIFY(!span.isRequested);
            QCOMPARE(span.key.attribute, QStringLiteral("temperature"));
            QCOMPARE(span.range, (TimeRange{last + Duration(1), Timestamp::max()}));
        }
        // What falls between the two streams is read from history, and what came late before with it.
        QVERIFY(talk.reaches([&] { return talk.service.requestsOf(historyOf("e")).size() == 1; }));
        for (const char *device : {"d", "e"}) {
            const Request request = talk.service.requestsOf(historyOf(device)).at(0);
            QCOMPARE(startOf(request), heard - 10s);
            QVERIFY(typesOf(request).isEmpty());
        }
        QVERIFY(talk.sends(talk.from("d", "d3", "networkStatus", "\"rssi\":-60"), 5)); // it is the new stream
        QCOMPARE(talk.sink.current().reconnects, 0);
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
        for (const SourceState &state : talk.sink.states)
            QVERIFY(state.phase != SourcePhase::Waiting);
        QVERIFY(talk.sink.gaps.empty() && talk.sink.problems.empty());
    }

    void asksForEverything_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<AttentionLevel>("others");
        QTest::addColumn<QByteArray>("type"); // of the one event that comes besides two instants
        const QByteArray heat = "temperature";
        QTest::newRow("of a small project") << QStringLiteral("narrow=2") << AttentionLevel::None << heat;
        QTest::newRow("of one that is small unless said otherwise") << QString() << AttentionLevel::None << heat;
        QTest::newRow("where it is never to be narrowed") << QStringLiteral("narrow=0") << AttentionLevel::None << heat;
        QTest::newRow("while others are wanted") << QStringLiteral("narrow=1") << AttentionLevel::Low << heat;
        QTest::newRow("where less than a third would be left out")
            << QStringLiteral("narrow=1") << AttentionLevel::None << QByteArray("networkStatus");
        QTest::newRow("where nothing would be left")
            << QStringLiteral("narrow=1&event_types=temperature") << AttentionLevel::None << heat;
    }
    void asksForEverything()
    {
        QFETCH(QString, query);
        QFETCH(AttentionLevel, others);
        QFETCH(QByteArray, type);
        Project talk(query + QStringLiteral("&ping=10000s"));
        QVERIFY(talk.begins());
        talk.client->setDemand({others, {wish("d", "contact", AttentionLevel::None)}});
        for (int i = 0; i < 4; ++i) {
            const QByteArray id = QByteArray::number(i);
            const auto frames = talk.sink.frames;
            talk.service.stream(talk.from("d", "x" + id, type, "\"value\":2,\"rssi\":-1")
                                + talk.from("d", "y" + id, type, "\"value\":2,\"rssi\":-1", 1)
                                + talk.from("e", "z" + id, "temperature", "\"value\":2"));
            QVERIFY(talk.reaches([&] { return talk.sink.frames == frames + 3; }));
            if (type == "networkStatus") {
                talk.service.stream(talk.from("d", "u" + id, type, "\"rssi\":-1", 2));
                QVERIFY(talk.reaches([&] { return talk.sink.frames == frames + 4; }));
            }
            talk.clock.advance(1min);
        }
        const auto frames = talk.sink.frames; // this stream is still read
        talk.service.stream(talk.from("d", "end", "touch", {}));
        QVERIFY(talk.reaches([&] { return talk.sink.frames > frames; }));
        QCOMPARE(talk.asks(), 1);
        QVERIFY(talk.sink.spans.empty());
        const Grant *grant = talk.grantOf({});
        QVERIFY(grant && grant->delivery == Delivery::Whole && grant->level == others);
    }

    void staysInsideTheTypesOfTheAddress()
    {
        Project talk(large + QStringLiteral("&event_types=temperature&event_types=touch&event_types=brandNew"));
        QVERIFY(talk.begins());
        QVERIFY(talk.narrows());
        QCOMPARE(talk.asked(), QStringList({QStringLiteral("touch"), QStringLiteral("brandNew")}));
    }

    void keepsAskingForTypesThatThisProgramDoesNotKnow()
    {
        Project talk;
        QVERIFY(talk.begins());
        talk.service.stream(talk.from("d", "u1", "brandNew", "\"value\":2"));
        QVERIFY(talk.reaches([&] { return talk.sink.events.size() == 1; }));
        QVERIFY(talk.narrows());
        QCOMPARE(talk.asked(), steady + QStringList{QStringLiteral("brandNew")});
    }

    void widensAtOnceAndMarksUntilFilled()
    {
        Project talk(large, {"a", "b", "c", "d", "e"});
        QVERIFY(talk.begins());
        const Timestamp first = talk.clock.now();
        QVERIFY(talk.narrows());
        talk.clock.advance(10min);
        QVERIFY(talk.sends(talk.from("e", "e3", "networkStatus", "\"rssi\":-50"), talk.sink.samples.size() + 1));
        talk.sink.spans.clear();
        talk.service.requests.clear();
        const QByteArray value = "\"value\":7";
        talk.service.onRequest = [&](const Request &request) -> std::optional<Answer> {
            if (!request.path.endsWith(QLatin1String("/events")))
                return std::nullopt;
            const QByteArray device = request.path.section(QLatin1Char('/'), 1, 1).toLatin1();
            if (device != "d" && device != "e")
                return std::nullopt;
            const QByteArray one = talk.from(device.constData(), device + "9", "temperature", value, -300);
            return Answer{200, "{\"events\":[" + one.mid(19).chopped(3) + "]}", {}, false, -1};
        };
        const auto samples = talk.sink.samples.size();
        talk.client->setDemand({std::nullopt, {wish("e", "temperature", AttentionLevel::Medium)}});
        QVERIFY(talk.reaches([&] { return talk.asks() == 1; }));
        QCOMPARE(talk.asked(), QStringList{QStringLiteral("temperature")} + steady);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == samples + 2; }));
        QStringList order;
        for (const Request &request : talk.service.requests) {
            if (!request.path.endsWith(QLatin1String("/events")))
                continue;
            order << request.path;
        }
        QVERIFY(order.size() >= 4 && order.indexOf(historyOf("e")) < 2); // two at once, what is wanted first
        for (const char *device : {"d", "e"})
            QCOMPARE(startOf(talk.service.requestsOf(historyOf(device)).at(0)), first - 10s);
        QVERIFY(talk.reaches([&] { return talk.sink.current().text == QStringLiteral("Live"); }));
        QVERIFY(talk.sink.spans.empty()); // the service may still file
        talk.clock.advance(10s);
        QVERIFY(talk.reaches([&] { return talk.sink.spans.size() == 2; }));
        for (const auto &span : talk.sink.spans) {
            QVERIFY(span.isRequested);
            QCOMPARE(span.range, (TimeRange{first + Duration(1), Timestamp::max()}));
        }
    }

    void narrowsOnceAMinuteAtMost()
    {
        Project talk;
        QVERIFY(talk.begins());
        QVERIFY(talk.narrows());
        const auto before = talk.asks();
        talk.client->setDemand({std::nullopt, {wish("e", "temperature", AttentionLevel::Medium)}});
        QVERIFY(talk.reaches([&] { return talk.asks() == before + 1; }));
        QVERIFY(talk.rests());
        for (int i = 0; i < 9; ++i) { // looks here and there: no new stream for that
            talk.client->setDemand({std::nullopt, {wish("e", "temperature", AttentionLevel::None)}});
            talk.client->setDemand({std::nullopt, {wish("d", "temperature", AttentionLevel::Low)}});
            talk.client->setDemand({std::nullopt, {wish("d", "temperature", AttentionLevel::None)}});
            const auto frames = talk.sink.frames;
            talk.service.stream(talk.from("d", "n" + QByteArray::number(i), "temperature", "\"value\":2"));
            QVERIFY(talk.reaches([&] { return talk.sink.frames > frames; }));
            talk.client->setDemand({std::nullopt, {wish("e", "temperature", AttentionLevel::High)}});
            talk.clock.advance(10s);
        }
        QCOMPARE(talk.asks(), before + 1);
        talk.client->setDemand({std::nullopt, {wish("e", "temperature", AttentionLevel::None)}});
        talk.clock.advance(59s);
        QCOMPARE(talk.asks(), before + 1);
        const auto frames = talk.sink.frames;
        talk.service.stream(talk.from("d", "last", "temperature", "\"value\":2"));
        QVERIFY(talk.reaches([&] { return talk.sink.frames > frames; }));
        talk.clock.advance(1s);
        QVERIFY(talk.reaches([&] { return talk.asks() == before + 2; }));
    }

    void aSeriesThatAppearsWhileItsTypeIsLeftOutIsMarkedSinceThen()
    {
        Project talk;
        QVERIFY(talk.begins());
        const Timestamp first = talk.clock.now();
        QVERIFY(talk.narrows());
        talk.clock.advance(5min);
        talk.service.devices = "{\"devices\":[{\"name\":\"projects/p/devices/new\",\"reported\":{\"temperature\":"
                               "{\"value\":5,\"updateTime\":\""
                               + talk.time(-60) + "\"}}}]}";
        talk.service.stream(talk.from("new", "t1", "touch", {}));
        QVERIFY(talk.reaches([&] { return !talk.spansOf("new").empty(); }, 1s));
        QCOMPARE(talk.spansOf("new").size(), std::size_t(1));
        QCOMPARE(talk.spansOf("new")[0].range, (TimeRange{first + Duration(1), Timestamp::max()}));
    }

    void whatHistoryRefusesStaysMarked()
    {
        Project talk;
        QVERIFY(talk.begins());
        QVERIFY(talk.narrows());
        talk.sink.spans.clear();
        talk.service.onRequest = [](const Request &request) {
            return request.path == historyOf("d") ? std::optional(Answer{404, "{}", {}, false, -1}) : std::nullopt;
        };
        talk.client->setDemand({AttentionLevel::Medium, {}});
        QVERIFY(talk.reaches([&] { return !talk.spansOf("e").empty(); }, 500ms));
        QVERIFY(talk.asked().isEmpty()); // everything again
        QCOMPARE(talk.sink.gaps.size(), std::size_t(1));
        talk.clock.advance(20min);
        QVERIFY(talk.spansOf("d").empty());
    }

    void keepsItsFilterThroughStopAndStart()
    {
        Project talk;
        QVERIFY(talk.begins());
        QVERIFY(talk.narrows());
        const auto before = talk.asks();
        talk.client->stop();
        QCOMPARE(talk.clock.activeTimers(), 0);
        talk.service.endStreams(false);
        QVERIFY(talk.goesLive());
        QCOMPARE(talk.asks(), before + 1);
        QCOMPARE(talk.asked(), steady);
        talk.client->stop();
        talk.client->setDemand({AttentionLevel::High, {}});
        QVERIFY(talk.goesLive());
        QVERIFY(talk.asked().isEmpty());
        QVERIFY(talk.reaches(
            [&] { return talk.spansOf("d").back().isRequested && talk.spansOf("e").back().isRequested; }, 1s));
    }

    void grantsSayWhatComes()
    {
        Project talk;
        talk.client->setDemand({AttentionLevel::None, {wish("d", "temperature", AttentionLevel::Medium)}});
        Grant others;
        others.level = AttentionLevel::None;
        others.isFixed = true; // nothing is known of a large project yet
        QCOMPARE(*talk.grantOf({}), others);
        QVERIFY(talk.begins());
        others.isFixed = false;
        QVERIFY(talk.reaches([&] { return *talk.grantOf({}) == others; }));
        Grant own{QStringLiteral("d"), QStringLiteral("temperature"), AttentionLevel::Medium, {}, {}, false, false};
        QCOMPARE(*talk.grantOf(QStringLiteral("d")), own);
        talk.client->setDemand({std::nullopt, {wish("d", "temperature", AttentionLevel::None)}});
        own.level = AttentionLevel::None;
        QCOMPARE(*talk.grantOf(QStringLiteral("d")), own); // it comes for another minute
        QVERIFY(talk.narrows());
        own.delivery = others.delivery = Delivery::Withheld;
        own.isFillable = others.isFillable = true;
        QCOMPARE(*talk.grantOf({}), others);
        QCOMPARE(*talk.grantOf(QStringLiteral("d")), own);
        const std::size_t count = talk.sink.grants.size();
        talk.client->setDemand({std::nullopt, {wish("d", "temperature", AttentionLevel::None)}});
        QCOMPARE(talk.sink.grants.size(), count); // nothing new
        talk.client->setDemand({std::nullopt, {wish("e", "batteryStatus", AttentionLevel::None)}});
        const Grant fixed{
            QStringLiteral("e"), QStringLiteral("batteryStatus"), AttentionLevel::None, {}, {}, false, true};
        QCOMPARE(*talk.grantOf(QStringLiteral("e")), fixed);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveDemand)
#include "tst_disruptive_demand.moc"
