#include "core/store/gap_list.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::store;

namespace {

using Times = std::vector<std::int64_t>;

Gap gap(std::int64_t from, std::int64_t to, GapCause cause = GapCause::LinkLost)
{
    return {{Timestamp::fromNs(from), Timestamp::fromNs(to)}, cause};
}

std::vector<Timestamp> stamps(const Times &times)
{
    std::vector<Timestamp> stamps;
    for (const std::int64_t ns : times)
        stamps.push_back(Timestamp::fromNs(ns));
    return stamps;
}

} // namespace

Q_DECLARE_METATYPE(Times)
Q_DECLARE_METATYPE(std::vector<watchglass::Gap>)

class TestGapList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void gapsOfOneCauseJoin_data()
    {
        QTest::addColumn<std::vector<Gap>>("given");
        QTest::addColumn<std::vector<Gap>>("wanted");
        const auto silent = GapCause::DeviceSilent;
        using Gaps = std::vector<Gap>;
        QTest::newRow("apart") << Gaps{gap(30, 40), gap(10, 20)} << Gaps{gap(10, 20), gap(30, 40)};
        QTest::newRow("touching") << Gaps{gap(10, 20), gap(20, 30)} << Gaps{gap(10, 30)};
        QTest::newRow("overlapping") << Gaps{gap(10, 20), gap(15, 30)} << Gaps{gap(10, 30)};
        QTest::newRow("inside") << Gaps{gap(10, 40), gap(15, 20)} << Gaps{gap(10, 40)};
        QTest::newRow("around several") << Gaps{gap(10, 20), gap(30, 40), gap(5, 60)} << Gaps{gap(5, 60)};
        QTest::newRow("bridging two") << Gaps{gap(10, 20), gap(30, 40), gap(18, 31)} << Gaps{gap(10, 40)};
        QTest::newRow("other cause") << Gaps{gap(10, 20), gap(15, 30, silent)}
                                     << Gaps{gap(10, 20), gap(15, 30, silent)};
        QTest::newRow("twice the same") << Gaps{gap(10, 20), gap(10, 20)} << Gaps{gap(10, 20)};
    }

    void gapsOfOneCauseJoin()
    {
        QFETCH(std::vector<Gap>, given);
        QFETCH(std::vector<Gap>, wanted);
        GapList list;
        for (const Gap &one : given)
            list = list.with(one, {}, Duration(1000));
        QVERIFY(list.all() == wanted);
    }

    void samplesPartAGap_data()
    {
        QTest::addColumn<Times>("samples");
        QTest::addColumn<std::vector<Gap>>("wanted");
        using Gaps = std::vector<Gap>;
        QTest::newRow("at the start") << Times{100} << Gaps{gap(100, 200)};
        QTest::newRow("at the end") << Times{200} << Gaps{gap(100, 200)};
        QTest::newRow("in the middle") << Times{150} << Gaps{gap(100, 150), gap(150, 200)};
        QTest::newRow("just inside") << Times{101} << Gaps{gap(101, 200)};
        QTest::newRow("as far as the rhythm") << Times{110} << Gaps{gap(110, 200)};
        QTest::newRow("a little further") << Times{111} << Gaps{gap(100, 111), gap(111, 200)};
        QTest::newRow("filled from the left") << Times{105, 110, 115, 120} << Gaps{gap(120, 200)};
        QTest::newRow("filled from the right") << Times{195, 190, 185, 180} << Gaps{gap(100, 180)};
        QTest::newRow("filled up") << Times{110, 120, 130, 140, 150, 160, 170, 180, 190} << Gaps{};
        QTest::newRow("filled up in disorder") << Times{150, 110, 190, 130, 170, 120, 180, 140, 160} << Gaps{};
    }

    void samplesPartAGap()
    {
        QFETCH(Times, samples);
        QFETCH(std::vector<Gap>, wanted);
        GapList list = GapList().with(gap(100, 200), {}, Duration(10));
        for (const Timestamp sample : stamps(samples)) {
            const GapList after = list.cut(sample, Duration(10));
            QCOMPARE(list.isInside(sample), after.all() != list.all());
            list = after;
        }
        QVERIFY(list.all() == wanted);

        std::sort(samples.begin(), samples.end());
        QVERIFY(GapList().with(gap(100, 200), stamps(samples), Duration(10)).all() == wanted);
    }

    void aShortGapThatNothingTouchedStays()
    {
        const GapList list = GapList().with(gap(100, 101), {}, Duration(1000));
        QCOMPARE(list.all().size(), 1U);
    }

    void wholeRangeOfTimeIsNoTrouble()
    {
        const Gap all{{Timestamp::min(), Timestamp::max()}, GapCause::LinkLost};
        GapList list = GapList().with(all, {}, Duration::max());
        QCOMPARE(list.partedEnd(), Timestamp::max());
        list = list.cut(Timestamp::fromNs(5), Duration::zero());
        QCOMPARE(list.all().size(), 2U);
        QVERIFY(GapList().with(all, {}, Duration::zero()).cut(Timestamp::fromNs(-1), Duration::max()).all().size()
                == 1);
    }

    void samplesProveNothingOfWhatWasNotAskedFor()
    {
        const Gap thinned = gap(100, 200, GapCause::NotRequested);
        const GapList list = GapList().with(thinned, stamps({120, 140}), Duration(1));
        QVERIFY(list.all() == std::vector<Gap>{thinned});
        QVERIFY(!list.isInside(Timestamp::fromNs(150)));
        QVERIFY(!list.partedEnd());
        const GapList both = list.with(gap(140, 160), {}, Duration(1));
        QVERIFY(both.isInside(Timestamp::fromNs(150)));
        QVERIFY(both.cut(Timestamp::fromNs(150), Duration(1)).all()
                == (std::vector<Gap>{thinned, gap(140, 150), gap(150, 160)}));
    }

    void askingTakesFromWhatWasNotAskedFor_data()
    {
        QTest::addColumn<std::int64_t>("from");
        QTest::addColumn<std::int64_t>("to");
        QTest::addColumn<std::vector<Gap>>("wanted");
        using Gaps = std::vector<Gap>;
        const auto cause = GapCause::NotRequested;
        QTest::newRow("all") << std::int64_t(0) << std::int64_t(900) << Gaps{gap(150, 160)};
        QTest::newRow("from on") << std::int64_t(170) << std::int64_t(900) << Gaps{gap(100, 170, cause), gap(150, 160)};
        QTest::newRow("middle") << std::int64_t(120) << std::int64_t(130)
                                << Gaps{gap(100, 120, cause), gap(130, 200, cause), gap(150, 160)};
        QTest::newRow("before") << std::int64_t(0) << std::int64_t(100) << Gaps{gap(100, 200, cause), gap(150, 160)};
        QTest::newRow("after") << std::int64_t(200) << std::int64_t(300) << Gaps{gap(100, 200, cause), gap(150, 160)};
    }

    void askingTakesFromWhatWasNotAskedFor()
    {
        QFETCH(std::int64_t, from);
        QFETCH(std::int64_t, to);
        QFETCH(std::vector<Gap>, wanted);
        const TimeRange range{Timestamp::fromNs(from), Timestamp::fromNs(to)};
        const GapList list =
            GapList().with(gap(100, 200, GapCause::NotRequested), {}, Duration(1)).with(gap(150, 160), {}, Duration(1));
        const GapList after = list.requested(range);
        QVERIFY(after.all() == wanted);
        QCOMPARE(list.isNotRequested(range), after.all() != list.all());
    }

    void touchingFindsLongGapsThatBeganLongAgo()
    {
        GapList list = GapList().with(gap(0, 1'000, GapCause::NotRequested), {}, Duration(1));
        for (std::int64_t from = 10; from < 900; from += 10)
            list = list.with(gap(from, from + 5), {}, Duration(1));
        const auto found = list.touching({Timestamp::fromNs(500), Timestamp::fromNs(511)});
        QVERIFY(found == (std::vector<Gap>{gap(0, 1'000, GapCause::NotRequested), gap(500, 505), gap(510, 515)}));
        QVERIFY(list.touching({Timestamp::fromNs(1'000), Timestamp::fromNs(2'000)}).empty());
        QVERIFY(list.touching({Timestamp::fromNs(-10), Timestamp::fromNs(0)}).empty());
    }
};

QTEST_GUILESS_MAIN(TestGapList)
#include "tst_gap_list.moc"
