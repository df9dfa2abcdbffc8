#include "ui/panels/sparkline.h"

#include "core/store/series.h"

#include <QTest>

#include <cmath>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

using Values = QList<double>;

namespace {

constexpr auto start = Timestamp::fromMs(1'767'225'600'000);

/// One value a second, from `start` on, seen in one column a second.
store::View viewOf(const Values &values, Interpolation interpolation = Interpolation::Linear)
{
    const auto series = std::make_shared<store::Series>(SeriesInfo{{}, {}, interpolation, {}});
    for (qsizetype i = 0; i < values.size(); ++i)
        series->append({start + i * Duration(1s), values.at(i)});
    const int columns = std::max(1, static_cast<int>(values.size()));
    return series->view({start, start + columns * Duration(1s)}, columns);
}

} // namespace

class TestSparkline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTrendIsWhatALineExplains_data()
    {
        const double nan = std::nan("");
        QTest::addColumn<Values>("values");
        QTest::addColumn<int>("trend");
        QTest::newRow("none") << Values() << int(Trend::Unknown);
        QTest::newRow("one") << Values{1} << int(Trend::Unknown);
        QTest::newRow("three") << Values{1, 2, 3} << int(Trend::Unknown);
        QTest::newRow("rising") << Values{1, 2, 3, 4} << int(Trend::Rising);
        QTest::newRow("falling, negative only") << Values{-1, -2, -3, -4, -5} << int(Trend::Falling);
        QTest::newRow("constant") << Values{5, 5, 5, 5, 5} << int(Trend::Steady);
        QTest::newRow("to and fro") << Values{1, 9, 1, 9, 1, 9, 1, 9} << int(Trend::Steady);
        QTest::newRow("rising with noise") << Values{1, 3, 2, 4, 3, 5, 4, 6} << int(Trend::Rising);
        QTest::newRow("tiny on a large level") << Values{1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3} << int(Trend::Rising);
        QTest::newRow("NaN left out") << Values{4, nan, 3, nan, 2, nan, 1} << int(Trend::Falling);
        QTest::newRow("nothing but NaN") << Values{nan, nan, nan, nan, nan} << int(Trend::Unknown);
        QTest::newRow("huge, to and fro") << Values{-1e300, 1e300, -1e300, 1e300, -1e300, 1e300} << int(Trend::Steady);
        QTest::newRow("huge") << Values{-1e300, 0, 1e300, 1e300} << int(Trend::Rising);
    }
    void aTrendIsWhatALineExplains()
    {
        QFETCH(Values, values);
        QFETCH(int, trend);
        QCOMPARE(int(trendOf(viewOf(values))), trend);
    }

    void reachesFromTheBottomToTheTop()
    {
        const QRectF rect(10, 20, 100, 50);
        const auto lines = sparkline(viewOf({0, 10, 5}), rect, Interpolation::Linear, std::nullopt);
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].at(0), QPointF(10, 70));
        QCOMPARE(lines[0].at(1).y(), 20.0);
        QCOMPARE(lines[0].at(2).y(), 45.0);
    }

    void aConstantRunsThroughTheMiddle()
    {
        const auto lines = sparkline(viewOf({3, 3}), {0, 0, 10, 10}, Interpolation::Linear, std::nullopt);
        QCOMPARE(lines.at(0).at(0).y(), 5.0);
    }

    void aHeldValueMakesSteps()
    {
        const auto lines =
            sparkline(viewOf({0, 1}, Interpolation::HoldLast), {0, 0, 10, 10}, Interpolation::HoldLast, std::nullopt);
        QCOMPARE(lines.at(0), QPolygonF({{0, 10}, {5, 10}, {5, 0}}));
    }

    void aLineEndsWhereNothingCame()
    {
        auto view = viewOf({0, 1, std::nan(""), std::nan(""), 1, 0});
        QCOMPARE(sparkline(view, {0, 0, 60, 10}, Interpolation::Linear, 2s).size(), std::size_t(2));
        QCOMPARE(sparkline(view, {0, 0, 60, 10}, Interpolation::Linear, 10s).size(), std::size_t(1));
        view.gaps.push_back({{start + 2s, start + 3s}, GapCause::LinkLost});
        QCOMPARE(sparkline(view, {0, 0, 60, 10}, Interpolation::Linear, 10s).size(), std::size_t(2));
    }

    void nothingGivesNothing()
    {
        QVERIFY(sparkline(viewOf({}), {0, 0, 60, 10}, Interpolation::Linear, std::nullopt).empty());
        QVERIFY(sparkline(viewOf({std::nan("")}), {0, 0, 60, 10}, Interpolation::Linear, std::nullopt).empty());
    }
};

QTEST_APPLESS_MAIN(TestSparkline)
#include "tst_sparkline.moc"
