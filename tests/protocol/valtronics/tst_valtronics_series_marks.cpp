#include "core/protocol/valtronics/series_marks.h"
#include "tests/protocol/recording_sink.h"
#include "tests/support/fake_clock.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol;
using namespace watchglass::protocol::valtronics;
using namespace std::chrono_literals;
using watchglass::test::FakeClock;
using watchglass::test::RecordingSink;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

const Timestamp zero = Timestamp::fromMs(1'767'225'600'000);

/// Asks for the same of every series.
struct Bench final : SeriesMarks::Asking
{
    Bench() { marks.setAsking(this); }

    SeriesMarks::Asked asked(const QString &, const QString &) const override { return now; }
    void seriesSeen(const QString &device) override { seen << device; }

    void sample(Duration at, const char *metric = "a")
    {
        const SeriesHandle series =
            table[QLatin1String(metric)] ? SeriesHandle(table[QLatin1String(metric)] - 1) : made(QLatin1String(metric));
        marks.sampled(series, zero + at, "7", metric);
    }
    SeriesHandle made(const QString &metric)
    {
        SeriesInfo info;
        info.key.attribute = metric;
        const SeriesHandle series = sink.series(info);
        table[metric] = static_cast<int>(series) + 1;
        return series;
    }
    /// Samples of [from, to), `step` apart.
    void samples(Duration from, Duration to, Duration step)
    {
        for (Duration at = from; at < to; at += step)
            sample(at);
    }
    void ask(AttentionLevel level)
    {
        if (level > now.level)
            now.raise = ++ping;
        now.level = level;
        marks.review();
    }
    /// "-1.5" for a mark from just after 1.5 s, "+1.5" for the end of one.
    QStringList spans() const
    {
        QStringList all;
        for (const RecordingSink::KeptSpan &span : sink.spans) {
            const Duration from = span.range.from - zero - (span.isRequested ? Duration(0) : Duration(1));
            all << (span.isRequested ? QStringLiteral("+%1") : QStringLiteral("-%1")).arg(double(from.count()) * 1e-9);
            if (span.range.to != Timestamp::max())
                all << QStringLiteral("ends");
        }
        return all;
    }
    static QStringList list(const char *text) { return QString::fromLatin1(text).split(QLatin1Char(' ')); }

    FakeClock clock;
    RecordingSink sink;
    SeriesMarks marks{clock, sink};
    SeriesMarks::Asked now;
    std::uint64_t ping = 0;
    QHash<QString, int> table;
    QStringList seen;
};

} // namespace

class TestSeriesMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void aRhythmIsTheShortestDistanceOfLate_data();
    void aRhythmIsTheShortestDistanceOfLate();
    void marksNothingWhileEverythingIsAskedFor();
    void marksFromJustAfterTheLastWholeSample();
    void endsAMarkAtTheFirstSampleBehindTheAnswer();
    void goesOnWhenDemandFallsBeforeTheAnswer();
    void waitsForTheAnswerToItsOwnRequest();
    void goesOnThroughALostConnection();
    void marksASeriesFirstSeenBelowHighFromItsFirstSample();
    void marksASeriesFirstSeenBeforeTheAnswer();
    void leavesASlowSeriesUnmarked();
    void marksASlowSeriesThatBecomesFaster_data();
    void marksASlowSeriesThatBecomesFaster();
    void endsAMarkWhereWhatIsAskedForIsEverySample();
    void believesAServerWithoutPongsAfterAWhile();
    void endsAllMarks();
    void tellsTheMetricsOfADevice();
};

