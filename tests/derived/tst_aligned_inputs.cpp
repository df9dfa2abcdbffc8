#include "core/derived/aligned_inputs.h"

#include <QStringList>
#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::derived;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

std::shared_ptr<store::Series> make(Interpolation interpolation = Interpolation::Linear)
{
    return std::make_shared<store::Series>(SeriesInfo{{}, {}, interpolation});
}

void append(store::Series &series, std::initializer_list<std::pair<int, double>> samples)
{
    for (const auto &[ms, value] : samples)
        series.append({start + ms * 1ms, value});
}

/// "ms: value value; …" for all that is ready.
QString read(AlignedInputs &inputs)
{
    QStringList lines;
    while (const auto time = inputs.next()) {
        QStringList words;
        for (const double value : inputs.values())
            words << (std::isnan(value) ? QStringLiteral("-") : QString::number(value));
        lines << QString::number((*time - start).count() / 1'000'000) + QStringLiteral(": ")
                     + words.join(QLatin1Char(' '));
    }
    return lines.join(QStringLiteral("; "));
}

} // namespace

class TestAlignedInputs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void straightLinesMeetAtEachOthersTimes()
    {
        const auto a = make();
        const auto b = make();
        append(*a, {{0, 0.0}, {1000, 10.0}, {2000, 20.0}});
        append(*b, {{500, 1.0}, {1500, 2.0}, {2500, 3.0}});
        AlignedInputs inputs({a, b});
        QCOMPARE(read(inputs), QStringLiteral("0: 0 -; 500: 5 1; 1000: 10 1.5; 1500: 15 2; 2000: 20 2.5"));
    }

    void whatIsNotReadyWaits()
    {
        const auto a = make();
        const auto b = make();
        append(*a, {{0, 0.0}, {1000, 10.0}, {2000, 20.0}});
        append(*b, {{0, 1.0}, {1000, 1.0}});
        AlignedInputs inputs({a, b});
        QCOMPARE(read(inputs), QStringLiteral("0: 0 1; 1000: 10 1"));
        QCOMPARE(read(inputs), QString());
        append(*b, {{3000, 3.0}});
        QCOMPARE(read(inputs), QStringLiteral("2000: 20 2"));
        append(*a, {{3000, 30.0}});
        QCOMPARE(read(inputs), QStringLiteral("3000: 30 3"));
    }

    void heldValuesAreNotWaitedFor()
    {
        const auto a = make();
        const auto held = make(Interpolation::HoldLast);
        append(*a, {{0, 0.0}, {1000, 10.0}, {60'000, 20.0}});
        append(*held, {{500, 7.0}});
        AlignedInputs inputs({a, held});
        QCOMPARE(read(inputs), QStringLiteral("0: 0 -; 500: 5 7; 1000: 10 7; 60000: 20 7"));
    }

    void aSilentSeriesIsNotWaitedForLong()
    {
        const auto a = make();
        const auto b = make();
        for (int i = 0; i <= 100; ++i)
            append(*a, {{i * 100, 1.0}});
        append(*b, {{0, 5.0}, {100, 5.0}, {200, 5.0}, {300, 5.0}});
        AlignedInputs inputs({a, b});
        const QString all = read(inputs);
        QVERIFY2(all.endsWith(QStringLiteral("10000: 1 -")), qPrintable(all));
        QVERIFY(all.contains(QStringLiteral("300: 1 5; 400: 1 -")));
    }

    void nothingIsKnownOverAGap()
    {
        const auto a = make();
        const auto held = make(Interpolation::HoldLast);
        append(*held, {{0, 7.0}, {5000, 8.0}});
        append(*a, {{0, 0.0}, {1000, 10.0}, {4000, 20.0}, {5000, 30.0}});
        held->addGap({{start + 2s, start + 4500ms}, GapCause::LinkLost});
        AlignedInputs inputs({a, held});
        QCOMPARE(read(inputs), QStringLiteral("0: 0 7; 1000: 10 7; 4000: 20 -; 5000: 30 8"));
        const auto gaps = inputs.takeGaps();
        QCOMPARE(gaps.size(), std::size_t(1));
        QVERIFY(gaps.front().cause == GapCause::LinkLost);
        QVERIFY(inputs.takeGaps().empty());
    }

    void longHistoriesAreReadWhole()
    {
        const auto a = make();
        for (int i = 0; i < 30'000; ++i)
            a->append({start + i * 1ms, i * 1.0});
        a->append({start + 24h, 1.0}); // after a long silence
        AlignedInputs inputs({a});
        int count = 0;
        double before = -1.0;
        while (inputs.next() && count < 30'000) {
            QCOMPARE(inputs.values().front(), before + 1.0);
            before = inputs.values().front();
            ++count;
        }
        QCOMPARE(count, 30'000);
        QCOMPARE(inputs.values().front(), 1.0);
        QVERIFY(!inputs.next());
    }

    void equalTimesCountOnce()
    {
        const auto a = make();
        append(*a, {{0, 1.0}, {0, 2.0}, {1000, 3.0}});
        AlignedInputs inputs({a});
        QCOMPARE(read(inputs), QStringLiteral("0: 2; 1000: 3"));
    }
};

QTEST_GUILESS_MAIN(TestAlignedInputs)
#include "tst_aligned_inputs.moc"
