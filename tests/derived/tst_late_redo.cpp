#include "core/derived/derived_series.h"

#include <QTest>

#include <algorithm>
#include <bit>
#include <random>

using namespace watchglass;
using namespace watchglass::derived;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);
constexpr int enough = 1'000'000;

SeriesKey key(const char *attribute)
{
    return {QStringLiteral("demo"), QStringLiteral("bed-3"), QString::fromLatin1(attribute), {}};
}

Definition define(const char *name, const char *formula)
{
    return {QString::fromUtf8(name),
            {},
            QString::fromUtf8(formula),
            {{QStringLiteral("a"), key("a")}, {QStringLiteral("b"), key("b")}}};
}

std::vector<Sample> samplesOf(const store::SeriesStore &store, const char *name)
{
    return store.find(derivedKey(QString::fromUtf8(name)))->samples({Timestamp::min(), Timestamp::max()});
}

bool isAlike(double x, double y)
{
    return (std::isnan(x) && std::isnan(y)) || std::abs(x - y) < 1e-9;
}

/// Whether they are the same line, which may be broken at other instants of the same break.
void compareLines(std::vector<Sample> is, std::vector<Sample> wanted)
{
    const auto isMissing = [](const Sample &sample) { return std::isnan(sample.value); };
    std::erase_if(is, isMissing);
    std::erase_if(wanted, isMissing);
    QCOMPARE(is.size(), wanted.size());
    for (std::size_t i = 0; i < is.size(); ++i) {
        QVERIFY2(is[i].time == wanted[i].time, qPrintable(QString::number(i)));
        QVERIFY2(isAlike(is[i].value, wanted[i].value),
                 qPrintable(QStringLiteral("%1: %2, not %3").arg(i).arg(is[i].value).arg(wanted[i].value)));
    }
}

} // namespace

class TestLateRedo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLateSampleIsWorkedOut()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        DerivedSeries twice(define("d", "2 * 'a'"), store);
        for (const int second : {0, 1, 3, 4})
            a->append({start + second * 1s, second * 1.0});
        twice.advance(enough);
        a->append({start + 2s, 2.0});
        twice.advance(enough);
        a->append({start + 5s, 5.0});
        twice.advance(enough);
        const auto found = samplesOf(store, "d");
        QCOMPARE(found.size(), std::size_t(6));
        for (std::size_t i = 0; i < found.size(); ++i)
            QCOMPARE(found[i].value, 2.0 * static_cast<double>(i));
    }

    void samplesInAnyOrderComeToTheSame_data()
    {
        QTest::addColumn<QString>("formula");
        for (const char *formula : {"'a' + 'b'", "mean('a', 700 ms) + 'b'", "rate('a')", "rate(rate('a'))",
                                    "integral('a')", "max('b', 1 s) - min('a', 300 ms)", "mean(rate('b'), 2 s)"})
            QTest::newRow(formula) << QString::fromLatin1(formula);
    }

    void samplesInAnyOrderComeToTheSame()
    {
        QFETCH(QString, formula);
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        const auto b = store.open({key("b"), {}});
        DerivedSeries live(define("live", qPrintable(formula)), store);
        std::mt19937 random(7);
        std::vector<std::pair<store::Series *, Sample>> samples;
        for (int i = 0; i < 3000; ++i) {
            samples.emplace_back(a.get(), Sample{start + i * 100ms, double(random() % 100)});
            if (i % 3 == 0)
                samples.emplace_back(b.get(), Sample{start + i * 100ms + 30ms, double(random() % 100)});
        }
        // Mostly in order, some seconds late, and one stretch of history after all.
        const auto late = samples.begin() + 1000;
        std::vector<std::pair<store::Series *, Sample>> history(late, late + 500);
        samples.erase(late, late + 500);
        for (std::size_t i = 0; i + 40 < samples.size(); i += 9)
            std::swap(samples[i], samples[i + random() % 40]);
        for (std::size_t i = 0; i < samples.size(); ++i) {
            samples[i].first->append(samples[i].second);
            if (i % 13 == 0)
                live.advance(64);
        }
        live.advance(enough);
        for (const auto &[series, sample] : history)
            series->append(sample);
        while (live.advance(64) > 0) {
        }
        DerivedSeries afresh(define("afresh", qPrintable(formula)), store);
        while (afresh.advance(4096) > 0) {
        }
        compareLines(samplesOf(store, "live"), samplesOf(store, "afresh"));
    }

    void aSeriesThatWasSilentAndCatchesUpIsWorkedOut()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        const auto b = store.open({key("b"), {}});
        DerivedSeries live(define("live", "'a' + mean('b', 1 s)"), store);
        const auto fill = [](store::Series &series, int from, int to) {
            for (int i = from; i < to; ++i)
                series.append({start + i * 100ms, i * 1.0});
        };
        fill(*a, 0, 50);
        fill(*b, 0, 50);
        live.advance(enough);
        fill(*a, 50, 200); // meanwhile nothing is heard of b
        live.advance(enough);
        QVERIFY(live.advance(enough) == 0);
        fill(*b, 50, 210);
        fill(*a, 200, 210);
        while (live.advance(64) > 0) {
        }
        DerivedSeries afresh(define("afresh", "'a' + mean('b', 1 s)"), store);
        while (afresh.advance(4096) > 0) {
        }
        QCOMPARE(samplesOf(store, "live").back().value, samplesOf(store, "afresh").back().value);
        compareLines(samplesOf(store, "live"), samplesOf(store, "afresh"));
    }

    void onlyWhatIsTouchedIsWorkedOut()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        DerivedSeries live(define("d", "mean('a', 1 s)"), store);
        for (int i = 0; i < 50'000; ++i) {
            if (i != 20'000)
                a->append({start + i * 10ms, i * 1.0});
        }
        while (live.advance(4096) > 0) {
        }
        a->append({start + 20'000 * 10ms, 7.0});
        int count = 0;
        for (int step = live.advance(enough); step > 0; step = live.advance(enough))
            count += step;
        QVERIFY2(count > 100 && count < 1000, qPrintable(QString::number(count)));
    }

    void whatStandsOnItFollows()
    {
        store::SeriesStore store;
        const auto a = store.open({key("a"), {}});
        DerivedSeries one(define("one", "'a' + 1"), store);
        Definition two = define("two", "'a' * 10");
        two.inputs[QStringLiteral("a")] = derivedKey(QStringLiteral("one"));
        for (const int second : {0, 2, 3})
            a->append({start + second * 1s, second * 1.0});
        one.advance(enough);
        DerivedSeries other(two, store);
        other.advance(enough);
        a->append({start + 1s, 1.0});
        one.advance(enough);
        other.advance(enough);
        QCOMPARE(samplesOf(store, "two").at(1).value, 20.0);
        QCOMPARE(samplesOf(store, "two").size(), std::size_t(4));
    }
};

QTEST_APPLESS_MAIN(TestLateRedo)
#include "tst_late_redo.moc"
