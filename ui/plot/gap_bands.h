#pragma once

#include "core/model/gap.h"
#include "ui/plot/custom_plot.h"
#include "ui/plot/time_grid.h"

#include <vector>

namespace watchglass::ui {

/// What a gap is called, for tool tips: "Link lost", "Device silent", …
QString gapText(GapCause cause);

/// The recorded gaps as faint bands behind the traces, a pattern for each cause: stripes rising to the right (link
/// lost), dots (device silent), plain (not asked for), upright lines (server left out), stripes falling (clock
/// stepped). The pattern is fixed in time, so it scrolls with the data.
class GapBands : public QCPLayerable
{
    Q_OBJECT

public:
    GapBands(QCustomPlot *plot, QCPAxisRect *area);

    void setGaps(std::vector<Gap> gaps, const TimeGrid &grid);
    /// Of the bands' marks, and of what they lie on.
    void setColours(const QColor &marks, const QColor &ground);
    /// The gap at a position of the widget, if any.
    std::optional<Gap> gapAt(const QPointF &position) const;

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    QRectF bandOf(const Gap &gap) const;
    const QImage &pattern(GapCause cause);

    QCPAxisRect *m_area;
    std::vector<Gap> m_gaps;
    TimeGrid m_grid;
    QColor m_marks;
    QColor m_ground;
    QHash<int, QImage> m_patterns;
};

} // namespace watchglass::ui
