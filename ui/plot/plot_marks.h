#pragma once

#include "ui/plot/custom_plot.h"
#include "ui/plot/kept_text.h"

#include <optional>
#include <vector>

namespace watchglass::ui {

/// What lies over a plot besides the legend: the cursor with its time on the axis and a dot on each trace, a second one
/// to measure from, the rectangle of a box zoom, the units above the axes, date and zone, and a sentence where there is
/// nothing to show.
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

    /// The unit over an axis' labels.
    struct Caption
    {
        QString text;
        QColor colour; ///< That of the only trace on it; none: as labels are.
        QRectF gutter;
        bool isLeft = true;
    };

    PlotMarks(QCustomPlot *plot, QCPAxisRect *area);

    void setCursor(std::optional<Cursor> cursor);
    void setBox(std::optional<QRectF> box) { m_box = box; }
    /// The second cursor.
    void setMark(std::optional<Cursor> mark);
    /// One for each value axis; what the time axis leaves out.
    void setCaptions(std::vector<Caption> axes, const QString &context);
    /// Instead of a plot; empty when there is one.
    void setHint(const QString &hint) { m_hint = hint; }
    const QString &hint() const { return m_hint; }
    const std::vector<Caption> &captions() const { return m_captions; }
    const QString &context() const { return m_context; }
    double contextWidth() const { return m_contextText.width(); }
    const std::optional<Cursor> &cursor() const { return m_cursor; }
    const std::optional<Cursor> &mark() const { return m_mark; }

protected:
    void applyDefaultAntialiasingHint(QCPPainter *painter) const override;
    void draw(QCPPainter *painter) override;

private:
    void drawCursor(QCPPainter *painter, const Cursor &cursor, const KeptText &label, const QColor &line) const;
    void drawMeasured(QCPPainter *painter) const;
    void drawCaptions(QCPPainter *painter) const;

    QCPAxisRect *m_area;
    std::optional<Cursor> m_cursor;
    KeptText m_cursorText;
    std::optional<QRectF> m_box;
    std::optional<Cursor> m_mark;
    KeptText m_markText;
    std::vector<Caption> m_captions;
    std::vector<KeptText> m_captionTexts; ///< One for each caption.
    QString m_context;
    KeptText m_contextText;
    QString m_hint;
};

} // namespace watchglass::ui
