#include "tests/bench/bench.h"

#include "core/store/series.h"
#include "ui/plot/custom_plot.h"
#include "ui/plot/trace_rasteriser.h"

#include <QApplication>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <map>
#include <memory>

namespace watchglass::bench {

namespace {

constexpr int width = 1600;
constexpr int height = 900;
constexpr std::int64_t intervalNs = 4'000'000; // 250 Hz
constexpr int scrolledColumns = 4;
constexpr std::size_t scrolledCount = 1'000'000;
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);
const ui::ValueScale scale = ui::ValueScale::over(0.0, height, height);

/// What a series shows: a smooth wave, or one with noise, so that each column spans hundreds of pixels.
enum class Signal { Sine, Noise };

/// What one frame's parts take, in microseconds.
struct Frame
{
    double fill = 0.0; ///< QImage::fill of the image that is drawn into.
    double view = 0.0;
    double raster = 0.0;
    double whole() const { return view + raster; }
};

class Samples
{
public:
    Samples(Signal signal, std::size_t count)
        : m_signal(signal)
        , m_count(count)
    {}

    double value(std::size_t i)
    {
        const double wave = 450.0 + 200.0 * std::sin(20.0 * static_cast<double>(i) / static_cast<double>(m_count));
        if (m_signal == Signal::Sine)
            return wave;
        m_noise = m_noise * 1'664'525U + 1'013'904'223U;
        return wave + 200.0 * (static_cast<double>(m_noise >> 8) / (1 << 23) - 1.0);
    }

private:
    Signal m_signal;
    std::size_t m_count;
    std::uint32_t m_noise = 1;
};

std::unique_ptr<store::Series> seriesOf(Signal signal, std::size_t count)
{
    auto series = std::make_unique<store::Series>(SeriesInfo{});
    Samples samples(signal, count);
    for (std::size_t i = 0; i < count; ++i)
        series->append({start + Duration(intervalNs * static_cast<std::int64_t>(i)), samples.value(i)});
    return series;
}

ui::TraceStyle styleOf(double widthPx)
{
    ui::TraceStyle style;
    style.colour = qRgb(90, 200, 255);
    style.widthPx = widthPx;
    return style;
}

QImage plotImage()
{
    QImage image(width, height, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::black);
    return image;
}

/// Stock QCPGraph with the same samples on axes that fill an image of the same size.
class StockGraph
{
public:
    StockGraph(Signal signal, std::size_t count)
    {
        m_plot.axisRect()->setAutoMargins(QCP::msNone);
        m_plot.axisRect()->setMargins({});
        m_plot.setViewport({0, 0, width, height});
        m_plot.updateLayout();
        m_plot.xAxis->setRange(0.0, static_cast<double>(count));
        m_plot.yAxis->setRange(0.0, height);
        m_graph = new Graph(m_plot.xAxis, m_plot.yAxis); // the plot owns it
        QVector<double> keys(static_cast<qsizetype>(count));
        QVector<double> values(static_cast<qsizetype>(count));
        Samples samples(signal, count);
        for (std::size_t i = 0; i < count; ++i) {
            keys[static_cast<qsizetype>(i)] = static_cast<double>(i);
            values[static_cast<qsizetype>(i)] = samples.value(i);
        }
        m_graph->setData(keys, values, true);
    }

    double drawUs(QImage &image, double widthPx)
    {
        m_graph->setPen(QPen(QColor(90, 200, 255), widthPx));
        image.fill(Qt::black);
        return secondsOf([&] {
                   QCPPainter painter(&image);
                   painter.setClipRect(image.rect());
                   m_graph->drawInto(painter);
               })
               * 1e6;
    }

private:
    struct Plot : QCustomPlot
    {
        using QCustomPlot::updateLayout;
    };
    struct Graph : QCPGraph
    {
        using QCPGraph::QCPGraph;
        void drawInto(QCPPainter &painter)
        {
            applyDefaultAntialiasingHint(&painter);
            draw(&painter);
        }
    };

    Plot m_plot;
    Graph *m_graph = nullptr;
};

/// Frames of one series, over all of which the window lies.
class Screen
{
public:
    explicit Screen(const store::Series &series)
        : m_series(series)
        , m_grid(ui::TimeGrid::over(series.extent(), width))
        , m_image(plotImage())
    {}

