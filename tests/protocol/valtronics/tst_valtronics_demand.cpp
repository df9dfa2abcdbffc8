#include "tests/protocol/valtronics/demand_bench.h"

#include <QRegularExpression>

#include <deque>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace std::chrono_literals;
using Bench = watchglass::test::DemandBench;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

SeriesDemand wanted(const QString &device, const char *metric, AttentionLevel level)
{
    return {{{}, device, QString::fromLatin1(metric), {}}, level};
}

SeriesDemand wanted(const char *device, const char *metric, AttentionLevel level)
{
    return wanted(QString::fromLatin1(device), metric, level);
}

QStringList list(const char *text)
{
    return QString::fromLatin1(text).split(QStringLiteral("; "), Qt::SkipEmptyParts);
}

/// Whether no second saw more than `limit` of them.
bool isWithinRate(const std::vector<Duration> &arrivals, std::size_t limit)
{
    std::deque<Duration> second;
    for (const Duration at : arrivals) {
        second.push_back(at);
        while (at - second.front() >= 1s)
            second.pop_front();
        if (second.size() > limit)
            return false;
    }
    return true;
}

} // namespace

class TestDemand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void asksForEverythingWhereNothingWasSaid();
    void beginsWithWhatIsWanted_data();
    void beginsWithWhatIsWanted();
    void sendsDifferencesOnly();
    void narrowsADeviceWhenFurtherMetricsAreSeen();
    void neverUnsubscribesAndDoesNotGatherSubjects();
    void keepsItsDemandThroughAReconnect();
    void leavesTheOtherChannelsAlone();
    void staysWithinTheLimitsWithTwoHundredDevices();
    void staysWithinTheLimitsWhenDemandChangesAllTheTime();
    void marksWhatIsNotAskedForUntilTheFirstSampleBehindThePong();
    void tellsItsOwnPongFromThoseOfLiveness();
    void countsPingsAnewOnEachConnection();
    void grantsWhatItAsksFor();
};

void TestDemand::asksForEverythingWhereNothingWasSaid()
{
    Bench bench;
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.others.size() == 3; }));
    bench.settle();
    bench.sample("1", "a", 1);
    QCOMPARE(bench.said, QStringList{QStringLiteral("* -")});
    QCOMPARE(bench.server.count(QStringLiteral("subscribe")), 4);
    QCOMPARE(bench.server.frames.size(), 5); // with auth; no ping out of turn
    QVERIFY(bench.sink.grants.empty() && bench.sink.spans.empty());
}

void TestDemand::beginsWithWhatIsWanted_data()
{
    QTest::addColumn<std::optional<AttentionLevel>>("others");
    QTest::addColumn<std::vector<SeriesDemand>>("series");
    QTest::addColumn<QStringList>("expected");
    using Level = std::optional<AttentionLevel>;
    using Series = std::vector<SeriesDemand>;
    QTest::newRow("nothing in particular") << Level() << Series() << list("* real-time");
    QTest::newRow("nothing") << Level(none) << Series() << list("* 5s");
    QTest::newRow("a little") << Level(low) << Series() << list("* 2s");
    QTest::newRow("a device") << Level(none) << Series{wanted("1", "a", high), wanted("1", "b", high)}
                              << list("* 5s; 1 real-time");
    QTest::newRow("metrics") << Level(none)
                             << Series{wanted("1", "a", high), wanted("1", "b", medium), wanted("1", "c", none)}
                             << list("* 5s; 1 a real-time; 1 b 500ms");
    QTest::newRow("less than the others") << Level() << Series{wanted("1", "a", none)} << list("* real-time");
    QTest::newRow("no device") << Level(none) << Series{wanted("", "a", high)} << list("* 5s");
}

void TestDemand::beginsWithWhatIsWanted()
{
    QFETCH(std::optional<AttentionLevel>, others);
    QFETCH(std::vector<SeriesDemand>, series);
    QFETCH(QStringList, expected);
    Bench bench;
    bench.begin({others, series});
    bench.said.sort();
    QCOMPARE(bench.said, expected);
}

void TestDemand::sendsDifferencesOnly()
{
    Bench bench;
    bench.begin({none, {wanted("1", "a", high), wanted("2", "a", high)}});
    const auto frames = bench.server.frames.size();
    bench.demand({none, {wanted("1", "a", high)}});
    QCOMPARE(bench.server.frames.size(), frames);
    bench.demand({std::nullopt, {wanted("1", "a", medium)}});
    QCOMPARE(bench.said, list("1 500ms"));
    bench.demand({low, {}});
    QCOMPARE(bench.said, list("* 2s"));
    bench.demand({none, {wanted("1", "a", none), wanted("2", "a", none)}});
    QCOMPARE(bench.said, list("* 5s; 1 5s; 2 5s"));
    bench.demand({high, {}});
    QCOMPARE(bench.said, list("* real-time"));
}