void TestSeriesMarks::aRhythmIsTheShortestDistanceOfLate_data()
{
    QTest::addColumn<QList<int>>("seconds");
    QTest::addColumn<bool>("isWithin2s");
    const auto repeated = [](QList<int> pattern, int times) {
        QList<int> all;
        int base = 0;
        for (int i = 0; i < times; ++i) {
            for (const int at : pattern)
                all << base + at;
            base += 100;
        }
        return all;
    };
    QTest::newRow("nothing") << QList<int>() << false;
    QTest::newRow("too few") << QList<int>{0, 2, 4, 6, 8, 10, 12, 14} << false;
    QTest::newRow("just enough") << QList<int>{0, 2, 4, 6, 8, 10, 12, 14, 16} << true;
    QTest::newRow("rare pairs, whatever the mean") << repeated({0, 1}, 10) << false;
    QTest::newRow("rare ones") << repeated({0}, 10) << true;
    QTest::newRow("the same again") << QList<int>{0, 2, 2, 4, 4, 6, 8, 10, 12, 14, 16, 18} << true;
    QTest::newRow("one late") << QList<int>{0, 2, 4, 6, 8, 12, 10, 14, 16, 18, 20} << false;
    QTest::newRow("fast within two windows") << QList<int>{0, 1} + repeated({10}, 40) << false;
    QTest::newRow("fast long ago") << QList<int>{0, 1} + repeated({10}, 80) << true;
}

void TestSeriesMarks::aRhythmIsTheShortestDistanceOfLate()
{
    QFETCH(QList<int>, seconds);
    QFETCH(bool, isWithin2s);
    Rhythm rhythm;
    for (const int at : seconds)
        rhythm.add(zero + std::chrono::seconds(at));
    QCOMPARE(rhythm.isWithin(2s), isWithin2s);
    rhythm.add(Timestamp::min()); // centuries back and forth are no trap
    rhythm.add(Timestamp::max());
    QVERIFY(!rhythm.isWithin(2s));
}

void TestSeriesMarks::marksNothingWhileEverythingIsAskedFor()
{
    Bench bench;
    bench.samples(0s, 5s, 100ms);
    bench.ask(high);
    bench.marks.interrupted();
    bench.samples(5s, 6s, 100ms);
    bench.marks.setAsking(nullptr);
    bench.marks.review();
    QVERIFY(bench.spans().isEmpty());
}

void TestSeriesMarks::marksFromJustAfterTheLastWholeSample()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.sample(5s);
    bench.ask(medium);
    bench.marks.answered(1);
    bench.sample(6s);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
}

void TestSeriesMarks::endsAMarkAtTheFirstSampleBehindTheAnswer()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    bench.ask(high);
    bench.sample(5s); // may be one of the thinned ones
    bench.marks.answered(1);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.samples(6s, 7s, 100ms);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +6"));
    bench.ask(none);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +6 -6.9"));
}

void TestSeriesMarks::goesOnWhenDemandFallsBeforeTheAnswer()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    bench.ask(high); // ping 1
    bench.ask(none);
    bench.marks.answered(1);
    bench.sample(5s);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.ask(high); // ping 2
    bench.sample(6s);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.marks.answered(2);
    bench.sample(7s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +7"));
}

void TestSeriesMarks::waitsForTheAnswerToItsOwnRequest()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    bench.ping = 6; // others were sent meanwhile
    bench.ask(high);
    for (const std::uint64_t ping : {4U, 5U, 6U}) {
        bench.marks.answered(ping);
        bench.sample(2s);
    }
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.marks.answered(8); // a later one says as much
    bench.sample(3s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +3"));
}

void TestSeriesMarks::goesOnThroughALostConnection()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    bench.ask(high); // ping 1, lost with the connection
    bench.marks.interrupted();
    bench.now = {none, 2};
    bench.marks.review(); // the others were asked for, ping 2
    bench.marks.answered(2);
    bench.sample(5s);
    bench.now = {high, 3};
    bench.marks.review();
    bench.sample(6s);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.marks.answered(3);
    bench.sample(7s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +7"));
}

void TestSeriesMarks::marksASeriesFirstSeenBelowHighFromItsFirstSample()
{
    Bench bench;
    bench.now = {none, 1};
    bench.sample(3s);
    bench.sample(8s);
    QCOMPARE(bench.spans(), Bench::list("-3"));
    QCOMPARE(bench.seen, QStringList{QStringLiteral("7")});
}

