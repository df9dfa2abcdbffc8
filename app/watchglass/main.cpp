#include "app/watchglass/application.h"

#include <QApplication>

#include <cstdio>

namespace {

constexpr int usageError = 2;

/// Without a display, so that --help and errors need none.
watchglass::Result<watchglass::app::Options> readArguments(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    return watchglass::app::parseCommandLine(QCoreApplication::arguments(),
                                             watchglass::protocol::Tokens::fromEnvironment());
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication::setApplicationName(QStringLiteral("watchglass"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHGLASS_VERSION));
    const auto options = readArguments(argc, argv);
    if (!options) {
        std::fprintf(stderr, "watchglass: %s\n", qUtf8Printable(options.error().text));
        return usageError;
    }
    if (!options.value().output.isEmpty()) {
        std::fputs(qUtf8Printable(options.value().output), stdout);
        return 0;
    }
    QApplication application(argc, argv);
    watchglass::SystemClock clock;
    watchglass::app::Application program(options.value(), clock);
    program.start();
    return QApplication::exec();
}
