#include "app/cli/command_line.h"

#include "app/cli/byte_size.h"
#include "app/cli/exchange_parser.h"
#include "app/cli/golden.h"
#include "app/cli/replay_command.h"
#include "core/base/duration_text.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace watchglass::cli {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("CommandLine", text);
}

Error usage(const QString &text)
{
    return Error{ErrorCode::Unsupported, text};
}

QString overview()
{
    return tr("usage: watchglass-cli COMMAND [OPTION...]\n\n"
              "Commands:\n"
              "  watch    connect to sources and print what they send, as JSON lines\n"
              "  test     try sources and say in words what answered\n"
              "  replay   play a recorded session through the decoders and print it like watch\n"
              "  golden   check that decoders make of a recorded session what was recorded\n"
              "  record   connect to sources and keep what they send in a session file (*.wgrec)\n"
              "  info     say what session files hold, as JSON lines\n"
              "  check    read all that session files hold, and say what is wrong with them\n"
              "  import   read files of other programs into a session file\n"
              "  export   write a session's series as CSV, JSON lines or MCAP\n"
              "  compare  compare two sessions, series by series\n\n"
              "Every command has its own --help. JSON goes to standard output, one object a line; logs go to\n"
              "standard error. Exit codes: 0 done, 1 finding, 2 usage, 3 could not connect, 4 bad input.\n");
}

/// The options of every command that connects.
struct SourceOptions
{
    explicit SourceOptions(QCommandLineParser &parser) { parser.addOptions({source, saved, dataDir, tokenFile}); }

    const QCommandLineOption source{QStringLiteral("source"), tr("Where to connect; may be given several times."),
                                    tr("SERVICE:URL")};
    const QCommandLineOption saved{
        QStringLiteral("saved"),
        tr("A source that was set up in Watchglass, by its name, with its credentials from the system's keychain; may "
           "be given several times."),
        tr("NAME")};
    const QCommandLineOption dataDir{QStringLiteral("data-dir"), tr("Where Watchglass keeps its list of sources."),
                                     tr("DIR")};
    const QCommandLineOption tokenFile{
        QStringLiteral("token-file"),
        tr("Read the access token from this file: the token, or lines \"SERVICE TOKEN\"."), tr("FILE")};
};

QString tokenHelp()
{
    return tr("A token is read from --token-file, or from WATCHGLASS_TOKEN or, for one service,\n"
              "WATCHGLASS_TOKEN_SERVICE (WATCHGLASS_TOKEN_TERRA and so on).");
}

Result<std::vector<protocol::SourceAddress>> readSources(const QCommandLineParser &parser, const SourceOptions &options,
                                                         const protocol::Tokens &environment)
{
    if (!parser.positionalArguments().isEmpty())
        return usage(tr("There is no argument \"%1\" here").arg(parser.positionalArguments().constFirst()));
    if (!parser.isSet(options.source) && !parser.isSet(options.saved))
        return usage(tr("At least one --source SERVICE:URL or --saved NAME is needed"));
    protocol::Tokens tokens = environment;
    if (parser.isSet(options.tokenFile)) {
        auto read = protocol::Tokens::fromFile(parser.value(options.tokenFile));
        if (!read)
            return read.error();
        tokens = read.value();
    }
    std::vector<protocol::SourceAddress> sources;
    for (const QString &text : parser.values(options.source)) {
        auto address = protocol::parseSourceAddress(text);
        if (!address)
            return address.error();
        address.value().token = tokens.of(address.value().service);
        sources.push_back(std::move(address).value());
    }
    return sources;
}

SavedOptions readSaved(const QCommandLineParser &parser, const SourceOptions &options)
{
    return {parser.values(options.saved), parser.value(options.dataDir)};
}

