#pragma once

#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"

#include <QApplication>
#include <QTest>
#include <QWheelEvent>

#include <cmath>

namespace watchglass::ui::scene {

using namespace std::chrono_literals;

inline constexpr Timestamp now = Timestamp::fromMs(1'795'324'522'000);

inline SeriesKey key(const char *attribute, const char *device = "bed-3")
{
    return {QStringLiteral("demo"), QString::fromLatin1(device), QString::fromLatin1(attribute), {}};
}

/// A panel of 900 x 500 over a store with a sine of 100 Hz that ends at `now`, drawn once.
struct Scene
{
    explicit Scene(bool hasSeries = true)
        : panel(store, colours)
    {
        if (hasSeries) {
            addSine("ecg", "mV", 1.0);
            panel.addSeries(key("ecg"));
        }
        panel.resize(900, 500);
        panel.show();
        frame(0ms);
        frame(16ms);
    }

    void addSine(const char *attribute, const char *unit, double amplitude)
    {
        const auto series = store.open({key(attribute), QString::fromUtf8(unit), Interpolation::Linear});
        for (int i = 12'000; i >= 0; --i)
            series->append({now - i * 10ms, amplitude * std::sin(i * 0.03)});
    }

    void frame(Duration after) { panel.drawFrame(now + after); }
    PlotCanvas &canvas() { return *panel.findChild<PlotCanvas *>(); }
    template <typename T>
    T &part()
    {
        return *panel.findChild<T *>();
    }
    QPoint inPlot(double x, double y)
    {
        const QRect plot = canvas().plotRect();
        return {plot.left() + qRound(x * plot.width()), plot.top() + qRound(y * plot.height())};
    }
    void wheel(QPoint at, int turn, Qt::KeyboardModifiers modifiers = {})
    {
        QWheelEvent event(at, canvas().mapToGlobal(at), {}, {0, turn}, Qt::NoButton, modifiers, Qt::NoScrollPhase,
                          false);
        QApplication::sendEvent(&canvas(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mousePress(&canvas(), Qt::LeftButton, modifiers, from);
        for (const double share : {0.3, 0.7, 1.0}) {
            const QPoint at = from + (to - from) * share;
            QMouseEvent move(QEvent::MouseMove, at, canvas().mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(&canvas(), &move);
        }
        QTest::mouseRelease(&canvas(), Qt::LeftButton, modifiers, to);
    }
    /// Pixels of about that colour in the picture.
    int pixelsOf(const QColor &colour, QRect in = {})
    {
        const QImage image = panel.grab().toImage();
        const double ratio = image.devicePixelRatio();
        int count = 0;
        const QRect area = in.isNull() ? image.rect() : QRect(in.topLeft() * ratio, in.size() * ratio);
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x)
                count += (image.pixel(x, y) | 0xFF000000U) == colour.rgb() ? 1 : 0;
        }
        return count;
    }

    store::SeriesStore store;
    SeriesColours colours;
    PlotPanel panel;
};

inline double seconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-9;
}

} // namespace watchglass::ui::scene
