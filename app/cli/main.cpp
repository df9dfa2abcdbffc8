#include "app/cli/command_line.h"
#include "app/cli/exchange_commands.h"
#include "app/cli/golden.h"
#include "app/cli/json_lines.h"
#include "app/cli/record.h"
#include "app/cli/replay.h"
#include "app/cli/saved_sources.h"
#include "app/cli/session_info.h"
#include "app/cli/watch.h"
#include "core/base/build_info.h"
#include "core/base/termination.h"
#include "core/ingest/source_check.h"
#include "core/settings/keychain_credentials.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>
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

ExitCode runReplay(const ReplayOptions &options)
{
    JsonLines out(stdout);
    Replay replay(options, out);
    bool isWanted = true;
    const Termination termination([&isWanted] { isWanted = false; });
    int frames = 0;
    const ExitCode code = replay.run([&] {
        if (++frames % 256 == 0)
            QCoreApplication::processEvents(); // where a signal is heard
        return isWanted;
    });
    if (!replay.problem().isEmpty())
        print(stderr, replay.problem());
    return code;
}

ExitCode runRecord(const RecordOptions &options)
{
    SystemClock clock;
    JsonLines out(stdout);
    Record record(options, clock, out);
    if (const auto started = record.start(); !started) {
        print(stderr, started.error().text);
        return ExitCode::BadInput;
    }
    const Termination termination([] { QCoreApplication::quit(); });
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &poll, [&record] {
        if (!record.poll())
            QCoreApplication::quit();
    });
    poll.start(std::chrono::milliseconds(50));
    if (options.length) {
        const auto length = std::chrono::ceil<std::chrono::milliseconds>(*options.length);
        QTimer::singleShot(length, Qt::PreciseTimer, QCoreApplication::instance(), [] { QCoreApplication::quit(); });
    }
    QCoreApplication::exec();
    return record.finish();
}

ExitCode runInfo(const SessionOptions &options)
{
    JsonLines out(stdout);
    ExitCode code = ExitCode::Done;
    for (const QString &file : options.files) {
        if (const auto printed = printInfo(file, out); !printed) {
            print(stderr, printed.error().text);
            code = ExitCode::BadInput;
        }
    }
    return code;
}

ExitCode runCheck(const SessionOptions &options)
{
    JsonLines out(stdout);
    ExitCode worst = ExitCode::Done;
    for (const QString &file : options.files)
        worst = std::max(worst, checkSession(file, out));
    return worst;
}

/// Runs one of the commands that read and write files; Ctrl+C ends it at the next look.
template <typename Options>
ExitCode runExchange(ExitCode (*run)(const Options &, const ExchangeContext &), const Options &options)
{
    JsonLines out(stdout);
    bool isWanted = true;
    const Termination termination([&isWanted] { isWanted = false; });
    return run(options, {out, [](const QString &text) { print(stderr, text); },
                         [&isWanted] {
                             QCoreApplication::processEvents(); // where a signal is heard
                             return isWanted;
                         }});
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
    const bool isReady = asked.test     ? addSaved(asked.test->saved, asked.test->sources)
                         : asked.watch  ? addSaved(asked.watch->saved, asked.watch->sources)
                         : asked.record ? addSaved(asked.record->saved, asked.record->sources)
                                        : true;
    if (!isReady)
        return static_cast<int>(ExitCode::BadInput);
    if (asked.test)
        return static_cast<int>(runTest(*asked.test));
    if (asked.replay)
        return static_cast<int>(runReplay(*asked.replay));
    if (asked.golden) {
        JsonLines out(stdout);
        return static_cast<int>(runGolden(*asked.golden, out, [](const QString &why) { print(stderr, why); }));
    }
    if (asked.importing)
        return static_cast<int>(runExchange(runImport, *asked.importing));
    if (asked.exporting)
        return static_cast<int>(runExchange(runExport, *asked.exporting));
    if (asked.comparing)
        return static_cast<int>(runExchange(runCompare, *asked.comparing));
    if (asked.watch)
        return static_cast<int>(runWatch(*asked.watch));
    if (asked.record)
        return static_cast<int>(runRecord(*asked.record));
    if (asked.info)
        return static_cast<int>(runInfo(*asked.info));
    if (asked.check)
        return static_cast<int>(runCheck(*asked.check));
    print(stdout, asked.output);
    return static_cast<int>(ExitCode::Done);
}
