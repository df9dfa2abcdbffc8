#pragma once

#include "core/alarm/rule_preview.h"

#include <QRectF>
#include <QWidget>

#include <memory>
#include <optional>

class QPainter;

namespace watchglass::ui {

/// A series over a span, small, with the limit of a rule as a line and the spans in which it would have called.
/// Thread: GUI.
class RulePreviewPlot : public QWidget
{
    Q_OBJECT

public:
    explicit RulePreviewPlot(QWidget *parent = nullptr);

    /// A null series shows why there is nothing to see.
    void setPreview(std::shared_ptr<const store::Series> series, TimeRange range, const alarm::RulePreview &preview,
                    std::optional<double> limit, AlarmPriority priority);

    QSize sizeHint() const override { return {480, 120}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Values
    {
        double low = 0;
        double high = 1;
    };
    /// Where things stand on the widget.
    struct Scale
    {
        QRectF space;
        TimeRange range;
        Values values;

        double x(Timestamp t) const;
        double y(double value) const;
    };
    Values valuesOf(const store::View &view) const;
    void paintAlarms(QPainter &painter, const Scale &scale) const;
    void paintTrace(QPainter &painter, const Scale &scale, const store::View &view) const;
    void paintLimits(QPainter &painter, const Scale &scale) const;

    std::shared_ptr<const store::Series> m_series;
    TimeRange m_range;
    alarm::RulePreview m_preview;
    std::optional<double> m_limit;
    AlarmPriority m_priority = AlarmPriority::Warning;
};

} // namespace watchglass::ui