Result<Command> parseWatch(const QStringList &arguments, const protocol::Tokens &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Connects to one or more sources and prints connection events, devices, samples and alarms as JSON lines,\n"
           "until the time is over or Ctrl+C.\n\n"
           "  watchglass-cli watch --source valtronics:ws://127.0.0.1:8000/ws --for 10s\n\n")
        + tokenHelp());
    const SourceOptions sources(parser);
    const QCommandLineOption length(QStringLiteral("for"), tr("Stop after this long: 500ms, 10s, 5m, 1h."),
                                    tr("DURATION"));
    parser.addOption(length);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    auto addresses = readSources(parser, sources, environment);
    if (!addresses)
        return addresses.error();
    WatchOptions options;
    options.sources = std::move(addresses).value();
    options.saved = readSaved(parser, sources);
    if (parser.isSet(length)) {
        options.length = parseDuration(parser.value(length));
        if (!options.length)
            return usage(tr("\"%1\" is no duration: write for example 10s or 5m").arg(parser.value(length)));
    }
    return Command{options, std::nullopt, {}};
}

Result<Command> parseTest(const QStringList &arguments, const protocol::Tokens &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Tries one or more sources and says in words what answered and what it can be asked for.\n\n"
           "  watchglass-cli test --source valtronics:ws://127.0.0.1:8000/ws\n\n")
        + tokenHelp());
    const SourceOptions sources(parser);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    auto addresses = readSources(parser, sources, environment);
    if (!addresses)
        return addresses.error();
    return Command{std::nullopt, TestOptions{std::move(addresses).value(), readSaved(parser, sources)}, {}};
}

struct RecordLimits
{
    explicit RecordLimits(QCommandLineParser &parser) { parser.addOptions({output, length, maxSize, minFree, rotate}); }

    const QCommandLineOption output{QStringLiteral("output"), tr("The session file to make; it must not exist."),
                                    tr("FILE.wgrec")};
    const QCommandLineOption length{QStringLiteral("for"), tr("Stop after this long: 500ms, 10s, 5m, 1h."),
                                    tr("DURATION")};
    const QCommandLineOption maxSize{QStringLiteral("max-size"), tr("Stop when the file is this large: 500MB, 2GB."),
                                     tr("SIZE")};
    const QCommandLineOption minFree{QStringLiteral("min-free"),
                                     tr("Stop when less than this is left on the disk (64MiB unless given)."),
                                     tr("SIZE")};
    const QCommandLineOption rotate{
        QStringLiteral("rotate"),
        tr("At --max-size, or every --for, go on in FILE-002.wgrec and so on instead of stopping.")};
};

/// Nothing when the option is not given; an error names what is wrong with it.
Result<std::optional<std::uint64_t>> readSize(const QCommandLineParser &parser, const QCommandLineOption &option)
{
    if (!parser.isSet(option))
        return std::optional<std::uint64_t>();
    const auto size = parseByteSize(parser.value(option));
    if (!size)
        return usage(tr("\"%1\" is no size: write for example 500MB or 2GB").arg(parser.value(option)));
    return size;
}

Result<void> readLimits(const QCommandLineParser &parser, const RecordLimits &given, RecordOptions &options)
{
    options.output = parser.value(given.output);
    if (options.output.isEmpty())
        return usage(tr("--output FILE.wgrec is needed"));
    if (parser.isSet(given.length)) {
        options.length = parseDuration(parser.value(given.length));
        if (!options.length)
            return usage(tr("\"%1\" is no duration: write for example 10s or 5m").arg(parser.value(given.length)));
    }
    const auto maxSize = readSize(parser, given.maxSize);
    const auto minFree = readSize(parser, given.minFree);
    if (!maxSize || !minFree)
        return maxSize ? minFree.error() : maxSize.error();
    options.limits.maxBytes = maxSize.value();
    options.limits.minFreeBytes = minFree.value().value_or(options.limits.minFreeBytes);
    options.limits.rotates = parser.isSet(given.rotate);
    if (!options.limits.rotates)
        return {};
    if (!options.length && !options.limits.maxBytes)
        return usage(tr("--rotate needs --max-size or --for, which say when"));
    options.limits.maxLength = std::exchange(options.length, std::nullopt);
    return {};
}

