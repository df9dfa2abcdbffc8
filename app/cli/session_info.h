#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "core/base/result.h"

namespace watchglass::cli {

/// `watchglass-cli info`: what a session holds, as JSON lines: one "session", one "source" for each, one "series" for
/// each. Nothing is decoded for it. An error says why the file cannot be read; then nothing was printed.
Result<void> printInfo(const QString &fileName, JsonLines &out);

/// `watchglass-cli check`: reads all that a session holds and prints one JSON line with what is wrong. Finding when
/// anything is, BadInput when it is no session that can be read.
ExitCode checkSession(const QString &fileName, JsonLines &out);

} // namespace watchglass::cli
