#include "core/protocol/terra/client.h"
#include "core/protocol/terra/producer.h"
#include "tests/protocol/recording_sink.h"
#include "tests/simulator/terra/terra_host.h"

#include <QRegularExpression>

#include <set>

using namespace watchglass;
using namespace std::chrono_literals;
using sim::terra::TerraFleet;
using sim::terra::test::credentials;
using sim::terra::test::TerraHost;
using watchglass::test::RecordingSink;

namespace {

/// What a client delivered, told apart by series, time and value.
std::multiset<std::tuple<QString, QString, std::int64_t, double>> content(const RecordingSink &sink)
{
    std::multiset<std::tuple<QString, QString, std::int64_t, double>> out;
    for (const RecordingSink::Kept &kept : sink.samples)
        out.emplace(kept.info.key.device, kept.info.key.attributePath(), kept.sample.time.ns(), kept.sample.value);
    return out;
}

struct Published final : protocol::terra::Producer::Listener
{
    void producerState(const SourceState &state) override { last = state; }
    void producerProblem(protocol::Problem, const QString &text) override { problems << text; }
    SourceState last;
    QStringList problems;
};

} // namespace

class TestTerraBothEnds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void clientFillsItsGapCompletely();
    void clientKeepsUpUnderFaults_data();
    void clientKeepsUpUnderFaults();
    void clientSurvivesATornFrame();
    void clientSurfacesAnExpiredToken();
    void producerReachesTheClient();
};

void TestTerraBothEnds::clientFillsItsGapCompletely()
{
    TerraHost host;
    RecordingSink sink;
    RecordingSink steady;
    protocol::terra::Client watched({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    protocol::terra::Client other({protocol::Service::Terra, host.url(), credentials}, steady, host.clock);
    watched.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    other.start();
    QVERIFY(host.reaches([&] { return steady.phase() == SourcePhase::Live; }));
    host.advance(2s);
    QVERIFY(host.reaches([&] { return sink.samples.size() > 20; }));
    host.abortAll();
    QVERIFY(
        host.reaches([&] { return sink.phase() == SourcePhase::Waiting && steady.phase() == SourcePhase::Waiting; }));
    host.advance(20s); // nobody is there meanwhile
    const auto areLive = [&] { return sink.phase() == SourcePhase::Live && steady.phase() == SourcePhase::Live; };
    QVERIFY(host.reaches(areLive, [&] {
        if (sink.phase() == SourcePhase::Waiting || steady.phase() == SourcePhase::Waiting)
            host.advance(100ms);
    }));
    QCOMPARE(sink.gaps.size(), std::size_t(1));
    const auto isFilled = [&] { return sink.current().text.contains(QLatin1String("fetched")); };
    QVERIFY(host.reaches(isFilled, [&] { host.advance(50ms); }));
    // 3 users: each whole second of it, from the first sample to the last, is there, and once.
    const auto all = content(sink);
    const std::set<std::tuple<QString, QString, std::int64_t, double>> once(all.begin(), all.end());
    std::vector<std::int64_t> times;
    for (const auto &[device, attribute, ns, value] : once) {
        if (device == TerraFleet::userOf(0, 1) && attribute == QLatin1String("HEART_RATE"))
            times.push_back(ns);
    }
    QVERIFY(times.size() > 20);
    for (std::size_t i = 1; i < times.size(); ++i)
        QCOMPARE(times[i] - times[i - 1], 1'000'000'000);
    const auto pulses = std::count_if(all.begin(), all.end(), [](const auto &kept) {
        return std::get<0>(kept) == TerraFleet::userOf(0, 1) && std::get<1>(kept) == QLatin1String("HEART_RATE");
    });
    QCOMPARE(static_cast<std::size_t>(pulses), times.size()); // and none came twice
}

void TestTerraBothEnds::clientKeepsUpUnderFaults_data()
{
    QTest::addColumn<double>("duplicate");
    QTest::addColumn<double>("reorder");
    QTest::addColumn<double>("corrupt");
    QTest::addColumn<int>("delayMs");
    QTest::newRow("duplicate") << 0.5 << 0.0 << 0.0 << 0;
    QTest::newRow("reorder") << 0.0 << 0.3 << 0.0 << 0;
    QTest::newRow("delay") << 0.0 << 0.0 << 0.0 << 700;
    QTest::newRow("corrupt") << 0.0 << 0.0 << 0.2 << 0;
    QTest::newRow("all") << 0.3 << 0.3 << 0.1 << 300;
}

void TestTerraBothEnds::clientKeepsUpUnderFaults()
{
    QFETCH(double, duplicate);
    QFETCH(double, reorder);
    QFETCH(double, corrupt);
    QFETCH(int, delayMs);
    TerraHost host;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    host.faultsNow.duplicate = duplicate;
    host.faultsNow.reorder = reorder;
    host.faultsNow.corrupt = corrupt;
    host.faultsNow.damage = sim::Damage::Cut;
    host.faultsNow.delay = std::chrono::milliseconds(delayMs);
    for (int i = 0; i < 20; ++i) {
        const std::uint64_t before = sink.frames;
        host.advance(500ms);
        QVERIFY(host.reaches([&] { return sink.frames > before; }, [&] { host.advance(10ms); }));
    }
    QCOMPARE(sink.phase(), SourcePhase::Live);
    const auto all = content(sink);
    for (auto kept = all.begin(); kept != all.end(); ++kept)
        QCOMPARE(all.count(*kept), std::size_t(1)); // nothing came twice
    QCOMPARE(sink.countOf(protocol::Problem::BadFrame) > 0, corrupt > 0.0);
    if (corrupt > 0.0 || delayMs > 0)
        return;
    // Nothing was lost: each second of each user is there.
    for (int device = 0; device < 3; ++device) {
        std::set<std::int64_t> seconds;
        for (const RecordingSink::Kept &kept : sink.samples) {
            if (kept.info.key.device == TerraFleet::userOf(device, 1)
                && kept.info.key.attribute == QLatin1String("SKIN_TEMPERATURE"))
                seconds.insert(kept.sample.time.ns() / 1'000'000'000);
        }
        QVERIFY(seconds.size() >= 9);
        QCOMPARE(static_cast<std::int64_t>(seconds.size()), *seconds.rbegin() - *seconds.begin() + 1);
    }
}

void TestTerraBothEnds::clientSurvivesATornFrame()
{
    TerraHost host;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; }));
    host.faultsNow.corrupt = 1.0;
    host.faultsNow.damage = sim::Damage::Tear;
    QVERIFY(host.reaches([&] { return sink.phase() != SourcePhase::Live; }, [&] { host.advance(100ms); }));
    host.faultsNow = {};
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Live; },
                         [&] {
                             if (sink.phase() == SourcePhase::Waiting)
                                 host.advance(250ms);
                         }));
    const auto before = sink.samples.size();
    QVERIFY(host.reaches([&] { return sink.samples.size() > before; }, [&] { host.advance(100ms); }));
}