Result<Command> parseRecord(const QStringList &arguments, const protocol::Tokens &environment)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Connects to one or more sources and keeps all that they send, and what it means, in a session file, until\n"
           "the time is over, a limit is reached, or Ctrl+C. Tokens never enter the file. How it goes is told on\n"
           "standard error, what came of it by one JSON line. The exit code is 1 when the file does not hold "
           "everything.\n\n"
           "  watchglass-cli record --source valtronics:ws://127.0.0.1:8000/ws --output test.wgrec --for 10m\n\n")
        + tokenHelp());
    const SourceOptions sources(parser);
    const RecordLimits limits(parser);
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    auto addresses = readSources(parser, sources, environment);
    if (!addresses)
        return addresses.error();
    RecordOptions options;
    options.sources = std::move(addresses).value();
    options.saved = readSaved(parser, sources);
    if (auto read = readLimits(parser, limits, options); !read)
        return read.error();
    Command command;
    command.record = std::move(options);
    return command;
}

/// `description` of a command whose arguments are session files; `into` is where they are put.
Result<Command> parseFiles(const QStringList &arguments, const QString &description,
                           std::optional<SessionOptions> Command::*into)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(description);
    parser.addPositionalArgument(QStringLiteral("file"), tr("Session files."), tr("FILE.wgrec..."));
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, std::nullopt, parser.helpText()};
    if (parser.positionalArguments().isEmpty())
        return usage(tr("At least one FILE.wgrec is needed"));
    Command command;
    command.*into = SessionOptions{parser.positionalArguments()};
    return command;
}

Result<Command> parseInfo(const QStringList &arguments)
{
    return parseFiles(
        arguments,
        tr("Says what session files hold, as JSON lines: of each one \"session\", a \"source\" for each of its\n"
           "sources (frames, rates, clock skew, counters, sizes) and a \"series\" for each of its series (samples,\n"
           "times, rates, gaps, sizes).\n\n"
           "  watchglass-cli info test.wgrec"),
        &Command::info);
}

Result<Command> parseCheck(const QStringList &arguments)
{
    return parseFiles(
        arguments,
        tr("Reads everything that session files hold and says what is wrong with each, as one JSON line. The exit\n"
           "code is 1 when anything is, and 4 when a file is no session that can be read.\n\n"
           "  watchglass-cli check test.wgrec"),
        &Command::check);
}

} // namespace

Result<Command> parseArguments(const QStringList &arguments, const protocol::Tokens &environment)
{
    const QString command = arguments.value(1);
    if (command == QLatin1String("--help") || command == QLatin1String("-h") || command == QLatin1String("help"))
        return Command{std::nullopt, std::nullopt, overview()};
    if (command == QLatin1String("--version") || command == QLatin1String("-v")) {
        return Command{std::nullopt, std::nullopt,
                       QStringLiteral("watchglass-cli %1\n").arg(QCoreApplication::applicationVersion())};
    }
    QStringList rest = arguments;
    if (rest.size() > 1)
        rest.removeAt(1);
    rest[0] += QLatin1Char(' ') + command;
    if (command == QLatin1String("watch"))
        return parseWatch(rest, environment);
    if (command == QLatin1String("test"))
        return parseTest(rest, environment);
    if (command == QLatin1String("replay"))
        return parseReplay(rest);
    if (command == QLatin1String("golden"))
        return parseGolden(rest);
    if (command == QLatin1String("record"))
        return parseRecord(rest, environment);
    if (command == QLatin1String("info"))
        return parseInfo(rest);
    if (command == QLatin1String("check"))
        return parseCheck(rest);
    if (command == QLatin1String("import"))
        return parseImport(rest);
    if (command == QLatin1String("export"))
        return parseExport(rest);
    if (command == QLatin1String("compare"))
        return parseCompare(rest);
    return usage(command.isEmpty()
                     ? overview()
                     : tr("There is no command \"%1\"").arg(command) + QStringLiteral("\n\n") + overview());
}

} // namespace watchglass::cli
