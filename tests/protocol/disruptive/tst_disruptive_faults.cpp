#include "tests/protocol/disruptive/scripted_service.h"

#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using watchglass::test::ScriptedService;
using watchglass::test::Talk;
using Answer = ScriptedService::Answer;
using Request = ScriptedService::Request;

namespace {

const QString account = QStringLiteral("key1:s3cr3t-w0rd:me@example.com");
const QString devices = QStringLiteral("devices");
const QString history = QStringLiteral("devices/d/events");
const QString publishing = QStringLiteral("devices/d:publish");
const QString token = QStringLiteral("/oauth2/token");
const QString streaming = QStringLiteral("devices:stream");

/// What is to follow a refusal of a call.
enum class Next {
    Again,    ///< Asked again, and then all is well.
    NewToken, ///< Likewise, with a new token.
    GivenUp,  ///< Told, and not asked again.
};

/// One call that goes wrong the first time, and what came of it.
struct Trial
{
    explicit Trial(QString which, const QString &credentials = {})
        : call(std::move(which))
    {
        // The same host serves as the emulator.
        SourceAddress address;
        address.service = Service::Disruptive;
        address.url = talk.service.url();
        address.url.setQuery(QStringLiteral("ping=1000s&emulator=")
                             + talk.service.url(QStringLiteral("/v2")).toString(QUrl::FullyEncoded));
        address.token = credentials;
        talk.client = std::make_unique<disruptive::Client>(address, talk.sink, talk.clock);
        talk.service.history = R"({"events":[{"eventId":"h1","targetName":"projects/p/devices/d",)"
                               "\"eventType\":\"temperature\",\"data\":{\"temperature\":{\"value\":7,\"updateTime\":\""
                               + talk.time(0) + R"("}},"timestamp":")" + talk.time(0) + "\"}],\"nextPageToken\":\"\"}";
    }

    /// Brings the client to where the call is made, the first answer being `first`.
    bool begin(const Answer &first)
    {
        const bool isAtStart = call == devices || call == token || call == streaming;
        if (!isAtStart && !talk.goesLive())
            return false;
        talk.service.onRequest = [this, first](const Request &request) -> std::optional<Answer> {
            if (request.path != call || isSpoilt)
                return std::nullopt;
            isSpoilt = true;
            return first;
        };
        if (isAtStart) {
            talk.client->start();
        } else if (call == publishing) {
            talk.client->publish(QStringLiteral("d"), R"({"temperature":{"value":1}})",
                                 [this](bool ok) { published = ok; });
        } else { // lost and found: the history of the device is asked for
            talk.service.endStreams(true);
            return talk.reaches([this] { return talk.sink.current().reconnects == 1 && isSpoilt; }, 250ms);
        }
        return talk.reaches([this] { return isSpoilt; });
    }
    bool isDone() const
    {
        if (call == publishing)
            return published.value_or(false);
        if (call == history)
            return !talk.sink.samples.empty() && talk.sink.current().text == QStringLiteral("Live");
        return talk.sink.phase() == SourcePhase::Live && !talk.sink.devices.empty();
    }
    bool isGivenUp() const
    {
        if (call == publishing)
            return published.has_value() && !*published;
        if (call == history)
            return !talk.sink.gaps.empty();
        if (call == devices)
            return talk.sink.countOf(Problem::ServerError) > 0;
        return talk.sink.phase() == SourcePhase::Failed;
    }
    QList<Request> requests() const { return talk.service.requestsOf(call); }

    QString call;
    Talk talk;
    bool isSpoilt = false;
    std::optional<bool> published;
};

} // namespace

Q_DECLARE_METATYPE(Next)

