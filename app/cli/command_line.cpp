#include "app/cli/command_line.h"

#include "core/base/duration_text.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

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
              "  watch    connect to sources and print what they send, as JSON lines\n\n"
              "Every command has its own --help. JSON goes to standard output, one object a line; logs go to\n"
              "standard error. Exit codes: 0 done, 1 finding, 2 usage, 3 could not connect, 4 bad input.\n");
}

Result<QString> readToken(const QString &fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::File, tr("The token file %1 cannot be read: %2").arg(fileName, file.errorString())};
    return QString::fromUtf8(file.readAll()).trimmed();
}

Result<Command> parseWatch(QStringList arguments, QString token)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Connects to one or more sources and prints connection events, devices, samples and alarms as JSON lines,\n"
           "until the time is over or Ctrl+C. A token is read from --token-file or from WATCHGLASS_TOKEN.\n\n"
           "  watchglass-cli watch --source valtronics:ws://127.0.0.1:8000/ws --for 10s"));
    const QCommandLineOption source(QStringLiteral("source"), tr("Where to connect; may be given several times."),
                                    tr("SERVICE:URL"));
    const QCommandLineOption length(QStringLiteral("for"), tr("Stop after this long: 500ms, 10s, 5m, 1h."),
                                    tr("DURATION"));
    const QCommandLineOption tokenFile(QStringLiteral("token-file"), tr("Read the access token from this file."),
                                       tr("FILE"));
    parser.addOptions({source, length, tokenFile});
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(help))
        return Command{std::nullopt, parser.helpText()};
    if (!parser.positionalArguments().isEmpty())
        return usage(tr("watch takes no argument \"%1\"").arg(parser.positionalArguments().constFirst()));
    if (!parser.isSet(source))
        return usage(tr("watch needs at least one --source SERVICE:URL"));

    if (parser.isSet(tokenFile)) {
        auto read = readToken(parser.value(tokenFile));
        if (!read)
            return read.error();
        token = read.value();
    }
    WatchOptions options;
    for (const QString &text : parser.values(source)) {
        auto address = protocol::parseSourceAddress(text);
        if (!address)
            return address.error();
        address.value().token = token;
        options.sources.push_back(std::move(address).value());
    }
    if (parser.isSet(length)) {
        options.length = parseDuration(parser.value(length));
        if (!options.length)
            return usage(tr("\"%1\" is no duration: write for example 10s or 5m").arg(parser.value(length)));
    }
    return Command{options, {}};
}

} // namespace

Result<Command> parseArguments(const QStringList &arguments, const QString &tokenFromEnvironment)
{
    const QString command = arguments.value(1);
    if (command == QLatin1String("--help") || command == QLatin1String("-h") || command == QLatin1String("help"))
        return Command{std::nullopt, overview()};
    if (command == QLatin1String("--version") || command == QLatin1String("-v"))
        return Command{std::nullopt, QStringLiteral("watchglass-cli %1\n").arg(QCoreApplication::applicationVersion())};
    if (command != QLatin1String("watch")) {
        return usage(command.isEmpty()
                         ? overview()
                         : tr("There is no command \"%1\"").arg(command) + QStringLiteral("\n\n") + overview());
    }
    QStringList rest = arguments;
    rest.removeAt(1);
    rest[0] += QStringLiteral(" watch");
    return parseWatch(rest, tokenFromEnvironment);
}

} // namespace watchglass::cli
