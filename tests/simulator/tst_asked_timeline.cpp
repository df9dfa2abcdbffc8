#include "app/simulator/asked_timeline.h"
#include "tests/simulator/sim_client.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;

/// A connection that is sent so many bytes in each of its next ticks.
struct Bench
{
    void pass(Duration length, std::uint64_t bytesATick)
    {
        for (Duration passed{}; passed < length; passed += 5ms) {
            now += 5ms;
            bytes += bytesATick;
            timeline.turn(now, bytes);
        }
    }
    void ask(const char *what) { timeline.note(QString::fromLatin1(what), now, bytes); }

    Duration now = 3h;
    std::uint64_t bytes = 0;
    AskedTimeline timeline{now};
};

/// Turns the clock in small steps and lets bytes move in between.
void pass(SimHarness &sim, Duration length)
{
    for (Duration passed{}; passed < length; passed += 20ms) {
        sim.clock.advance(20ms);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

std::vector<AskedChange> changes(const SimHarness &sim)
{
    const auto all = sim.server.connections();
    return all.empty() ? std::vector<AskedChange>() : all.front().changes;
}

/// Sends, and turns the clock until the server tells of so many changes.
bool asks(SimHarness &sim, SimClient &client, const char *json, std::size_t count)
{
    client.send(json);
    return QTest::qWaitFor(
        [&] {
            pass(sim, 20ms);
            return changes(sim).size() >= count;
        },
        patienceMs);
}

} // namespace

/// What is sent follows what is asked for, and the simulator writes it down.
class TestAskedTimeline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void ratesAreOfTheSecondBeforeAndTheOneAfterASecond();
    void theSameIsNoChange();
    void aSecondChangeLeavesTheFirstWithoutARateAfter();
    void onlyTheNewestAreKept();
    void aRarerFrequencyOfValtronicsIsFollowedWithinASecond();
    void fewerVisibleSensorsOfSensoctoAreFollowedWithinASecond();
    void thePageAndTheLastLineTellOfIt();
};

void TestAskedTimeline::ratesAreOfTheSecondBeforeAndTheOneAfterASecond()
{
    Bench bench;
    bench.pass(10s, 1);
    bench.pass(2s, 50);
    bench.ask("little");
    bench.pass(1s, 30); // on its way
    bench.pass(990ms, 10);
    QVERIFY(!bench.timeline.changes().front().bytesPerSecondAfter);
    bench.pass(1s, 10);
    bench.pass(10s, 70);
    QCOMPARE(bench.timeline.changes().size(), std::size_t(1));
    const AskedChange &change = bench.timeline.changes().front();
    QCOMPARE(change.at, Duration(12s));
    QCOMPARE(change.asked, QStringLiteral("little"));
    QCOMPARE(change.bytesPerSecondBefore, 10'000.0);
    QVERIFY(change.bytesPerSecondAfter.has_value());
    QCOMPARE(*change.bytesPerSecondAfter, 2000.0);
}

void TestAskedTimeline::theSameIsNoChange()
{
    Bench bench;
    bench.ask("");
    bench.ask("a");
    bench.pass(500ms, 1);
    bench.ask("a");
    bench.pass(3s, 1);
    QCOMPARE(bench.timeline.changes().size(), std::size_t(1));
    QCOMPARE(bench.timeline.changes().front().at, Duration::zero());
    QCOMPARE(bench.timeline.changes().front().bytesPerSecondBefore, 0.0);
    QCOMPARE(bench.timeline.changes().front().bytesPerSecondAfter, std::optional(200.0));
    bench.ask("");
    QCOMPARE(bench.timeline.changes().back().asked, QString());
}

void TestAskedTimeline::aSecondChangeLeavesTheFirstWithoutARateAfter()
{
    Bench bench;
    bench.ask("a");
    bench.pass(1500ms, 4);
    bench.ask("b");
    bench.pass(3s, 8);
    QCOMPARE(bench.timeline.changes().size(), std::size_t(2));
    QVERIFY(!bench.timeline.changes()[0].bytesPerSecondAfter);
    QCOMPARE(bench.timeline.changes()[1].bytesPerSecondBefore, 800.0);
    QCOMPARE(bench.timeline.changes()[1].bytesPerSecondAfter, std::optional(1600.0));
}

void TestAskedTimeline::onlyTheNewestAreKept()
{
    Bench bench;
    for (int i = 0; i < 1000; ++i) {
        bench.ask(QByteArray::number(i).constData());
        bench.pass(10ms, 1);
    }
    QCOMPARE(bench.timeline.changes().size(), AskedTimeline::longest);
    QCOMPARE(bench.timeline.changes().back().asked, QStringLiteral("999"));
}

void TestAskedTimeline::aRarerFrequencyOfValtronicsIsFollowedWithinASecond()
{
    SimHarness sim({}, Fleet::generic(2, 50.0, 2, 1));
    SimClient client(sim.server.url());
    QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), patienceMs);
    QVERIFY(asks(sim, client, R"({"type":"subscribe","channel":"telemetry","filters":{"frequency":"real-time"}})", 1));
    pass(sim, 4s);
    QVERIFY(asks(sim, client, R"({"type":"subscribe","channel":"telemetry","filters":{"frequency":"5s"}})", 2));
    pass(sim, 4s);
    QVERIFY(asks(sim, client, R"({"type":"subscribe","channel":"telemetry"})", 3));
    pass(sim, 4s);

    const auto all = changes(sim);
    QCOMPARE(all[0].asked, QStringLiteral("telemetry"));
    QCOMPARE(all[1].asked, QStringLiteral("telemetry, every 5000 ms"));
    QCOMPARE(all[2].asked, QStringLiteral("telemetry"));
    QCOMPARE(all[0].bytesPerSecondBefore, 0.0);
    for (const AskedChange &change : all)
        QVERIFY(change.bytesPerSecondAfter.has_value());
    const double full = *all[0].bytesPerSecondAfter;
    QVERIFY2(full > 2000.0, qPrintable(QString::number(full)));
    QVERIFY(std::abs(all[1].bytesPerSecondBefore - full) < 0.2 * full);
    QVERIFY(*all[1].bytesPerSecondAfter < 0.1 * full);
    QVERIFY(all[2].bytesPerSecondBefore < 0.1 * full);
    QVERIFY(std::abs(*all[2].bytesPerSecondAfter - full) < 0.2 * full);
}

