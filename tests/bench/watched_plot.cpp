#include "tests/bench/watched_plot.h"

#include "ui/desk/cpu_time.h"
#include "ui/desk/frame_clock.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

std::uint64_t storedIn(const store::SeriesStore &store)
{
    std::uint64_t sum = 0;
    for (const auto &series : store.all())
        sum += series->count();
    return sum;
}

double milliseconds(Duration duration)
{
    return static_cast<double>(duration.count()) * 1e-6;
}

} // namespace

void turn(std::chrono::milliseconds time, const std::function<bool()> &isEnough)
{
    QEventLoop loop;
    QTimer limit;
    QTimer look;
    limit.setSingleShot(true);
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isEnough())
            loop.quit();
    });
    limit.start(time);
    look.start(50ms);
    loop.exec();
}

PlotFigures watchPlot(store::SeriesStore &store, const Clock &clock, std::size_t shownSeries,
                      std::chrono::milliseconds warmUp, std::chrono::milliseconds measured)
{
    ui::SeriesColours colours;
    ui::PlotPanel panel(store, colours);
    for (const auto &series : store.all()) {
        if (panel.series().size() < static_cast<qsizetype>(shownSeries))
            panel.addSeries(series->info().key);
    }
    panel.resize(1600, 900);
    panel.show();

    PlotFigures figures;
    ui::FrameClock beat(clock, ui::threadCpuTime);
    QObject::connect(&beat, &ui::FrameClock::frameDue, &panel, [&](Timestamp now) {
        panel.drawFrame(now);
        figures.frameMs.push_back(milliseconds(panel.lastFrameCost().total));
        beat.countFrame(AttentionLevel::High);
    });
    beat.start(60.0);
    turn(warmUp);

    figures.frameMs.clear();
    const std::uint64_t storedBefore = storedIn(store);
    const Duration cpuBefore = ui::threadCpuTime();
    const Duration start = clock.monotonic();
    turn(measured);
    figures.seconds = static_cast<double>((clock.monotonic() - start).count()) * 1e-9;
    figures.busy = static_cast<double>((ui::threadCpuTime() - cpuBefore).count()) * 1e-9 / figures.seconds;
    figures.stored = storedIn(store) - storedBefore;
    std::sort(figures.frameMs.begin(), figures.frameMs.end());
    return figures;
}

} // namespace watchglass::bench
