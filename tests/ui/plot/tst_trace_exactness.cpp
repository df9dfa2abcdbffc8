#include "core/store/series.h"
#include "tests/ui/plot/trace_reference.h"
#include "ui/plot/trace_plottable.h"

#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = test::pictureStart;
constexpr int width = test::pictureWidth;
constexpr int height = test::pictureHeight;
using test::pixelNs;
constexpr QRgb ground = 0xFF203040;
constexpr QRgb colour = 0xFFF0A050;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

using Samples = std::vector<Sample>;

std::unique_ptr<store::Series> seriesOf(const Samples &samples)
{
    auto series = std::make_unique<store::Series>(SeriesInfo{});
    for (const Sample &sample : samples)
        series->append(sample);
    return series;
}

TraceStyle styleOf(double widthPx)
{
    TraceStyle style;
    style.colour = colour;
    style.widthPx = widthPx;
    style.dotsFromPx = 1e9;
    return style;
}

QImage drawn(const store::View &view, const TimeGrid &grid, const TraceStyle &style)
{
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(ground);
    TraceRasteriser().draw(image, image.rect(), view, grid, ValueScale::over(0.0, height, height), style);
    return image;
}

QImage drawn(const Samples &samples, const TraceStyle &style)
{
    const TimeGrid grid{start, pixelNs, width};
    return drawn(seriesOf(samples)->view(grid.range(), width), grid, style);
}

/// The greatest difference of a channel from the exact mixture, in 255ths.
double worst(const QImage &image, const test::TraceReference &reference, const TraceStyle &style)
{
    double most = 0.0;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double share = reference.cover(x, y) * style.opacity;
            const QRgb pixel = image.pixel(x, y);
            for (const int bit : {0, 8, 16}) {
                const double exact = (ground >> bit & 0xFF) * (1 - share) + (colour >> bit & 0xFF) * share;
                most = std::max(most, std::abs(exact - (pixel >> bit & 0xFF)));
            }
            if (qAlpha(pixel) != 255)
                return 255.0;
        }
    }
    return most;
}