void TestAskedTimeline::fewerVisibleSensorsOfSensoctoAreFollowedWithinASecond()
{
    ServerOptions options;
    options.token = QStringLiteral("word");
    SimHarness sim(options, Fleet::demo(1));
    QUrl url = withPath(sim.server.url(), "/socket/websocket");
    url.setQuery(QStringLiteral("vsn=2.0.0"));
    SimClient client(url);
    QTRY_VERIFY_WITH_TIMEOUT(client.isOpen(), patienceMs);
    QVERIFY(asks(sim, client, R"(["1","1","viewer:data:word","phx_join",{}])", 1));
    pass(sim, 4s);
    QVERIFY(asks(sim, client, R"(["1","2","viewer:data:word","set_visible_sensors",{"sensor_ids":[]}])", 2));
    pass(sim, 4s);

    const auto all = changes(sim);
    QCOMPARE(all[0].asked, QStringLiteral("viewer:data, all sensors"));
    QCOMPARE(all[1].asked, QStringLiteral("viewer:data, 0 visible sensors"));
    QVERIFY(all[0].bytesPerSecondAfter && all[1].bytesPerSecondAfter);
    QVERIFY(*all[0].bytesPerSecondAfter > 1000.0);
    QVERIFY(all[1].bytesPerSecondBefore > 0.5 * *all[0].bytesPerSecondAfter);
    QCOMPARE(*all[1].bytesPerSecondAfter, 0.0);
}

void TestAskedTimeline::thePageAndTheLastLineTellOfIt()
{
    SimHarness sim;
    QStringList lines;
    connect(&sim.server, &SimulatorServer::connectionFinished, this,
            [&lines](const ConnectionReport &ended) { lines << reportLine(ended); });
    auto client = std::make_unique<SimClient>(sim.server.url());
    QTRY_VERIFY_WITH_TIMEOUT(client->isOpen(), patienceMs);
    QVERIFY(asks(sim, *client, R"({"type":"subscribe","channel":"telemetry"})", 1));
    pass(sim, 3s);
    QVERIFY(asks(sim, *client, R"({"type":"unsubscribe","channel":"telemetry"})", 2));

    QUrl page = withPath(sim.server.url(), "/_simulator/connections");
    page.setScheme(QStringLiteral("http"));
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(page)));
    QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), patienceMs);
    const QJsonArray all = QJsonDocument::fromJson(reply->readAll()).array();
    const QJsonArray told = all.first().toObject().value(QLatin1String("changes")).toArray();
    QCOMPARE(told.size(), 2);
    const QJsonObject first = told.at(0).toObject();
    QCOMPARE(first.value(QLatin1String("asked")), QJsonValue(QStringLiteral("telemetry")));
    QCOMPARE(first.value(QLatin1String("bytes_per_second_before")).toDouble(-1.0), 0.0);
    QVERIFY(first.value(QLatin1String("bytes_per_second_after")).toDouble() > 0.0);
    const QJsonObject second = told.at(1).toObject();
    QCOMPARE(second.value(QLatin1String("asked")), QJsonValue(QString()));
    QVERIFY(second.value(QLatin1String("seconds")).toDouble() >= 3.0);
    QVERIFY(second.value(QLatin1String("bytes_per_second_before")).toDouble() > 0.0);
    QVERIFY(second.value(QLatin1String("bytes_per_second_after")).isNull());

    client.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!lines.filter(QStringLiteral("connection 1 ")).isEmpty(), patienceMs);
    QVERIFY2(lines.first().contains(QStringLiteral("2 changes")), qPrintable(lines.first()));
}

QTEST_GUILESS_MAIN(TestAskedTimeline)
#include "tst_asked_timeline.moc"
