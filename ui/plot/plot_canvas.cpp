#include "ui/plot/plot_canvas.h"

#include "ui/plot/axis_tickers.h"
#include "ui/plot/plot_legend.h"

#include <QEvent>
#include <QPainter>

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
constexpr int pxPerValueLabelLow = 48; // in low plots, which would else have too few
const QString widestTime = QStringLiteral("00:00:00.0");

} // namespace

PlotCanvas::PlotCanvas(QWidget *parent)
    : QCustomPlot(parent)
    , m_timeTicker(new TimeTicker)
    , m_leftGutter(leastGutter)
    , m_rightGutter(leastGutter)
{
    setInteractions({});
    setNotAntialiasedElements(QCP::aeAll);
    setPlottingHint(QCP::phCacheLabels, true);
    setFocusPolicy(Qt::NoFocus);
    axisRect()->setAutoMargins(QCP::msNone);
    axisRect()->setupFullAxesBox();
    xAxis2->setVisible(false);
    xAxis->setTicker(m_timeTicker);
    yAxis->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker));
    yAxis2->setTicker(QSharedPointer<QCPAxisTicker>(new ValueTicker));
    yAxis2->setTickLabels(true);
    for (QCPAxis *axis : {xAxis, yAxis, yAxis2}) {
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
    for (QCPAxis *axis : {xAxis, yAxis, yAxis2}) {
        axis->setTickLabelFont(numberFont(metrics::textSmall));
        axis->setTickLabelColor(theme.textMuted);
        axis->grid()->setPen(QPen(theme.grid, 0));
    }
    yAxis2->grid()->setVisible(false);
}

void PlotCanvas::placePlot()
{
    const int top = captionRow + (m_legendLines - 1) * PlotLegend::lineHeight;
    axisRect()->setMargins(
        {yAxis->visible() ? m_leftGutter : bareEdge, top, yAxis2->visible() ? m_rightGutter : bareEdge, labelRow});
    updateLayout();
    const int rightEdge = yAxis2->visible() ? m_rightGutter : bareEdge;
    const int cut = QFontMetrics(xAxis->tickLabelFont()).horizontalAdvance(widestTime) / 2 - rightEdge;
    m_timeTicker->setRightRoom(std::max(0, cut) / std::max(1.0, static_cast<double>(plotRect().width())));
    m_timeTicker->setMost(std::max(1, plotRect().width() / pxPerTimeLabel));
    const bool isLow = plotRect().height() < 400;
    for (QCPAxis *axis : {yAxis, yAxis2})
        axis->ticker()->setTickCount(std::max(1, plotRect().height() / (isLow ? pxPerValueLabelLow : pxPerValueLabel)));
}

int PlotCanvas::deviceColumns() const
{
    return qRound(plotRect().width() * devicePixelRatioF());
}

void PlotCanvas::setGrid(const TimeGrid &grid)
{
    m_grid = grid;
    m_timeTicker->setGrid(grid);
    xAxis->setRange(0.0, static_cast<double>(std::max<std::int64_t>(1, grid.range().length().count())));
}

void PlotCanvas::setValues(ValueSide side, double low, double high)
{
    valueAxis(side)->setRange(low, high);
}

void PlotCanvas::setLegendLines(int lines)
{
    if (std::exchange(m_legendLines, lines) != lines)
        placePlot();
}

void PlotCanvas::setAxesShown(bool left, bool right)
{
    if (yAxis->visible() == left && yAxis2->visible() == right && xAxis->visible() == (left || right))
        return;
    xAxis->setVisible(left || right);
    yAxis->setVisible(left);
    yAxis2->setVisible(right);
    placePlot();
}

int PlotCanvas::labelWidth(QCPAxis *axis) const
{
    QVector<double> ticks;
    QVector<QString> labels;
    axis->ticker()->generate(axis->range(), locale(), QLatin1Char('g'), 6, ticks, nullptr, &labels);
    const QFontMetrics measure(axis->tickLabelFont());
    int widest = 0;
    for (qsizetype i = 0; i < labels.size(); ++i) {
        if (axis->range().contains(ticks.at(i)))
            widest = std::max(widest, measure.horizontalAdvance(labels.at(i)));
    }
    return widest;
}

bool PlotCanvas::growGutters()
{
    const auto grow = [this](QCPAxis *axis, int &gutter) {
        const int needed = axis->visible() ? labelWidth(axis) + 2 * gutterPadding : 0;
        if (needed <= gutter)
            return false;
        gutter = (needed + 7) / 8 * 8; // in steps, so that a digit more does not move it again at once
        return true;
    };
    const bool hasLeftGrown = grow(yAxis, m_leftGutter);
    const bool hasRightGrown = grow(yAxis2, m_rightGutter);
    if (!hasLeftGrown && !hasRightGrown)
        return false;
    placePlot();
    return true;
}

void PlotCanvas::resetGutters()
{
    m_leftGutter = leastGutter;
    m_rightGutter = leastGutter;
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
    repaint();
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
