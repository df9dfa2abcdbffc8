// What the operator does to a plot panel: mouse, keys and drops.
//
// Space pauses, End goes live, Home goes to the first sample; Left and Right pan (Shift: half a window; Ctrl: the
// cursor by a sample); + and - zoom, M fits, L makes value axes logarithmic, Backspace goes back, Shift+Backspace
// forward; D sets the second cursor, Esc gives up a box, a second cursor or a cursor; the copy key copies the picture,
// with Shift the values.

#include "ui/models/series_mime.h"
#include "ui/models/source_status.h"
#include "ui/panels/plot_panel.h"
#include "ui/plot/gap_bands.h"
#include "ui/plot/plot_gestures.h"

#include <QDropEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPushButton>
#include <QToolTip>

namespace watchglass::ui {
namespace {

constexpr double smallStep = 0.1;
constexpr double largeStep = 0.5;
constexpr double keyZoom = 0.8;

} // namespace

void PlotPanel::connectGestures()
{
    using Gestures = PlotGestures;
    connect(m_gestures, &Gestures::activated, this, [this] {
        setFocus(Qt::MouseFocusReason);
        Q_EMIT activated();
    });
    connect(m_gestures, &Gestures::aboutToChange, this, &PlotPanel::remember);
    connect(m_gestures, &Gestures::timeZoomed, this, [this](double factor, double fraction) {
        timeWindow().zoom(factor, fraction, edge());
        redraw();
    });
    connect(m_gestures, &Gestures::valueZoomed, this, [this](int axis, double factor, double fraction) {
        spanOf(axis).zoom(factor, fraction);
        redraw();
    });
    connect(m_gestures, &Gestures::dragged, this, [this](double right, double up) {
        if (right != 0.0)
            timeWindow().pan(-right, edge());
        // An automatic axis keeps its span: only one that the operator has set moves along.
        for (ValueSpan &span : m_spans) {
            if (!span.isAutomatic() && up != 0.0)
                span.pan(-up);
        }
        redraw();
    });
    connect(m_gestures, &Gestures::valueDragged, this, [this](int axis, double up) {
        spanOf(axis).pan(-up);
        redraw();
    });
    connect(m_gestures, &Gestures::boxChanged, this, [this](std::optional<QRectF> box) {
        m_marks->setBox(box);
        redraw();
    });
    connect(m_gestures, &Gestures::boxChosen, this, &PlotPanel::boxZoom);
    connect(m_gestures, &Gestures::fitWanted, this, &PlotPanel::fit);
    connect(m_gestures, &Gestures::axisFitWanted, this, [this](int axis) { setValues(axis, std::nullopt); });
    connect(m_gestures, &Gestures::clicked, this, &PlotPanel::click);
    connect(m_gestures, &Gestures::cursorMoved, this, &PlotPanel::moveCursor);
    connect(m_gestures, &Gestures::menuWanted, this, &PlotPanel::showMenu);
}

/// In the legend, a trace comes and goes; with Ctrl in the plot, the second cursor is set.
void PlotPanel::click(const QPointF &position, Qt::KeyboardModifiers modifiers)
{
    if (const auto row = m_legend->rowAt(position)) {
        const PlotTrace &trace = *m_traces.all().at(static_cast<std::size_t>(*row));
        TraceLook look = trace.look();
        look.isVisible = !look.isVisible;
        setLook(trace.key(), look);
    } else if (modifiers.testFlag(Qt::ControlModifier) && m_canvas->plotRect().contains(position.toPoint())) {
        setMark(m_canvas->timeAt(position.x()));
    }
}

void PlotPanel::keyPressEvent(QKeyEvent *event)
{
    if (!pressTimeKey(*event) && !pressOtherKey(*event))
        Panel::keyPressEvent(event);
}

bool PlotPanel::pressTimeKey(const QKeyEvent &event)
{
    const bool isShift = event.modifiers().testFlag(Qt::ShiftModifier);
    const double step = isShift ? largeStep : smallStep;
    const auto change = [&](auto what) {
        remember();
        what();
        redraw();
    };
    switch (event.key()) {
    case Qt::Key_Space:
        togglePause();
        return true;
    case Qt::Key_End:
        goLive();
        return true;
    case Qt::Key_Home:
        goToStart();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        if (event.modifiers().testFlag(Qt::ControlModifier))
            stepCursor(event.key() == Qt::Key_Right);
        else
            change([&] { timeWindow().pan(event.key() == Qt::Key_Right ? step : -step, edge()); });
        return true;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        change([&] { timeWindow().zoom(keyZoom, 0.5, edge()); });
        return true;
    case Qt::Key_Minus:
        change([&] { timeWindow().zoom(1.0 / keyZoom, 0.5, edge()); });
        return true;
    case Qt::Key_Backspace:
        if (isShift)
            goForward();
        else
            goBack();
        return true;
    default:
        return false;
    }
}

bool PlotPanel::pressOtherKey(const QKeyEvent &event)
{
    if (event.matches(QKeySequence::Copy)) {
        copyPicture();
        return true;
    }
    if (event.key() == Qt::Key_C && event.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyValues();
        return true;
    }
    if (event.modifiers().testFlag(Qt::ControlModifier) || event.modifiers().testFlag(Qt::AltModifier))
        return false;
    switch (event.key()) {
    case Qt::Key_M:
        remember();
        fit();
        return true;
    case Qt::Key_L:
        toggleLog();
        return true;
    case Qt::Key_D:
        setMarkHere();
        return true;
    case Qt::Key_Escape:
        return escape();
    default:
        return false;
    }
}

/// Gives up one thing at a time; false when there was none.
bool PlotPanel::escape()
{
    if (m_gestures->cancel())
        return true;
    if (m_time->mark()) {
        setMark(std::nullopt);
        return true;
    }
    if (m_cursor || !m_time->cursor())
        return false;
    m_time->setCursor(std::nullopt);
    redraw();
    return true;
}

void PlotPanel::focusInEvent(QFocusEvent *event)
{
    Panel::focusInEvent(event);
    Q_EMIT activated();
}

void PlotPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    m_liveButton->raise();
}

