#include "ui/plot/plot_canvas.h"

#include "ui/plot/axis_plan.h"
#include "ui/plot/axis_tickers.h"
#include "ui/plot/plot_legend.h"

#include <QEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace watchglass::ui {
namespace {

constexpr int leastGutter = 36;
constexpr int gutterPadding = 8;
constexpr int bareEdge = 12; // where there is no axis
constexpr int captionRow = 26;
constexpr int labelRow = 24;
constexpr int pxPerTimeLabel = 120;
constexpr int pxPerValueLabel = 64;
constexpr int pxPerValueLabelLow = 48;  // in low plots, which would else have too few
constexpr int roomForDate = 420;        // as wide as a plot is for the date beside its legend
constexpr double mostLegendShare = 0.6; // of the height, with the axes' labels
constexpr QSize leastSize{120, 72};
const QString widestTime = QStringLiteral("00:00:00.0");

} // namespace

PlotCanvas::PlotCanvas(QWidget *parent)
    : QCustomPlot(parent)
    , m_area(axisRect())
    , m_timeTicker(new TimeTicker)
{
    m_gutters.fill(leastGutter);
    setInteractions({});
    setNotAntialiasedElements(QCP::aeAll);
    setPlottingHint(QCP::phCacheLabels, true);
    setFocusPolicy(Qt::NoFocus);
    m_area->setAutoMargins(QCP::msNone);
    m_area->setupFullAxesBox();
    xAxis2->setVisible(false);
    xAxis->setTicker(m_timeTicker);
    m_valueAxes = {yAxis, yAxis2};
    for (int i = 2; i < mostValueAxes; ++i) {
        m_valueAxes[static_cast<std::size_t>(i)] = m_area->addAxis(isLeftAxis(i) ? QCPAxis::atLeft : QCPAxis::atRight);
    }
    for (QCPAxis *axis : m_valueAxes) {
        axis->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker));
        axis->setTickLabels(true);
        axis->setVisible(axis == yAxis);
    }
    for (QCPAxis *axis : m_area->axes()) {
        axis->setBasePen(Qt::NoPen);
        axis->setTickPen(Qt::NoPen);
        axis->setSubTicks(false);
        axis->setTickLength(0);
        axis->setTickLabelPadding(gutterPadding);
        axis->grid()->setZeroLinePen(Qt::NoPen);
        axis->grid()->setSubGridVisible(false);
    }
    applyLooks();
    placePlot();
}

void PlotCanvas::applyLooks()
{
    const Theme &theme = currentTheme();
    for (QCPAxis *axis : m_area->axes()) {
        axis->setTickLabelFont(numberFont(metrics::textSmall));
        axis->setTickLabelColor(theme.textMuted);
        axis->grid()->setPen(QPen(theme.grid, 0));
        axis->grid()->setVisible(axis == xAxis || axis == yAxis);
    }
}

void PlotCanvas::placePlot()
{
    const int top = captionRow + (m_legendLines - 1) * PlotLegend::lineHeight;
    m_area->setMargins({edge(true), top, edge(false), labelRow});
    for (int i = 0; i < m_axisCount; ++i)
        valueAxis(i)->setOffset(guttersUpTo(i) - m_gutters[static_cast<std::size_t>(i)]);
    updateLayout();
    const int cut = QFontMetrics(xAxis->tickLabelFont()).horizontalAdvance(widestTime) / 2 - edge(false);
    m_timeTicker->setRightRoom(std::max(0, cut) / std::max(1.0, static_cast<double>(plotRect().width())));
    m_timeTicker->setMost(std::max(1, plotRect().width() / pxPerTimeLabel));
    m_timeTicker->setBrief(!m_standsAlone && plotRect().width() < roomForDate);
    const bool isLow = plotRect().height() < 400;
    for (QCPAxis *axis : m_valueAxes)
        axis->ticker()->setTickCount(std::max(1, plotRect().height() / (isLow ? pxPerValueLabelLow : pxPerValueLabel)));
}

int PlotCanvas::guttersUpTo(int axis) const
{
    int px = 0;
    for (int i = axis % 2; i <= axis; i += 2)
        px += m_gutters[static_cast<std::size_t>(i)];
    return px;
}

int PlotCanvas::edge(bool isLeft) const
{
    const int outermost = m_axisCount - 1 - ((m_axisCount - 1) % 2 == (isLeft ? 0 : 1) ? 0 : 1);
    return outermost < 0 ? bareEdge : guttersUpTo(outermost);
}

QRect PlotCanvas::gutterOf(int axis) const
{
    const QRect plot = plotRect();
    const int outer = guttersUpTo(axis);
    const int width = m_gutters[static_cast<std::size_t>(axis)];
    const int left = isLeftAxis(axis) ? plot.left() - outer : plot.left() + plot.width() + outer - width;
    return {left, plot.top(), width, plot.height()};
}

std::optional<int> PlotCanvas::axisAt(QPointF position) const
{
    for (int i = 0; i < m_axisCount; ++i) {
        const QRect gutter = gutterOf(i);
        if (position.x() >= gutter.left() && position.x() < gutter.left() + gutter.width())
            return i;
    }
    return std::nullopt;
}

int PlotCanvas::deviceColumns() const
{
    return qRound(plotRect().width() * pictureRatio());
}

void PlotCanvas::setGrid(const TimeGrid &grid)
{
    m_grid = grid;
    m_timeTicker->setGrid(grid);
    xAxis->setRange(0.0, static_cast<double>(std::max<std::int64_t>(1, grid.range().length().count())));
}

