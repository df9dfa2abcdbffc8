#pragma once

#include "app/cli/exchange_options.h"
#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/protocol/source_client.h"
#include "core/protocol/tokens.h"
#include "core/recording/session_writer.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace watchglass::cli {

/// Exit codes of every subcommand.
enum class ExitCode { Done = 0, Finding = 1, Usage = 2, CouldNotConnect = 3, BadInput = 4 };

/// Sources that were set up in Watchglass, with their credentials.
struct SavedOptions
{
    QStringList names;
    QString dataDir; ///< Empty: where Watchglass keeps its list by itself.
};

/// `watchglass-cli watch`.
struct WatchOptions
{
    std::vector<protocol::SourceAddress> sources;
    SavedOptions saved;             ///< Besides.
    std::optional<Duration> length; ///< Until interrupted when empty.
};

/// `watchglass-cli test`.
struct TestOptions
{
    std::vector<protocol::SourceAddress> sources;
    SavedOptions saved; ///< Besides.
};

/// `watchglass-cli replay`.
struct ReplayOptions
{
    QString file;
    QStringList sources;         ///< By their names in the session; empty: all.
    std::optional<double> speed; ///< Of recorded time; nothing: as fast as possible.
    QString rules;               ///< A file of alarm rules; empty: those of the session.
    bool printsSamples = true;
};

/// `watchglass-cli record`.
struct RecordOptions
{
    std::vector<protocol::SourceAddress> sources;
    SavedOptions saved; ///< Besides.
    QString output;
    std::optional<Duration> length; ///< Until interrupted when empty.
    recording::RecordingLimits limits;
};

/// `watchglass-cli info` and `watchglass-cli check`.
struct SessionOptions
{
    QStringList files;
};

/// `watchglass-cli golden`.
struct GoldenOptions
{
    QStringList files;
    std::optional<double> minRate; ///< Frames a second.
};

/// What the arguments ask for: text to print, or something to run.
struct Command
{
    std::optional<WatchOptions> watch;
    std::optional<TestOptions> test;
    QString output; ///< For --help and --version.
    std::optional<ReplayOptions> replay = {};
    std::optional<GoldenOptions> golden = {};
    std::optional<RecordOptions> record = {};
    std::optional<SessionOptions> info = {};
    std::optional<SessionOptions> check = {};
    std::optional<ImportCommand> importing = {};
    std::optional<ExportCommand> exporting = {};
    std::optional<CompareCommand> comparing = {};
};

/// `arguments` as QCoreApplication::arguments() gives them, the program's name first. A token comes from
/// `environment` or from --token-file, never from an argument.
Result<Command> parseArguments(const QStringList &arguments, const protocol::Tokens &environment);

} // namespace watchglass::cli
