#include "app/watchglass/application.h"
#include "tests/bench/attention_stage.h"
#include "tests/bench/bench.h"
#include "ui/desk/cpu_time.h"
#include "ui/desk/panel_frame.h"
#include "ui/panels/panel_kinds.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <set>

namespace watchglass::bench {

namespace {

using namespace std::chrono_literals;

constexpr int workspaces = 4;
constexpr int panelsOnEach = 16;
constexpr auto patience = 60s;
constexpr auto settling = 5s;
constexpr auto measured = 15s;

void turn(std::chrono::milliseconds length)
{
    QEventLoop loop;
    QTimer::singleShot(length, &loop, &QEventLoop::quit);
    loop.exec();
}

app::Options optionsFor(const AttentionStage &stage, const QString &folder)
{
    app::Options options;
    options.dataDir = folder;
    options.windowSize = QSize(2560, 1400);
    for (const auto &[id, address] : stage.addresses())
        options.sources.push_back(address);
    return options;
}

/// A panel for each of 64 devices, the services in turn.
std::vector<QList<SeriesKey>> panelsOf(const app::Application &application)
{
    std::map<QString, std::map<QString, QList<SeriesKey>>> devices;
    for (const auto &series : application.store().all())
        devices[series->info().key.source][series->info().key.device].append(series->info().key);
    std::vector<QList<SeriesKey>> panels;
    for (int i = 0; static_cast<int>(panels.size()) < workspaces * panelsOnEach; ++i) {
        for (const auto &[source, ofSource] : devices)
            panels.push_back(std::next(ofSource.begin(), i % static_cast<int>(ofSource.size()))->second);
    }
    panels.resize(workspaces * panelsOnEach);
    return panels;
}

/// Each in turn as another one of the kinds that can show its series.
void mix(const app::Application &application, ui::Desk &desk)
{
    const std::vector<ui::PanelKind> kinds = ui::panelKinds();
    const std::vector<ui::PanelFrame *> frames = desk.frames();
    for (std::size_t i = 0; i < frames.size(); ++i) {
        QList<SeriesInfo> shown;
        for (const SeriesKey &key : frames[i]->panel().series())
            shown << application.store().find(key)->info();
        std::vector<QString> suiting;
        for (const ui::PanelKind &kind : kinds) {
            if (kind.fit(shown) != ui::Fit::Impossible)
                suiting.push_back(kind.id);
        }
        desk.changeKind(frames[i], suiting[i / 3 % suiting.size()]); // three services in turn
    }
}

/// Of one core, in percent.
double guiShare()
{
    turn(settling);
    QElapsedTimer wall;
    wall.start();
    const Duration before = ui::threadCpuTime();
    turn(measured);
    const Duration after = ui::threadCpuTime();
    return 100.0 * static_cast<double>((after - before).count()) / static_cast<double>(wall.nsecsElapsed());
}

void measureShares(Context &context, app::Application &application)
{
    const std::vector<QList<SeriesKey>> panels = panelsOf(application);
    ui::Workspaces &all = application.window().workspaces();
    for (int w = 0; w < workspaces; ++w) {
        ui::Desk &desk = w == 0 ? all.current() : all.add();
        desk.arrange({panels.begin() + w * panelsOnEach, panels.begin() + (w + 1) * panelsOnEach});
        mix(application, desk);
    }
    all.show(0);
    context.result("panels.gui.16_of_64_in_view", guiShare(), "%");
    ui::Desk &crowd = all.add();
    crowd.arrange({panels.begin(), panels.end()});
    mix(application, crowd);
    std::set<QString> kinds;
    for (const ui::Panel *panel : all.current().panels())
        kinds.insert(panel->kind());
    context.result("panels.kinds", static_cast<double>(kinds.size()), "kinds");
    context.result("panels.gui.64_in_view", guiShare(), "%");
    all.close(workspaces);
    all.show(0);
}

bool hasSamples(const app::Application &application, const ui::Panel &panel)
{
    const QList<SeriesKey> keys = panel.series();
    return std::any_of(keys.begin(), keys.end(), [&](const SeriesKey &key) {
        const auto series = application.store().find(key);
        return series && series->count() > 0;
    });
}

/// From nothing but loaded libraries until a panel of the last workspace was drawn with samples that just came.
std::optional<double> startSeconds(const app::Options &options)
{
    SystemClock clock;
    QElapsedTimer wall;
    wall.start();
    app::Application application(options, clock);
    application.start();
    std::optional<double> seconds;
    QEventLoop loop;
    // After the desks' own slots, which were connected when the desk was brought back.
    QObject::connect(&application.frameClock(), &ui::FrameClock::frameDue, &loop, [&](Timestamp) {
        const auto panels = application.window().desk().panels();
        if (std::any_of(panels.begin(), panels.end(), [&](const auto *one) { return hasSamples(application, *one); })) {
            seconds = static_cast<double>(wall.nsecsElapsed()) * 1e-9;
            loop.quit();
        }
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    loop.exec();
    return seconds;
}

void benchPanels(Context &context)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication program(context.argc, context.argv);
    ui::applyTheme(program, ui::themeByName(QStringLiteral("dark")));
    SystemClock clock;
    QTemporaryDir folder;
    AttentionStage stage(clock);
    if (!stage.listen())
        return context.fail("panels: the simulated services could not listen");
    {
        app::Application application(optionsFor(stage, folder.path()), clock);
        application.start();
        QElapsedTimer waited;
        waited.start();
        while (static_cast<int>(application.store().size()) < AttentionStage::seriesCount()
               && waited.elapsed() < std::chrono::milliseconds(patience).count())
            turn(50ms);
        measureShares(context, application);
        application.window().close();
    }
    std::vector<double> starts;
    for (int i = 0; i < 5; ++i) {
        const auto seconds = startSeconds(optionsFor(stage, folder.path()));
        if (!seconds)
            return context.fail("panels: nothing live was drawn after a start");
        starts.push_back(*seconds * 1e3);
    }
    context.result("panels.start_to_live_frame", median(starts), "ms");
    context.result("panels.start_to_live_frame.max", *std::max_element(starts.begin(), starts.end()), "ms");
}

const Registration registration("panels", "64 panels of many kinds, and a start with them", benchPanels);

} // namespace

} // namespace watchglass::bench