void TestDemand::narrowsADeviceWhenFurtherMetricsAreSeen()
{
    Bench bench;
    bench.begin({none, {wanted("1", "a", high)}});
    QCOMPARE(bench.subjects.value(QStringLiteral("1")), QStringLiteral("real-time"));
    bench.said.clear();
    bench.sample("1", "a", 1);
    bench.sample("1", "b", 1);
    bench.sample("2", "b", 1);
    bench.settle();
    QCOMPARE(bench.said, list("1 a real-time; 1 5s")); // more before less
    QCOMPARE(bench.spans(), list("2/b -1; 1/b -1"));
}

void TestDemand::neverUnsubscribesAndDoesNotGatherSubjects()
{
    Bench bench;
    const char *metrics[] = {"a", "b", "c", "d", "e", "f"};
    bench.begin({none, {}});
    for (int mask = 1; mask < 64; ++mask) {
        DemandChange change;
        for (int i = 0; i < 6; ++i)
            change.series.push_back(wanted("1", metrics[i], (mask & (1 << i)) ? high : none));
        bench.demand(change);
        // What the server gives to each metric is what is wanted.
        for (int i = 0; i < 6; ++i) {
            bool isWhole = false;
            for (auto at = bench.subjects.cbegin(); at != bench.subjects.cend(); ++at) {
                const QString metricList = at.key().section(QLatin1Char(' '), 1);
                const bool covers = at.key() == QLatin1String("1")
                                    || metricList.split(QLatin1Char(',')).contains(QLatin1String(metrics[i]));
                isWhole = isWhole || (covers && at.value() == QLatin1String("real-time"));
            }
            QCOMPARE(isWhole, (mask & (1 << i)) != 0);
        }
    }
    QCOMPARE(bench.unsubscribes, 0);
    QVERIFY2(bench.subjects.size() <= 1 + 17 + 6, qPrintable(QString::number(bench.subjects.size())));
}

void TestDemand::keepsItsDemandThroughAReconnect()
{
    Bench bench;
    bench.begin({none, {wanted("1", "a", high), wanted("2", "a", high)}});
    bench.server.dropAll();
    QVERIFY(bench.reachesPhase(SourcePhase::Waiting));
    bench.said.clear();
    bench.client.setDemand({std::nullopt, {wanted("2", "a", none)}}); // nobody there to be told
    QVERIFY(bench.reaches([&] { return bench.others.size() == 6; }));
    bench.settle();
    QCOMPARE(bench.said, list("* 5s; 1 real-time"));
    bench.client.stop();
    bench.said.clear();
    bench.client.start();
    QVERIFY(bench.reaches([&] { return bench.others.size() == 9; }));
    bench.settle();
    QCOMPARE(bench.said, list("* 5s; 1 real-time"));
}

void TestDemand::leavesTheOtherChannelsAlone()
{
    Bench bench;
    bench.begin({none, {wanted("1", "a", none)}});
    bench.demand({high, {}});
    bench.demand({none, {}});
    QCOMPARE(bench.others, list(R"({"channel":"alerts","type":"subscribe"}; {"channel":"devices","type":"subscribe"}; )"
                                R"({"channel":"system","type":"subscribe"})"));
    bench.server.send(R"({"type":"alert","alert_id":"5","device_id":"1","severity":"critical","title":"T"})");
    bench.server.send(R"({"type":"device_status_update","device_id":"1","new_status":"offline"})");
    bench.server.send(R"({"type":"system_status_update","metrics":{"cpu_usage":5}})");
    QVERIFY(bench.reaches([&] { return !bench.sink.systems.empty(); }, 0ms));
    QCOMPARE(bench.sink.alarms.size(), std::size_t(1));
    QCOMPARE(bench.sink.devices.size(), std::size_t(1));
}

void TestDemand::staysWithinTheLimitsWithTwoHundredDevices()
{
    Bench bench;
    DemandChange all{none, {}};
    for (int device = 0; device < 200; ++device) {
        for (const char *metric : {"temperature", "humidity", "battery_voltage"})
            all.series.push_back(wanted(QStringLiteral("Unit %1").arg(device), metric, high));
    }
    bench.begin(all);
    QCOMPARE(bench.subjects.size(), 201);
    QVERIFY2(bench.server.frames.size() < 60, qPrintable(QString::number(bench.server.frames.size())));

    for (SeriesDemand &one : all.series)
        one.level = one.key.attribute == QLatin1String("humidity") ? medium : none;
    const auto before = bench.server.frames.size();
    bench.demand(all);
    QCOMPARE(bench.subjects.size(), 401);
    QVERIFY(bench.server.frames.size() - before < 100);
    QCOMPARE(bench.subjects.value(QStringLiteral("Unit 199")), QStringLiteral("5s"));
    QVERIFY(bench.largest <= 1024 && bench.largest > 800);
    QVERIFY(bench.mostItems <= 50);
    QVERIFY(isWithinRate(bench.arrivals, 100));
}

