#pragma once

#include "core/store/series_store.h"
#include "ui/panels/plot_panel.h"
#include "ui/plot/plot_legend.h"
#include "ui/plot/plot_marks.h"

#include <QApplication>
#include <QMouseEvent>
#include <QTest>

#include <cmath>
#include <memory>
#include <vector>

namespace watchglass::test {

/// Plots of one desk over one store, drawn by hand.
struct PlotScene
{
    static constexpr Timestamp now = Timestamp::fromMs(1'795'324'522'000); // 22 Nov 2026 05:15:22 UTC

    static SeriesKey key(const char *attribute)
    {
        return {QStringLiteral("demo"), QStringLiteral("bed-3"), QString::fromLatin1(attribute), {}};
    }

    /// A series of `count` samples `interval` apart, the last one at `end`, with value(i) for sample i.
    template <typename Value>
    void add(const char *attribute, const char *unit, int count, Duration interval, Value value, Timestamp end = now,
             Interpolation interpolation = Interpolation::Linear)
    {
        const auto series = store.open({key(attribute), QString::fromUtf8(unit), interpolation});
        for (int i = 0; i < count; ++i)
            series->append({end - (count - 1 - i) * interval, static_cast<double>(value(i))});
    }

    void addSine(const char *attribute, const char *unit = "mV")
    {
        add(attribute, unit, 12'001, std::chrono::milliseconds(10), [](int i) { return std::sin(i * 0.03); });
    }

    ui::PlotPanel &plot(std::initializer_list<const char *> attributes, bool isLinked = true)
    {
        plots.push_back(std::make_unique<ui::PlotPanel>(store, colours));
        ui::PlotPanel &made = *plots.back();
        if (isLinked)
            made.setTimeLink(link);
        for (const char *attribute : attributes)
            made.addSeries(key(attribute));
        made.resize(900, 500);
        made.show();
        return made;
    }

    void frame(Duration after)
    {
        for (const auto &one : plots)
            one->drawFrame(now + after);
    }

    static ui::PlotCanvas &canvas(ui::PlotPanel &plot) { return *plot.findChild<ui::PlotCanvas *>(); }
    static ui::PlotMarks &marks(ui::PlotPanel &plot) { return *plot.findChild<ui::PlotMarks *>(); }
    static const std::vector<ui::LegendRow> &legend(ui::PlotPanel &plot)
    {
        return plot.findChild<ui::PlotLegend *>()->rows();
    }
    static QPoint inPlot(ui::PlotPanel &plot, double x, double y)
    {
        const QRect rect = canvas(plot).plotRect();
        return {rect.left() + qRound(x * rect.width()), rect.top() + qRound(y * rect.height())};
    }
    static void point(ui::PlotPanel &plot, double x)
    {
        const QPoint at = inPlot(plot, x, 0.5);
        QMouseEvent move(QEvent::MouseMove, at, canvas(plot).mapToGlobal(at), Qt::NoButton, {}, {});
        QApplication::sendEvent(&canvas(plot), &move);
    }

    store::SeriesStore store;
    ui::SeriesColours colours;
    std::shared_ptr<ui::TimeLink> link = std::make_shared<ui::TimeLink>();
    std::vector<std::unique_ptr<ui::PlotPanel>> plots;
};

} // namespace watchglass::test
