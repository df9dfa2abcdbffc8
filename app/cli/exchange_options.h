#pragma once

#include "core/exchange/comparison.h"
#include "core/exchange/export.h"
#include "core/exchange/importer.h"

namespace watchglass::cli {

/// `watchglass-cli import`.
struct ImportCommand
{
    QStringList files;
    QString output;       ///< A session file that is not there yet; empty: nothing is written, only reported.
    bool isTrial = false; ///< Says how each file would be read, and what would come of it.
    exchange::ImportOptions options;
};

/// `watchglass-cli export`.
struct ExportCommand
{
    QString input;                     ///< A session, or anything that can be imported.
    QString output;                    ///< Empty: standard output.
    exchange::ImportOptions importing; ///< Where the input is no session.
    exchange::ExportOptions options;
};

/// `watchglass-cli compare`.
struct CompareCommand
{
    QString first; ///< Sessions, or anything that can be imported.
    QString second;
    exchange::ImportOptions importing;
    exchange::CompareOptions options;
};

} // namespace watchglass::cli
