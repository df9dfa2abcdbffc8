#include "core/ingest/source_ingest.h"
#include "core/protocol/valtronics/client.h"
#include "tests/simulator/sim_client.h"

#include <QRegularExpression>
#include <QTest>

#include <set>

using namespace watchglass;
using namespace watchglass::sim;
using namespace watchglass::sim::test;
using namespace std::chrono_literals;

namespace {

constexpr int patienceMs = 20'000;
constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

SeriesDemand wanted(const char *device, const char *metric, AttentionLevel level)
{
    return {{{}, QString::fromLatin1(device), QString::fromLatin1(metric), {}}, level};
}

/// Turns the clock in small steps; in each, what is sent arrives and is answered.
void pass(SimHarness &sim, Duration length)
{
    for (Duration passed{}; passed < length; passed += 50ms) {
        sim.clock.advance(50ms);
        for (int i = 0; i < 6; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
    }
}

/// The whole of Watchglass below its window, before one server.
struct Watcher
{
    explicit Watcher(SimHarness &sim)
        : sink(store, {.sourceId = QStringLiteral("plant")})
        , client({protocol::Service::Valtronics, sim.server.url(), {}}, sink, sim.clock)
    {}

    std::set<Timestamp> times(const SeriesKey &key) const
    {
        std::set<Timestamp> all;
        if (const auto series = store.find(key)) {
            for (const Sample &sample : series->samples({Timestamp::min(), Timestamp::max()}))
                all.insert(sample.time);
        }
        return all;
    }
    /// Spans that were not asked for, of a series.
    std::vector<TimeRange> spans(const SeriesKey &key) const
    {
        std::vector<TimeRange> all;
        const auto series = store.find(key);
        if (!series)
            return all;
        const TimeRange extent = series->extent();
        for (const Gap &gap : series->view({extent.from - 1h, extent.to + 1h}, 10).gaps) {
            if (gap.cause == GapCause::NotRequested)
                all.push_back(gap.range);
        }
        return all;
    }
    std::vector<SeriesKey> keys() const
    {
        std::vector<SeriesKey> all;
        for (const auto &series : store.all())
            all.push_back(series->info().key);
        std::sort(all.begin(), all.end());
        return all;
    }
    template <typename Event>
    int drained()
    {
        int count = 0;
        for (const ingest::SourceEvent &event : sink.drainEvents())
            count += std::holds_alternative<Event>(event) ? 1 : 0;
        return count;
    }

    store::SeriesStore store;
    ingest::SourceIngest sink;
    protocol::valtronics::Client client;
};

/// What one watcher lacks of a series that another has whole, and whether it says so.
struct Comparison
{
    Comparison(const Watcher &whole, const Watcher &some, const SeriesKey &key)
        : spans(some.spans(key))
    {
        const std::set<Timestamp> here = some.times(key);
        const std::set<Timestamp> there = whole.times(key);
        if (here.empty() || there.empty()) {
            faults << QStringLiteral("%1: no samples").arg(key.toString());
            return;
        }
        const Timestamp end = std::min(*here.rbegin(), *there.rbegin());
        for (auto at = there.lower_bound(*here.begin()); at != there.end() && *at <= end; ++at) {
            if (here.count(*at) > 0)
                continue;
            ++missing;
            if (!isMarked(*at))
                faults << QStringLiteral("%1: nothing says that %2 s is missing").arg(key.toString(), seconds(*at));
        }
        for (const TimeRange &span : spans)
            judge(key, span, here, there);
    }

    bool isMarked(Timestamp time) const
    {
        return std::any_of(spans.begin(), spans.end(), [time](const TimeRange &span) { return span.contains(time); });
    }
    static QString seconds(Timestamp time)
    {
        return QString::number(static_cast<double>((time - Timestamp::fromMs(1'767'225'600'000)).count()) * 1e-9);
    }
    /// A span is to begin and to end where samples begin and end to be missing.
    void judge(const SeriesKey &key, const TimeRange &span, const std::set<Timestamp> &here,
               const std::set<Timestamp> &there)
    {
        constexpr int tight = 3; // one on its way there, one on its way back, and a thinned one
        if (span.to == Timestamp::max()) {
            faults << QStringLiteral("%1: never ends").arg(key.toString());
            return;
        }
        const std::vector<Timestamp> inside(there.lower_bound(span.from), there.lower_bound(span.to));
        const auto isHere = [&here](Timestamp time) { return here.count(time) > 0; };
        const auto head = std::find_if_not(inside.begin(), inside.end(), isHere) - inside.begin();
        const auto tail = std::find_if_not(inside.rbegin(), inside.rend(), isHere) - inside.rbegin();
        if (head > tight || tail > tight)
            faults << QStringLiteral("%1: marks %2 too many from %3 s, %4 until %5 s")
                          .arg(key.toString())
                          .arg(head)
                          .arg(seconds(span.from))
                          .arg(tail)
                          .arg(seconds(span.to));
    }

    std::vector<TimeRange> spans;
    int missing = 0;
    QStringList faults;
};

} // namespace

/// What is not asked for stays away and is marked, no more and no less.
class TestDemandValtronics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void everySampleThatIsMissingLiesInAMarkedSpan_data();
    void everySampleThatIsMissingLiesInAMarkedSpan();
    void aLostConnectionEndsNoMark();
    void lowerLevelsAreFewerBytesAndAlarmsComeAtAll();
    void nothingIsMissingOfAServerWithAHistory();
};

