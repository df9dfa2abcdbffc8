#pragma once

#include "app/cli/command_line.h"

namespace watchglass::cli {

/// The arguments of `import`, `export` and `compare`, the program's name with the command first.
Result<Command> parseImport(const QStringList &arguments);
Result<Command> parseExport(const QStringList &arguments);
Result<Command> parseCompare(const QStringList &arguments);

} // namespace watchglass::cli