void TestDemand::staysWithinTheLimitsWhenDemandChangesAllTheTime()
{
    Bench bench;
    bench.begin({none, {}});
    for (int round = 0; round < 300; ++round) {
        DemandChange change;
        for (int i = 0; i < 20; ++i)
            change.series.push_back(wanted(QString::number((round * 7 + i) % 200), "a", round % 2 ? high : none));
        bench.client.setDemand(change);
        bench.clock.advance(10ms);
        QCoreApplication::processEvents();
    }
    DemandChange last;
    for (int device = 0; device < 200; ++device)
        last.series.push_back(wanted(QString::number(device), "a", device % 2 ? high : none));
    bench.demand(last);
    for (int device = 0; device < 200; ++device) {
        QCOMPARE(bench.subjects.value(QString::number(device), QStringLiteral("5s")),
                 device % 2 ? QStringLiteral("real-time") : QStringLiteral("5s"));
    }
    QVERIFY(isWithinRate(bench.arrivals, 100));
    QCOMPARE(bench.server.handshakes, 1);
}

void TestDemand::marksWhatIsNotAskedForUntilTheFirstSampleBehindThePong()
{
    Bench bench;
    bench.begin({high, {}});
    bench.sample("1", "a", 1);
    bench.sample("2", "a", 1);
    bench.demand({none, {wanted("2", "a", high)}});
    QCOMPARE(bench.spans(), list("1/a -1"));
    bench.holdsPongs = true;
    bench.demand({std::nullopt, {wanted("1", "a", high)}});
    QCOMPARE(bench.heldPongs, 1);
    bench.sample("1", "a", 2);
    QCOMPARE(bench.spans(), list("1/a -1"));
    bench.releasePong();
    QCOMPARE(bench.spans(), list("1/a -1"));
    bench.sample("1", "a", 3);
    bench.sample("1", "a", 4);
    QCOMPARE(bench.spans(), list("1/a -1; 1/a +3"));
    QCOMPARE(bench.sink.samples.size(), std::size_t(5));
}

void TestDemand::tellsItsOwnPongFromThoseOfLiveness()
{
    Bench bench;
    bench.begin({none, {}});
    bench.sample("1", "a", 1);
    bench.holdsPongs = true;
    QVERIFY(bench.reaches([&] { return bench.heldPongs == 1; }, 100ms)); // liveness asks
    bench.demand({high, {}});
    QCOMPARE(bench.heldPongs, 2);
    bench.releasePong();
    bench.sample("1", "a", 2);
    QCOMPARE(bench.spans(), list("1/a -1"));
    bench.releasePong();
    bench.sample("1", "a", 3);
    QCOMPARE(bench.spans(), list("1/a -1; 1/a +3"));
}

void TestDemand::countsPingsAnewOnEachConnection()
{
    Bench bench;
    bench.begin({none, {}});
    bench.sample("1", "a", 1);
    bench.holdsPongs = true;
    bench.demand({high, {}});
    QCOMPARE(bench.heldPongs, 1); // never answered
    bench.server.dropAll();
    bench.heldPongs = 0;
    QVERIFY(bench.reaches([&] { return bench.others.size() == 6; }));
    QVERIFY(bench.reaches([&] { return bench.heldPongs == 1; }, 0ms));
    bench.sample("1", "a", 2);
    QCOMPARE(bench.spans(), list("1/a -1"));
    bench.releasePong();
    bench.sample("1", "a", 3);
    QCOMPARE(bench.spans(), list("1/a -1; 1/a +3"));
}

void TestDemand::grantsWhatItAsksFor()
{
    Bench bench;
    bench.begin({none, {wanted("1", "a", high), wanted("2", "a", medium), wanted("2", "b", none)}});
    const auto texts = [&bench] {
        QStringList all;
        for (const Grant &grant : std::exchange(bench.sink.grants, {})) {
            all << QStringLiteral("%1/%2 %3 %4 %5 ms")
                       .arg(grant.device, grant.attribute)
                       .arg(int(grant.level))
                       .arg(grant.delivery == Delivery::Whole     ? QStringLiteral("whole")
                            : grant.delivery == Delivery::Thinned ? QStringLiteral("thinned")
                                                                  : QStringLiteral("?"))
                       .arg(grant.interval / 1ms);
            if (grant.isFillable || grant.isFixed)
                all << QStringLiteral("promises too much");
        }
        return all;
    };
    QCOMPARE(texts(), list("/ 0 thinned 5000 ms; 1/ 3 whole 0 ms; 2/a 2 thinned 500 ms; 2/b 0 thinned 5000 ms"));
    bench.demand({none, {wanted("1", "a", high), wanted("2", "a", none)}});
    QCOMPARE(texts(), list("2/ 0 thinned 5000 ms; 2/a 0 thinned 5000 ms"));
    bench.demand({medium, {}}); // which the others' subscription gives to all
    QCOMPARE(texts(), list("/ 2 thinned 500 ms; 2/ 0 thinned 500 ms; 2/a 0 thinned 500 ms; 2/b 0 thinned 500 ms"));
    bench.server.dropAll();
    QVERIFY(bench.reaches([&] { return bench.others.size() == 6; }));
    QCOMPARE(texts(), QStringList());
}

QTEST_GUILESS_MAIN(TestDemand)
#include "tst_valtronics_demand.moc"
