#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "app/cli/watch.h"
#include "core/base/termination.h"
#include "core/ingest/source_check.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace watchglass;
using namespace watchglass::cli;

namespace {

void print(std::FILE *stream, const QString &text)
{
    std::fputs(qPrintable(text.endsWith(QLatin1Char('\n')) ? text : text + QLatin1Char('\n')), stream);
}

ExitCode runWatch(const WatchOptions &options)
{
    SystemClock clock;
    JsonLines out(stdout);
    Watch watch(options, clock, out);
    const Termination termination([] { QCoreApplication::quit(); });

    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &poll, [&watch] { watch.poll(); });
    poll.start(std::chrono::milliseconds(50));
    if (options.length) {
        const auto length = std::chrono::ceil<std::chrono::milliseconds>(*options.length);
        QTimer::singleShot(length, Qt::PreciseTimer, QCoreApplication::instance(), [] { QCoreApplication::quit(); });
    }
    QCoreApplication::exec();
    return watch.finish();
}

ExitCode runTest(const TestOptions &options)
{
    SystemClock clock;
    const Termination termination([] { QCoreApplication::exit(1); });
    bool allAnswered = true;
    for (const protocol::SourceAddress &address : options.sources) {
        ingest::CheckReport report;
        const ingest::SourceCheck check(address, clock, [&report](const ingest::CheckReport &made) {
            report = made;
            QCoreApplication::exit(0);
        });
        if (QCoreApplication::exec() != 0)
            return ExitCode::CouldNotConnect;
        allAnswered = allAnswered && report.answered;
        print(stdout, QStringLiteral("%1 %2:%3: %4")
                          .arg(report.answered ? QStringLiteral("ok    ") : QStringLiteral("failed"),
                               protocol::serviceName(address.service),
                               address.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), report.text));
    }
    return allAnswered ? ExitCode::Done : ExitCode::CouldNotConnect;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("watchglass-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHGLASS_VERSION));

    const auto command = parseArguments(QCoreApplication::arguments(), protocol::Tokens::fromEnvironment());
    if (!command) {
        print(stderr, command.error().text);
        return static_cast<int>(ExitCode::Usage);
    }
    if (command.value().test)
        return static_cast<int>(runTest(*command.value().test));
    if (!command.value().watch) {
        print(stdout, command.value().output);
        return static_cast<int>(ExitCode::Done);
    }
    return static_cast<int>(runWatch(*command.value().watch));
}
