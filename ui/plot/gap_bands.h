#pragma once

#include "core/model/gap.h"
#include "ui/plot/custom_plot.h"
#include "ui/plot/time_grid.h"

#include <QTimeZone>

#include <vector>

namespace watchglass::ui {

/// What a gap is called, for tool tips: "Link lost", "Device silent", …
QString gapText(GapCause cause);
/// What there is to say about a gap: "Link lost, 12.3 s"; where we did not ask for everything also since when, and that
/// samples inside are a thinned rest.
QString gapToolTip(const Gap &gap, const QTimeZone &zone);

/// The recorded gaps as faint bands behind the traces, a pattern for each cause: stripes rising to the right (link
/// lost), dots (device silent), plain between two hairlines (not asked for), upright lines (server left out), stripes
/// falling (clock stepped). The pattern is fixed in time, so it scrolls with the data. Gaps of one cause that overlap,
/// as those of several series do, are one band; what was not asked for lies below what was lost. A gap without an end
/// yet reaches to the right edge.
class GapBands : public QCPLayerable
{
    Q_OBJECT

public:
    GapBands(QCustomPlot *plot, QCPAxisRect *area);

    void setGaps(std::vector<Gap> gaps, const TimeGrid &grid);
    /// Of the bands' marks, and of what they lie on.
    void setColours(const QColor &marks, const QColor &ground);
    /// The gap at a position of the widget, if any: the one drawn on top.
    std::optional<Gap> gapAt(const QPointF &position) const;

protected:
    QRect clipRect() const override;
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    struct Band
    {
        double left = 0.0; ///< In pixels of the widget.
        double right = 0.0;
        GapCause cause = GapCause::LinkLost;
    };
    Band bandOf(const Gap &gap) const;
    std::vector<Band> bands() const;
    void fill(QImage &target, const QRect &pixels, GapCause cause, double ratio);
    void drawEdges(QCPPainter &painter, const Band &band) const;
    QColor mixed(double share) const;
    const QImage &pattern(GapCause cause);

    QCPAxisRect *m_area;
    std::vector<Gap> m_gaps; ///< In the order in which they are drawn.
    TimeGrid m_grid;
    QColor m_marks;
    QColor m_ground;
    QHash<int, QImage> m_patterns;
};

} // namespace watchglass::ui
