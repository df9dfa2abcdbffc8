#pragma once

#include "ui/plot/plot_canvas.h"

#include <QObject>
#include <QPointF>

#include <optional>

namespace watchglass::ui {

/// What mouse and wheel mean on a plot, in fractions of the plot instead of pixels.
///
/// Wheel: time about the cursor; over a value axis, that axis; sideways or with Shift, pan. Drag: pan; on a value axis,
/// that axis; with Shift, a box. Double click: fit, on a value axis that axis. Click: whatever is there; with Ctrl, the
/// second cursor. The first move of a drag or a wheel says `aboutToChange`, before anything has, for the history.
/// Thread: GUI.
class PlotGestures : public QObject
{
    Q_OBJECT

public:
    /// Filters the events of `canvas`, its parent.
    explicit PlotGestures(PlotCanvas &canvas);

    bool eventFilter(QObject *watched, QEvent *event) override;
    /// Gives up a box or a drag; false when there was none.
    bool cancel();

Q_SIGNALS:
    void activated();
    void aboutToChange();
    void timeZoomed(double factor, double fraction);
    void valueZoomed(int axis, double factor, double fraction);
    /// The picture was dragged by fractions of its width (to the right) and height (upwards).
    void dragged(double right, double up);
    void valueDragged(int axis, double up);
    void boxChanged(std::optional<QRectF> box);
    /// Left, right, top and bottom as fractions of the plot from its upper left corner.
    void boxChosen(const QRectF &fractions);
    void fitWanted();
    void axisFitWanted(int axis);
    /// Pressed and released at one place.
    void clicked(const QPointF &position, Qt::KeyboardModifiers modifiers);
    /// Where the mouse is over the plot; nothing elsewhere and while it drags.
    void cursorMoved(std::optional<QPointF> position);
    void menuWanted(const QPointF &position);

private:
    enum class Drag { None, Time, Axis, Box };

    bool press(const QMouseEvent &event);
    void move(const QMouseEvent &event);
    void release(const QMouseEvent &event);
    void wheel(const QWheelEvent &event);
    void doubleClick(const QMouseEvent &event);

    PlotCanvas &m_canvas;
    Drag m_drag = Drag::None;
    int m_axis = 0; ///< With Drag::Axis.
    bool m_hasMoved = false;
    QPointF m_start;
    QPointF m_last;
};

} // namespace watchglass::ui
