#include "tests/bench/bench.h"

#include "core/ingest/source_runner.h"
#include "core/store/series_store.h"
#include "tests/support/faulty_service.h"
#include "ui/desk/cpu_time.h"
#include "ui/desk/frame_clock.h"
#include "ui/panels/plot_panel.h"
#include "ui/panels/series_colours.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QTimer>

#include <algorithm>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr int devices = 20;
constexpr int channels = 10;
constexpr double rateHz = 1000.0; // in all 200,000 samples a second
constexpr std::size_t shownSeries = 4;
constexpr auto warmUp = 8s; // most of what is measured shall have a full window
constexpr auto measured = 20s;

/// Turns the event loop for a while, or until it is told that it is enough.
void turn(
    std::chrono::milliseconds time, const std::function<bool()> &isEnough = [] { return false; })
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

/// One plot of 1600 x 900 in focus, drawn with every tick of the program's frame clock.
void watch(Context &context, store::SeriesStore &store, const Clock &clock)
{
    ui::SeriesColours colours;
    ui::PlotPanel panel(store, colours);
    for (const auto &series : store.all()) {
        if (panel.series().size() < static_cast<qsizetype>(shownSeries))
            panel.addSeries(series->info().key);
    }
    panel.resize(1600, 900);
    panel.show();

    std::vector<double> frames;
    ui::FrameClock beat(clock, ui::threadCpuTime);
    QObject::connect(&beat, &ui::FrameClock::frameDue, &panel, [&](Timestamp now) {
        panel.drawFrame(now);
        frames.push_back(milliseconds(panel.lastFrameCost().total));
        beat.countFrame(AttentionLevel::High);
    });
    beat.start(60.0);
    turn(warmUp);

    frames.clear();
    const std::uint64_t storedBefore = storedIn(store);
    const Duration cpuBefore = ui::threadCpuTime();
    const Duration start = clock.monotonic();
    turn(measured);
    const double seconds = static_cast<double>((clock.monotonic() - start).count()) * 1e-9;
    const double busy = static_cast<double>((ui::threadCpuTime() - cpuBefore).count()) * 1e-9 / seconds;

    std::sort(frames.begin(), frames.end());
    if (frames.empty()) {
        context.fail("gui: no frame was drawn");
        return;
    }
    context.result("gui.samples_per_second", static_cast<double>(storedIn(store) - storedBefore) / seconds,
                   "samples/s");
    context.result("gui.frames_per_second", static_cast<double>(frames.size()) / seconds, "frames/s");
    context.result("gui.frame_ms", median(frames), "ms");
    context.result("gui.frame_ms_p99", frames[frames.size() * 99 / 100], "ms");
    context.result("gui.thread_busy_percent", busy * 100.0, "%");
}

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(context.argc, context.argv);
    ui::applyTheme(application, ui::themeByName(QStringLiteral("dark")));
    SystemClock clock;
    sim::ServerOptions options;
    options.limits = {.connectionsPerUser = 0, .connections = 0, .connectsPerMinute = 0, .messagesPerSecond = 0};
    test::FaultyService service(sim::Fleet::generic(devices, rateHz, channels, 1), options, clock);
    if (!service.listen()) {
        context.fail("gui: the simulated service could not listen");
        return;
    }
    store::SeriesStore store;
    ingest::SourceRunner source(QStringLiteral("bench"), {protocol::Service::Valtronics, service.url(), {}}, store,
                                clock);
    source.start();
    turn(30s, [&] { return store.size() >= static_cast<std::size_t>(devices * channels); });
    if (store.size() < shownSeries) {
        context.fail("gui: no samples arrived");
        return;
    }
    watch(context, store, clock);
    source.stop();
}

const Registration registration("gui", "one plot in focus at 60 Hz while 200,000 samples a second come in by WebSocket",
                                run);

} // namespace

} // namespace watchglass::bench