void TestSeriesMarks::marksASeriesFirstSeenBeforeTheAnswer()
{
    Bench bench;
    bench.now = {high, 1};
    bench.sample(3s);
    QCOMPARE(bench.spans(), Bench::list("-3"));
    bench.marks.answered(1);
    bench.sample(4s);
    QCOMPARE(bench.spans(), Bench::list("-3 +4"));
    bench.sample(5s, "b");
    QCOMPARE(bench.spans(), Bench::list("-3 +4"));
}

void TestSeriesMarks::leavesASlowSeriesUnmarked()
{
    Bench bench;
    bench.samples(0s, 100s, 10s);
    bench.ask(none);
    bench.sample(90s); // the newest again, as a thinning server sends it
    bench.samples(100s, 200s, 10s);
    bench.ask(high);
    bench.samples(200s, 300s, 10s);
    bench.ask(medium);
    QVERIFY(bench.spans().isEmpty());
}

void TestSeriesMarks::marksASlowSeriesThatBecomesFaster_data()
{
    QTest::addColumn<int>("first"); // of the fast ones that arrived
    QTest::newRow("at once") << 105;
    QTest::newRow("where the first of them comes late") << 118;
}

void TestSeriesMarks::marksASlowSeriesThatBecomesFaster()
{
    QFETCH(int, first);
    Bench bench;
    bench.samples(0s, 100s, 20s);
    bench.samples(100s, 200s, 20s);
    bench.ask(none);
    QVERIFY(bench.spans().isEmpty());
    bench.sample(200s);
    bench.sample(100s + std::chrono::seconds(first));
    bench.sample(105s + std::chrono::seconds(first));
    QCOMPARE(bench.sink.spans.size(), std::size_t(1));
    QVERIFY(bench.sink.spans[0].range.from <= zero + 200s + 1ns);
    QVERIFY(!bench.sink.spans[0].isRequested);
    bench.ask(high);
    bench.marks.answered(1);
    bench.samples(300s, 320s, 1s);
    bench.ask(none);
    QCOMPARE(bench.sink.spans.size(), std::size_t(3));
}

void TestSeriesMarks::endsAMarkWhereWhatIsAskedForIsEverySample()
{
    Bench bench;
    bench.samples(0s, 20s, 1s);
    bench.ask(none);
    QCOMPARE(bench.spans(), Bench::list("-19"));
    bench.ask(medium);
    bench.sample(25s);
    QCOMPARE(bench.spans(), Bench::list("-19"));
    bench.marks.answered(1);
    bench.samples(26s, 30s, 1s);
    QCOMPARE(bench.spans(), Bench::list("-19 +26"));
    bench.ask(none);
    QCOMPARE(bench.spans(), Bench::list("-19 +26 -29"));
}

void TestSeriesMarks::believesAServerWithoutPongsAfterAWhile()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.ask(none);
    bench.ask(high);
    bench.clock.advance(SeriesMarks::patience - 1ms);
    bench.sample(14s);
    QCOMPARE(bench.spans(), Bench::list("-0.9"));
    bench.clock.advance(1ms);
    bench.sample(15s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +15"));

    bench.marks.answered(1); // it has pongs, so it is waited for
    bench.ask(none);
    bench.ask(high);
    bench.clock.advance(2 * SeriesMarks::patience);
    bench.sample(50s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 +15 -15"));
}

void TestSeriesMarks::endsAllMarks()
{
    Bench bench;
    bench.samples(0s, 1s, 100ms);
    bench.sample(1s, "b");
    bench.ask(none);
    bench.marks.endAll(zero + 9s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 -1 +9 +9"));
    bench.sample(10s);
    bench.marks.endAll(zero + 11s);
    QCOMPARE(bench.spans(), Bench::list("-0.9 -1 +9 +9"));
}

void TestSeriesMarks::tellsTheMetricsOfADevice()
{
    Bench bench;
    bench.sample(0s, "b");
    bench.sample(0s, "a");
    bench.sample(1s, "b");
    QCOMPARE(bench.marks.metrics(QStringLiteral("7")), (QStringList{QStringLiteral("b"), QStringLiteral("a")}));
    QVERIFY(bench.marks.metrics(QStringLiteral("8")).isEmpty());
}

QTEST_GUILESS_MAIN(TestSeriesMarks)
#include "tst_valtronics_series_marks.moc"
