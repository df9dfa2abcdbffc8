#include "app/watchglass/application.h"
#include "app/watchglass/self_test_parts.h"
#include "app/watchglass/spare_font.h"
#include "core/settings/session_credentials.h"
#include "ui/panels/plot_panel.h"

#include <QEventLoop>
#include <QMenuBar>
#include <QTemporaryDir>
#include <QTimer>

#include <set>

namespace watchglass::app {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 30s;
constexpr auto lookInterval = 100ms;
constexpr std::size_t servicesShown = 5;
constexpr std::uint64_t samplesWanted = 2000;

/// Sources that have series with samples.
std::size_t decodedSources(const Application &program)
{
    std::set<QString> sources;
    for (const auto &series : program.store().all()) {
        if (series->count() > 0)
            sources.insert(series->info().key.source);
    }
    return sources.size();
}

bool isAtWork(Application &program)
{
    return decodedSources(program) >= servicesShown && program.sources().sampleCount() >= samplesWanted
           && !program.window().desk().panels().empty() && program.frameClock().total().frames > 10;
}

int coloursOf(const QImage &picture)
{
    std::set<QRgb> colours;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            colours.insert(picture.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

/// What the window must show: words in its menus, and a plot with a trace.
QString troubleWith(ui::MainWindow &window)
{
    const QMenuBar &menus = *window.menuBar();
    if (!drawsLetters(menus.font()))
        return QStringLiteral("the menus show no letters");
    if (!menus.isNativeMenuBar() && inkOf(window.menuBar()->grab().toImage()) == 0)
        return QStringLiteral("the menus are empty");
    const auto plots = window.findChildren<ui::PlotPanel *>();
    if (plots.isEmpty())
        return QStringLiteral("no plot came");
    if (inkOf(plots.constFirst()->grab().toImage()) == 0)
        return QStringLiteral("a plot stays empty");
    return {};
}

} // namespace

CheckOutcome checkFleet(const QString &picture)
{
    QTemporaryDir folder;
    Options options;
    options.demo = true;
    options.dataDir = folder.path();
    SystemClock clock;
    Application program(options, clock, std::make_unique<settings::SessionCredentials>());
    program.start();
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isAtWork(program))
            loop.quit();
    });
    QTimer::singleShot(patience, &loop, &QEventLoop::quit);
    look.start(lookInterval);
    loop.exec();
    const std::size_t sources = decodedSources(program);
    const QImage shown = program.window().grab().toImage();
    QString trouble = troubleWith(program.window());
    if (!isAtWork(program))
        trouble = QStringLiteral("only %1 of %2 services, %3 samples in %4 s")
                      .arg(sources)
                      .arg(servicesShown)
                      .arg(program.sources().sampleCount())
                      .arg(patience.count());
    if (!picture.isEmpty() && !shown.save(picture))
        trouble = QStringLiteral("the picture could not be written to %1").arg(picture);
    program.window().close();
    if (!trouble.isEmpty())
        return CheckOutcome::failed(trouble);
    return CheckOutcome::held(QStringLiteral("%1 samples of %2 services; a window of %3 × %4 in %5 colours")
                                  .arg(program.sources().sampleCount())
                                  .arg(sources)
                                  .arg(shown.width())
                                  .arg(shown.height())
                                  .arg(coloursOf(shown)));
}

} // namespace watchglass::app
