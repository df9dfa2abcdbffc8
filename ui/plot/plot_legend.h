#pragma once

#include "ui/plot/custom_plot.h"

#include <optional>
#include <vector>

namespace watchglass::ui {

/// One series in the legend.
struct LegendRow
{
    QColor colour;
    QString name;
    QString value; ///< With unit.
    QString note;  ///< What else there is to say: "stale since 12 s", "right axis"; empty when nothing.
    bool isFaded = false;

    friend bool operator==(const LegendRow &, const LegendRow &) = default;
};

/// The legend: swatch, name, value and note of each series. At the upper left inside the plot, a row a series; where
/// the plot is low and all of it fits, in one line above the plot instead, so that it hides nothing. Columns only grow,
/// so that changing values move nothing.
class PlotLegend : public QCPLayerable
{
    Q_OBJECT

public:
    PlotLegend(QCustomPlot *plot, QCPAxisRect *area);

    void setRows(std::vector<LegendRow> rows);
    const std::vector<LegendRow> &rows() const { return m_rows; }
    /// Columns may become narrower again.
    void resetWidths();
    std::optional<int> rowAt(const QPointF &position) const;

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    bool isLine() const;
    double rowWidth() const;
    QRectF rowRect(std::size_t row) const;
    void drawRow(QCPPainter *painter, const LegendRow &row, QPointF corner) const;

    QCPAxisRect *m_area;
    std::vector<LegendRow> m_rows;
    double m_nameWidth = 0.0;
    double m_valueWidth = 0.0;
    double m_noteWidth = 0.0;
};

} // namespace watchglass::ui
