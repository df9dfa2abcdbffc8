#pragma once

#include "core/exchange/importer.h"

namespace watchglass::recording {

/// Imports a file of another program into a session file of its own, which is there only when it is whole: an import
/// that fails or is given up leaves nothing. `program` is what the session says that it was written by.
/// Thread: any; all of it on the one that calls.
/// Errors: as exchange::importFile(); File (`sessionFile` exists, or cannot be written), Missing (nothing came of it).
Result<exchange::ImportReport> importIntoSession(const QString &path, const exchange::ImportOptions &options,
                                                 const QString &sessionFile, const QString &program,
                                                 const exchange::Progress &progress = {});

} // namespace watchglass::recording
