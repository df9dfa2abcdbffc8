#include "core/store/store_worker.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <functional>
#include <random>
#include <thread>

using namespace watchglass;
using namespace watchglass::store;

namespace {

/// Every sample tells its own time, so that a torn one or one in the wrong place shows.
double valueOf(std::int64_t ns)
{
    return static_cast<double>(ns);
}

TimeRange everything()
{
    return {Timestamp::fromNs(0), Timestamp::fromNs(1'000'000'000)};
}

bool inOrder(const std::vector<Sample> &samples)
{
    for (std::size_t i = 0; i < samples.size(); ++i) {
        if (samples[i].value != valueOf(samples[i].time.ns()))
            return false;
        if (i > 0 && samples[i].time < samples[i - 1].time)
            return false;
    }
    return true;
}

/// Values grow with time, so that the extremes of a column are its ends.
bool consistent(const View &view)
{
    std::uint64_t count = 0;
    for (const Column &column : view.columns) {
        count += column.count;
        if (column.nanCount != 0)
            return false;
        if (!column.hasValue())
            continue;
        if (column.min != column.first || column.max != column.last || column.first != valueOf(column.firstTime.ns())
            || column.last != valueOf(column.lastTime.ns()))
            return false;
    }
    return count == view.sampleCount;
}

} // namespace

class TestSeriesThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void readersSeeWholeStatesWhileOneWrites_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("lateShare");
        QTest::newRow("in order") << 400'000 << 0;
        QTest::newRow("jitter") << 60'000 << 10;
        QTest::newRow("disorder") << 15'000 << 80;
    }

    void readersSeeWholeStatesWhileOneWrites()
    {
        QFETCH(int, samples);
        QFETCH(int, lateShare);
        Series series{SeriesInfo{}};
        std::atomic<bool> stop = false;
        std::atomic<std::uint64_t> stored = 0;
        std::atomic<int> bad = 0;
        const auto repeat = [&](const std::function<bool(std::mt19937_64 &)> &look) {
            return std::thread([&stop, &bad, look] {
                std::mt19937_64 random(1);
                do {
                    if (!look(random))
                        ++bad;
                } while (!stop);
            });
        };
        std::vector<std::thread> readers;
        readers.push_back(repeat([&series, &stored, seen = std::uint64_t(0)](std::mt19937_64 &) mutable {
            const std::uint64_t before = stored;
            const std::uint64_t count = series.count();
            const bool good = count >= seen && count >= before;
            seen = count;
            return good;
        }));
        readers.push_back(repeat([&series, &stored](std::mt19937_64 &) {
            const std::uint64_t before = stored;
            const View view = series.view(everything(), 300);
            return consistent(view) && view.sampleCount >= before;
        }));
        readers.push_back(repeat([&series](std::mt19937_64 &random) {
            const auto from = std::uniform_int_distribution<std::int64_t>(0, 2'000'000)(random);
            const auto found = series.samples({Timestamp::fromNs(from), Timestamp::fromNs(from + 100'000)}, 500);
            const auto one = series.at(Timestamp::fromNs(from));
            return inOrder(found) && (!one || one->value == valueOf(one->time.ns()));
        }));
        readers.push_back(repeat([&series](std::mt19937_64 &) {
            const TimeRange extent = series.extent();
            const auto rhythm = series.rhythm();
            return extent.from <= extent.to && (!rhythm || *rhythm > Duration::zero());
        }));

        std::mt19937_64 random(2);
        std::int64_t newest = 1'000;
        for (int i = 0; i < samples; ++i) {
            std::int64_t ns = newest + 5;
            if (std::uniform_int_distribution<int>(0, 99)(random) < lateShare)
                ns = std::uniform_int_distribution<std::int64_t>(lateShare > 50 ? 0 : newest - 300, newest)(random);
            newest = std::max(newest, ns);
            if (series.append({Timestamp::fromNs(ns), valueOf(ns)}) != Append::Duplicate)
                ++stored;
            if (i % 5'000 == 0)
                series.addGap({{Timestamp::fromNs(newest), Timestamp::fromNs(newest + 50)}, GapCause::LinkLost});
        }
        stop = true;
        for (std::thread &reader : readers)
            reader.join();
        QCOMPARE(bad.load(), 0);
        QCOMPARE(series.count(), stored.load());
        QVERIFY(inOrder(series.samples(everything())));
    }

    /// One writer, eight readers, the worker that packs and evicts, and a further evictor. Three passes, or for as many
    /// seconds as WATCHGLASS_THREADS_SECONDS says.
    void readersSeeWholeStatesWhileBlocksArePackedAndForgotten()
    {
        using Clock = std::chrono::steady_clock;
        SeriesStore store(400'000); // a fifth of what the samples take unpacked
        const auto series = store.open({{QStringLiteral("a"), QStringLiteral("1"), QStringLiteral("x"), {}}, {}});
        std::atomic<bool> stop = false;
        std::atomic<int> bad = 0;
        std::vector<std::thread> others;
        for (int reader = 0; reader < 8; ++reader) {
            others.emplace_back([&series, &stop, &bad, reader] {
                std::mt19937_64 random(static_cast<unsigned>(reader));
                while (!stop) {
                    const TimeRange extent = series->extent();
                    const auto width = std::uniform_int_distribution<int>(1, 400)(random);
                    const bool good = reader % 2 == 0 ? consistent(series->view(extent, width))
                                                      : inOrder(series->samples(extent, 5'000));
                    const Statistics all = series->statistics(extent);
                    if (!good || (all.hasValue() && all.min > all.max))
                        ++bad;
                }
            });
        }
        others.emplace_back([&store, &stop] {
            while (!stop)
                store.makeRoom();
        });
        std::uint64_t stored = 0;
        {
            const StoreWorker worker(store, std::chrono::milliseconds(5));
            const auto end =
                Clock::now() + std::chrono::seconds(qEnvironmentVariableIntValue("WATCHGLASS_THREADS_SECONDS"));
            std::mt19937_64 random(9);
            std::int64_t newest = 1'000;
            for (int pass = 0; pass < 3 || Clock::now() < end; ++pass) {
                for (int i = 0; i < 40'000; ++i) {
                    const bool isLate = std::uniform_int_distribution<int>(0, 999)(random) == 0;
                    const std::int64_t ns =
                        isLate ? newest - std::uniform_int_distribution<std::int64_t>(0, 900)(random) : newest + 5;
                    newest = std::max(newest, ns);
                    stored += series->append({Timestamp::fromNs(ns), valueOf(ns)}) != Append::Duplicate ? 1 : 0;
                }
            }
        }
        stop = true;
        for (std::thread &other : others)
            other.join();
        store.makeRoom();
        QCOMPARE(bad.load(), 0);
        QVERIFY2(store.bytes() <= store.budget(),
                 qPrintable(QStringLiteral("%1 held, of which %2 idle").arg(store.bytes()).arg(store.idleBytes())));
        QVERIFY(store.evicted() > 0);
        QCOMPARE(series->count() + series->evicted(), stored);
        QVERIFY(inOrder(series->samples(everything())));
    }
};

QTEST_GUILESS_MAIN(TestSeriesThreads)
#include "tst_series_threads.moc"
