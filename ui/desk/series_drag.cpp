#include "ui/desk/series_drag.h"

#include "ui/models/series_mime.h"
#include "ui/panels/panel.h"

#include <QApplication>
#include <QDrag>
#include <QMimeData>
#include <QMouseEvent>
#include <QPointer>

#include <algorithm>
#include <utility>

namespace watchglass::ui {

SeriesDrag::SeriesDrag(Panel &panel)
    : QObject(&panel)
    , m_panel(panel)
{
    panel.installEventFilter(this);
    for (QWidget *part : panel.findChildren<QWidget *>())
        part->installEventFilter(this);
}

bool SeriesDrag::eventFilter(QObject *watched, QEvent *event)
{
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget)
        return false;
    if (event->type() == QEvent::MouseButtonPress) {
        press(*widget, *static_cast<QMouseEvent *>(event));
        return m_pressed.has_value();
    } else if (event->type() == QEvent::MouseButtonRelease) {
        return std::exchange(m_pressed, std::nullopt).has_value();
    } else if (event->type() == QEvent::MouseMove && m_pressed) {
        const auto *move = static_cast<QMouseEvent *>(event);
        const QPoint way = move->globalPosition().toPoint() - m_pressedAt;
        if (way.manhattanLength() >= QApplication::startDragDistance())
            drag(*std::exchange(m_pressed, std::nullopt));
        return true; // the panel does not pan meanwhile
    }
    return false;
}

void SeriesDrag::press(const QWidget &widget, const QMouseEvent &event)
{
    m_pressed.reset();
    if (event.button() != Qt::LeftButton || m_panel.isLocked())
        return;
    m_pressed = m_panel.seriesAt(widget.mapTo(&m_panel, event.position().toPoint()));
    m_pressedAt = event.globalPosition().toPoint();
    if (!m_pressed)
        return;
    m_panel.setFocus(Qt::MouseFocusReason);
    Q_EMIT m_panel.activated();
}

void SeriesDrag::drag(const SeriesKey &key)
{
    const QPointer<SeriesDrag> self(this);
    auto *data = new QMimeData;
    data->setData(seriesMimeType(), encodeSeries({key}));
    auto *drag = new QDrag(&m_panel);
    drag->setMimeData(data);
    const Qt::DropAction action = drag->exec(Qt::CopyAction | Qt::MoveAction, Qt::MoveAction);
    if (self && action == Qt::MoveAction && isShownElsewhere(key, m_panel))
        m_panel.removeSeries(key);
}

bool isShownElsewhere(const SeriesKey &key, const Panel &from)
{
    const auto shows = [&](const QWidget *top) {
        const auto panels = top->findChildren<Panel *>();
        return std::any_of(panels.begin(), panels.end(),
                           [&](const Panel *panel) { return panel != &from && panel->series().contains(key); });
    };
    const auto windows = QApplication::topLevelWidgets();
    return std::any_of(windows.begin(), windows.end(), shows);
}

} // namespace watchglass::ui