void TestTerraBothEnds::clientSurfacesAnExpiredToken()
{
    TerraHost host;
    host.faultsNow.expiredToken = true;
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    client.start();
    QVERIFY(host.reaches([&] { return sink.phase() == SourcePhase::Failed; },
                         [&] {
                             if (sink.phase() == SourcePhase::Waiting)
                                 host.advance(250ms);
                         }));
    QVERIFY(sink.current().text.contains(QLatin1String("4001")));
    QCOMPARE(host.counts.connectionsAccepted.load(), std::uint64_t(3));
    QVERIFY(!sink.allTexts().contains(QLatin1String("k3y")));

    RecordingSink refused;
    protocol::terra::Client stranger({protocol::Service::Terra, host.url(), QStringLiteral("dev-7:wrong")}, refused,
                                     host.clock);
    stranger.start();
    QVERIFY(host.reaches([&] { return refused.phase() == SourcePhase::Failed; }));
}

void TestTerraBothEnds::producerReachesTheClient()
{
    TerraHost host({}, credentials, sim::Fleet());
    RecordingSink sink;
    protocol::terra::Client client({protocol::Service::Terra, host.url(), credentials}, sink, host.clock);
    Published listener;
    protocol::terra::Producer producer(
        {{protocol::Service::Terra, host.url(), credentials}, QStringLiteral("walker ✓"), 1000}, listener, host.clock);
    client.start();
    producer.setStatus({true, QStringLiteral("d1"), QStringLiteral("watch"), {}});
    producer.start();
    QVERIFY(
        host.reaches([&] { return sink.phase() == SourcePhase::Live && listener.last.phase == SourcePhase::Live; }));
    const Timestamp begin = Timestamp::fromMs(1'767'225'600'000);
    for (int i = 0; i < 100; ++i)
        QVERIFY(producer.submit(QStringLiteral("RUNNING_HEART_RATE"), begin + std::chrono::milliseconds(i), i));
    QVERIFY(host.reaches([&] { return sink.samples.size() == 100; }));
    for (int i = 0; i < 100; ++i) {
        const RecordingSink::Kept &kept = sink.samples[static_cast<std::size_t>(i)];
        QCOMPARE(kept.info.key.device, QStringLiteral("walker ✓"));
        QCOMPARE(kept.info.unit, QStringLiteral("bpm"));
        QCOMPARE(kept.sample.value, static_cast<double>(i));
        QCOMPARE(kept.sample.time.ns(), (begin + std::chrono::milliseconds(i)).ns());
    }
    QVERIFY(listener.problems.isEmpty());
    QVERIFY(sink.problems.empty());
}

QTEST_GUILESS_MAIN(TestTerraBothEnds)
#include "tst_terra_both_ends.moc"
