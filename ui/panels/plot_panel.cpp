#include "ui/panels/plot_panel.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "ui/panels/plot_trace.h"
#include "ui/panels/series_colours.h"
#include "ui/plot/axis_tickers.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_gestures.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"

#include <QElapsedTimer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr Duration longestStill = std::chrono::milliseconds(250); // ages and fading go on
constexpr int samplesInFirstSpan = 120;
constexpr Duration longestRhythm = std::chrono::hours(24);

constexpr int buttonInset = 12;

} // namespace

PlotPanel::PlotPanel(const store::SeriesStore &store, SeriesColours &colours, QWidget *parent)
    : Panel(parent)
    , m_store(store)
    , m_colours(colours)
    , m_canvas(new PlotCanvas(this))
    , m_gestures(new PlotGestures(*m_canvas))
    , m_gaps(new GapBands(m_canvas, m_canvas->axisRect()))
    , m_legend(new PlotLegend(m_canvas, m_canvas->axisRect()))
    , m_marks(new PlotMarks(m_canvas, m_canvas->axisRect()))
    , m_liveButton(new QPushButton(this))
    , m_zone(QTimeZone::systemTimeZone())
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_canvas);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAccessibleName(tr("Plot"));
    m_liveButton->setFocusPolicy(Qt::TabFocus);
    m_liveButton->setCursor(Qt::ArrowCursor);
    m_liveButton->hide();
    connect(m_liveButton, &QPushButton::clicked, this, &PlotPanel::goLive);
    connect(m_canvas, &PlotCanvas::pictureOutdated, this, &PlotPanel::redraw);
    connectGestures();
    m_canvas->timeTicker().setZone(m_zone);
    seriesChanged();
}

PlotPanel::~PlotPanel() = default;

void PlotPanel::connectGestures()
{
    using Gestures = PlotGestures;
    connect(m_gestures, &Gestures::activated, this, [this] {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT activated();
    });
    connect(m_gestures, &Gestures::aboutToChange, this, &PlotPanel::remember);
    connect(m_gestures, &Gestures::timeZoomed, this, [this](double factor, double fraction) {
        m_window.zoom(factor, fraction, m_edge.edge());
        redraw();
    });
    connect(m_gestures, &Gestures::valueZoomed, this, [this](ValueSide side, double factor, double fraction) {
        spanOf(side).zoom(factor, fraction);
        redraw();
    });
    connect(m_gestures, &Gestures::dragged, this, [this](double right, double up) {
        if (right != 0.0)
            m_window.pan(-right, m_edge.edge());
        // An automatic axis keeps its span: only one that the operator has set moves along.
        for (const ValueSide side : {ValueSide::Left, ValueSide::Right}) {
            if (!spanOf(side).isAutomatic() && up != 0.0)
                spanOf(side).pan(-up);
        }
        redraw();
    });
    connect(m_gestures, &Gestures::valueDragged, this, [this](ValueSide side, double up) {
        spanOf(side).pan(-up);
        redraw();
    });
    connect(m_gestures, &Gestures::boxChanged, this, [this](std::optional<QRectF> box) {
        m_marks->setBox(box);
        redraw();
    });
    connect(m_gestures, &Gestures::boxChosen, this, &PlotPanel::boxZoom);
    connect(m_gestures, &Gestures::fitWanted, this, &PlotPanel::fit);
    connect(m_gestures, &Gestures::cursorMoved, this, [this](std::optional<QPointF> position) { m_cursor = position; });
    connect(m_gestures, &Gestures::menuWanted, this, &PlotPanel::showMenu);
}

QList<SeriesKey> PlotPanel::series() const
{
    QList<SeriesKey> keys;
    for (const auto &trace : m_traces)
        keys.append(trace->key());
    return keys;
}

bool PlotPanel::addSeries(const SeriesKey &key)
{
    if (series().contains(key))
        return false;
    m_traces.push_back(std::make_unique<PlotTrace>(*m_canvas, key));
    m_traces.back()->setColour(m_colours.colour(key));
    seriesChanged();
    return true;
}

void PlotPanel::removeSeries(const SeriesKey &key)
{
    if (std::erase_if(m_traces, [&](const auto &trace) { return trace->key() == key; }) > 0)
        seriesChanged();
}

void PlotPanel::seriesChanged()
{
    m_isSearching = true;
    m_edge.reset();
    m_left.setFresh();
    m_right.setFresh();
    m_legend->resetWidths();
    m_marks->setHint(m_traces.empty() ? tr("Drag series here from the tree") : QString());
    findSeries();
    Q_EMIT titleChanged();
    redraw();
}

