#pragma once

#include "core/model/series_key.h"

#include <QObject>
#include <QPoint>

#include <optional>

class QMouseEvent;
class QWidget;

namespace watchglass::ui {

class Panel;

/// Lets the operator drag a series out of a panel by its name: to another panel or to free space it moves, with Ctrl it
/// is copied. It leaves the panel only when another one has it.
/// Thread: GUI. Owned by the panel.
class SeriesDrag : public QObject
{
    Q_OBJECT

public:
    explicit SeriesDrag(Panel &panel);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void press(const QWidget &widget, const QMouseEvent &event);
    void drag(const SeriesKey &key);

    Panel &m_panel;
    QPoint m_pressedAt;
    std::optional<SeriesKey> m_pressed; ///< What was taken hold of.
};

/// Whether a panel other than `from` in the program's windows shows the series.
bool isShownElsewhere(const SeriesKey &key, const Panel &from);

} // namespace watchglass::ui
