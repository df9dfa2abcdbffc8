#include "app/watchglass/command_line.h"

#include "core/base/duration_text.h"
#include "ui/theme/theme.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QRegularExpression>

namespace watchglass::app {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("watchglass::app::CommandLine", text);
}

Error usage(const QString &text)
{
    return Error{ErrorCode::Unsupported, text};
}

/// Less than this would not even hold what is open.
constexpr std::size_t leastMemory = std::size_t(16) << 20;
/// With less than this a single large message would take minutes.
constexpr qint64 leastBudget = qint64(64) << 10;

/// The options by name, so that each stands once.
struct Parser
{
    Parser()
    {
        parser.setApplicationDescription(
            tr("Watch live sensors.\n\n"
               "  watchglass --demo\n"
               "  watchglass --connect valtronics:ws://127.0.0.1:8000/ws\n\n"
               "A token is read from --token-file (the token, or lines \"SERVICE TOKEN\") or from the environment\n"
               "variables WATCHGLASS_TOKEN and WATCHGLASS_TOKEN_SERVICE."));
        parser.addOptions({help, version, demo, connect, tokenFile, dataDir, theme, windowSize, screenshot, after,
                           exitAfter, memory, sourceBudget, stats});
    }

    QCommandLineParser parser;
    const QCommandLineOption help{{QStringLiteral("h"), QStringLiteral("help")}, tr("Show this help.")};
    const QCommandLineOption version{{QStringLiteral("v"), QStringLiteral("version")}, tr("Show the version.")};
    const QCommandLineOption demo{QStringLiteral("demo"), tr("Start a simulated fleet and watch it.")};
    const QCommandLineOption connect{QStringLiteral("connect"), tr("Watch a source; may be given several times."),
                                     tr("SERVICE:URL")};
    const QCommandLineOption tokenFile{QStringLiteral("token-file"), tr("Read the access token from this file."),
                                       tr("FILE")};
    const QCommandLineOption dataDir{QStringLiteral("data-dir"), tr("Keep settings in this folder."), tr("DIR")};
    const QCommandLineOption theme{QStringLiteral("theme"), tr("Colours: %1.").arg(ui::themeNames().join(tr(" or "))),
                                   tr("NAME")};
    const QCommandLineOption windowSize{QStringLiteral("window-size"), tr("Size of the window, e.g. 1600x900."),
                                        tr("WxH")};
    const QCommandLineOption screenshot{QStringLiteral("screenshot"),
                                        tr("Write a picture of the window to this file, then exit."), tr("FILE")};
    const QCommandLineOption after{QStringLiteral("after"), tr("When to take the picture: 500ms, 5s (default), 1m."),
                                   tr("DURATION")};
    const QCommandLineOption exitAfter{QStringLiteral("exit-after"), tr("Exit after this long: 10s, 5m."),
                                       tr("DURATION")};
    const QCommandLineOption memory{
        QStringLiteral("memory"),
        tr("What samples may occupy, e.g. 512M or 4G (default 1G). Beyond that, the source that holds most forgets its "
           "oldest."),
        tr("SIZE")};
    const QCommandLineOption sourceBudget{
        QStringLiteral("source-budget"),
        tr("How much is read of each source a second, e.g. 512K or 8M (default 32M; 0: all that comes). A source that "
           "sends more has to wait, and the status bar says so."),
        tr("BYTES")};
    const QCommandLineOption stats{QStringLiteral("stats"),
                                   tr("Print what drawing cost as one line of JSON at the end.")};
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
        return usage(tr("\"%1\" is no duration: write for example 10s or 5m").arg(text));
    return *parsed;
}

Result<QSize> size(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,5})x(\\d{1,5})$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const QSize parsed(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || parsed.isEmpty())
        return usage(tr("\"%1\" is no size: write for example 1600x900").arg(text));
    return parsed;
}

Result<std::size_t> bytes(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,6})([MG])$"));
    const QRegularExpressionMatch match = pattern.match(text);
    const std::size_t unit = match.captured(2) == QLatin1String("G") ? 1U << 30 : 1U << 20;
    const std::size_t parsed = match.captured(1).toUInt() * unit;
    if (!match.hasMatch() || parsed < leastMemory)
        return usage(tr("\"%1\" is no size from 16M on: write for example 512M or 4G").arg(text));
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
        return usage(tr("\"%1\" is no budget from 64K on: write for example 512K or 8M, or 0 for none").arg(text));
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
            return usage(tr("--after needs --screenshot"));
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
        result.output = QStringLiteral("watchglass %1\n").arg(QCoreApplication::applicationVersion());
        return result;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(tr("Unexpected argument \"%1\"").arg(parser.positionalArguments().constFirst()));

    result.demo = parser.isSet(options.demo);
    result.stats = parser.isSet(options.stats);
    result.dataDir = parser.value(options.dataDir);
    result.screenshot = parser.value(options.screenshot);
    result.theme = parser.value(options.theme);
    if (parser.isSet(options.theme) && !ui::themeNames().contains(result.theme))
        return usage(tr("There is no theme \"%1\"; there are %2")
                         .arg(result.theme, ui::themeNames().join(QStringLiteral(", "))));
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