void PlotPanel::changeEvent(QEvent *event)
{
    Panel::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    m_shown.reset();
    m_traces.takeColours();
}

void PlotPanel::dragEnterEvent(QDragEnterEvent *event)
{
    if (decodeSeries(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    m_marks->setBox(QRectF(m_canvas->plotRect()));
    redraw();
}

void PlotPanel::dragLeaveEvent(QDragLeaveEvent *event)
{
    Q_UNUSED(event)
    m_marks->setBox(std::nullopt);
    redraw();
}

void PlotPanel::dropEvent(QDropEvent *event)
{
    m_marks->setBox(std::nullopt);
    m_shown.reset();
    bool hasAdded = false;
    for (const SeriesKey &key : decodeSeries(event->mimeData()))
        hasAdded = addSeries(key) || hasAdded;
    if (hasAdded)
        event->acceptProposedAction();
    redraw();
    Q_EMIT activated();
}

QString PlotPanel::toolTipAt(const QPoint &position) const
{
    if (const QString leftOut = m_legend->leftOutAt(position); !leftOut.isEmpty())
        return leftOut;
    if (const auto row = m_legend->rowAt(position))
        return m_traces.all().at(static_cast<std::size_t>(*row))->toolTip(m_now, m_reading.zone);
    const auto gap = m_gaps->gapAt(position);
    return gap ? gapToolTip(*gap, m_reading.zone) : QString();
}

bool PlotPanel::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return Panel::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const QString text = toolTipAt(m_canvas->mapFrom(this, help->pos()));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), plainToolTip(text), this); // names are data, not markup
    return true;
}

} // namespace watchglass::ui