void PlotPanel::findSeries()
{
    const std::uint64_t revision = m_store.revision();
    if (!m_isSearching && revision == m_storeRevision)
        return;
    m_storeRevision = revision;
    m_isSearching = false;
    bool hasFound = false;
    for (const auto &trace : m_traces) {
        if (!trace->isWaiting())
            continue;
        trace->setSeries(m_store.find(trace->key()));
        hasFound = hasFound || !trace->isWaiting();
    }
    if (hasFound)
        m_edge.reset();
    assignSides();
}

/// A span that suits the fastest series shown: a sensor that reports once an hour says nothing in half a minute.
void PlotPanel::chooseSpan()
{
    if (m_isSpanChosen)
        return;
    if (!m_window.isLive() || m_window.canGoBack() || m_window.span() != TimeWindow::defaultSpan) {
        m_isSpanChosen = true;
        return;
    }
    std::optional<Duration> fastest;
    for (const auto &trace : m_traces) {
        if (const auto rhythm = trace->rhythm())
            fastest = std::min(fastest.value_or(*rhythm), *rhythm);
    }
    if (!fastest)
        return;
    m_window.setSpan(std::max(TimeWindow::defaultSpan, std::min(*fastest, longestRhythm) * samplesInFirstSpan));
    m_isSpanChosen = true;
}

/// The first unit has the left axis, the second the right one, which all others share.
void PlotPanel::assignSides()
{
    QStringList units;
    for (const auto &trace : m_traces) {
        if (!trace->isWaiting() && !units.contains(trace->unit()))
            units.append(trace->unit());
    }
    for (const auto &trace : m_traces) {
        const qsizetype place = trace->isWaiting() ? 0 : units.indexOf(trace->unit());
        trace->setSide(place == 0 ? ValueSide::Left : ValueSide::Right, place > 1);
    }
    m_canvas->setAxesShown(!m_traces.empty(), units.size() > 1);
    m_canvas->resetGutters();
}

void PlotPanel::drawFrame(Timestamp now)
{
    QElapsedTimer timer;
    timer.start();
    const Duration passed = m_hasDrawn ? std::max(Duration::zero(), between(m_now, now)) : Duration::zero();
    m_now = now;
    m_hasDrawn = true;
    findSeries();
    chooseSpan();
    std::optional<Timestamp> newest;
    for (const auto &trace : m_traces)
        newest = std::max(newest, trace->newest());
    m_edge.advance(now, newest);
    takeViews();
    followValues(passed);
    if (m_canvas->growGutters())
        takeViews(); // the plot has become narrower
    Shown next = shown();
    if (m_shown == next && between(m_shownAt, now) < longestStill && between(m_shownAt, now) >= Duration::zero())
        return; // the same pixels: time has not moved by one, and nothing came
    m_shown = std::move(next);
    m_shownAt = now;
    showGaps();
    showCaptions();
    showLegend();
    showCursor();
    showButton();
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
    const TimeGrid grid = TimeGrid::over(m_window.range(m_edge.edge()), m_canvas->deviceColumns());
    m_canvas->setGrid(grid);
    for (const auto &trace : m_traces)
        trace->take(grid, m_now, m_edge.edge());
}

PlotPanel::Shown PlotPanel::shown() const
{
    Shown shown{.grid = m_canvas->grid(),
                .values = {m_left.low(), m_left.high(), m_right.low(), m_right.high()},
                .parts = {},
                .cursor = m_cursor,
                .size = size()};
    shown.parts.reserve(m_traces.size());
    for (const auto &trace : m_traces) {
        const store::View &view = trace->plottable().view();
        shown.parts.push_back({view.sampleCount, trace->newest(), view.gaps.size()});
    }
    return shown;
}

void PlotPanel::followValues(Duration passed)
{
    for (const ValueSide side : {ValueSide::Left, ValueSide::Right}) {
        std::optional<double> least;
        std::optional<double> greatest;
        for (const auto &trace : m_traces) {
            double min = 0.0;
            double max = 0.0;
            if (trace->side() != side || !trace->plottable().valueExtent(min, max))
                continue;
            least = least ? std::min(*least, min) : min;
            greatest = greatest ? std::max(*greatest, max) : max;
        }
        ValueSpan &span = spanOf(side);
        span.follow(least, greatest, passed);
        m_canvas->setValues(side, span.low(), span.high());
    }
}

void PlotPanel::showGaps()
{
    std::vector<Gap> gaps;
    for (const auto &trace : m_traces) {
        const std::vector<Gap> &known = trace->plottable().view().gaps;
        gaps.insert(gaps.end(), known.begin(), known.end());
    }
    m_gaps->setColours(currentTheme().textMuted, currentTheme().surface);
    m_gaps->setGaps(std::move(gaps), m_canvas->grid());
}

