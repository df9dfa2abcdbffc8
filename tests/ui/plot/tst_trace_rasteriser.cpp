#include "core/store/series.h"
#include "ui/plot/trace_rasteriser.h"

#include <QRegularExpression>
#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'000'000'000);
constexpr Duration pixel = 1ms;

/// The samples' view with a millisecond a pixel, `width` x `height` pixels, values counted in pixels from below.
struct Picture
{
    Picture(const std::vector<Sample> &samples, TraceStyle style, int width = 100, int height = 40,
            std::vector<Gap> gaps = {})
        : image(width, height, QImage::Format_ARGB32_Premultiplied)
    {
        image.fill(0);
        store::Series series(SeriesInfo{});
        for (const Sample &sample : samples)
            series.append(sample);
        for (const Gap &gap : gaps)
            series.addGap(gap);
        const TimeGrid grid{start, pixel.count(), width};
        const store::View view = series.view(grid.range(), width);
        TraceRasteriser().draw(image, image.rect(), view, grid, ValueScale::over(0.0, height, height), style);
    }

    int alpha(int x, int y) const { return qAlpha(image.pixel(x, y)); }
    /// Sum of a column's coverage, in pixels.
    double thickness(int x) const
    {
        int sum = 0;
        for (int y = 0; y < image.height(); ++y)
            sum += alpha(x, y);
        return sum / 255.0;
    }
    /// Mean row of a column's coverage, from the image's upper edge.
    double middle(int x) const
    {
        double sum = 0.0;
        for (int y = 0; y < image.height(); ++y)
            sum += alpha(x, y) / 255.0 * (y + 0.5);
        return sum / thickness(x);
    }

    QImage image;
};

Sample at(double px, double value)
{
    return {start + Duration(static_cast<std::int64_t>(px * 1e6)), value};
}

std::vector<Sample> line(double y0, double y1, int width = 100)
{
    return {at(-5, y0 - (y1 - y0) * 5.0 / width), at(width + 5, y1 + (y1 - y0) * 5.0 / width)};
}

TraceStyle plain(double widthPx = 1.0)
{
    TraceStyle style;
    style.widthPx = widthPx;
    style.dotsFromPx = 1e6;
    return style;
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

} // namespace

