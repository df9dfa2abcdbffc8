#include "tests/pictures/gap_scene.h"

#include "core/store/series_store.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"

#include <QApplication>

#include <cmath>

namespace watchglass::pictures {

namespace {

using namespace std::chrono_literals;

struct NamedGap
{
    const char *series;
    GapCause cause;
};

constexpr NamedGap gaps[] = {
    {"link lost", GapCause::LinkLost},         {"device silent", GapCause::DeviceSilent},
    {"not requested", GapCause::NotRequested}, {"server throttled", GapCause::ServerThrottled},
    {"clock stepped", GapCause::ClockStepped},
};
constexpr auto shown = 30s; // what a plot of such series shows first
constexpr auto gapLength = 3s;
constexpr auto interval = 50ms;

} // namespace

QPixmap pictureOfGaps(Timestamp now, QSize size)
{
    store::SeriesStore store;
    ui::SeriesColours colours;
    ui::PlotPanel panel(store, colours);
    int number = 0;
    for (const NamedGap &gap : gaps) {
        const SeriesKey key{QStringLiteral("demo"), QStringLiteral("gaps"), QString::fromLatin1(gap.series), {}};
        const auto series = store.open({key, QStringLiteral("V"), Interpolation::Linear, {}});
        const Timestamp gapStart = now - shown + 4s + number * 5s;
        for (Duration age = shown + 5s; age > Duration::zero(); age -= interval) {
            const Timestamp time = now - age;
            if (time < gapStart || time >= gapStart + gapLength)
                series->append({time, 2.0 * number + std::sin(static_cast<double>(age.count()) * 1.5e-9 + number)});
        }
        series->addGap({{gapStart, gapStart + gapLength}, gap.cause});
        panel.addSeries(key);
        ++number;
    }
    panel.resize(size);
    panel.show();
    panel.drawFrame(now);
    QApplication::processEvents();
    panel.drawFrame(now + 16ms);
    QApplication::processEvents();
    return panel.grab();
}

} // namespace watchglass::pictures