/// Samples `perPixel` a pixel from a little before the picture to a little after it.
Samples wave(double perPixel, const std::function<double(double)> &value)
{
    Samples samples;
    const auto step = static_cast<std::int64_t>(pixelNs / perPixel);
    for (std::int64_t ns = -7 * pixelNs + 1'237; ns < (width + 7) * pixelNs; ns += step)
        samples.push_back({start + Duration(ns), value(static_cast<double>(ns) / pixelNs)});
    return samples;
}

/// Name and samples of what a trace may have to show.
std::vector<std::pair<QByteArray, Samples>> shows()
{
    auto random = std::make_shared<std::mt19937>(7);
    const auto noise = [random](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(*random);
    };
    const auto sine = [](double x) { return 30 + 25 * std::sin(x * 0.17); };
    std::vector<std::pair<QByteArray, Samples>> all;
    for (const double rate : {0.03, 0.13, 0.9, 1.9, 6.0, 23.0}) {
        const QByteArray suffix = ", " + QByteArray::number(rate) + " a pixel";
        all.emplace_back("sine" + suffix, wave(rate, sine));
        all.emplace_back("noise" + suffix, wave(rate, [&](double) { return noise(5, 55); }));
        all.emplace_back("noisy sine" + suffix, wave(rate, [&](double x) { return sine(x) + noise(-0.4, 0.4); }));
    }
    all.emplace_back("low noise", wave(4, [&](double) { return noise(21, 39); }));
    all.emplace_back("alternating extremes", wave(11, [n = 0](double) mutable { return n++ % 2 ? 1e300 : -1e300; }));
    all.emplace_back("spikes", wave(3, [&](double) { return noise(0, 1) < 0.05 ? noise(-1e6, 1e6) : 20.25; }));
    all.emplace_back("constant", wave(5, [](double) { return 30.0; }));
    all.emplace_back("constant between rows", wave(0.3, [](double) { return 30.5; }));
    all.emplace_back("all below", wave(4, [&](double) { return noise(-50, -0.2); }));
    all.emplace_back("not a number", wave(2.2, [&](double x) { return noise(0, 1) < 0.3 ? notANumber : sine(x); }));
    all.emplace_back("infinities",
                     wave(4, [&](double x) { return noise(0, 1) < 0.1 ? infinity * noise(-1, 1) : sine(x); }));
    all.emplace_back("one", Samples{{start + 40'300us, 30.2}});
    all.emplace_back("none", Samples{});
    Samples equal;
    for (int i = 0; i < 60; ++i)
        equal.push_back({start + 2ms * (i / (1 + i % 5)), noise(5, 55)});
    std::stable_sort(equal.begin(), equal.end(), [](const Sample &a, const Sample &b) { return a.time < b.time; });
    all.emplace_back("equal times", equal);
    Samples bursts;
    for (int burst = 0; burst < 6; ++burst) {
        for (int i = 0; i < 40; ++i)
            bursts.push_back({start + 21ms * burst + 130us * i, noise(10, 50)});
    }
    all.emplace_back("bursts", bursts);
    return all;
}

} // namespace

class TestTraceExactness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void columnsDrawWhatAllSamplesDraw_data()
    {
        QTest::addColumn<double>("widthPx");
        QTest::addColumn<double>("opacity");
        QTest::addColumn<bool>("isHeld");
        QTest::addColumn<bool>("isHard");
        for (const double widthPx : {1.0, 1.5, 2.0, 3.0, 3.75, 6.0, 15.0})
            QTest::addRow("width %g", widthPx) << widthPx << 1.0 << false << false;
        QTest::newRow("translucent") << 2.0 << 0.35 << false << false;
        QTest::newRow("held") << 1.5 << 1.0 << true << false;
        QTest::newRow("held, wide") << 3.0 << 1.0 << true << false;
        for (const double widthPx : {1.0, 1.5, 2.5, 6.0})
            QTest::addRow("hard edges, width %g", widthPx) << widthPx << 1.0 << false << true;
        QTest::newRow("hard edges, held") << 1.5 << 1.0 << true << true;
    }

    void columnsDrawWhatAllSamplesDraw()
    {
        QFETCH(double, widthPx);
        QFETCH(double, opacity);
        QFETCH(bool, isHeld);
        QFETCH(bool, isHard);
        TraceStyle style = styleOf(widthPx);
        style.opacity = opacity;
        style.interpolation = isHeld ? Interpolation::HoldLast : Interpolation::Linear;
        style.edges = isHard ? Edges::Hard : Edges::Smooth;
        for (const auto &[name, samples] : shows()) {
            const double off = worst(drawn(samples, style), test::TraceReference(samples, style), style);
            QVERIFY2(off <= (isHard ? 0.0 : 2.0), name + " is off by " + QByteArray::number(off));
        }
    }

    /// Where a column has no more than two samples, what is drawn is the line through all of them and nothing else.
    void fewSamplesAreDrawnAtTheirTimes()
    {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> value(5, 55);
        Samples samples;
        for (int px = -3; px < width + 3; ++px) {
            for (const int ns : {137'001, 861'733})
                samples.push_back({start + Duration(px * pixelNs + ns), value(random)});
        }
        const TraceStyle style = styleOf(1.5);
        const QImage image = drawn(samples, style);
        for (int y = 0; y < height; y += 3) {
            for (int x = 0; x < width; ++x) {
                double nearest = 1e9;
                for (std::size_t i = 1; i < samples.size(); ++i) {
                    const auto point = [&](std::size_t at) {
                        return QPointF(static_cast<double>((samples[at].time - start).count()) / pixelNs - x - 0.5,
                                       height - samples[at].value - y - 0.5);
                    };
                    const QPointF a = point(i - 1);
                    const QPointF d = point(i) - a;
                    const double share = std::clamp(-QPointF::dotProduct(a, d) / QPointF::dotProduct(d, d), 0.0, 1.0);
                    const QPointF foot = a + share * d;
                    nearest = std::min(nearest, std::hypot(foot.x(), foot.y()));
                }
                const double share = std::clamp(1.25 - nearest, 0.0, 1.0);
                const double exact = qRed(ground) * (1 - share) + qRed(colour) * share;
                QVERIFY(std::abs(exact - qRed(image.pixel(x, y))) <= 2.0);
            }
        }
    }

    void looksLikeAPaintersLine()
    {
        for (const double widthPx : {1.0, 1.5, 2.0, 3.0, 6.0}) {
            const Samples samples = wave(20, [](double x) { return 30 + 22 * std::sin(x * x * 0.002); });
            const QImage ours = drawn(samples, styleOf(widthPx));
            QImage theirs(width, height, QImage::Format_ARGB32_Premultiplied);
            theirs.fill(ground);
            QPolygonF line;
            for (std::size_t i = 0; i < samples.size(); i += 5)
                line << QPointF(static_cast<double>((samples[i].time - start).count()) / pixelNs,
                                height - samples[i].value);
            QPainter painter(&theirs);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(QColor::fromRgba(colour), widthPx, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            painter.drawPolyline(line);
            painter.end();
            double off = 0.0;
            double ink = 0.0;
            for (int y = 0; y < height; ++y) {
                for (int x = 0; x < width; ++x) {
                    off += std::abs(qRed(ours.pixel(x, y)) - qRed(theirs.pixel(x, y)));
                    ink += qRed(ours.pixel(x, y)) - qRed(ground);
                }
            }
            QVERIFY2(off < ink * 0.3, qPrintable(QString::number(off / ink)));
        }
    }

    /// Where the picture lies in the image decides how it is drawn, not what is drawn.
    void pictureIsTheSameWhereverItLies()
    {
        const TimeGrid grid{start, pixelNs, width};
        for (const auto &[name, samples] : shows()) {
            const QImage here = drawn(samples, styleOf(2.0));
            const auto view = seriesOf(samples)->view(grid.range(), width);
            for (const int shift : {1, 6, 15}) {
                QImage image(width + 37, height + 5, QImage::Format_ARGB32_Premultiplied);
                image.fill(ground);
                const QRect place(shift, 3, width, height);
                TraceRasteriser().draw(image, place, view, grid, ValueScale::over(0.0, height, height), styleOf(2.0));
                QVERIFY2(image.copy(place) == here, name);
                image.fill(ground);
                QVERIFY(image.copy(place) != here || samples.empty());
            }
        }
    }

    void partsMakeUpThePicture()
    {
        const TimeGrid grid{start, pixelNs, width};
        const ValueScale scale = ValueScale::over(0.0, height, height);
        for (const auto &[name, samples] : shows()) {
            const auto view = seriesOf(samples)->view(grid.range(), width);
            TraceStyle style = styleOf(3.0);
            style.dotsFromPx = 4.0;
            const QImage whole = drawn(view, grid, style);
            QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
            image.fill(ground);
            TraceRasteriser rasteriser;
            for (const ColumnRange part : {ColumnRange{61, 120}, {0, 1}, {1, 47}, {47, 61}})
                rasteriser.draw(image, image.rect(), view, grid, scale, style, part);
            QVERIFY2(image == whole, name);
        }
    }

    void traceIsAsWideOnEveryScreen_data()
    {
        QTest::addColumn<double>("ratio");
        for (const double ratio : {1.0, 1.25, 1.5, 2.0, 2.5})
            QTest::addRow("%g", ratio) << ratio;
    }

    void traceIsAsWideOnEveryScreen()
    {
        QFETCH(double, ratio);
        struct Plot : QCustomPlot
        {
            using QCustomPlot::draw;
            using QCustomPlot::updateLayout;
        } plot;
        plot.axisRect()->setAutoMargins(QCP::msNone);
        plot.axisRect()->setMargins({});
        plot.setViewport({0, 0, width, height});
        plot.updateLayout();
        plot.yAxis->setRange(0.0, height);
        for (QCPAxis *axis : {plot.xAxis, plot.yAxis})
            axis->setVisible(false);
        for (const QImage::Format format : {QImage::Format_RGB32, QImage::Format_RGB16}) {
            auto *trace = new TracePlottable(plot.xAxis, plot.yAxis); // the plot owns it
            const TimeGrid grid{start, pixelNs, qRound(width * ratio)};
            TraceStyle style = styleOf(1.5);
            style.colour = 0xFFFFFFFF;
            trace->setStyle(style);
            trace->setView(seriesOf(wave(0.5, [](double) { return 20.3; }))->view(grid.range(), grid.width), grid);
            QImage image(QSize(width, height) * ratio, format);
            image.setDevicePixelRatio(ratio);
            image.fill(Qt::black);
            QCPPainter painter(&image);
            plot.draw(&painter);
            painter.end();
            double ink = 0.0;
            for (int y = 0; y < image.height(); ++y)
                ink += qGreen(image.pixel(50, y)) / 255.0;
            QVERIFY2(std::abs(ink - 1.5 * ratio) < 0.06, qPrintable(QString::number(ink)));
            plot.removePlottable(trace);
        }
    }

    /// The same columns some pixels further on are the same pixels, bit for bit, but near the ends.
    void scrollingDoesNotShimmer()
    {
        for (const auto &[name, samples] : shows()) {
            const auto series = seriesOf(samples);
            const auto at = [&](int shift) {
                const TimeGrid grid{start + Duration(pixelNs * shift), pixelNs, width};
                return drawn(series->view(grid.range(), width), grid, styleOf(1.5));
            };
            const auto view = series->view({start, start + Duration(pixelNs * width)}, width);
            const QImage still = at(0);
            for (const int shift : {1, 2, 5, 7}) {
                const ColumnRange inner = {
                    TraceRasteriser::surroundings(view, {shift, shift}, styleOf(1.5)).to,
                    TraceRasteriser::surroundings(view, {width - 8, width - 8}, styleOf(1.5)).from};
                const int columns = inner.to - inner.from;
                if (columns <= 0)
                    continue;
                QVERIFY2(at(shift).copy(inner.from - shift, 0, columns, height)
                             == still.copy(inner.from, 0, columns, height),
                         name);
            }
        }
    }
};

QTEST_MAIN(TestTraceExactness)
#include "tst_trace_exactness.moc"
