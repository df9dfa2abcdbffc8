#include "core/store/series_store.h"

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

} // namespace

class TestSeriesStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

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
};

QTEST_GUILESS_MAIN(TestSeriesStore)
#include "tst_series_store.moc"
