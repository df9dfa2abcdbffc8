#pragma once

#include "app/cli/command_line.h"

namespace watchglass::cli {

/// The arguments of `watchglass-cli replay`, the program's name with the command first.
Result<Command> parseReplay(const QStringList &arguments);

} // namespace watchglass::cli
