#include "app/watchglass/application.h"
#include "tests/bench/bench.h"
#include "tests/bench/sample_to_pixel.h"
#include "tests/support/faulty_service.h"
#include "ui/desk/cpu_time.h"
#include "ui/panels/plot_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr qint64 budget = 1024 * 1024; ///< Bytes a second that a source may send.
constexpr int floodFactor = 10;
constexpr int floodDevices = 20;
constexpr int floodChannels = 10;
constexpr double bytesPerSample = 60.0; ///< About, on this wire.
constexpr auto warmUp = 5s;
constexpr auto measured = 15s;
const QString quietId = QStringLiteral("quiet");
const QString floodId = QStringLiteral("flood");

struct Figures
{
    std::vector<double> frameMs;    ///< Wall time.
    std::vector<double> frameCpuMs; ///< Of the GUI thread: what the other threads do to it besides taking its core.
    std::vector<double> latencyMs;
};

/// A server of its own process, as floods come from. It waits for a client that reads slowly, as TCP makes it.
class FloodingProgram
{
public:
    explicit FloodingProgram(double rateHz)
    {
        const auto number = [](double value) { return QString::number(value, 'f', 3); };
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(SIMULATOR_PROGRAM),
                        {QStringLiteral("--port"), QStringLiteral("0"), QStringLiteral("--devices"),
                         QString::number(floodDevices), QStringLiteral("--channels"), QString::number(floodChannels),
                         QStringLiteral("--rate"), number(rateHz), QStringLiteral("--no-limits"),
                         QStringLiteral("--backpressure"), QStringLiteral("--seed"), QStringLiteral("2")});
        while (!m_process.canReadLine() && m_process.waitForReadyRead(20'000)) {
        }
        m_address = QString::fromUtf8(m_process.readLine()).trimmed().section(QLatin1Char(' '), 1);
    }
    ~FloodingProgram()
    {
        m_process.terminate();
        m_process.waitForFinished();
    }
    /// "valtronics:ws://…"; empty when it did not come up.
    QString address() const { return m_address; }

private:
    QProcess m_process;
    QString m_address;
};

double p99(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[(values.size() - 1) * 99 / 100];
}

void turn(std::chrono::milliseconds time)
{
    QEventLoop loop;
    QTimer::singleShot(time, &loop, &QEventLoop::quit);
    loop.exec();
}

/// What a frame takes follows from what of the plot has traces: measured while it still fills, the later of two
/// measurements would be the slower one.
void fillPlot(app::Application &application)
{
    const auto &panel = static_cast<const ui::PlotPanel &>(*application.window().desk().currentPanel());
    const auto series = application.store().find(panel.series().front());
    const auto isFull = [&] { return series->extent().length() > panel.window().span(); };
    while (!isFull())
        turn(std::chrono::seconds(1));
}

sim::ServerOptions options()
{
    sim::ServerOptions options;
    options.limits = {.connectionsPerUser = 0, .connections = 0, .connectsPerMinute = 0, .messagesPerSecond = 0};
    return options;
}

Figures watch(app::Application &application)
{
    turn(warmUp);
    Figures figures;
    SampleToPixel latency(application.store());
    SystemClock clock;
    QObject context;
    std::uint64_t frames = 0;
    Duration cpuBefore{};
    // After the program's own slot, which was connected first.
    QObject::connect(&application.frameClock(), &ui::FrameClock::prepared, &context,
                     [&cpuBefore](Timestamp) { cpuBefore = ui::threadCpuTime(); });
    QObject::connect(&application.frameClock(), &ui::FrameClock::frameDue, &context, [&](Timestamp) {
        const auto &panel = static_cast<const ui::PlotPanel &>(*application.window().desk().currentPanel());
        latency.look(panel, clock.now());
        if (panel.lastFrameCost().frames == frames)
            return;
        frames = panel.lastFrameCost().frames;
        figures.frameMs.push_back(static_cast<double>(panel.lastFrameCost().total.count()) * 1e-6);
        figures.frameCpuMs.push_back(static_cast<double>((ui::threadCpuTime() - cpuBefore).count()) * 1e-6);
    });
    turn(measured);
    figures.latencyMs = latency.milliseconds();
    return figures;
}

