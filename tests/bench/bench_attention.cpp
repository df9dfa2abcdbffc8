#include "tests/bench/attention_operator.h"
#include "tests/bench/attention_stage.h"
#include "tests/bench/bench.h"
#include "tests/bench/thread_times.h"
#include "ui/panels/plot_panel.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QEventLoop>
#include <QTemporaryDir>

#include <algorithm>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr int workspaces = 4;
constexpr int panelsOnEach = 16;
constexpr auto patience = 60s;
constexpr auto lateAlarm = 100ms;

struct Run
{
    double cpuSeconds = 0.0;
    std::map<QString, double> bytes; ///< Received, by source.
    std::uint64_t frames = 0;        ///< That were due.
    std::uint64_t drawn = 0;         ///< Of these; those that would have shown nothing new were not.
    OperatorFigures figures;
};

double p99(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[(values.size() - 1) * 99 / 100];
}

bool turnUntil(const std::function<bool()> &isEnough)
{
    QEventLoop loop;
    QTimer look;
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isEnough())
            loop.quit();
    });
    look.start(20ms);
    loop.exec();
    return isEnough();
}

/// 64 panels on 4 workspaces, each with the series of one device, the services in turn.
void arrange(app::Application &application)
{
    std::map<QString, std::map<QString, QList<SeriesKey>>> devices;
    for (const auto &series : application.store().all())
        devices[series->info().key.source][series->info().key.device].append(series->info().key);
    std::vector<QList<SeriesKey>> panels;
    for (int i = 0; static_cast<int>(panels.size()) < workspaces * panelsOnEach; ++i) {
        for (const auto &[source, ofSource] : devices)
            panels.push_back(std::next(ofSource.begin(), i % static_cast<int>(ofSource.size()))->second);
    }
    ui::Workspaces &all = application.window().workspaces();
    for (int w = 0; w < workspaces; ++w) {
        ui::Desk &desk = w == 0 ? all.current() : all.add();
        desk.arrange(
            QList<QList<SeriesKey>>(panels.begin() + w * panelsOnEach, panels.begin() + (w + 1) * panelsOnEach),
            QStringLiteral("plot"));
    }
    all.show(0);
}

std::map<QString, double> bytesBySource(app::Application &application)
{
    std::map<QString, double> bytes;
    for (const ui::SourceStatus &status : application.sources().statuses())
        bytes[status.id] = static_cast<double>(status.counters.bytes);
    return bytes;
}

std::uint64_t framesDrawn(app::Application &application)
{
    std::uint64_t frames = 0;
    ui::Workspaces &all = application.window().workspaces();
    for (int i = 0; i < all.count(); ++i) {
        for (const ui::Panel *panel : all.desk(i).panels())
            frames += static_cast<const ui::PlotPanel *>(panel)->lastFrameCost().frames;
    }
    return frames;
}

/// Alarms: which of the twin's came, and how late.
void judgeAlarms(Context &context, app::Application &application, AttentionStage &stage)
{
    int lost = 0;
    int late = 0;
    std::vector<double> delays;
    for (const auto &[id, raisedAt] : stage.alarms()) {
        const ingest::AlarmRecord *record = application.alarms().find(QStringLiteral("valtronics"), id);
        if (!record) {
            ++lost;
            continue;
        }
        const Duration delay = record->firstReported - raisedAt;
        late += delay > lateAlarm ? 1 : 0;
        delays.push_back(static_cast<double>(delay.count()) * 1e-6);
    }
    context.result("attention.alarms", static_cast<double>(delays.size()), "alarms");
    context.result("attention.alarms.lost", lost, "alarms");
    context.result("attention.alarms.over_100_ms", late, "alarms");
    context.result("attention.alarms.delay.max", delays.empty() ? 0.0 : *std::max_element(delays.begin(), delays.end()),
                   "ms");
}

void judgeStore(Context &context, const app::Application &application, const AttentionStage &stage, TimeRange range)
{
    for (const auto &[id, address] : stage.addresses()) {
        const Missing missing = stage.compare(application.store(), id, range);
        const std::string name = "attention.store." + id.toStdString();
        context.result(name + ".sent", static_cast<double>(missing.sent), "samples");
        context.result(name + ".left_out", static_cast<double>(missing.lacking), "samples");
        context.result(name + ".left_out_unmarked", static_cast<double>(missing.unmarked), "samples");
        context.result(name + ".different", static_cast<double>(missing.different), "samples");
        const double marked = static_cast<double>(missing.marked.count());
        context.result(name + ".marked_needlessly",
                       marked > 0.0 ? 100.0 * static_cast<double>(missing.needless.count()) / marked : 0.0, "%");
    }
}