class TestTraceRasteriser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void flatLineCoversItsWidth_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("width");
        QTest::newRow("hairline on a pixel") << 20.5 << 1.0;
        QTest::newRow("hairline between pixels") << 20.0 << 1.0;
        QTest::newRow("anywhere") << 20.3 << 1.0;
        QTest::newRow("1.5") << 20.7 << 1.5;
        QTest::newRow("2") << 20.1 << 2.0;
        QTest::newRow("6") << 20.9 << 6.0;
        QTest::newRow("fainter than a hairline") << 20.5 << 0.5;
    }

    void flatLineCoversItsWidth()
    {
        QFETCH(double, value);
        QFETCH(double, width);
        const Picture picture(line(value, value), plain(width));
        for (int x = 0; x < 100; ++x) {
            QVERIFY2(std::abs(picture.thickness(x) - width) < 0.02, qPrintable(QString::number(picture.thickness(x))));
            QVERIFY(std::abs(picture.middle(x) - (40.0 - value)) < 0.08);
        }
    }

    void slopesAreStraightAndEven_data()
    {
        QTest::addColumn<double>("rise");
        QTest::addColumn<double>("width");
        for (const double rise : {1.0, 5.0, 10.0, 25.0}) {
            for (const double width : {1.0, 1.5, 2.0, 3.0})
                QTest::addRow("%g px over 100, width %g", rise, width) << rise << width;
        }
    }

    void slopesAreStraightAndEven()
    {
        QFETCH(double, rise);
        QFETCH(double, width);
        const Picture picture(line(8.0, 8.0 + rise), plain(width));
        const double expected = width * std::hypot(1.0, rise / 100.0);
        for (int x = 2; x < 98; ++x) {
            QVERIFY2(std::abs(picture.thickness(x) - expected) < 0.05,
                     qPrintable(QString::number(picture.thickness(x))));
            QVERIFY(std::abs(picture.middle(x) - (40.0 - 8.0 - rise * (x + 0.5) / 100.0)) < 0.12);
        }
    }

    void manySamplesOnALineLookLikeTwo()
    {
        for (const double perPixel : {0.3, 1.0, 2.5, 20.0}) {
            std::vector<Sample> samples;
            for (double x = -5.0; x <= 105.0; x += 1.0 / perPixel)
                samples.push_back(at(x, 5.0 + 0.25 * x));
            const Picture many(samples, plain(1.5));
            const Picture two(line(5.0, 30.0), plain(1.5));
            for (int x = 2; x < 98; ++x) {
                for (int y = 0; y < 40; ++y)
                    QVERIFY2(std::abs(many.alpha(x, y) - two.alpha(x, y)) <= 24, qPrintable(QString::number(perPixel)));
            }
        }
    }

    void steepLineIsAsWideAsFlat()
    {
        const Picture picture({at(49.9, -50.0), at(50.1, 90.0)}, plain(3.0));
        for (int y = 5; y < 35; ++y) {
            int sum = 0;
            for (int x = 0; x < 100; ++x)
                sum += picture.alpha(x, y);
            QVERIFY(std::abs(sum / 255.0 - 3.0) < 0.05);
        }
        QCOMPARE(picture.alpha(47, 20), 0);
        QCOMPARE(picture.alpha(49, 20), 255);
    }

    void widthSpreadsSpansToNeighbours()
    {
        std::vector<Sample> samples;
        for (const double value : {20.0, 10.0, 30.0, 20.0})
            samples.push_back(at(50.2 + 0.1 * static_cast<double>(samples.size()), value));
        const Picture thin(samples, plain(1.0));
        QCOMPARE(thin.alpha(50, 20), 255);
        QCOMPARE(thin.alpha(49, 20), 0);
        QVERIFY(std::abs(thin.thickness(50) - 21.0) < 0.01);
        const Picture wide(samples, plain(2.0));
        QCOMPARE(wide.alpha(50, 20), 255);
        QVERIFY(std::abs(wide.alpha(49, 20) - 128) <= 1);
        QVERIFY(std::abs(wide.alpha(51, 20) - 128) <= 1);
        QCOMPARE(wide.alpha(48, 20), 0);
        const Picture widest(samples, plain(6.0));
        QCOMPARE(widest.alpha(52, 20), 255);
        QVERIFY(std::abs(widest.alpha(53, 20) - 128) <= 1);
        QCOMPARE(widest.alpha(54, 20), 0);
    }

    void denseNoiseLeavesNoHole()
    {
        std::vector<Sample> samples;
        for (int i = 0; i < 2100; ++i)
            samples.push_back(at(i / 21.0, std::array{20.0, 10.0, 30.0}[static_cast<std::size_t>(i % 3)]));
        for (const double width : {1.0, 1.5, 3.0}) {
            const Picture picture(samples, plain(width));
            for (int x = 0; x < 100; ++x) {
                for (int y = 11; y < 29; ++y)
                    QCOMPARE(picture.alpha(x, y), 255);
                QVERIFY(std::abs(picture.thickness(x) - (20.0 + width)) < 0.5);
            }
        }
    }

    void stepsBetweenSpansAreJoined()
    {
        std::vector<Sample> samples;
        for (int i = 0; i < 2000; ++i)
            samples.push_back(at(i / 20.0, (i < 1000 ? 8.0 : 32.0) + (i % 2)));
        const Picture picture(samples, plain(1.0));
        for (int y = 8; y < 32; ++y)
            QVERIFY(picture.alpha(49, y) + picture.alpha(50, y) >= 255);
    }

    void holdLastDrawsCrispSteps()
    {
        TraceStyle style = plain(1.0);
        style.interpolation = Interpolation::HoldLast;
        style.holdUntil = start + 80ms;
        const Picture picture({at(20.3, 10.5), at(50.7, 30.5)}, style);
        QCOMPARE(picture.alpha(10, 29), 0);
        QCOMPARE(picture.alpha(35, 29), 255);
        QCOMPARE(picture.alpha(50, 20), 255);
        QCOMPARE(picture.alpha(49, 20), 0);
        QCOMPARE(picture.alpha(51, 20), 0);
        QCOMPARE(picture.alpha(70, 9), 255);
        QCOMPARE(picture.alpha(85, 9), 0);
    }

    void gapsLeaveNoPixel_data()
    {
        QTest::addColumn<std::vector<Gap>>("gaps");
        QTest::addColumn<qint64>("breakAfter");
        QTest::addColumn<bool>("isJoined");
        const std::vector<Gap> gap{{{start + 30ms, start + 70ms}, GapCause::LinkLost}};
        const std::vector<Gap> filled{{{start - 200ms, start + 25ms}, GapCause::LinkLost}};
        QTest::newRow("none") << std::vector<Gap>{} << qint64(0) << true;
        QTest::newRow("recorded") << gap << qint64(0) << false;
        QTest::newRow("recorded but filled in") << filled << qint64(0) << true;
        QTest::newRow("longer than the rhythm") << std::vector<Gap>{} << qint64(30'000'000) << false;
        QTest::newRow("not longer") << std::vector<Gap>{} << qint64(50'000'000) << true;
    }

    void gapsLeaveNoPixel()
    {
        QFETCH(std::vector<Gap>, gaps);
        QFETCH(qint64, breakAfter);
        QFETCH(bool, isJoined);
        std::vector<Sample> samples;
        for (int x = -10; x <= 110; ++x) {
            if (x <= 30 || x >= 70)
                samples.push_back(at(x, 20.0));
        }
        TraceStyle style = plain(2.0);
        if (breakAfter != 0)
            style.breakAfter = Duration(breakAfter);
        const Picture picture(samples, style, 100, 40, gaps);
        for (int x = 33; x < 67; ++x)
            QCOMPARE(picture.thickness(x) > 0.0, isJoined);
        QVERIFY(picture.thickness(20) > 1.9);
        QVERIFY(picture.thickness(80) > 1.9);
    }

    void notANumberBreaksTheLine()
    {
        const Picture picture({at(10, 20.0), at(30, 20.0), at(50.5, notANumber), at(70, 20.0), at(90, 20.0)}, plain());
        QVERIFY(picture.thickness(20) > 0.9);
        QCOMPARE(picture.thickness(40), 0.0);
        QCOMPARE(picture.thickness(60), 0.0);
        QVERIFY(picture.thickness(80) > 0.9);
    }

    void farValuesAreClipped_data()
    {
        QTest::addColumn<double>("value");
        QTest::newRow("infinity") << infinity;
        QTest::newRow("minus infinity") << -infinity;
        QTest::newRow("huge") << 1e300;
        QTest::newRow("a little outside") << 45.0;
        QTest::newRow("below") << -5.0;
    }

    void farValuesAreClipped()
    {
        QFETCH(double, value);
        const Picture picture({at(10, 20.0), at(49, 20.0), at(50, value), at(51, 20.0), at(90, 20.0)}, plain());
        QVERIFY(std::abs(picture.thickness(30) - 1.0) < 0.02);
        QVERIFY(std::abs(picture.thickness(70) - 1.0) < 0.02);
        const bool isUp = value > 0;
        QVERIFY(picture.alpha(49, isUp ? 3 : 36) + picture.alpha(50, isUp ? 3 : 36) > 100);
        QVERIFY(picture.alpha(49, isUp ? 36 : 3) + picture.alpha(50, isUp ? 36 : 3) == 0);
    }

    void crossingSlopeOfAFarValueStaysTrue()
    {
        const Picture picture({at(0, 0.0), at(100'000, 20'000.0)}, plain());
        QVERIFY(std::abs(picture.middle(50) - (40.0 - 0.2 * 50.5)) < 0.05);
    }

    void nothingIsDrawnFromNothing()
    {
        QVERIFY(Picture({}, plain()).image == Picture({at(50, notANumber)}, plain()).image);
        QCOMPARE(Picture({}, plain()).thickness(50), 0.0);
        QCOMPARE(Picture({at(50, 20.0)}, plain(), 0, 0).image.width(), 0);
    }

    void oneSampleIsADot()
    {
        TraceStyle style = plain();
        style.dotsFromPx = 8.0;
        style.dotRadiusPx = 3.0;
        const Picture picture({at(50, 20.0)}, style);
        QVERIFY(std::abs(picture.thickness(50) - 6.0) < 0.5);
        QCOMPARE(picture.thickness(55), 0.0);
    }

    void sparseSamplesGetDots()
    {
        TraceStyle style = plain(1.0);
        style.dotsFromPx = 8.0;
        style.dotRadiusPx = 3.0;
        std::vector<Sample> sparse;
        std::vector<Sample> dense;
        for (int x = 0; x <= 100; x += 4) {
            dense.push_back(at(x, 20.0));
            if (x % 20 == 0)
                sparse.push_back(at(x, 20.0));
        }
        QVERIFY(Picture(sparse, style).thickness(40) > 5.0);
        QVERIFY(Picture(sparse, style).thickness(50) < 1.1);
        QVERIFY(Picture(dense, style).thickness(40) < 1.1);
    }

    void opacityFadesEvenlyWhereTheTraceCrossesItself()
    {
        TraceStyle style = plain(3.0);
        style.opacity = 0.5;
        style.colour = qRgb(255, 255, 255);
        const Picture picture({at(10, 5.0), at(50, 35.0), at(52, 5.0), at(54, 35.0), at(90, 5.0)}, style);
        int most = 0;
        for (int y = 0; y < 40; ++y) {
            for (int x = 0; x < 100; ++x)
                most = std::max(most, picture.alpha(x, y));
        }
        QCOMPARE(most, 128);
    }

    void colourIsBlendedOverOpaquePixels()
    {
        QImage image(10, 10, QImage::Format_RGB32);
        image.fill(qRgb(10, 20, 30));
        CoverageMask mask;
        mask.reset({6, 6, 0, 6}, 0.5, Edges::Smooth, image, QPoint(2, 2));
        mask.addSpan(2, 1.5, 3.0);
        mask.paint(image, qRgb(110, 220, 30), 1.0);
        QCOMPARE(image.pixel(4, 3), qRgb(110, 220, 30));
        QVERIFY(std::abs(qGreen(image.pixel(4, 5)) - 120) <= 1);
        QCOMPARE(image.pixel(4, 6), qRgb(10, 20, 30));
        QCOMPARE(image.pixel(3, 3), qRgb(10, 20, 30));
        const QImage before = image;
        mask.paint(image, qRgb(255, 0, 0), 1.0);
        QVERIFY2(image == before, "painting empties the mask");
    }

    void picturePartlyOutsideTheImageIsClipped()
    {
        QImage image(20, 20, QImage::Format_RGB32);
        image.fill(0);
        CoverageMask mask;
        mask.reset({100, 100, 0, 100}, 2.0, Edges::Smooth, image, QPoint(-30, -30));
        mask.addLine({-1e7, -1e7, 1e7, 1e7}, CoverageMask::Ends::Cut, CoverageMask::Ends::Cut);
        mask.addSpan(48, -1e7, 1e7);
        mask.paint(image, 0xFFFFFFFF, 1.0);
        QCOMPARE(image.pixel(10, 10), 0xFFFFFFFF);
        QCOMPARE(image.pixel(18, 0), 0xFFFFFFFF);
        QCOMPARE(image.pixel(13, 0), 0xFF000000);
    }

    void scrollingByPixelsMovesThePicture()
    {
        store::Series series(SeriesInfo{});
        for (int i = 0; i < 5000; ++i)
            series.append({start + Duration(i * 130'007LL), 20.0 + 15.0 * std::sin(i * 0.37) * std::cos(i * 0.011)});
        const auto draw = [&](int shift) {
            QImage image(200, 40, QImage::Format_RGB32);
            image.fill(0);
            const TimeGrid grid{start + pixel * (200 + shift), pixel.count(), 200};
            TraceRasteriser().draw(image, image.rect(), series.view(grid.range(), 200), grid,
                                   ValueScale::over(0.0, 40.0, 40), plain(1.5));
            return image;
        };
        const QImage before = draw(0);
        for (const int shift : {1, 7, 50})
            QCOMPARE(draw(shift).copy(2, 0, 196 - shift, 40), before.copy(2 + shift, 0, 196 - shift, 40));
    }

    void gridPutsTheNewestSampleInside_data()
    {
        QTest::addColumn<qint64>("from");
        QTest::addColumn<qint64>("to");
        QTest::newRow("even") << qint64(0) << qint64(1'000'000);
        QTest::newRow("odd") << qint64(7) << qint64(1'000'008);
        QTest::newRow("before 1970") << qint64(-5'000'003) << qint64(-4'000'001);
        QTest::newRow("fewer ns than pixels") << qint64(100) << qint64(110);
        QTest::newRow("years") << qint64(0) << qint64(3'000'000'000'000'000'000);
    }

    void gridPutsTheNewestSampleInside()
    {
        QFETCH(qint64, from);
        QFETCH(qint64, to);
        const TimeGrid grid = TimeGrid::over({Timestamp::fromNs(from), Timestamp::fromNs(to)}, 777);
        QVERIFY(grid.range().to >= Timestamp::fromNs(to));
        QVERIFY(grid.range().to < Timestamp::fromNs(to) + Duration(grid.nsPerPx));
        QCOMPARE(grid.left.ns() % grid.nsPerPx, 0);
        QVERIFY(std::abs(static_cast<double>(grid.range().length().count()) - static_cast<double>(to - from))
                <= 777.0 * static_cast<double>(grid.nsPerPx) / 2.0 + 777.0);
    }
};

QTEST_GUILESS_MAIN(TestTraceRasteriser)
#include "tst_trace_rasteriser.moc"
