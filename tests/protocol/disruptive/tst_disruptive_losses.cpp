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

const QString devices = QStringLiteral("devices");
const QString history = QStringLiteral("devices/d/events");
const QString streaming = QStringLiteral("devices:stream");

/// A value of device d in a page of history.
QByteArray filed(const Talk &talk, int value, int at)
{
    const QByteArray number = QByteArray::number(value);
    return talk.event("e" + number, "temperature", "\"value\":" + number, at).mid(19).chopped(2);
}

Timestamp startOf(const Request &request)
{
    const auto time =
        parseIsoTimestamp(request.query.queryItemValue(QStringLiteral("start_time"), QUrl::FullyDecoded).toStdString());
    return time.value_or(Timestamp::max());
}

/// Live, and the value 1 came.
bool begins(Talk &talk, const QByteArray &head = {}, const QByteArray &tail = "\n")
{
    if (!talk.goesLive())
        return false;
    talk.service.stream(head + talk.event("e1", "temperature", "\"value\":1") + tail);
    return talk.reaches([&] { return talk.sink.samples.size() == 1; });
}

} // namespace

/// What is lost on whatever way is read from history, as far as it has it.
class TestDisruptiveLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void whatAnUnreadableMessageTookAlongComesFromHistory_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QByteArray>("damage");
        const QByteArray half = "{\"result\":{\"event\":{\"eventId\":\"e2\",\"targetN";
        QTest::newRow("two in one line") << QString() << half + R"({"result":{"event":{"eventId":"e3"}}})" + "\n";
        QTest::newRow("no words at all") << QString() << QByteArray("#!%$\n");
        QTest::newRow("too long") << QString() << QByteArray(5 * 1024 * 1024, 'x') + "\n";
        QTest::newRow("sse, one cut") << QStringLiteral("stream=sse") << "data: " + half + "\n\n";
        QTest::newRow("sse, two in one") << QStringLiteral("stream=sse") << "data: " + half + "data: {}\n\n";
    }
    void whatAnUnreadableMessageTookAlongComesFromHistory()
    {
        QFETCH(QString, query);
        QFETCH(QByteArray, damage);
        Talk talk(query + QStringLiteral("&ping=1000s"));
        QVERIFY(query.isEmpty() ? begins(talk) : begins(talk, "data: ", "\n\n"));
        const Timestamp last = talk.clock.now();
        talk.service.history = "{\"events\":[" + filed(talk, 3, 2) + "," + filed(talk, 2, 1) + "]}";
        talk.clock.advance(60s);
        talk.service.stream(damage);
        QVERIFY(talk.reaches(
            [&] { return talk.sink.countOf(Problem::BadFrame) + talk.sink.countOf(Problem::RefusedFrame) > 0; }));
        QCOMPARE(talk.service.requestsOf(history).size(), 0); // more damage may follow
        talk.clock.advance(5s);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 3; }));
        QVERIFY(startOf(talk.service.requestsOf(history).at(0)) <= last - 10s);
        QCOMPARE(talk.service.requestsOf(streaming).size(), 1);
        QCOMPARE(talk.sink.phase(), SourcePhase::Live);
        QVERIFY(talk.sink.gaps.empty());
    }

    void damageThatGoesOnIsMendedEverMoreSeldom()
    {
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        for (int i = 0; i < 300; ++i) {
            const int before = talk.sink.countOf(Problem::BadFrame);
            talk.service.stream("{\n");
            QVERIFY(talk.reaches([&] { return talk.sink.countOf(Problem::BadFrame) > before; }));
            talk.clock.advance(2s);
        }
        const auto asked = talk.service.requestsOf(history);
        QVERIFY2(asked.size() >= 3 && asked.size() <= 14, qPrintable(QString::number(asked.size())));
    }

    void damageJustBeforeALossIsNotForgotten()
    {
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        const Timestamp last = talk.clock.now();
        talk.clock.advance(60s);
        talk.service.stream("{\n" + talk.event("e4", "temperature", "\"value\":4") + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 2; }));
        talk.service.endStreams(false);
        QVERIFY(talk.reaches([&] { return !talk.service.requestsOf(history).isEmpty(); }, 250ms));
        QCOMPARE(startOf(talk.service.requestsOf(history).at(0)), last - 10s);
    }

    void goesOnWhereItWasAfterAnEndByWhomever_data()
    {
        QTest::addColumn<int>("status"); // of the stream's next answer; 0: stopped by the operator
        QTest::addColumn<Duration>("away");
        QTest::newRow("stopped") << 0 << Duration(5min);
        QTest::newRow("403") << 403 << Duration(5min);
        QTest::newRow("404") << 404 << Duration(5min);
        QTest::newRow("stopped for longer than history is kept") << 0 << Duration(31 * 24h);
    }
    void goesOnWhereItWasAfterAnEndByWhomever()
    {
        QFETCH(int, status);
        QFETCH(Duration, away);
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        const Timestamp last = talk.clock.now();
        talk.service.history = "{\"events\":[" + filed(talk, 2, 60) + "]}";
        if (status > 0) {
            talk.service.onRequest = [status](const Request &request) {
                return request.path == streaming ? std::optional(Answer{status, "{}", {}, false, -1}) : std::nullopt;
            };
            talk.service.endStreams(false);
            QVERIFY(talk.reachesPhase(SourcePhase::Failed, 250ms));
            talk.service.onRequest = nullptr;
        }
        talk.client->stop();
        QCOMPARE(talk.clock.activeTimers(), 0);
        talk.service.endStreams(false);
        const auto requests = talk.service.requests.size();
        talk.clock.advance(away);
        QCOMPARE(talk.service.requests.size(), requests);
        QVERIFY(talk.goesLive());
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 2; }));
        const Timestamp start = startOf(talk.service.requestsOf(history).at(0));
        if (away < 24h) {
            QCOMPARE(start, last - 10s);
            QVERIFY(talk.sink.gaps.empty());
            return;
        }
        const Timestamp kept = talk.clock.now() - 30 * 24h;
        QCOMPARE(start, kept);
        QCOMPARE(talk.sink.gaps.size(), std::size_t(1)); // what is kept no more
        QCOMPARE(talk.sink.gaps[0].device, QStringLiteral("d"));
        QCOMPARE(talk.sink.gaps[0].gap, (Gap{{last, kept}, GapCause::LinkLost}));
    }

    void whatHistoryStillOwedIsOwedAfterAStop()
    {
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        const Timestamp last = talk.clock.now();
        talk.service.onRequest = [](const Request &request) {
            return request.path == history ? std::optional(Answer{200, {}, {}, true, -1}) : std::nullopt;
        };
        talk.clock.advance(60s);
        talk.service.endStreams(true);
        QVERIFY(talk.reaches([&] { return talk.service.requestsOf(history).size() == 1; }, 250ms));
        talk.service.stream(talk.event("e5", "temperature", "\"value\":5") + "\n");
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 2; }));
        talk.client->stop();
        QCOMPARE(talk.sink.gaps.size(), std::size_t(1)); // until it comes
        QCOMPARE(talk.sink.gaps[0].gap.range.from, last);
        QCOMPARE(talk.clock.activeTimers(), 0);
        talk.service.onRequest = nullptr;
        talk.service.history = "{\"events\":[" + filed(talk, 2, -30) + "]}";
        QVERIFY(talk.goesLive());
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 3; }));
        QCOMPARE(startOf(talk.service.requestsOf(history).at(1)), last - 10s);
    }

    void historyThatFailedIsAskedForAgain_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("broken for long") << 500 << QByteArray("{}");
        QTest::newRow("no page") << 200 << QByteArray(R"({"events":[{"eventId":)");
    }
    void historyThatFailedIsAskedForAgain()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, body);
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        talk.service.onRequest = [&](const Request &request) {
            return request.path == history ? std::optional(Answer{status, body, {}, false, -1}) : std::nullopt;
        };
        talk.service.endStreams(true);
        QVERIFY(talk.reaches([&] { return !talk.sink.gaps.empty(); }, 250ms));
        QVERIFY(talk.sink.current().text.contains(QStringLiteral("missed")));
        talk.service.onRequest = nullptr;
        talk.service.history = "{\"events\":[" + filed(talk, 2, 1) + "]}";
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 2; }, 500ms));
        QCOMPARE(talk.sink.gaps.size(), std::size_t(1));
        QVERIFY(talk.reaches([&] { return talk.sink.current().text == QStringLiteral("Live"); }));
    }

    void whatIsFiledLateIsAskedForOnceMore()
    {
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        talk.clock.advance(60s);
        talk.service.endStreams(true);
        QVERIFY(talk.reaches([&] { return talk.service.requestsOf(history).size() == 1; }, 250ms));
        QVERIFY(talk.reaches([&] { return talk.sink.current().text == QStringLiteral("Live"); }));
        const Timestamp asked = talk.clock.now();
        talk.service.history = "{\"events\":[" + filed(talk, 2, -1) + "]}";
        talk.clock.advance(9s);
        QCOMPARE(talk.service.requestsOf(history).size(), 1);
        talk.clock.advance(1s);
        QVERIFY(talk.reaches([&] { return talk.sink.samples.size() == 2; }));
        const Timestamp start = startOf(talk.service.requestsOf(history).at(1));
        QVERIFY(start <= asked - 10s && start > asked - 20s);
        talk.clock.advance(10min);
        QCOMPARE(talk.service.requestsOf(history).size(), 2);
    }

    void aDeviceThatCameWhileTheStreamWasLostIsFilledAsWell()
    {
        Talk talk(QStringLiteral("ping=1000s"));
        QVERIFY(begins(talk));
        const Timestamp last = talk.clock.now();
        talk.clock.advance(60s);
        talk.service.devices = R"({"devices":[{"name":"projects/p/devices/d"},{"name":"projects/p/devices/new"}]})";
        talk.service.endStreams(true);
        const QString its = QStringLiteral("devices/new/events");
        QVERIFY(talk.reaches([&] { return !talk.service.requestsOf(its).isEmpty(); }, 250ms));
        QCOMPARE(startOf(talk.service.requestsOf(its).at(0)), last - 10s);
    }
};

QTEST_GUILESS_MAIN(TestDisruptiveLosses)
#include "tst_disruptive_losses.moc"