std::optional<Run> play(Context &context, Duration length, bool isFullRate)
{
    SystemClock clock;
    QTemporaryDir dir;
    AttentionStage stage(clock);
    if (!stage.listen()) {
        context.fail("attention: the simulated services could not listen");
        return std::nullopt;
    }
    app::Options options;
    options.dataDir = dir.path();
    options.windowSize = QSize(1600, 900);
    app::Application application(options, clock);
    application.start();
    if (!isFullRate)
        stage.startTwins();
    for (const auto &[id, address] : stage.addresses())
        application.sourceControl().addForSession(address, id);
    if (isFullRate)
        application.attention().setFullRate(true);
    const auto isReady = [&] {
        return static_cast<int>(application.store().size()) >= AttentionStage::seriesCount()
               && (isFullRate || !application.attention().isSettling(QStringLiteral("terra")));
    };
    if (!turnUntil(isReady)) {
        context.fail("attention: not every series came");
        return std::nullopt;
    }
    arrange(application);
    AttentionOperator worker(application, clock);
    worker.work(5s); // the desks are laid out, what was asked for has settled
    const Timestamp begin = clock.now();
    const auto bytesBefore = bytesBySource(application);
    const Duration cpuBefore = timeBut(threadTimes(), {"simulated", "source twin"});
    const std::uint64_t framesBefore = application.frameClock().total().frames;
    const std::uint64_t drawnBefore = framesDrawn(application);
    worker.work(length);
    Run run;
    run.cpuSeconds =
        static_cast<double>((timeBut(threadTimes(), {"simulated", "source twin"}) - cpuBefore).count()) * 1e-9;
    for (const auto &[id, bytes] : bytesBySource(application))
        run.bytes[id] = bytes - bytesBefore.at(id);
    run.frames = application.frameClock().total().frames - framesBefore;
    run.drawn = framesDrawn(application) - drawnBefore;
    run.figures = worker.figures();
    if (isFullRate)
        return run;
    const Timestamp end = clock.now() - 2s;
    worker.work(2s); // what was sent last has arrived
    judgeAlarms(context, application, stage);
    stage.stopTwins();
    judgeStore(context, application, stage, {begin, end});
    context.result("attention.demand_messages",
                   static_cast<double>(application.attention().planner().counters().messages), "messages");
    return run;
}

double percentOf(Duration part, Duration whole)
{
    return whole > Duration::zero() ? 100.0 * static_cast<double>(part.count()) / static_cast<double>(whole.count())
                                    : 0.0;
}

void run(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication program(context.argc, context.argv);
    ui::applyTheme(program, ui::themeByName(QStringLiteral("dark")));
    const Duration length = context.large ? Duration(10min) : Duration(2min);
    const auto full = play(context, length, true);
    const auto graded = play(context, length, false);
    if (!full || !graded)
        return;
    const OperatorFigures &figures = graded->figures;
    context.result("attention.minutes", static_cast<double>(length / 1min), "min");
    context.result("attention.cpu.full", full->cpuSeconds, "s");
    context.result("attention.cpu.graded", graded->cpuSeconds, "s");
    context.result("attention.cpu.ratio", graded->cpuSeconds / full->cpuSeconds, "ratio");
    context.result("attention.frames.ratio", static_cast<double>(graded->frames) / static_cast<double>(full->frames),
                   "ratio");
    context.result("attention.drawn.full", static_cast<double>(full->drawn), "frames");
    context.result("attention.drawn.graded", static_cast<double>(graded->drawn), "frames");
    context.result("attention.drawn.ratio", static_cast<double>(graded->drawn) / static_cast<double>(full->drawn),
                   "ratio");
    double throttledFull = 0.0;
    double throttledGraded = 0.0;
    for (const auto &[id, bytes] : full->bytes) {
        const std::string name = "attention.bytes." + id.toStdString();
        context.result(name + ".full", bytes, "B");
        context.result(name + ".graded", graded->bytes.at(id), "B");
        if (id == QStringLiteral("terra"))
            continue; // it cannot be asked for less
        throttledFull += bytes;
        throttledGraded += graded->bytes.at(id);
    }
    context.result("attention.bytes.ratio", throttledGraded / throttledFull, "ratio");
    context.result("attention.focus.clicks", static_cast<double>(figures.focusToFullRateMs.size()), "clicks");
    context.result("focus.to_full_rate", median(figures.focusToFullRateMs), "ms");
    context.result("focus.to_full_rate.p99", p99(figures.focusToFullRateMs), "ms");
    context.result("focus.never_full", figures.focusNeverFull, "clicks");
    context.result("attention.sample_to_pixel", median(figures.sampleToPixelMs), "ms");
    context.result("attention.sample_to_pixel.p99", p99(figures.sampleToPixelMs), "ms");
    context.result("attention.hidden.cpu", percentOf(figures.hiddenCpu, figures.hidden), "%");
    context.result("attention.hidden.gui_cpu", percentOf(figures.hiddenGuiCpu, figures.hidden), "%");
    context.result("attention.hidden.frames", static_cast<double>(figures.hiddenFrames), "frames");
}

const Registration
    registration("attention",
                 "an operator at 64 panels of 200 devices: what attention saves beside full rate; --large: 10 "
                 "minutes instead of 2",
                 run);

} // namespace

} // namespace watchglass::bench