void TestDemandValtronics::everySampleThatIsMissingLiesInAMarkedSpan_data()
{
    QTest::addColumn<DemandChange>("first"); // before the start
    QTest::addColumn<DemandChange>("less");
    QTest::addColumn<DemandChange>("more");
    QTest::addColumn<QStringList>("thinned"); // device/metric
    const QStringList all{QStringLiteral("1/ch0"), QStringLiteral("1/ch1"), QStringLiteral("2/ch0"),
                          QStringLiteral("2/ch1"), QStringLiteral("3/ch0"), QStringLiteral("3/ch1")};
    QTest::newRow("all of them") << DemandChange{high, {}} << DemandChange{none, {}} << DemandChange{high, {}} << all;
    QTest::newRow("from the start") << DemandChange{none, {}} << DemandChange{low, {}} << DemandChange{high, {}} << all;
    QTest::newRow("all but a device") << DemandChange{high, {}}
                                      << DemandChange{none, {wanted("2", "ch0", high), wanted("2", "ch1", high)}}
                                      << DemandChange{high, {}} << QStringList(all.mid(0, 2) + all.mid(4));
    QTest::newRow("a device") << DemandChange{none, {wanted("1", "ch0", high), wanted("1", "ch1", high)}}
                              << DemandChange{none, {wanted("1", "ch0", none), wanted("1", "ch1", none)}}
                              << DemandChange{high, {wanted("1", "ch0", high), wanted("1", "ch1", high)}} << all;
    QTest::newRow("a metric") << DemandChange{none, {wanted("3", "ch0", high), wanted("3", "ch1", medium)}}
                              << DemandChange{none, {wanted("3", "ch0", high), wanted("3", "ch1", none)}}
                              << DemandChange{high, {wanted("3", "ch0", high), wanted("3", "ch1", high)}}
                              << QStringList(all.mid(0, 4) + all.mid(5));
}

void TestDemandValtronics::everySampleThatIsMissingLiesInAMarkedSpan()
{
    QFETCH(DemandChange, first);
    QFETCH(DemandChange, less);
    QFETCH(DemandChange, more);
    QFETCH(QStringList, thinned);
    SimHarness sim({}, Fleet::generic(3, 10.0, 2, 1));
    Watcher whole(sim);
    Watcher some(sim);
    some.client.setDemand(first);
    whole.client.start();
    some.client.start();
    QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), whole.keys().size() == 6 && some.keys().size() == 6), patienceMs);
    pass(sim, 3s);
    for (int round = 0; round < 2; ++round) {
        some.client.setDemand(less);
        pass(sim, 12s);
        some.client.setDemand(more);
        pass(sim, 3s);
    }
    for (const SeriesKey &key : some.keys()) {
        const Comparison found(whole, some, key);
        QCOMPARE(found.faults, QStringList());
        const bool isThinned = thinned.contains(key.device + QLatin1Char('/') + key.attribute);
        QVERIFY2((found.missing > 100) == isThinned, qPrintable(key.toString()));
        QVERIFY2(found.spans.empty() != isThinned, qPrintable(key.toString()));
    }
}