    Frame draw(double widthPx)
    {
        Frame frame;
        store::View view;
        const ui::TraceStyle style = styleOf(widthPx);
        frame.fill = secondsOf([&] { m_image.fill(Qt::black); }) * 1e6;
        frame.view = secondsOf([&] { view = m_series.view(m_grid.range(), width); }) * 1e6;
        frame.raster = secondsOf([&] { m_rasteriser.draw(m_image, m_image.rect(), view, m_grid, scale, style); }) * 1e6;
        keep(m_image);
        return frame;
    }

private:
    const store::Series &m_series;
    ui::TimeGrid m_grid;
    QImage m_image;
    ui::TraceRasteriser m_rasteriser;
};

double medianOf(const std::vector<Frame> &frames, double (*figure)(const Frame &))
{
    std::vector<double> values;
    for (const Frame &frame : frames)
        values.push_back(figure(frame));
    return median(std::move(values));
}

std::string key(const char *name, const std::string &what, double widthPx)
{
    char text[80];
    std::snprintf(text, sizeof(text), "trace.%s.%s.w%g", name, what.c_str(), widthPx);
    return text;
}

/// What the frames of one series and width came to; gives the median of the whole frame.
double report(Context &context, const std::string &what, double widthPx, const std::vector<Frame> &frames)
{
    const double whole = medianOf(frames, [](const Frame &f) { return f.whole(); });
    context.result(key("frame", what, widthPx), whole, "us");
    context.result(key("raster", what, widthPx), medianOf(frames, [](const Frame &f) { return f.raster; }), "us");
    context.result(key("ratio_to_fill", what, widthPx),
                   medianOf(frames, [](const Frame &f) { return f.whole() / f.fill; }), "ratio");
    context.result(key("raster_to_fill", what, widthPx),
                   medianOf(frames, [](const Frame &f) { return f.raster / f.fill; }), "ratio");
    return whole;
}

/// Traces that scroll over a background: drawn onto it anew, or kept in a transparent layer of all of them that is
/// moved, drawn at its ends and laid over the background. Views and background, which both need, are made before.
/// What a kept layer needs besides, to know which columns are not what they were, is left out.
class Scroll
{
public:
    Scroll(const store::Series &series, int traces, double widthPx)
        : m_series(series)
        , m_style(styleOf(widthPx))
        , m_traces(traces)
        , m_grid(ui::TimeGrid::over(series.extent(), 2 * width))
        , m_image(plotImage())
        , m_layer(width, height, QImage::Format_ARGB32_Premultiplied)
    {
        m_grid.width = width;
        goOn();
        m_layer.fill(Qt::transparent);
        drawInto(m_layer, {0, width});
    }

    void goOn()
    {
        m_grid.left = m_grid.left + Duration(m_grid.nsPerPx * scrolledColumns);
        m_view = m_series.view(m_grid.range(), width);
    }

    double anewUs()
    {
        m_image.fill(Qt::black);
        return secondsOf([&] { drawInto(m_image, {0, width}); }) * 1e6;
    }

    double keptUs()
    {
        m_image.fill(Qt::black);
        return secondsOf([&] {
                   const auto begin = ui::TraceRasteriser::surroundings(m_view, {0, 0}, m_style);
                   const auto end =
                       ui::TraceRasteriser::surroundings(m_view, {width - scrolledColumns, width}, m_style);
                   move(begin.to, end.from);
                   drawInto(m_layer, {0, begin.to});
                   drawInto(m_layer, {end.from, width});
                   QPainter(&m_image).drawImage(0, 0, m_layer);
               })
               * 1e6;
    }

    /// Whether the layer is what it would be if it were drawn anew.
    bool isExact()
    {
        QImage layer(m_layer.size(), m_layer.format());
        layer.fill(Qt::transparent);
        drawInto(layer, {0, width});
        return layer == m_layer;
    }

private:
    /// Columns [from, to) come from further right, the rest is cleared.
    void move(int from, int to)
    {
        for (int y = 0; y < height; ++y) {
            auto *line = reinterpret_cast<QRgb *>(m_layer.scanLine(y));
            std::memmove(line + from, line + from + scrolledColumns,
                         static_cast<std::size_t>(to - from) * sizeof(QRgb));
            std::fill(line, line + from, 0);
            std::fill(line + to, line + width, 0);
        }
    }

