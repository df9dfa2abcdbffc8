#include "ui/panels/plot_panel.h"

#include "ui/panels/statistics_table.h"
#include "ui/plot/axis_tickers.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_gestures.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr Duration longestStill = std::chrono::milliseconds(250); // ages and fading go on
constexpr int samplesInFirstSpan = 120;
constexpr int fewestSamples = 3; // a shared span that shows less does not suit
constexpr Duration longestRhythm = std::chrono::hours(24);

} // namespace

PlotPanel::PlotPanel(const store::SeriesStore &store, SeriesColours &colours, QWidget *parent)
    : Panel(parent)
    , m_colours(colours)
    , m_canvas(new PlotCanvas(this))
    , m_gestures(new PlotGestures(*m_canvas))
    , m_gaps(new GapBands(m_canvas, m_canvas->axisRect()))
    , m_legend(new PlotLegend(m_canvas, m_canvas->axisRect()))
    , m_marks(new PlotMarks(m_canvas, m_canvas->axisRect()))
    , m_statistics(new StatisticsTable(this))
    , m_liveButton(new QPushButton(this))
    , m_traces(*m_canvas, store, colours)
    , m_own(std::make_shared<TimeLink>())
    , m_time(m_own)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_canvas, 1);
    layout->addWidget(m_statistics);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAccessibleName(tr("Plot"));
    m_statistics->hide();
    m_liveButton->setFocusPolicy(Qt::TabFocus);
    m_liveButton->setCursor(Qt::ArrowCursor);
    m_liveButton->setAccessibleName(tr("Go live"));
    m_liveButton->hide();
    connect(m_liveButton, &QPushButton::clicked, this, &PlotPanel::goLive);
    connect(m_canvas, &PlotCanvas::pictureOutdated, this, &PlotPanel::redraw);
    connectGestures();
    setTimeReading({});
    seriesChanged();
}

PlotPanel::~PlotPanel()
{
    if (m_cursor)
        m_time->setCursor(std::nullopt);
    m_time->leave(this);
}

bool PlotPanel::addSeries(const SeriesKey &key)
{
    if (!m_traces.add(key))
        return false;
    seriesChanged();
    return true;
}

void PlotPanel::removeSeries(const SeriesKey &key)
{
    if (m_traces.remove(key))
        seriesChanged();
}

void PlotPanel::seriesChanged()
{
    m_time->reset(this);
    for (ValueSpan &span : m_spans)
        span.setFresh();
    m_legend->resetWidths();
    m_marks->setHint(m_traces.isEmpty() ? tr("Drag series here from the tree") : QString());
    m_traces.findWaiting();
    m_traces.assignAxes();
    Q_EMIT titleChanged();
    redraw();
}

void PlotPanel::setTimeLink(std::shared_ptr<TimeLink> link)
{
    m_shared = std::move(link);
    takeTime(m_isLinked && m_shared ? m_shared : m_own);
}

void PlotPanel::setLinked(bool isLinked)
{
    m_isLinkChosen = true;
    m_isLinked = isLinked;
    const auto next = m_isLinked && m_shared ? m_shared : m_own;
    if (next == m_own && m_time != m_own) {
        m_own->window() = m_time->window(); // it goes on from where it was
        m_own->setChosen();
    }
    takeTime(next);
    Q_EMIT badgeChanged();
    redraw();
}

void PlotPanel::takeTime(std::shared_ptr<TimeLink> time)
{
    if (time == m_time)
        return;
    if (m_cursor)
        m_time->setCursor(std::nullopt);
    m_time->leave(this);
    m_time = std::move(time);
    m_time->reset(this);
    m_shown.reset();
}

/// A span that suits the fastest series shown: a sensor that reports once an hour says nothing in half a minute. Where
/// others that are linked show a span too short for that, or another time, this one goes on by itself.
void PlotPanel::chooseSpan()
{
    if (!m_suggested) {
        const auto fastest = m_traces.fastestRhythm();
        if (!fastest)
            return;
        m_suggested = std::max(TimeWindow::defaultSpan, std::min(*fastest, longestRhythm) * samplesInFirstSpan);
        m_time->suggest(*m_suggested);
    }
    if (m_time != m_shared || m_isLinkChosen || !m_time->isAutomatic())
        return;
    const bool isTooShort = window().span() < *m_suggested / samplesInFirstSpan * fewestSamples;
    if (!isTooShort && !m_time->isApart(this))
        return;
    m_isLinked = false;
    takeTime(m_own);
    m_time->suggest(*m_suggested);
    m_time->advance(this, m_now, m_traces.newest());
}

