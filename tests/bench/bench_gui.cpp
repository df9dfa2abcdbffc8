#include "tests/bench/bench.h"
#include "tests/bench/watched_plot.h"

#include "core/ingest/source_runner.h"
#include "core/store/series_store.h"
#include "tests/support/faulty_service.h"
#include "ui/theme/theme.h"

#include <QApplication>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr int devices = 20;
constexpr int channels = 10;
constexpr double rateHz = 1000.0; // in all 200,000 samples a second
constexpr std::size_t shownSeries = 4;
constexpr auto warmUp = 8s; // most of what is measured shall have a full window
constexpr auto measured = 20s;

void watch(Context &context, store::SeriesStore &store, const Clock &clock)
{
    const PlotFigures figures = watchPlot(store, clock, shownSeries, warmUp, measured);
    if (figures.frameMs.empty()) {
        context.fail("gui: no frame was drawn");
        return;
    }
    context.result("gui.samples_per_second", static_cast<double>(figures.stored) / figures.seconds, "samples/s");
    context.result("gui.frames_per_second", static_cast<double>(figures.frameMs.size()) / figures.seconds, "frames/s");
    context.result("gui.frame_ms", median(figures.frameMs), "ms");
    context.result("gui.frame_ms_p99", figures.frameMs[figures.frameMs.size() * 99 / 100], "ms");
    context.result("gui.thread_busy_percent", figures.busy * 100.0, "%");
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
