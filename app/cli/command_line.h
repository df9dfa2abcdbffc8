#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/protocol/source_client.h"
#include "core/protocol/tokens.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace watchglass::cli {

/// Exit codes of every subcommand.
enum class ExitCode { Done = 0, Finding = 1, Usage = 2, CouldNotConnect = 3, BadInput = 4 };

/// `watchglass-cli watch`.
struct WatchOptions
{
    std::vector<protocol::SourceAddress> sources;
    std::optional<Duration> length; ///< Until interrupted when empty.
};

/// `watchglass-cli test`.
struct TestOptions
{
    std::vector<protocol::SourceAddress> sources;
};

/// What the arguments ask for: text to print, or something to run.
struct Command
{
    std::optional<WatchOptions> watch;
    std::optional<TestOptions> test;
    QString output; ///< For --help and --version.
};

/// `arguments` as QCoreApplication::arguments() gives them, the program's name first. A token comes from
/// `environment` or from --token-file, never from an argument.
Result<Command> parseArguments(const QStringList &arguments, const protocol::Tokens &environment);

} // namespace watchglass::cli