void PlotPanel::drawFrame(Timestamp now)
{
    QElapsedTimer timer;
    timer.start();
    const Duration passed = m_hasDrawn ? std::max(Duration::zero(), between(m_now, now)) : Duration::zero();
    m_now = now;
    m_hasDrawn = true;
    if (m_traces.findWaiting())
        m_time->reset(this);
    if (m_traces.followColours())
        m_shown.reset();
    m_time->advance(this, now, m_traces.newest());
    chooseSpan();
    takeValues();
    takeViews();
    followValues(passed);
    tellValues();
    if (m_canvas->growGutters())
        takeViews(); // the plot has become narrower
    placeCursor();
    ShownPlot next = shown();
    if (isShown(next) && between(m_shownAt, now) < longestStill && between(m_shownAt, now) >= Duration::zero())
        return; // the same pixels: time has not moved by one, and nothing came
    m_shown = std::move(next);
    showParts(now);
    m_cost.views = Duration(timer.nsecsElapsed());
    m_canvas->render();
    m_cost.total = Duration(timer.nsecsElapsed());
    m_cost.render = m_cost.total - m_cost.views;
    ++m_cost.frames;
    if (const QString text = badge(); text != m_lastBadge) {
        m_lastBadge = text;
        Q_EMIT badgeChanged();
    }
}

void PlotPanel::takeViews()
{
    const TimeGrid grid = TimeGrid::over(window().range(edge()), m_canvas->deviceColumns());
    m_canvas->setGrid(grid);
    for (const auto &trace : m_traces.all())
        trace->take(grid, m_now, edge());
}

/// While time goes on, the cursor goes with it below the mouse, perhaps one that stands over a plot with more pixels a
/// second: less than a pixel of it is nothing new.
bool PlotPanel::isShown(ShownPlot next) const
{
    if (!m_shown)
        return false;
    if (window().isLive() && next.cursor && m_shown->cursor
        && std::chrono::abs(between(*m_shown->cursor, *next.cursor)).count() < m_canvas->grid().nsPerPx)
        next.cursor = m_shown->cursor;
    return next == *m_shown;
}

ShownPlot PlotPanel::shown() const
{
    ShownPlot shown{.grid = m_canvas->grid(),
                    .mode = window().mode(),
                    .values = {},
                    .parts = {},
                    .cursor = m_time->cursor(),
                    .mark = m_time->mark(),
                    .size = size()};
    for (int axis = 0; axis < axisCount(); ++axis) {
        shown.values.push_back(values(axis).low());
        shown.values.push_back(values(axis).high());
    }
    shown.parts.reserve(m_traces.all().size());
    for (const auto &trace : m_traces.all()) {
        const store::View &view = trace->plottable().view();
        shown.parts.push_back({view.sampleCount, trace->newest(), view.gaps.size()});
    }
    return shown;
}

void PlotPanel::followValues(Duration passed)
{
    for (int axis = 0; axis < axisCount(); ++axis) {
        std::optional<double> least;
        std::optional<double> greatest;
        for (const auto &trace : m_traces.all()) {
            double min = 0.0;
            double max = 0.0;
            if (trace->axis() != axis || !trace->look().isVisible || !trace->plottable().valueExtent(min, max))
                continue;
            least = least ? std::min(*least, min) : min;
            greatest = greatest ? std::max(*greatest, max) : max;
        }
        ValueSpan &span = spanOf(axis);
        span.follow(least, greatest, passed);
        m_canvas->setValues(axis, span.low(), span.high(), span.isLog());
    }
}

/// A frame between the desk's: something that the operator did is to be seen at once.
void PlotPanel::redraw()
{
    m_shown.reset();
    if (!m_hasDrawn || isHidden())
        return;
    drawFrame(m_now);
}

void PlotPanel::setStandsAlone(bool standsAlone)
{
    m_canvas->setStandsAlone(standsAlone);
    redraw();
}

void PlotPanel::drawOnto(QPaintDevice &device, double ratio)
{
    const auto lookAnew = [this] {
        takeViews();
        showParts(m_shownAt);
    };
    const bool stoodAlone = m_canvas->standsAlone();
    m_canvas->setPictureRatio(ratio);
    m_canvas->setStandsAlone(true);
    lookAnew();
    m_canvas->drawOnto(device);
    m_canvas->setPictureRatio(std::nullopt);
    m_canvas->setStandsAlone(stoodAlone);
    lookAnew();
}

} // namespace watchglass::ui
