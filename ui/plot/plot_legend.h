#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/kept_text.h"

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
    bool isHidden = false; ///< Its trace is not drawn.

    friend bool operator==(const LegendRow &, const LegendRow &) = default;
};

/// The legend: swatch, name, value and note of each series, one after the other in lines above the plot, so that it
/// hides nothing. A value's room only grows, so that changing values move nothing. Rows for which a low plot has no
/// line are told by their number.
class PlotLegend : public QCPLayerable
{
    Q_OBJECT

public:
    PlotLegend(QCustomPlot *plot, QCPAxisRect *area);

    void setRows(std::vector<LegendRow> rows);
    const std::vector<LegendRow> &rows() const { return m_rows; }
    /// Columns may become narrower again.
    void resetWidths();
    /// What date and zone take of the first line, in pixels, and how many lines there may be.
    void setRoom(double captionWidth, int mostLines);
    /// How many lines the rows take at the plot's present width; at least 1.
    int lineCount() const;
    std::optional<int> rowAt(const QPointF &position) const;
    /// Where the number of rows without a line stands, and what it stands for, a line each; empty elsewhere.
    QString leftOutAt(const QPointF &position) const;
    /// Where each row stands: above the plot, beside date and zone, and no wider than what there is. Rows without a
    /// line come last, with empty places.
    std::vector<QRectF> places() const { return layOut().places; }

    static constexpr int lineHeight = 20;

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    /// A row's parts, ready to be drawn.
    struct Parts
    {
        KeptText name;
        KeptText shortName; ///< As much of it as there is room for.
        KeptText value;
        KeptText note;
        double valueWidth = 0.0; ///< The most that it has needed.
        double total() const;
    };

    struct Layout
    {
        std::vector<QRectF> places;
        int lines = 1;
        std::size_t left = 0; ///< Rows without a line.
        QRectF leftAt;        ///< Where their number stands.
    };

    Layout layOut() const;
    void drawRow(QCPPainter *painter, const LegendRow &row, Parts &parts, const QRectF &place) const;

    QCPAxisRect *m_area;
    std::vector<LegendRow> m_rows;
    std::vector<Parts> m_parts; ///< One for each row.
    double m_captionWidth = 0.0;
    int m_mostLines = 1;
    KeptText m_left;
};

} // namespace watchglass::ui