/// While another program, which has nothing to do with this one, keeps a core busy: what a machine's cores take from
/// each other, of which no defence against floods can give anything back.
Figures watchBesideWork(app::Application &application)
{
    QProcess work;
    work.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("while :; do :; done")});
    const Figures figures = watch(application);
    work.kill();
    work.waitForFinished();
    return figures;
}

const ui::SourceStatus *statusOf(const app::Application &application, const QString &id)
{
    const auto &sources = const_cast<app::Application &>(application).window().status().figures().sources;
    const auto found = std::find_if(sources.begin(), sources.end(), [&](const auto &one) { return one.id == id; });
    return found == sources.end() ? nullptr : &*found;
}

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication program(context.argc, context.argv);
    ui::applyTheme(program, ui::themeByName(QStringLiteral("dark")));
    SystemClock clock;
    QTemporaryDir dir;
    test::FaultyService quiet(sim::Fleet::generic(10, 50.0, 4, 1), options(), clock);
    const double rateHz =
        static_cast<double>(floodFactor * budget) / bytesPerSample / static_cast<double>(floodDevices * floodChannels);
    FloodingProgram flood(rateHz);
    const auto floodAddress = protocol::parseSourceAddress(flood.address());
    if (!quiet.listen() || !floodAddress) {
        context.fail("flood: the simulated services could not listen");
        return;
    }
    app::Options programOptions;
    programOptions.dataDir = dir.path();
    programOptions.windowSize = QSize(1600, 900);
    programOptions.readBudget = budget;
    app::Application application(programOptions, clock);
    application.start();
    application.attention().setFullRate(true); // else the flood would be asked for less, which is another defence
    application.sourceControl().addForSession({protocol::Service::Valtronics, quiet.url(), {}}, quietId);
    turn(warmUp);
    QList<SeriesKey> keys;
    for (const auto &series : application.store().all()) {
        if (keys.size() < 4)
            keys.append(series->info().key);
    }
    application.window().desk().arrange({keys}, QStringLiteral("plot"));
    fillPlot(application);
    const Figures before = watch(application);
    const Figures besideWork = watchBesideWork(application);
    application.sourceControl().addForSession(floodAddress.value(), floodId);
    const Figures during = watch(application);
    if (before.latencyMs.empty() || during.latencyMs.empty()) {
        context.fail("flood: nothing was drawn");
        return;
    }
    const ui::SourceStatus *named = statusOf(application, floodId);
    const ui::SourceStatus *other = statusOf(application, quietId);
    const double received =
        named ? static_cast<double>(named->counters.bytes) / std::chrono::duration<double>(warmUp + measured).count()
              : 0.0;
    context.result("flood.offered_to_budget", floodFactor, "ratio");
    context.result("flood.taken_to_budget", received / static_cast<double>(budget), "ratio");
    context.result("flood.frame.quiet", median(before.frameMs), "ms");
    context.result("flood.frame.flooded", median(during.frameMs), "ms");
    context.result("flood.frame.ratio", median(during.frameMs) / median(before.frameMs), "ratio");
    context.result("flood.frame.beside_work", median(besideWork.frameMs), "ms");
    context.result("flood.frame.beside_work.ratio", median(besideWork.frameMs) / median(before.frameMs), "ratio");
    context.result("flood.frame_cpu.quiet", median(before.frameCpuMs), "ms");
    context.result("flood.frame_cpu.flooded", median(during.frameCpuMs), "ms");
    context.result("flood.frame_cpu.ratio", median(during.frameCpuMs) / median(before.frameCpuMs), "ratio");
    context.result("flood.latency.quiet", median(before.latencyMs), "ms");
    context.result("flood.latency.flooded", median(during.latencyMs), "ms");
    context.result("flood.latency.ratio", median(during.latencyMs) / median(before.latencyMs), "ratio");
    context.result("flood.latency.p99.quiet", p99(before.latencyMs), "ms");
    context.result("flood.latency.p99.flooded", p99(during.latencyMs), "ms");
    context.result("flood.named_in_status_bar", named && named->state.isHeldBack ? 1 : 0, "sources");
    context.result("flood.others_held_back", other && other->state.isHeldBack ? 1 : 0, "sources");
}

const Registration registration("flood", "a source that sends ten times its budget beside one that is being watched",
                                run);

} // namespace

} // namespace watchglass::bench
