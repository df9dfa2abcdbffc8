#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"

#include <functional>

namespace watchglass::cli {

/// The commands that read and write files. Results go to `out` as JSON lines, progress and problems to `tell` as text.
/// `isWanted` is asked now and then; false ends the work.
struct ExchangeContext
{
    JsonLines &out;
    std::function<void(const QString &)> tell;
    std::function<bool()> isWanted;
};

/// A line for each file: {"event":"import","file":…,"format":…,"rows":…,…}. BadInput when one of them could not be
/// read; the others are imported all the same.
ExitCode runImport(const ImportCommand &command, const ExchangeContext &context);
/// Nothing is printed but the export itself, when no file is named for it.
ExitCode runExport(const ExportCommand &command, const ExchangeContext &context);
/// A line for each difference and {"event":"comparison",…} at the end. Finding when there is any.
ExitCode runCompare(const CompareCommand &command, const ExchangeContext &context);

} // namespace watchglass::cli