void TestDemandValtronics::aLostConnectionEndsNoMark()
{
    SimHarness sim({}, Fleet::generic(2, 10.0, 2, 1));
    Watcher whole(sim);
    Watcher some(sim);
    whole.client.start();
    some.client.start();
    QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), whole.keys().size() == 4 && some.keys().size() == 4), patienceMs);
    pass(sim, 2s);
    some.client.setDemand({none, {}});
    pass(sim, 6s);
    some.client.setDemand({high, {}});
    some.client.stop(); // before anything could be answered
    pass(sim, 2s);
    some.client.start();
    pass(sim, 5s);
    for (const SeriesKey &key : some.keys()) {
        const Comparison found(whole, some, key);
        QCOMPARE(found.faults, QStringList());
        QCOMPARE(found.spans.size(), std::size_t(1));
        QVERIFY(found.missing > 60);
    }
}

void TestDemandValtronics::lowerLevelsAreFewerBytesAndAlarmsComeAtAll()
{
    SimHarness sim({}, Fleet::generic(3, 50.0, 2, 1));
    Watcher watcher(sim);
    watcher.client.start();
    QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), watcher.keys().size() == 6), patienceMs);
    const auto bytesAt = [&](AttentionLevel level) {
        watcher.client.setDemand({level, {}});
        pass(sim, 1s);
        const std::uint64_t before = sim.server.connections().front().bytes;
        pass(sim, 20s);
        return sim.server.connections().front().bytes - before;
    };
    std::uint64_t more = bytesAt(high);
    for (const AttentionLevel level : {medium, low, none}) {
        const std::uint64_t fewer = bytesAt(level);
        QVERIFY2(fewer < more / 2 + 2000, qPrintable(QStringLiteral("%1 after %2").arg(fewer).arg(more)));
        QVERIFY(fewer > 0 && fewer < more);
        more = fewer;

        watcher.sink.drainEvents();
        Alert alert;
        alert.deviceId = 2;
        alert.severity = QStringLiteral("critical");
        sim.server.raiseAlert(alert);
        pass(sim, 100ms);
        QCOMPARE(watcher.drained<AlarmEvent>(), 1);
        sim.server.setDeviceStatus(1, level == low ? QStringLiteral("online") : QStringLiteral("offline"), {});
        pass(sim, 100ms);
        QCOMPARE(watcher.drained<DeviceUpdate>(), 1);
    }
}

void TestDemandValtronics::nothingIsMissingOfAServerWithAHistory()
{
    SimHarness sim(SimHarness::dialect(Dialect::Server), Fleet::generic(3, 10.0, 2, 1));
    Watcher whole(sim);
    Watcher some(sim);
    some.client.setDemand({none, {wanted("1", "ch0", medium)}});
    whole.client.start();
    some.client.start();
    QTRY_VERIFY_WITH_TIMEOUT((pass(sim, 50ms), whole.keys().size() == 6 && some.keys().size() == 6), patienceMs);
    for (const AttentionLevel level : {none, high, low, high}) {
        some.client.setDemand({level, {}});
        pass(sim, 12s);
    }
    for (const SeriesKey &key : some.keys()) {
        const Comparison found(whole, some, key);
        QCOMPARE(found.faults, QStringList());
        QCOMPARE(found.missing, 0);
        QVERIFY(found.spans.empty());
    }
}

QTEST_GUILESS_MAIN(TestDemandValtronics)
#include "tst_demand_valtronics.moc"
