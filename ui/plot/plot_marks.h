#pragma once

#include "ui/plot/custom_plot.h"

#include <optional>
#include <vector>

namespace watchglass::ui {

/// What lies over a plot besides the legend: the cursor with its time on the axis and a dot on each trace, the
/// rectangle of a box zoom, the units above the axes, date and zone, and a sentence where there is nothing to show.
class PlotMarks : public QCPLayerable
{
    Q_OBJECT

public:
    struct Dot
    {
        QPointF at;
        QColor colour;
    };
    struct Cursor
    {
        double x = 0.0;
        QString label;
        std::vector<Dot> dots;
    };

    PlotMarks(QCustomPlot *plot, QCPAxisRect *area);

    void setCursor(std::optional<Cursor> cursor) { m_cursor = std::move(cursor); }
    void setBox(std::optional<QRectF> box) { m_box = box; }
    void setCaptions(const QString &left, const QString &right, const QString &context);
    /// Instead of a plot; empty when there is one.
    void setHint(const QString &hint) { m_hint = hint; }
    const QString &hint() const { return m_hint; }
    const QString &leftCaption() const { return m_left; }
    const QString &rightCaption() const { return m_right; }
    const QString &context() const { return m_context; }
    const std::optional<Cursor> &cursor() const { return m_cursor; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    void drawCursor(QCPPainter *painter) const;
    void drawCaptions(QCPPainter *painter) const;

    QCPAxisRect *m_area;
    std::optional<Cursor> m_cursor;
    std::optional<QRectF> m_box;
    QString m_left;
    QString m_right;
    QString m_context;
    QString m_hint;
};

} // namespace watchglass::ui
