#include "app/watchglass/command_line.h"

#include "core/base/duration_text.h"
#include "core/settings/setting_rules.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

namespace watchglass::app {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::app::CommandLine)
};

Error usage(const QString &text)
{
    return Error{ErrorCode::Unsupported, text};
}

/// Less than this would not even hold what is open.
constexpr std::size_t leastMemory = std::size_t(16) << 20;
/// With less than this a single large message would take minutes.
constexpr qint64 leastBudget = qint64(64) << 10;

/// Those that the settings know, too.
QStringList themes()
{
    return settings::settingRule(QStringLiteral("appearance/theme"))->choices;
}

/// The options by name, so that each stands once.
struct Parser
{
    Parser()
    {
        parser.setApplicationDescription(Texts::tr(
            "Watch live sensors.\n\n"
            "  watchglass --demo\n"
            "  watchglass --connect valtronics:ws://127.0.0.1:8000/ws\n\n"
            "A token is read from --token-file (the token, or lines \"SERVICE TOKEN\") or from the environment\n"
            "variables WATCHGLASS_TOKEN and WATCHGLASS_TOKEN_SERVICE."));
        parser.addOptions({help, version, demo, connect, tokenFile, dataDir, theme, windowSize, screenshot, after,
                           exitAfter, memory, sourceBudget, stats, newInstance, listCommands, selfTest});
        parser.addPositionalArgument(Texts::tr("FILE"),
                                     Texts::tr("Open this desk (*.wgdesk), recording (*.wgrec), or file to import."),
                                     Texts::tr("[FILE…]"));
    }

    QCommandLineParser parser;
    const QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, Texts::tr("Show this help.")};
    const QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")},
                                     Texts::tr("Show the version, and those of what it is made of.")};
    const QCommandLineOption demo{QStringLiteral("demo"), Texts::tr("Start a simulated fleet and watch it.")};
    const QCommandLineOption connect{
        QStringLiteral("connect"), Texts::tr("Watch a source; may be given several times."), Texts::tr("SERVICE:URL")};
    const QCommandLineOption tokenFile{QStringLiteral("token-file"), Texts::tr("Read the access token from this file."),
                                       Texts::tr("FILE")};
    const QCommandLineOption dataDir{QStringLiteral("data-dir"), Texts::tr("Keep settings in this folder."),
                                     Texts::tr("DIR")};
    const QCommandLineOption theme{QStringLiteral("theme"),
                                   Texts::tr("Colours: %1.").arg(themes().join(Texts::tr(" or "))), Texts::tr("NAME")};
    const QCommandLineOption windowSize{QStringLiteral("window-size"), Texts::tr("Size of the window, e.g. 1600x900."),
                                        Texts::tr("WxH")};
    const QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                        Texts::tr("Write a picture of the window to this file, then exit."),
                                        Texts::tr("FILE")};
    const QCommandLineOption after{QStringLiteral("after"),
                                   Texts::tr("When to take the picture: 500ms, 5s (default), 1m."),
                                   Texts::tr("DURATION")};
    const QCommandLineOption exitAfter{QStringLiteral("exit-after"), Texts::tr("Exit after this long: 10s, 5m."),
                                       Texts::tr("DURATION")};
    const QCommandLineOption memory{QStringLiteral("memory"),
                                    Texts::tr("What samples may occupy, e.g. 512M or 4G (default 1G). Beyond that, the "
                                              "source that holds most forgets its "
                                              "oldest."),
                                    Texts::tr("SIZE")};
    const QCommandLineOption sourceBudget{
        QStringLiteral("source-budget"),
        Texts::tr(
            "How much is read of each source a second, e.g. 512K or 8M (default 32M; 0: all that comes). A source that "
            "sends more has to wait, and the status bar says so."),
        Texts::tr("BYTES")};
    const QCommandLineOption stats{QStringLiteral("stats"),
                                   Texts::tr("Print what drawing cost as one line of JSON at the end.")};
    const QCommandLineOption newInstance{
        QStringLiteral("new"),
        Texts::tr("Start another window, also when Watchglass runs already with these settings.")};
    const QCommandLineOption listCommands{QStringLiteral("list-commands"),
                                          Texts::tr("Print all commands and their keys, then exit.")};
    const QCommandLineOption selfTest{
        QStringLiteral("selftest"),
        Texts::tr("Try every part that Watchglass needs, print what was found, then exit: 0 when nothing is missing.")};
};

Result<protocol::Tokens> tokens(const Parser &options, const protocol::Tokens &environment)
{
    if (!options.parser.isSet(options.tokenFile))
        return environment;
    return protocol::Tokens::fromFile(options.parser.value(options.tokenFile));
}

Result<Duration> duration(const QString &text)
{
    const std::optional<Duration> parsed = parseDuration(text);
    if (!parsed || *parsed < Duration::zero())
        return usage(Texts::tr("\"%1\" is no duration: write for example 10s or 5m").arg(text));
    return *parsed;
}