QString PlotPanel::captionOf(ValueSide side) const
{
    QStringList units;
    for (const auto &trace : m_traces) {
        const QString unit = format::canonicalUnit(trace->unit());
        if (trace->side() == side && !unit.isEmpty() && !units.contains(unit))
            units.append(unit);
    }
    return units.join(QStringLiteral(", "));
}

void PlotPanel::showCaptions()
{
    m_marks->setCaptions(captionOf(ValueSide::Left), captionOf(ValueSide::Right), m_canvas->timeTicker().context());
}

void PlotPanel::showLegend()
{
    const auto cursor = m_cursor ? std::optional(m_canvas->timeAt(m_cursor->x())) : std::nullopt;
    std::vector<LegendRow> rows;
    rows.reserve(m_traces.size());
    for (const auto &trace : m_traces)
        rows.push_back(trace->legendRow(nameOf(trace->key()), m_now, cursor));
    m_legend->setRows(std::move(rows));
    m_canvas->setLegendLines(m_legend->lineCount());
}

void PlotPanel::showCursor()
{
    if (!m_cursor || m_traces.empty() || !m_canvas->plotRect().contains(m_cursor->toPoint())) {
        m_marks->setCursor(std::nullopt);
        return;
    }
    const Timestamp time = m_canvas->timeAt(m_cursor->x());
    PlotMarks::Cursor cursor{.x = m_cursor->x(), .label = {}, .dots = {}};
    // As many digits as one pixel is worth.
    Duration step(1);
    while (step.count() * 10 <= m_canvas->grid().nsPerPx && step < std::chrono::seconds(1))
        step *= 10;
    const bool isLong = m_window.span() > std::chrono::hours(24);
    cursor.label = isLong ? format::dateTime(time, m_zone) : format::timeOfDay(time, step, m_zone);
    for (const auto &trace : m_traces) {
        if (const auto dot = trace->dotAt(time))
            cursor.dots.push_back(*dot);
    }
    m_marks->setCursor(std::move(cursor));
}

void PlotPanel::showButton()
{
    const auto behind = m_window.behind(m_edge.edge());
    const bool isWanted = behind.has_value() && !m_traces.empty();
    if (isWanted) {
        const Duration seconds = std::chrono::floor<std::chrono::seconds>(std::max(Duration::zero(), *behind));
        const QString text = tr("Go live (%1)").arg(format::minusSign + format::duration(seconds));
        if (m_liveButton->text() != text) {
            m_liveButton->setText(text);
            m_liveButton->adjustSize();
        }
        const QPoint corner = m_canvas->mapTo(this, m_canvas->plotRect().bottomRight());
        m_liveButton->move(corner - QPoint(m_liveButton->width() + buttonInset, m_liveButton->height() + buttonInset));
    }
    if (m_liveButton->isVisibleTo(this) != isWanted)
        m_liveButton->setVisible(isWanted);
}

/// A frame between the desk's: something that the operator did is to be seen at once.
void PlotPanel::redraw()
{
    m_shown.reset();
    if (!m_hasDrawn || isHidden())
        return;
    drawFrame(m_now);
}

void PlotPanel::remember()
{
    m_window.remember(m_edge.edge(), Duration(m_now.ns()));
}

void PlotPanel::goLive()
{
    remember();
    m_window.goLive();
    redraw();
}

void PlotPanel::togglePause()
{
    m_window.togglePause(m_edge.edge());
    redraw();
}

void PlotPanel::fit()
{
    m_left.fit();
    m_right.fit();
    if (!m_window.isLive()) {
        TimeRange all;
        for (const auto &trace : m_traces) {
            const TimeRange extent = trace->extent();
            if (extent.isEmpty())
                continue;
            all = all.isEmpty() ? extent : TimeRange{std::min(all.from, extent.from), std::max(all.to, extent.to)};
        }
        if (!all.isEmpty())
            m_window.fit(all);
    }
    redraw();
}

void PlotPanel::boxZoom(const QRectF &fractions)
{
    const QRect plot = m_canvas->plotRect();
    m_window.show({m_canvas->timeAt(plot.left() + fractions.left() * plot.width()),
                   m_canvas->timeAt(plot.left() + fractions.right() * plot.width())});
    for (const ValueSide side : {ValueSide::Left, ValueSide::Right}) {
        ValueSpan &span = spanOf(side);
        const double high = span.high() - fractions.top() * span.length();
        span.set(span.high() - fractions.bottom() * span.length(), high);
    }
    redraw();
}

} // namespace watchglass::ui
