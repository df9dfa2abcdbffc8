#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/ingest/source_runner.h"
#include "core/protocol/source_client.h"
#include "core/protocol/tokens.h"
#include "core/store/series_store.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace watchglass::app {

/// What the program was started for.
struct Options
{
    bool demo = false;
    std::vector<protocol::SourceAddress> sources;
    QString dataDir; ///< Empty: where the system keeps a program's data.
    QString theme;   ///< Empty: as the settings say.
    std::optional<QSize> windowSize;
    QString screenshot; ///< File to write; empty for none.
    Duration screenshotAfter = std::chrono::seconds(5);
    std::optional<Duration> exitAfter;
    std::optional<std::size_t> memoryBytes; ///< What samples may occupy; nothing: as the settings say.
    std::optional<qint64> readBudget;       ///< Of each source, bytes a second, 0 for none; nothing: likewise.
    bool stats = false;
    QStringList files;         ///< To be opened; absolute paths.
    bool newInstance = false;  ///< Starts beside a program that runs already.
    bool listCommands = false; ///< Print all commands instead of showing a window.
    bool selfTest = false;     ///< Try every part instead of starting, and say what is missing.
    bool version = false;      ///< Print what this is made of instead of starting.
    QString output;            ///< For --help: text to print instead of starting.
};

/// Where the program keeps data: the folder given, or the system's own.
QString dataFolder(const QString &dataDir);

/// Reads the arguments, the program's name first. A token comes from `environment` or from the file that
/// --token-file names, never from an argument. An error's text is for the person at the terminal.
Result<Options> parseCommandLine(const QStringList &arguments, const protocol::Tokens &environment);

} // namespace watchglass::app