Result<QSize> size(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const QSize parsed(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || parsed.isEmpty())
        return usage(Texts::tr("\"%1\" is no size: write for example 1600x900").arg(text));
    return parsed;
}

Result<std::size_t> bytes(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,6})([MG])$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const std::size_t unit = match.captured(2) == QLatin1String("G") ? 1U << 30 : 1U << 20;
    const std::size_t parsed = match.captured(1).toUInt() * unit;
    if (!match.hasMatch() || parsed < leastMemory)
        return usage(Texts::tr("\"%1\" is no size from 16M on: write for example 512M or 4G").arg(text));
    return parsed;
}

/// Bytes a second; 0 for no limit.
Result<qint64> budget(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,6})([KMG])$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const int shift = match.captured(2) == QLatin1String("G") ? 30 : match.captured(2) == QLatin1String("M") ? 20 : 10;
    const qint64 parsed = match.captured(1).toLongLong() << shift;
    if (text == QLatin1String("0"))
        return qint64(0);
    if (!match.hasMatch() || parsed < leastBudget)
        return usage(
            Texts::tr("\"%1\" is no budget from 64K on: write for example 512K or 8M, or 0 for none").arg(text));
    return parsed;
}

Result<std::vector<protocol::SourceAddress>> sources(const Parser &options, const protocol::Tokens &tokens)
{
    std::vector<protocol::SourceAddress> parsed;
    for (const QString &text : options.parser.values(options.connect)) {
        auto address = protocol::parseSourceAddress(text);
        if (!address)
            return address.error();
        parsed.push_back(std::move(address).value());
        parsed.back().token = tokens.of(parsed.back().service);
    }
    return parsed;
}

/// The options that say when and how large.
Result<void> readMeasures(const Parser &options, Options &result)
{
    const QCommandLineParser &parser = options.parser;
    if (parser.isSet(options.windowSize)) {
        auto parsed = size(parser.value(options.windowSize));
        if (!parsed)
            return parsed.error();
        result.windowSize = parsed.value();
    }
    if (parser.isSet(options.after)) {
        auto parsed = duration(parser.value(options.after));
        if (!parsed)
            return parsed.error();
        if (!parser.isSet(options.screenshot))
            return usage(Texts::tr("--after needs --screenshot"));
        result.screenshotAfter = parsed.value();
    }
    if (parser.isSet(options.memory)) {
        auto parsed = bytes(parser.value(options.memory));
        if (!parsed)
            return parsed.error();
        result.memoryBytes = parsed.value();
    }
    if (parser.isSet(options.sourceBudget)) {
        auto parsed = budget(parser.value(options.sourceBudget));
        if (!parsed)
            return parsed.error();
        result.readBudget = parsed.value();
    }
    if (parser.isSet(options.exitAfter)) {
        auto parsed = duration(parser.value(options.exitAfter));
        if (!parsed)
            return parsed.error();
        result.exitAfter = parsed.value();
    }
    return {};
}

} // namespace

QString dataFolder(const QString &dataDir)
{
    return dataDir.isEmpty() ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) : dataDir;
}

Result<Options> parseCommandLine(const QStringList &arguments, const protocol::Tokens &environment)
{
    Parser options;
    const QCommandLineParser &parser = options.parser;
    Options result;
    if (!options.parser.parse(arguments))
        return usage(parser.errorText());
    if (parser.isSet(options.help)) {
        result.output = parser.helpText();
        return result;
    }
    if (parser.isSet(options.version)) {
        result.version = true;
        return result;
    }
    for (const QString &file : parser.positionalArguments()) {
        const QFileInfo info(file);
        if (!info.isFile())
            return usage(Texts::tr("There is no file \"%1\"").arg(file));
        result.files << info.absoluteFilePath();
    }
    result.newInstance = parser.isSet(options.newInstance);
    result.demo = parser.isSet(options.demo);
    result.stats = parser.isSet(options.stats);
    result.selfTest = parser.isSet(options.selfTest);
    result.listCommands = parser.isSet(options.listCommands);
    result.dataDir = parser.value(options.dataDir);
    result.screenshot = parser.value(options.screenshot);
    result.theme = parser.value(options.theme);
    if (parser.isSet(options.theme) && !themes().contains(result.theme))
        return usage(
            Texts::tr("There is no theme \"%1\"; there are %2").arg(result.theme, themes().join(QStringLiteral(", "))));
    if (const auto read = readMeasures(options, result); !read)
        return read.error();
    auto secrets = tokens(options, environment);
    if (!secrets)
        return secrets.error();
    auto addresses = sources(options, secrets.value());
    if (!addresses)
        return addresses.error();
    result.sources = std::move(addresses).value();
    return result;
}

} // namespace watchglass::app
