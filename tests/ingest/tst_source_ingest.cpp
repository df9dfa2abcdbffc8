#include "core/ingest/source_ingest.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <thread>

using namespace watchglass;
using namespace watchglass::ingest;
using watchglass::protocol::Problem;
using watchglass::protocol::SeriesHandle;

namespace {

SeriesInfo infoOf(const QString &device, const QString &attribute)
{
    SeriesInfo info;
    info.key.device = device;
    info.key.attribute = attribute;
    info.unit = QStringLiteral("V");
    return info;
}

Sample at(std::int64_t ms, double value)
{
    return {Timestamp::fromMs(ms), value};
}

} // namespace

class TestSourceIngest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void storesSamplesUnderItsOwnSource();
    void countsWhatBecomesOfSamples();
    void countsEachProblem();
    void keepsRareEventsInOrder();
    void countsEventsThatFindNoRoomButNeverLosesTheState();
    void putsAGapIntoTheSeriesOfItsDevice();
    void marksWhatWasNotAskedForUntilItIs();
    void refusesSeriesBeyondItsLimit();
    void tellsItsListener();
    void isReadFromOtherThreads();
};

void TestSourceIngest::storesSamplesUnderItsOwnSource()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    const SeriesHandle a = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a")));
    const SeriesHandle b = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("b")));
    QVERIFY(a != b);
    QCOMPARE(ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a"))), a);
    ingest.sample(a, at(1, 10.0));
    ingest.sample(b, at(1, 20.0));
    const auto series = store.find({QStringLiteral("plant"), QStringLiteral("1"), QStringLiteral("b"), {}});
    QVERIFY(series != nullptr);
    QCOMPARE(series->last()->value, 20.0);
    QCOMPARE(series->info().unit, QStringLiteral("V"));
    QCOMPARE(store.size(), std::size_t(2));
}

void TestSourceIngest::countsWhatBecomesOfSamples()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    const SeriesHandle a = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a")));
    for (const Sample sample :
         {at(1, 1), at(3, 3), at(2, 2), at(3, 3), at(3, 4), at(4, std::nan("")), at(4, std::nan(""))})
        ingest.sample(a, sample);
    ingest.frameReceived(100);
    ingest.frameReceived(50);
    const SourceCounters counters = ingest.counters();
    QCOMPARE(counters.samples, 5U);
    QCOMPARE(counters.outOfOrder, 1U);
    QCOMPARE(counters.duplicates, 2U);
    QCOMPARE(counters.frames, 2U);
    QCOMPARE(counters.bytes, 150U);
    QCOMPARE(store.all().front()->count(), 5U);
}

void TestSourceIngest::countsEachProblem()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    const Problem kinds[] = {Problem::BadFrame, Problem::UnknownFrame, Problem::BadValue, Problem::ServerError,
                             Problem::RefusedFrame};
    for (int kind = 0; kind < 5; ++kind) {
        for (int i = 0; i <= kind; ++i)
            ingest.problem(kinds[kind], QStringLiteral("problem %1").arg(kind));
    }
    const SourceCounters counters = ingest.counters();
    QCOMPARE(counters.badFrames, 1U);
    QCOMPARE(counters.unknownFrames, 2U);
    QCOMPARE(counters.badValues, 3U);
    QCOMPARE(counters.serverErrors, 4U);
    QCOMPARE(counters.refusedFrames, 5U);
    QCOMPARE(counters.lastProblem, QStringLiteral("problem 4"));
}

void TestSourceIngest::keepsRareEventsInOrder()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    SourceState live;
    live.phase = SourcePhase::Live;
    AlarmEvent alarm;
    alarm.id = QStringLiteral("5");
    DeviceUpdate device;
    device.id = QStringLiteral("1");
    ingest.state(live);
    ingest.device(device);
    ingest.alarm(alarm);
    ingest.systemStatus({});
    const auto events = ingest.drainEvents();
    QCOMPARE(events.size(), std::size_t(4));
    QCOMPARE(std::get<SourceState>(events[0]).phase, SourcePhase::Live);
    QCOMPARE(std::get<DeviceUpdate>(events[1]).id, QStringLiteral("1"));
    QCOMPARE(std::get<AlarmEvent>(events[2]).id, QStringLiteral("5"));
    QVERIFY(std::holds_alternative<SystemStatus>(events[3]));
    QVERIFY(ingest.drainEvents().empty());
    QCOMPARE(ingest.state().phase, SourcePhase::Live);
}

void TestSourceIngest::countsEventsThatFindNoRoomButNeverLosesTheState()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant"), .maxEvents = 3});
    for (int i = 0; i < 5; ++i)
        ingest.alarm({});
    SourceState failed;
    failed.phase = SourcePhase::Failed;
    ingest.state(failed);
    QCOMPARE(ingest.counters().droppedEvents, 3U);
    const auto events = ingest.drainEvents();
    QCOMPARE(events.size(), std::size_t(4));
    QCOMPARE(std::get<SourceState>(events.back()).phase, SourcePhase::Failed);
    QVERIFY(ingest.drainEvents().empty());
}