/// Each call of the client under each refusal, and what is never answered or cut short.
class TestDisruptiveFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void eachCallMeetsEachStatusAsThePageSays_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<Next>("next");
        QTest::addColumn<double>("least"); // seconds between the two requests
        for (const QString &call : {devices, history, publishing, token, streaming}) {
            const auto row = [&call](int status, const char *header, Next next, double least) {
                QTest::addRow("%s %d %s", qPrintable(call), status, header)
                    << call << status << (QByteArray(header) + (*header ? "\r\n" : "")) << next << least;
            };
            row(403, "", Next::GivenUp, 0.0);
            row(404, "", Next::GivenUp, 0.0);
            row(401, "", call == token ? Next::GivenUp : Next::NewToken, 0.0);
            for (const int passing : {408, 500, 502, 503})
                row(passing, "", Next::Again, 1.0);
            row(504, "", Next::Again, call == token ? 1.0 : 10.0);
            row(429, "Retry-After: 7", Next::Again, 7.0);
            row(429, "", Next::Again, call == token ? 1.0 : 5.0);
            if (call == streaming || call == publishing) {
                row(400, "", Next::GivenUp, 0.0);
                row(409, "", Next::GivenUp, 0.0);
            }
            if (call != streaming)
                continue;
            row(302, "", Next::GivenUp, 0.0);
            row(410, "", Next::GivenUp, 0.0);
            row(503, "Retry-After: 9", Next::Again, 9.0);
            row(429, "Date: Sun, 06 Nov 1994 08:49:00 GMT\r\nRetry-After: Sun, 06 Nov 1994 08:49:11 GMT", Next::Again,
                11.0);
        }
    }
    void eachCallMeetsEachStatusAsThePageSays()
    {
        QFETCH(QString, call);
        QFETCH(int, status);
        QFETCH(QByteArray, headers);
        QFETCH(Next, next);
        QFETCH(double, least);
        Trial trial(call, call == token || status == 401 ? account : QString());
        QVERIFY(trial.begin({status, R"({"error":"words","code":1,"help":"h"})", headers, false, -1}));
        if (next == Next::GivenUp) {
            QVERIFY(trial.talk.reaches([&] { return trial.isGivenUp(); }));
            QCOMPARE(trial.requests().size(), 1);
            QCOMPARE(trial.talk.sink.countOf(Problem::ServerError), call == token ? 0 : 1);
            QVERIFY2(trial.talk.sink.allTexts().contains(QStringLiteral("words")),
                     qPrintable(trial.talk.sink.allTexts()));
            if (call != devices) // the list is asked for again after a minute, in case a role was given
                return;
            QVERIFY(trial.talk.reaches([&] { return trial.isDone(); }, 1s));
            QVERIFY(trial.requests().at(1).at - trial.requests().at(0).at >= 60s);
            return;
        }
        QVERIFY(trial.talk.reaches([&] { return trial.isDone(); }, 500ms));
        const auto requests = trial.requests();
        QVERIFY(requests.size() >= 2);
        const double wait = std::chrono::duration<double>(requests.at(1).at - requests.at(0).at).count();
        QVERIFY2(wait >= least, qPrintable(QString::number(wait)));
        QVERIFY(trial.talk.sink.gaps.empty());
        if (next == Next::NewToken) {
            QVERIFY(requests.at(0).head.contains("Bearer t1") && !requests.at(1).head.contains("Bearer t1"));
            QVERIFY(trial.talk.service.tokens >= 2);
        }
        QVERIFY(!trial.talk.sink.allTexts().contains(QStringLiteral("w0rd")));
    }

    void a401ThatStaysIsFatal()
    {
        for (const QString &call : {devices, publishing, streaming}) {
            Trial trial(call, account);
            QVERIFY(trial.begin({401, "{}", {}, false, -1}));
            trial.talk.service.onRequest = [call](const Request &request) {
                return request.path == call ? std::optional(Answer{401, "{}", {}, false, -1}) : std::nullopt;
            };
            QVERIFY(trial.talk.reaches([&] { return trial.isGivenUp(); }, 250ms));
            QCOMPARE(trial.requests().size(), 2);
            QCOMPARE(trial.talk.service.tokens, 2);
        }
    }

    void whatIsNeverAnsweredIsAskedAgain_data()
    {
        QTest::addColumn<QString>("call");
        for (const QString &call : {devices, history, publishing, token, streaming})
            QTest::newRow(qPrintable(call)) << call;
    }
    void whatIsNeverAnsweredIsAskedAgain()
    {
        QFETCH(QString, call);
        Trial trial(call, call == token ? account : QString());
        QVERIFY(trial.begin({200, {}, {}, true, -1}));
        QVERIFY(trial.talk.reaches([&] { return trial.isDone(); }, 1s));
        const auto requests = trial.requests();
        QVERIFY(requests.size() >= 2);
        QVERIFY(requests.at(1).at - requests.at(0).at >= 5s); // it was waited for
        QVERIFY(trial.talk.sink.gaps.empty());
    }

    void anAnswerCutShortIsAskedForAgain_data()
    {
        QTest::addColumn<QString>("call");
        for (const QString &call : {devices, history, token})
            QTest::newRow(qPrintable(call)) << call;
    }
    void anAnswerCutShortIsAskedForAgain()
    {
        QFETCH(QString, call);
        for (qsizetype cut = 0; cut < 80; cut += 35) {
            Trial trial(call, call == token ? account : QString());
            const QByteArray body =
                call == devices ? trial.talk.service.devices
                : call == history
                    ? trial.talk.service.history
                    : R"({"access_token":"t1234567","expires_in":3600,"token_type":""})" + QByteArray(40, ' ');
            QVERIFY(trial.begin({200, body, {}, false, cut}));
            QVERIFY(trial.talk.reaches([&] { return trial.isDone(); }, 500ms));
            QCOMPARE(trial.talk.sink.samples.size(), std::size_t(call == history ? 1 : 0));
            QVERIFY(trial.talk.sink.gaps.empty());
        }
    }

    void aPageOfHistoryThatIsNoPageIsAGap()
    {
        for (const char *body : {"", "{", R"({"events":[{"eventId":"h1")", "[]", "<html>"}) {
            Trial trial(history);
            QVERIFY(trial.begin({200, body, {}, false, -1}));
            QVERIFY(trial.talk.reaches([&] { return trial.isGivenUp(); }, 250ms));
            QCOMPARE(trial.talk.sink.gaps.size(), std::size_t(1));
            QCOMPARE(trial.talk.sink.gaps[0].device, QStringLiteral("d"));
            QCOMPARE(trial.talk.sink.gaps[0].gap.cause, GapCause::LinkLost);
            QVERIFY(trial.talk.sink.samples.empty());
            QCOMPARE(trial.talk.sink.countOf(Problem::BadFrame), 1);
        }
    }

    void historyIsAskedFromTenSecondsBeforeTheLastEvent()
    {
        Talk talk;
        QVERIFY(talk.goesLive());
        const Timestamp last = talk.clock.now();
        talk.service.stream(talk.event("e1", "temperature", "\"value\":1") + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 1; }));
        talk.service.history = R"({"events":[)" + talk.event("e3", "temperature", "\"value\":3", 2).mid(19).chopped(2)
                               + "," + talk.event("e2", "temperature", "\"value\":2", 1).mid(19).chopped(2) + ","
                               + talk.event("e1", "temperature", "\"value\":1").mid(19).chopped(2) + "]}";
        talk.clock.advance(5s);
        talk.service.endStreams(false);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 3; }, 250ms));
        const auto asked = talk.service.requestsOf(history);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0].query.queryItemValue(QStringLiteral("start_time"), QUrl::FullyDecoded),
                 QString::fromStdString(formatIsoTimestamp(last - 10s, 6)));
        QCOMPARE(asked[0].query.queryItemValue(QStringLiteral("page_size")), QStringLiteral("1000"));
        talk.service.stream(talk.event("e3", "temperature", "\"value\":3", 2) + "\n" // late: history told it already
                            + talk.event("e4", "temperature", "\"value\":4", 9) + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() >= 4; }));
        QCOMPARE(talk.sink.values(), std::vector<double>({1.0, 3.0, 2.0, 4.0}));
    }

    void historyIsNotAskedForBeyondWhatIsKept()
    {
        Talk talk(QStringLiteral("ping=2000h"));
        QVERIFY(talk.goesLive());
        talk.service.stream(talk.event("e1", "temperature", "\"value\":1") + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 1; }));
        talk.clock.jumpWall(40 * 24h); // the machine slept
        talk.service.endStreams(false);
        QVERIFY(talk.reaches([&] { return talk.service.requestsOf(history).size() == 1; }, 50ms));
        const auto from = parseIsoTimestamp(talk.service.requestsOf(history)[0]
                                                .query.queryItemValue(QStringLiteral("start_time"), QUrl::FullyDecoded)
                                                .toStdString());
        QVERIFY(from && *from >= talk.clock.now() - 30 * 24h - 60s && *from <= talk.clock.now() - 30 * 24h);
    }

    void devicesAreReadPageByPageAndTheirReportedValuesCome()
    {
        Talk talk;
        talk.service.onRequest = [&talk](const Request &request) -> std::optional<Answer> {
            if (request.path != devices)
                return std::nullopt;
            const QString page = request.query.queryItemValue(QStringLiteral("page_token"), QUrl::FullyDecoded);
            const QByteArray name = page.isEmpty() ? "d1" : page == QLatin1String("a+b=") ? "d2" : "d3";
            const QByteArray next = page.isEmpty()                  ? ",\"nextPageToken\":\"a+b=\""
                                    : page == QLatin1String("a+b=") ? ",\"nextPageToken\":\"c\""
                                                                    : "";
            return Answer{200,
                          "{\"devices\":[{\"name\":\"projects/p/devices/" + name
                              + "\",\"type\":\"temperature\",\"labels\":{\"name\":\"N " + name
                              + "\",\"location\":\"L\"},\"reported\":{\"touch\":null,\"connectionLatency\":null,"
                                "\"temperature\":{\"value\":5,\"updateTime\":\""
                              + talk.time(-600) + "\"}}}]" + next + "}",
                          {},
                          false,
                          -1};
        };
        talk.client->start();
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 3; })); // before any event of the stream
        QCOMPARE(talk.service.requestsOf(devices).size(), 3);
        QCOMPARE(talk.service.requestsOf(devices)[0].query.queryItemValue(QStringLiteral("page_size")),
                 QStringLiteral("100"));
        QStringList names;
        for (const DeviceUpdate &update : talk.sink.devices) {
            if (update.name)
                names << *update.name + QLatin1Char(' ') + update.type.value_or(QString()) + QLatin1Char(' ')
                             + update.location.value_or(QString());
        }
        QCOMPARE(names, QStringList({QStringLiteral("N d1 temperature L"), QStringLiteral("N d2 temperature L"),
                                     QStringLiteral("N d3 temperature L")}));
        QCOMPARE(talk.statuses(), QStringList(3, QStringLiteral("online"))); // heard of ten minutes ago
        QVERIFY(talk.sink.problems.empty() && talk.sink.events.empty());
    }

    void pagesThatGoInCirclesEnd()
    {
        Talk talk;
        talk.service.devices = R"({"devices":[],"nextPageToken":"again"})";
        talk.client->start();
        QVERIFY(talk.reaches([&] { return talk.sink.countOf(Problem::BadFrame) == 1; }));
        QCOMPARE(talk.service.requestsOf(devices).size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveFaults)
#include "tst_disruptive_faults.moc"
