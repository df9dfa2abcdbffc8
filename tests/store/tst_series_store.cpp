#include "core/store/store_worker.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace watchglass;
using namespace watchglass::store;

namespace {

SeriesInfo info(const char *source, const char *device, const char *attribute)
{
    return {{QLatin1String(source), QLatin1String(device), QLatin1String(attribute), {}}, QStringLiteral("mV")};
}

/// A value of its own for each index, with as many digits as a sensor has.
double noise(std::int64_t index)
{
    return static_cast<double>((index * 7'919 + index / 13) % 100'003) / 100.0;
}

} // namespace

class TestSeriesStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void aHorizonHidesWhatIsLaterFromLastAlone()
    {
        SeriesStore store;
        const auto early = store.open(info("replayed", "1", "ecg"));
        for (int i = 0; i < 10; ++i)
            early->append({Timestamp::fromMs(1'000 * i), double(i)});
        store.setHorizon(QStringLiteral("replayed"), Timestamp::fromMs(4'500));
        const auto late = store.open(info("replayed", "2", "ecg"));
        late->append({Timestamp::fromMs(9'000), 1.0});
        const auto other = store.open(info("live", "1", "ecg"));
        other->append({Timestamp::fromMs(9'000), 2.0});
        QCOMPARE(early->last()->value, 4.0);
        QVERIFY(!late->last());
        QCOMPARE(other->last()->value, 2.0);
        QCOMPARE(early->after(Timestamp::fromMs(4'000))->value, 5.0);
        QCOMPARE(early->after(Timestamp::fromMs(-1))->value, 0.0);
        QVERIFY(!early->after(Timestamp::fromMs(9'000)));
        QCOMPARE(early->count(), 10U);
        QCOMPARE(early->extent().to, Timestamp::fromNs(9'000'000'001));
        store.setHorizon(QStringLiteral("replayed"), Timestamp::max());
        QCOMPARE(early->last()->value, 9.0);
    }

    void openMakesASeriesOnce()
    {
        SeriesStore store;
        const auto series = store.open(info("a", "1", "ecg"));
        QCOMPARE(store.revision(), 1U);
        QCOMPARE(store.open(info("a", "1", "ecg")), series);
        QCOMPARE(store.revision(), 1U);
        QCOMPARE(store.size(), 1U);
        QCOMPARE(series->info().unit, QStringLiteral("mV"));
        QVERIFY(store.open(info("a", "2", "ecg")) != series);
        QCOMPARE(store.revision(), 2U);
    }

    void findGivesWhatIsThere()
    {
        SeriesStore store;
        const auto series = store.open(info("a", "1", "ecg"));
        QVERIFY(store.find(series->info().key) == series);
        QVERIFY(!store.find(info("a", "1", "spo2").key));
    }

    void allIsOrderedByKey()
    {
        SeriesStore store;
        for (const char *source : {"b", "a"}) {
            for (const char *device : {"2", "10", "1"}) {
                store.open(info(source, device, "y"));
                store.open(info(source, device, "x"));
            }
        }
        QStringList keys;
        for (const auto &series : store.all())
            keys << series->info().key.toString();
        QStringList sorted = keys;
        sorted.sort();
        QCOMPARE(keys.size(), 12);
        QCOMPARE(keys, sorted);
    }

    void removedSeriesLiveOnWithTheirReaders()
    {
        SeriesStore store;
        const auto series = store.open(info("a", "1", "ecg"));
        series->append({Timestamp::fromMs(1), 2.0});
        const auto reader = store.find(series->info().key);
        store.open(info("b", "1", "ecg"));
        store.removeSource(QStringLiteral("a"));
        QCOMPARE(store.size(), 1U);
        QVERIFY(!store.find(reader->info().key));
        QCOMPARE(reader->last()->value, 2.0);
        const auto again = store.open(info("a", "1", "ecg"));
        QCOMPARE(again->count(), 0U);
        QCOMPARE(store.revision(), 3U);
    }

    void manyThreadsOpenTheSameSeries()
    {
        SeriesStore store;
        std::vector<std::thread> threads;
        std::atomic<int> bad = 0;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&store, &bad] {
                for (int i = 0; i < 500; ++i) {
                    SeriesInfo wanted = info("a", "1", "x");
                    wanted.key.component = QString::number(i % 50);
                    const auto series = store.open(wanted);
                    if (store.find(wanted.key) != series || store.all().size() > 50)
                        ++bad;
                }
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(bad.load(), 0);
        QCOMPARE(store.size(), 50U);
        QCOMPARE(store.revision(), 50U);
    }

    void theLargestSourceGivesUpItsOldest()
    {
        SeriesStore store(2'000'000);
        const auto calm = store.open(info("calm", "1", "x"));
        for (std::int64_t i = 0; i < 20'000; ++i)
            calm->append({Timestamp::fromMs(i), noise(i)});
        const auto flood = store.open(info("flood", "1", "x"));
        const auto floodToo = store.open(info("flood", "2", "x"));
        for (std::int64_t i = 0; i < 400'000; ++i) {
            flood->append({Timestamp::fromMs(1'000'000 + i), noise(i)});
            floodToo->append({Timestamp::fromMs(1'000'000 + i), noise(i)});
        }
        store.packAtRest();
        store.makeRoom();
        QVERIFY2(store.bytes() <= store.budget(), qPrintable(QString::number(store.bytes())));
        QCOMPARE(calm->count(), 20'000U);
        QCOMPARE(calm->evicted(), 0U);
        QCOMPARE(flood->count() + flood->evicted(), 400'000U);
        QCOMPARE(store.evicted(), flood->evicted() + floodToo->evicted());
        QVERIFY(flood->evicted() > 0 && floodToo->evicted() > 0);
        const auto apart = static_cast<std::int64_t>(flood->evicted()) - static_cast<std::int64_t>(floodToo->evicted());
        QVERIFY2(std::abs(apart) <= 8'192, qPrintable(QString::number(apart)));
        QCOMPARE(flood->last()->time, Timestamp::fromMs(1'399'999));
        QCOMPARE(store.bytesOf(QStringLiteral("calm")) + store.bytesOf(QStringLiteral("flood")), store.bytes());
    }

    void aSmallerBudgetIsKeptFromThenOn()
    {
        SeriesStore store;
        const auto series = store.open(info("a", "1", "x"));
        for (std::int64_t i = 0; i < 200'000; ++i)
            series->append({Timestamp::fromMs(i), noise(i)});
        store.packAtRest();
        store.makeRoom();
        QCOMPARE(store.evicted(), 0U);
        store.setBudget(store.bytes() / 2);
        store.makeRoom();
        QVERIFY(store.bytes() <= store.budget());
        QVERIFY(store.evicted() > 0);
        store.setBudget(1);
        store.makeRoom(); // what is open stays
        QVERIFY(series->last().has_value());
    }

    void writersStayNearTheBudgetWithoutAWorker()
    {
        SeriesStore store(4'000'000);
        const auto series = store.open(info("a", "1", "x"));
        std::size_t most = 0;
        for (std::int64_t i = 0; i < 1'000'000; ++i) {
            series->append({Timestamp::fromMs(i), noise(i)});
            most = std::max(most, store.bytes());
        }
        QVERIFY2(most < 4'000'000 + 4'000'000 / 10, qPrintable(QString::number(most)));
    }

    void writersPackThemselvesWhereNobodyElseDoes()
    {
        SeriesStore store;
        const auto series = store.open(info("a", "1", "x"));
        for (std::int64_t i = 0; i < 120 * 4'096; ++i)
            series->append({Timestamp::fromMs(i), noise(i)});
        QVERIFY2(series->unpacked() <= 65, qPrintable(QString::number(series->unpacked())));
        QCOMPARE(store.evicted(), 0U);
    }

    void theWorkerPacksAndKeepsTheBudget()
    {
        SeriesStore store(3'000'000);
        const auto series = store.open(info("a", "1", "x"));
        {
            const StoreWorker worker(store, std::chrono::milliseconds(1));
            for (std::int64_t i = 0; i < 500'000; ++i)
                series->append({Timestamp::fromMs(i), noise(i)});
            QTRY_COMPARE_WITH_TIMEOUT(series->unpacked(), 0U, 20'000);
            QTRY_VERIFY_WITH_TIMEOUT(store.bytes() <= store.budget(), 20'000);
        }
        QCOMPARE(series->count() + series->evicted(), 500'000U);
        const auto samples = series->samples({Timestamp::min(), Timestamp::max()});
        for (const Sample &sample : samples)
            QCOMPARE(sample.value, noise(sample.time.ns() / 1'000'000));
    }
};

QTEST_GUILESS_MAIN(TestSeriesStore)
#include "tst_series_store.moc"
