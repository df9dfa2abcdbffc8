#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "app/cli/saved_sources.h"
#include "app/cli/watch.h"
#include "core/base/build_info.h"
#include "core/base/termination.h"
#include "core/ingest/source_check.h"
#include "core/settings/keychain_credentials.h"

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

/// Adds the sources that were saved; false when one of them cannot be had, which it says.
bool addSaved(const SavedOptions &saved, std::vector<protocol::SourceAddress> &sources)
{
    if (saved.names.isEmpty())
        return true;
    SystemClock clock;
    settings::KeychainCredentials keychain(clock);
    std::optional<SavedSources> read;
    readSavedSources(saved.names, settings::SourceListFile(savedSourcesFile(saved.dataDir)), keychain,
                     [&read](const SavedSources &found) {
                         read = found;
                         QCoreApplication::exit(0);
                     });
    if (!read)
        QCoreApplication::exec();
    if (!read || !*read) {
        print(stderr, read ? read->error().text : QStringLiteral("interrupted"));
        return false;
    }
    sources.insert(sources.end(), read->value().begin(), read->value().end());
    return true;
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
    QCoreApplication::setApplicationVersion(QStringLiteral(WATCHGLASS_VERSION "+%1").arg(QLatin1String(buildCommit())));

    auto command = parseArguments(QCoreApplication::arguments(), protocol::Tokens::fromEnvironment());
    if (!command) {
        print(stderr, command.error().text);
        return static_cast<int>(ExitCode::Usage);
    }
    Command &asked = command.value();
    const bool isReady = asked.test    ? addSaved(asked.test->saved, asked.test->sources)
                         : asked.watch ? addSaved(asked.watch->saved, asked.watch->sources)
                                       : true;
    if (!isReady)
        return static_cast<int>(ExitCode::BadInput);
    if (asked.test)
        return static_cast<int>(runTest(*asked.test));
    if (asked.watch)
        return static_cast<int>(runWatch(*asked.watch));
    print(stdout, asked.output);
    return static_cast<int>(ExitCode::Done);
}
