#include "app/watchglass/application.h"
#include "app/watchglass/self_test.h"
#include "app/watchglass/single_instance.h"
#include "app/watchglass/spare_font.h"
#include "app/watchglass/startup.h"
#include "app/watchglass/version_text.h"
#include "core/base/build_info.h"
#include "ui/shell/command_list.h"

#include <QApplication>
#include <QSettings>

#include <cstdio>

namespace {

constexpr int usageError = 2;

watchglass::settings::Settings readSettings(const QString &dataDir)
{
    QSettings file(watchglass::app::settingsPath(dataDir), QSettings::IniFormat);
    return watchglass::settings::SettingsBook(file).settings();
}

/// Without a display, so that --help and errors need none.
watchglass::Result<watchglass::app::Options> readArguments(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    return watchglass::app::parseCommandLine(QCoreApplication::arguments(),
                                             watchglass::protocol::Tokens::fromEnvironment());
}

/// The self test is also for machines without a screen.
bool hasScreen()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
           || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

/// What was asked for that only a program of its own can give.
bool standsAlone(const watchglass::app::Options &options)
{
    return options.newInstance || options.stats || options.exitAfter || !options.screenshot.isEmpty()
           || !options.sources.empty();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("watchglass"));
    QCoreApplication::setApplicationVersion(
        QStringLiteral(WATCHGLASS_VERSION "+%1").arg(QLatin1String(watchglass::buildCommit())));
    const auto options = readArguments(argc, argv);
    if (!options) {
        std::fprintf(stderr, "watchglass: %s\n", qUtf8Printable(options.error().text));
        return usageError;
    }
    if (!options.value().output.isEmpty()) {
        std::fputs(qUtf8Printable(options.value().output), stdout);
        return 0;
    }
    if (options.value().version) {
        QCoreApplication application(argc, argv); // plugins are found by it
        std::fputs(qUtf8Printable(watchglass::app::versionText()), stdout);
        return 0;
    }
    const watchglass::settings::Settings settings = readSettings(options.value().dataDir);
    watchglass::app::prepareEnvironment(settings);
    if (options.value().listCommands || (options.value().selfTest && !hasScreen()))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // nothing is shown
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("org.watchglass.watchglass")); // as packaging/ names it
    watchglass::app::provideSpareFont();
    watchglass::app::speak(settings.appearance.language);
    if (options.value().listCommands) {
        watchglass::SystemClock clock;
        watchglass::app::Application program(options.value(), clock);
        std::fputs(qUtf8Printable(watchglass::ui::commandListText(program.window().commands())), stdout);
        return 0;
    }
    if (options.value().selfTest)
        return watchglass::app::runSelfTest(watchglass::app::selfTestChecks(options.value().screenshot));
    using watchglass::app::SingleInstance;
    SingleInstance instance(watchglass::app::dataFolder(options.value().dataDir));
    const watchglass::app::HandOver wanted{options.value().files, options.value().demo};
    if (standsAlone(options.value())) {
        instance.claimIfFree();
    } else {
        switch (instance.claim(wanted)) {
        case SingleInstance::Role::First:
            break;
        case SingleInstance::Role::HandedOver:
            return 0;
        case SingleInstance::Role::Unanswered:
            std::fprintf(stderr, "watchglass: %s\n",
                         qUtf8Printable(QCoreApplication::translate(
                             "main", "The Watchglass that runs already does not answer; this one starts beside it.")));
            break;
        }
    }
    watchglass::SystemClock clock;
    watchglass::app::Application program(options.value(), clock);
    QObject::connect(&instance, &SingleInstance::handedOver, &program, &watchglass::app::Application::takeOver);
    program.start();
    return QApplication::exec();
}