void TestSourceIngest::putsAGapIntoTheSeriesOfItsDevice()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    for (const auto &device : {QStringLiteral("1"), QStringLiteral("2")})
        ingest.sample(ingest.series(infoOf(device, QStringLiteral("a"))), at(1000, 1.0));
    const Gap one{{Timestamp::fromMs(1100), Timestamp::fromMs(1200)}, GapCause::ServerThrottled};
    const Gap all{{Timestamp::fromMs(1300), Timestamp::fromMs(1400)}, GapCause::LinkLost};
    ingest.gap(QStringLiteral("1"), one);
    ingest.gap({}, all);
    ingest.gap({}, {{Timestamp::fromMs(5), Timestamp::fromMs(5)}, GapCause::LinkLost}); // of no length
    const auto gapsOf = [&store](const QString &device) {
        return store.find({QStringLiteral("plant"), device, QStringLiteral("a"), {}})
            ->view({Timestamp::fromMs(0), Timestamp::fromMs(2000)}, 10)
            .gaps;
    };
    QCOMPARE(gapsOf(QStringLiteral("1")), std::vector<Gap>({one, all}));
    QCOMPARE(gapsOf(QStringLiteral("2")), std::vector<Gap>({all}));
    QCOMPARE(ingest.drainEvents().size(), std::size_t(2));
}

void TestSourceIngest::marksWhatWasNotAskedForUntilItIs()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    const SeriesHandle a = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a")));
    const SeriesHandle b = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("b")));
    ingest.notRequested(a, {Timestamp::fromMs(100), Timestamp::max()});
    for (int ms = 0; ms < 1000; ms += 10) {
        ingest.sample(a, at(ms, ms));
        ingest.sample(b, at(ms, ms));
    }
    ingest.requested(a, {Timestamp::fromMs(700), Timestamp::max()});
    const TimeRange all{Timestamp::fromMs(0), Timestamp::fromMs(5000)};
    const auto gapsOf = [&](const QString &attribute) {
        return store.find({QStringLiteral("plant"), QStringLiteral("1"), attribute, {}})->view(all, 10).gaps;
    };
    QVERIFY(gapsOf(QStringLiteral("a"))
            == (std::vector<Gap>{{{Timestamp::fromMs(100), Timestamp::fromMs(700)}, GapCause::NotRequested}}));
    QVERIFY(gapsOf(QStringLiteral("b")).empty());
    ingest.requested(a, {Timestamp::fromMs(100), Timestamp::fromMs(700)});
    QVERIFY(gapsOf(QStringLiteral("a")).empty());
}

void TestSourceIngest::refusesSeriesBeyondItsLimit()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant"), .maxSeries = 2});
    for (int i = 0; i < 5; ++i)
        ingest.sample(ingest.series(infoOf(QString::number(i), QStringLiteral("a"))), at(1, 1.0));
    QCOMPARE(store.size(), std::size_t(2));
    QCOMPARE(ingest.counters().samples, 2U);
    QCOMPARE(ingest.counters().badValues, 3U);
    QVERIFY(ingest.counters().lastProblem.contains(QLatin1String("2 series")));
}

void TestSourceIngest::tellsItsListener()
{
    struct Listener final : SampleListener
    {
        void onSample(const SeriesInfo &series, Sample sample, store::Append result) override
        {
            lines << QStringLiteral("%1 %2 %3")
                         .arg(series.key.toString())
                         .arg(sample.value)
                         .arg(static_cast<int>(result));
        }
        QStringList lines;
    } listener;
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant"), .listener = &listener});
    const SeriesHandle a = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a")));
    ingest.sample(a, at(2, 7.0));
    ingest.sample(a, at(2, 7.0));
    QCOMPARE(listener.lines, QStringList({QStringLiteral("plant/1/a 7 0"), QStringLiteral("plant/1/a 7 2")}));
}

void TestSourceIngest::isReadFromOtherThreads()
{
    store::SeriesStore store;
    SourceIngest ingest(store, {.sourceId = QStringLiteral("plant")});
    constexpr int count = 20'000;
    std::thread writer([&ingest] {
        const SeriesHandle a = ingest.series(infoOf(QStringLiteral("1"), QStringLiteral("a")));
        for (int i = 0; i < count; ++i) {
            ingest.sample(a, at(i, i));
            if (i % 100 == 0)
                ingest.problem(Problem::BadValue, QStringLiteral("x"));
        }
    });
    std::uint64_t last = 0;
    std::size_t events = 0;
    while (last < count) {
        const std::uint64_t now = ingest.counters().samples;
        if (now < last)
            break;
        last = now;
        events += ingest.drainEvents().size();
    }
    writer.join();
    QCOMPARE(ingest.counters().samples, std::uint64_t(count));
    QCOMPARE(ingest.counters().badValues, std::uint64_t(count / 100));
    QCOMPARE(events, std::size_t(0));
}

QTEST_GUILESS_MAIN(TestSourceIngest)
#include "tst_source_ingest.moc"
