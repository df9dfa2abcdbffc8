#include "ui/plot/plot_gestures.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr double zoomPerNotch = 0.8; // of the span, a notch forwards
constexpr double notch = 120.0;
constexpr double panPerNotch = 0.1;

} // namespace

PlotGestures::PlotGestures(PlotCanvas &canvas)
    : QObject(&canvas)
    , m_canvas(canvas)
{
    canvas.installEventFilter(this);
}

bool PlotGestures::eventFilter(QObject *watched, QEvent *event)
{
    Q_UNUSED(watched)
    switch (event->type()) {
    case QEvent::MouseButtonPress:
        return press(*static_cast<QMouseEvent *>(event));
    case QEvent::MouseMove:
        move(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonRelease:
        release(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::MouseButtonDblClick:
        doubleClick(*static_cast<QMouseEvent *>(event));
        return true;
    case QEvent::Wheel:
        wheel(*static_cast<QWheelEvent *>(event));
        event->accept();
        return true;
    case QEvent::Leave:
        Q_EMIT cursorMoved(std::nullopt);
        return false;
    default:
        return false;
    }
}

void PlotGestures::doubleClick(const QMouseEvent &event)
{
    cancel();
    if (event.button() != Qt::LeftButton)
        return;
    if (event.position().y() < m_canvas.plotRect().top())
        return; // the legend
    Q_EMIT aboutToChange();
    if (const auto axis = m_canvas.axisAt(event.position()))
        Q_EMIT axisFitWanted(*axis);
    else
        Q_EMIT fitWanted();
}

bool PlotGestures::press(const QMouseEvent &event)
{
    Q_EMIT activated();
    if (event.button() == Qt::RightButton) {
        cancel();
        Q_EMIT menuWanted(event.position());
        return true;
    }
    if (event.button() != Qt::LeftButton)
        return true;
    m_start = m_last = event.position();
    m_hasMoved = false;
    const auto axis = m_canvas.axisAt(m_start);
    if (event.modifiers().testFlag(Qt::ShiftModifier))
        m_drag = Drag::Box;
    else
        m_drag = axis ? Drag::Axis : Drag::Time;
    m_axis = axis.value_or(0);
    return true;
}

void PlotGestures::move(const QMouseEvent &event)
{
    const QRectF plot(m_canvas.plotRect());
    const QPointF position = event.position();
    if (m_drag == Drag::None) {
        Q_EMIT cursorMoved(plot.contains(position) ? std::optional(position) : std::nullopt);
        return;
    }
    if (!m_hasMoved) {
        if ((position - m_start).manhattanLength() < QApplication::startDragDistance())
            return;
        m_hasMoved = true;
        m_last = m_start;
        Q_EMIT cursorMoved(std::nullopt);
        if (m_drag != Drag::Box)
            Q_EMIT aboutToChange();
    }
    const double right = (position.x() - m_last.x()) / std::max(1.0, plot.width());
    const double up = (m_last.y() - position.y()) / std::max(1.0, plot.height());
    m_last = position;
    if (m_drag == Drag::Box)
        Q_EMIT boxChanged(QRectF(m_start, position).normalized().intersected(plot));
    else if (m_drag == Drag::Time)
        Q_EMIT dragged(right, up);
    else
        Q_EMIT valueDragged(m_axis, up);
}

void PlotGestures::release(const QMouseEvent &event)
{
    if (event.button() != Qt::LeftButton)
        return;
    const bool isClick = m_drag != Drag::None && !m_hasMoved;
    const bool isBox = m_drag == Drag::Box && m_hasMoved;
    const QRectF plot(m_canvas.plotRect());
    const QRectF box = QRectF(m_start, event.position()).normalized().intersected(plot);
    cancel();
    if (isClick)
        Q_EMIT clicked(event.position(), event.modifiers());
    if (!isBox || box.width() < QApplication::startDragDistance() || box.height() < QApplication::startDragDistance())
        return;
    Q_EMIT aboutToChange();
    Q_EMIT boxChosen(QRectF((box.left() - plot.left()) / plot.width(), (box.top() - plot.top()) / plot.height(),
                            box.width() / plot.width(), box.height() / plot.height()));
}

bool PlotGestures::cancel()
{
    const bool wasBusy = m_drag != Drag::None && m_hasMoved;
    m_drag = Drag::None;
    m_hasMoved = false;
    Q_EMIT boxChanged(std::nullopt);
    return wasBusy;
}

void PlotGestures::wheel(const QWheelEvent &event)
{
    const QRectF plot(m_canvas.plotRect());
    const QPointF turned = event.angleDelta();
    Q_EMIT activated();
    const bool isSideways = std::abs(turned.x()) > std::abs(turned.y());
    if (isSideways || event.modifiers().testFlag(Qt::ShiftModifier)) {
        Q_EMIT aboutToChange();
        Q_EMIT dragged((isSideways ? turned.x() : turned.y()) / notch * panPerNotch, 0.0);
        return;
    }
    const double factor = std::pow(zoomPerNotch, turned.y() / notch);
    if (factor == 1.0)
        return;
    Q_EMIT aboutToChange();
    const QPointF at = event.position() - plot.topLeft();
    if (const auto axis = m_canvas.axisAt(event.position()))
        Q_EMIT valueZoomed(*axis, factor, std::clamp(1.0 - at.y() / std::max(1.0, plot.height()), 0.0, 1.0));
    else
        Q_EMIT timeZoomed(factor, std::clamp(at.x() / std::max(1.0, plot.width()), 0.0, 1.0));
}

} // namespace watchglass::ui
