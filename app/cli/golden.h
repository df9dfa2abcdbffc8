#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"

#include <functional>

namespace watchglass::cli {

/// The arguments of `watchglass-cli golden`, the program's name with the command first.
Result<Command> parseGolden(const QStringList &arguments);

/// `watchglass-cli golden`: plays each session through the decoders and prints one line about it: whether what they
/// make of it now is what was recorded, and how fast they were. Finding when it is not, or slower than wanted;
/// BadInput, and why on `problem`, for a file that cannot be played.
ExitCode runGolden(const GoldenOptions &options, JsonLines &out,
                   const std::function<void(const QString &problem)> &problem);

} // namespace watchglass::cli
