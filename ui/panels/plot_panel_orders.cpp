// What a plot panel can be told to do.

#include "ui/panels/plot_panel.h"
#include "ui/panels/plot_picture.h"
#include "ui/panels/series_reading.h"
#include "ui/panels/statistics_table.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

namespace watchglass::ui {

void PlotPanel::remember()
{
    tellValues();
    m_time->remember(this, Duration(m_now.ns()));
}

/// To whoever keeps the history.
void PlotPanel::tellValues()
{
    m_time->setValues(this, m_spans);
}

/// After somebody went through the history.
void PlotPanel::takeValues()
{
    const auto values = m_time->takeValues(this);
    if (!values)
        return;
    for (std::size_t axis = 0; axis < std::min(values->size(), m_spans.size()); ++axis) {
        m_spans[axis] = (*values)[axis];
        if (m_spans[axis].isAutomatic())
            m_spans[axis].fit();
    }
}

void PlotPanel::goLive()
{
    remember();
    timeWindow().goLive();
    redraw();
}

void PlotPanel::togglePause()
{
    timeWindow().togglePause(edge());
    redraw();
}

void PlotPanel::goBack()
{
    tellValues();
    m_time->goBack(this);
    redraw();
}

void PlotPanel::goForward()
{
    tellValues();
    m_time->goForward(this);
    redraw();
}

void PlotPanel::fit()
{
    for (ValueSpan &span : m_spans)
        span.fit();
    const TimeRange all = window().isLive() ? TimeRange() : m_traces.extent();
    if (!all.isEmpty())
        timeWindow().fit(all);
    redraw();
}

void PlotPanel::showAll(Timestamp now)
{
    m_now = now;
    m_hasDrawn = true;
    timeWindow().pause(edge());
    fit();
}

void PlotPanel::goToStart()
{
    const TimeRange all = m_traces.extent();
    if (all.isEmpty())
        return;
    remember();
    timeWindow().show({all.from, moved(all.from, window().span())});
    redraw();
}

void PlotPanel::boxZoom(const QRectF &fractions)
{
    const QRect plot = m_canvas->plotRect();
    timeWindow().show({m_canvas->timeAt(plot.left() + fractions.left() * plot.width()),
                       m_canvas->timeAt(plot.left() + fractions.right() * plot.width())});
    for (int axis = 0; axis < axisCount(); ++axis) {
        ValueSpan &span = spanOf(axis);
        const double high = span.at(1.0 - fractions.top());
        span.set(span.at(1.0 - fractions.bottom()), high);
    }
    redraw();
}

void PlotPanel::setStatisticsShown(bool isShown)
{
    m_hasStatistics = isShown;
    m_statistics->setVisible(isShown);
    redraw();
}

void PlotPanel::setLog(int axis, bool isLog)
{
    spanOf(axis).setLog(isLog);
    redraw();
}

/// All axes together: where one is not logarithmic, all become it.
void PlotPanel::toggleLog()
{
    const auto end = m_spans.begin() + axisCount();
    const bool isLog = !std::all_of(m_spans.begin(), end, [](const ValueSpan &span) { return span.isLog(); });
    for (ValueSpan &span : m_spans)
        span.setLog(isLog);
    redraw();
}

void PlotPanel::setValues(int axis, std::optional<std::pair<double, double>> span)
{
    remember();
    if (span)
        spanOf(axis).set(span->first, span->second);
    else
        spanOf(axis).fit();
    redraw();
}

void PlotPanel::setLook(const SeriesKey &key, const TraceLook &look)
{
    const PlotTrace *trace = m_traces.find(key);
    const bool isSameAxis = trace && trace->look().axisGroup == look.axisGroup;
    m_traces.setLook(key, look);
    if (!isSameAxis) {
        for (ValueSpan &span : m_spans)
            span.setFresh();
    }
    redraw();
}

void PlotPanel::chooseColour(const SeriesKey &key, int index)
{
    m_colours.choose(key, index);
    redraw();
}

void PlotPanel::setMark(std::optional<Timestamp> mark)
{
    m_time->setMark(mark);
    redraw();
}

void PlotPanel::setMarkHere()
{
    const TimeRange range = shownRange();
    setMark(cursorInView().value_or(moved(range.from, between(range.from, range.to) / 2)));
}

void PlotPanel::stepCursor(bool isForward)
{
    const auto trace = std::find_if(m_traces.all().begin(), m_traces.all().end(),
                                    [](const auto &one) { return one->look().isVisible && one->newest().has_value(); });
    if (trace == m_traces.all().end())
        return;
    if (window().isLive())
        timeWindow().pause(edge());
    const TimeRange range = window().range(edge());
    const auto from = m_time->cursor().value_or(isForward ? range.from : range.to);
    const store::Series &series = *(*trace)->data();
    const auto sample = isForward ? sampleAfter(series, from) : sampleBefore(series, from);
    if (!sample)
        return;
    moveCursor(std::nullopt);
    m_time->setCursor(sample->time);
    if (!range.contains(sample->time)) {
        remember();
        const Duration half = window().span() / 2;
        timeWindow().show({moved(sample->time, -half), moved(sample->time, window().span() - half)});
    }
    redraw();
}

void PlotPanel::copyPicture()
{
    QGuiApplication::clipboard()->setImage(plotImage(*this, devicePixelRatioF()));
}

void PlotPanel::copyValues()
{
    QGuiApplication::clipboard()->setText(valuesText());
}

} // namespace watchglass::ui
