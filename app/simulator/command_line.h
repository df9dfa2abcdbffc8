#pragma once

#include "app/simulator/fleet.h"
#include "app/simulator/recording_player.h"
#include "app/simulator/service_options.h"
#include "app/simulator/simulator_options.h"
#include "core/base/result.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace watchglass::sim {

/// What a device that plays sends, and how it is called.
struct PlayedTable
{
    QString name;
    CsvRecording table;
};
using TableLoader = std::function<Result<std::vector<PlayedTable>>(const QString &path)>;

/// What watchglass-sim was asked for.
struct CommandLine
{
    ServerOptions server;
    ServiceOptions services;
    quint16 port = 8000;
    int devices = 10;
    double rateHz = 10.0;
    int channels = 4;
    bool demo = false;
    QStringList play; ///< Files; a table becomes a device, a session as many as it has.
    PlayOptions playOptions;
    std::optional<Duration> runFor;
    bool showHelp = false;

    /// The fleet that these options describe. `loadSession` reads *.wgrec. Errors are those of the recordings.
    Result<Fleet> makeFleet(const TableLoader &loadSession = {}) const;

private:
    Result<std::vector<PlayedTable>> tablesOf(const QString &file, const TableLoader &loadSession) const;
};

/// Reads the arguments (without the program's name). Errors name the argument and say what a good one looks like.
Result<CommandLine> parseCommandLine(const QStringList &arguments);

/// The whole of --help.
QString helpText();

} // namespace watchglass::sim