    void drawInto(QImage &image, ui::ColumnRange part)
    {
        ui::TraceStyle style = m_style;
        for (int i = 0; i < m_traces; ++i) {
            style.colour = qRgb(90 + 20 * i, 200 - 20 * i, 255);
            const double above = 25.0 * (i - m_traces / 2);
            m_rasteriser.draw(image, image.rect(), m_view, m_grid, ui::ValueScale::over(-above, height - above, height),
                              style, part);
        }
        keep(image);
    }

    const store::Series &m_series;
    ui::TraceStyle m_style;
    int m_traces;
    ui::TimeGrid m_grid;
    store::View m_view;
    QImage m_image;
    QImage m_layer;
    ui::TraceRasteriser m_rasteriser;
};

void benchScroll(Context &context, const std::string &what, const store::Series &series)
{
    for (const int traces : {1, 4, 8}) {
        for (const double widthPx : {1.0, 2.0}) {
            Scroll scroll(series, traces, widthPx);
            const Pair pair = interleaved(
                101,
                [&] {
                    scroll.goOn();
                    return scroll.anewUs();
                },
                [&] { return scroll.keptUs(); });
            if (!scroll.isExact())
                context.fail("trace: the layer that was kept is not what it would be if it were drawn anew");
            const std::string suffix = what + ".n" + std::to_string(traces);
            context.result(key("scroll.anew", suffix, widthPx), pair.first, "us");
            context.result(key("scroll.kept", suffix, widthPx), pair.second, "us");
            context.result(key("scroll.ratio", suffix, widthPx), pair.ratio, "ratio");
        }
    }
}

/// Gives the median frame at width 1.5.
double benchSeries(Context &context, Signal signal, const std::string &what, std::size_t count, std::size_t mostOfGraph)
{
    const auto series = seriesOf(signal, count);
    Screen screen(*series);
    std::unique_ptr<StockGraph> graph;
    if (count <= mostOfGraph)
        graph = std::make_unique<StockGraph>(signal, count);
    QImage image = plotImage();
    std::vector<Frame> all;
    double atOneAndAHalf = 0.0;
    for (const double widthPx : {1.0, 1.5, 2.0, 3.0}) {
        screen.draw(widthPx); // has its buffers from now on
        std::vector<Frame> frames;
        std::vector<double> stock;
        std::vector<double> ratios;
        const int stockTurns = graph ? (widthPx > 1.0 ? 1 : 9) : 0; // wide ones take seconds each
        for (int turn = 0; turn < 201; ++turn) {
            frames.push_back(screen.draw(widthPx));
            if (turn < stockTurns) {
                stock.push_back(graph->drawUs(image, widthPx));
                screen.draw(widthPx); // what the graph pushed out of the caches comes back
                ratios.push_back(stock.back() / frames.back().whole());
            }
        }
        const double whole = report(context, what, widthPx, frames);
        if (widthPx == 1.5)
            atOneAndAHalf = whole;
        if (graph) {
            context.result(key("qcpgraph", what, widthPx), median(stock), "us");
            context.result(key("ratio_to_qcpgraph", what, widthPx), median(ratios), "ratio");
        }
        all.insert(all.end(), frames.begin(), frames.end());
    }
    context.result("trace.view." + what, medianOf(all, [](const Frame &f) { return f.view; }), "us");
    context.result("trace.fill." + what, medianOf(all, [](const Frame &f) { return f.fill; }), "us");
    if (count == scrolledCount)
        benchScroll(context, what, *series);
    return atOneAndAHalf;
}

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    std::unique_ptr<QApplication> application;
    if (!QApplication::instance())
        application = std::make_unique<QApplication>(context.argc, context.argv);
    std::puts("trace: QCPGraph is left out at 1e8, where its copy of the samples alone would take 1.6 GB");
    const std::vector<std::pair<std::string, std::size_t>> sizes{
        {"1e4", 10'000}, {"1e6", 1'000'000}, {"1e7", 10'000'000}, {"1e8", 100'000'000}};
    std::vector<double> wholes;
    for (const auto &[what, count] : sizes)
        wholes.push_back(benchSeries(context, Signal::Noise, what, count, 10'000'000));
    benchSeries(context, Signal::Sine, "sine1e6", 1'000'000, 0);
    const auto [least, most] = std::minmax_element(wholes.begin(), wholes.end());
    context.result("trace.flatness", *most / *least, "ratio");
}

const Registration registration("trace", "frames of one trace beside stock QCPGraph and filling the image", run);

} // namespace

} // namespace watchglass::bench