void PlotCanvas::setValues(int axis, double low, double high, bool isLog)
{
    QCPAxis *shown = valueAxis(axis);
    if ((shown->scaleType() == QCPAxis::stLogarithmic) != isLog) {
        if (isLog)
            shown->setRange(low, high); // QCustomPlot would mend one that is not above 0
        shown->setScaleType(isLog ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
        static_cast<ValueTicker &>(*shown->ticker()).setLog(isLog);
    }
    shown->setRange(low, high);
}

void PlotCanvas::setLegendLines(int lines)
{
    if (std::exchange(m_legendLines, lines) != lines)
        placePlot();
}

int PlotCanvas::mostLegendLines() const
{
    const int room = static_cast<int>(mostLegendShare * height()) - captionRow - labelRow;
    return 1 + std::max(0, room / PlotLegend::lineHeight);
}

void PlotCanvas::setAxisCount(int count)
{
    if (m_axisCount == count)
        return;
    m_axisCount = count;
    xAxis->setVisible(count > 0);
    for (int i = 0; i < mostValueAxes; ++i)
        valueAxis(i)->setVisible(i < count);
    placePlot();
}

int PlotCanvas::labelWidth(int axis)
{
    const QCPAxis &shown = *valueAxis(axis);
    Labels &known = m_labels[static_cast<std::size_t>(axis)];
    const bool isLog = shown.scaleType() == QCPAxis::stLogarithmic;
    const int ticksWanted = shown.ticker()->tickCount();
    if (known.range == shown.range() && known.isLog == isLog && known.ticks == ticksWanted
        && known.font == shown.tickLabelFont())
        return known.width;
    known = {shown.range(), isLog, ticksWanted, shown.tickLabelFont(), 0};
    QVector<double> ticks;
    QVector<QString> labels;
    shown.ticker()->generate(shown.range(), locale(), QLatin1Char('g'), 6, ticks, nullptr, &labels);
    const QFontMetrics measure(known.font);
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (known.range.contains(ticks.at(i)))
            known.width = std::max(known.width, measure.horizontalAdvance(labels.at(i)));
    }
    return known.width;
}

bool PlotCanvas::growGutters()
{
    bool hasGrown = false;
    for (int i = 0; i < m_axisCount; ++i) {
        int &gutter = m_gutters[static_cast<std::size_t>(i)];
        const int needed = labelWidth(i) + 2 * gutterPadding;
        if (needed <= gutter)
            continue;
        gutter = (needed + 7) / 8 * 8; // in steps, so that a digit more does not move it again at once
        hasGrown = true;
    }
    if (hasGrown)
        placePlot();
    return hasGrown;
}

void PlotCanvas::resetGutters()
{
    m_gutters.fill(leastGutter);
    placePlot();
}

double PlotCanvas::xOf(Timestamp t) const
{
    const double perPx = m_grid.width > 0 ? static_cast<double>(plotRect().width()) / m_grid.width : 1.0;
    return plotRect().left() + m_grid.x(t) * perPx;
}

Timestamp PlotCanvas::timeAt(double x) const
{
    const double perPx = plotRect().width() > 0 ? static_cast<double>(m_grid.width) / plotRect().width() : 1.0;
    return m_grid.at((x - plotRect().left()) * perPx);
}

void PlotCanvas::render()
{
    const double ratio = devicePixelRatioF();
    const QSize wanted = size() * ratio;
    if (wanted.isEmpty())
        return;
    if (m_image.size() != wanted || m_image.devicePixelRatio() != ratio) {
        m_image = QImage(wanted, QImage::Format_RGB32);
        m_image.setDevicePixelRatio(ratio);
        setBufferDevicePixelRatio(ratio);
    }
    m_image.fill(currentTheme().surface);
    {
        QCPPainter painter(&m_image);
        draw(&painter);
    }
    if (!m_isResizing)
        repaint();
}

void PlotCanvas::setStandsAlone(bool standsAlone)
{
    if (std::exchange(m_standsAlone, standsAlone) != standsAlone)
        placePlot();
}

void PlotCanvas::drawOnto(QPaintDevice &device)
{
    QCPPainter painter;
    if (!painter.begin(&device))
        return;
    const bool isImage = device.devType() == QInternal::Image;
    // Kept labels are as fine as the screen.
    painter.setMode(QCPPainter::pmNoCaching);
    painter.setMode(QCPPainter::pmVectorized, !isImage);
    painter.fillRect(rect(), currentTheme().surface);
    draw(&painter);
}

QSize PlotCanvas::minimumSizeHint() const
{
    return leastSize;
}

void PlotCanvas::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    if (m_image.isNull())
        painter.fillRect(rect(), currentTheme().surface);
    else
        painter.drawImage(QPointF(), m_image);
}

void PlotCanvas::resizeEvent(QResizeEvent *event)
{
    Q_UNUSED(event)
    setViewport(rect());
    placePlot();
    // What has another size Qt paints by itself, once everything around it has its place. Painted earlier, panels on
    // their way would leave pictures of themselves behind.
    const QScopedValueRollback resizing(m_isResizing, true);
    Q_EMIT pictureOutdated();
}

void PlotCanvas::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange
        && event->type() != QEvent::StyleChange)
        return;
    applyLooks();
    Q_EMIT pictureOutdated();
}

} // namespace watchglass::ui
