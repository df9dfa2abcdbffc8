#include "app/cli/exchange_parser.h"

#include "app/cli/import_flags.h"
#include "core/base/duration_text.h"
#include "core/exchange/time_text.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace watchglass::cli {

namespace {

using exchange::ExportFormat;
using exchange::Take;
using exchange::TimeStyle;

QString tr(const char *text)
{
    return QCoreApplication::translate("ExchangeParser", text);
}

Error usage(const QString &text)
{
    return Error{ErrorCode::Unsupported, text};
}

/// The value whose word it is; nothing for an unknown word.
template <typename Value>
std::optional<Value> valueOf(const QString &word, std::initializer_list<std::pair<const char *, Value>> words)
{
    for (const auto &[name, value] : words) {
        if (word == QLatin1String(name))
            return value;
    }
    return std::nullopt;
}

Result<Timestamp> readTime(const QString &text)
{
    const auto time = exchange::readTimeText(exchange::TimeText::Iso, text.toStdString(), 1970);
    if (!time)
        return usage(tr("\"%1\" is no time: write for example 2026-01-31T10:20:30Z").arg(text));
    return Timestamp::fromNs(time->ns);
}

/// A duration with a sign.
std::optional<Duration> readSigned(QString text)
{
    const bool isNegative = text.startsWith(QLatin1Char('-'));
    if (isNegative || text.startsWith(QLatin1Char('+')))
        text.remove(0, 1);
    const auto length = parseDuration(text);
    return length && isNegative ? std::optional(-*length) : length;
}

/// "0.5", "1%", "0.5+1%", each also behind "PATTERN=".
Result<exchange::ToleranceRule> readTolerance(const QString &text)
{
    exchange::ToleranceRule out;
    const qsizetype equals = text.lastIndexOf(QLatin1Char('='));
    out.pattern = equals < 0 ? QString() : text.left(equals);
    for (QString part : text.mid(equals + 1).split(QLatin1Char('+'))) {
        const bool isRelative = part.endsWith(QLatin1Char('%'));
        if (isRelative)
            part.chop(1);
        bool isNumber = false;
        const double value = part.toDouble(&isNumber);
        if (!isNumber || !(value >= 0.0))
            return usage(tr("\"%1\" is no tolerance: write 0.5, 1% or °C=0.5").arg(text));
        (isRelative ? out.tolerance.relative : out.tolerance.absolute) = isRelative ? value / 100.0 : value;
    }
    return out;
}

} // namespace

Result<Command> parseImport(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Reads files of other programs into a session file: CSV of any kind, JSON lines, GPX, sessions of Moonsense,\n"
        "events of Disruptive, messages of Terra; plain or gzip. How a file is to be read is detected; flags say it\n"
        "where that is not right. Prints a line for each file: what was detected, how many rows and samples came of\n"
        "it, and what was left out, by line.\n\n"
        "  watchglass-cli import walk.csv --zone Europe/Berlin --output walk.wgrec\n"
        "  watchglass-cli import eeg.txt --rate 250 --try\n"));
    const ImportFlags flags(parser);
    const QCommandLineOption output({QStringLiteral("o"), QStringLiteral("output")},
                                    tr("The session file to write; it must not exist."), tr("FILE"));
    const QCommandLineOption trial(QStringLiteral("try"), tr("Only say what would come of it."));
    parser.addOptions({output, trial});
    parser.addPositionalArgument(QStringLiteral("FILE"), tr("Files to read."), QStringLiteral("FILE..."));
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    Command command;
    if (parser.isSet(help)) {
        command.output = parser.helpText();
        return command;
    }
    if (parser.positionalArguments().isEmpty())
        return usage(tr("At least one FILE is needed"));
    if (parser.isSet(output) == parser.isSet(trial))
        return usage(tr("Either --output FILE or --try is needed"));
    auto options = flags.read(parser);
    if (!options)
        return options.error();
    command.importing =
        ImportCommand{parser.positionalArguments(), parser.value(output), parser.isSet(trial), options.value()};
    return command;
}

namespace {

/// The flags of `export` besides those of an import.
struct ExportFlags
{
    explicit ExportFlags(QCommandLineParser &parser)
    {
        parser.addOptions({output, format, series, from, to, every, take, times});
    }

    Result<exchange::ExportOptions> read(const QCommandLineParser &parser) const
    {
        exchange::ExportOptions out;
        const auto chosen = valueOf<ExportFormat>(parser.value(format), {{"csv", ExportFormat::CsvWide},
                                                                         {"csv-long", ExportFormat::CsvLong},
                                                                         {"jsonl", ExportFormat::JsonLines},
                                                                         {"mcap", ExportFormat::Mcap}});
        if (!chosen)
            return usage(tr("--format is one of csv, csv-long, jsonl, mcap"));
        out.format = *chosen;
        out.series = parser.values(series);
        if (parser.isSet(from)) {
            const auto time = readTime(parser.value(from));
            if (!time)
                return time.error();
            out.range.from = time.value();
        }
        if (parser.isSet(to)) {
            const auto time = readTime(parser.value(to));
            if (!time)
                return time.error();
            out.range.to = time.value();
        }
        const auto style = valueOf<TimeStyle>(parser.value(times), {{"iso", TimeStyle::Iso},
                                                                    {"s", TimeStyle::Seconds},
                                                                    {"ms", TimeStyle::Milliseconds},
                                                                    {"us", TimeStyle::Microseconds},
                                                                    {"ns", TimeStyle::Nanoseconds}});
        if (!style)
            return usage(tr("--times is one of iso, s, ms, us, ns"));
        out.timeStyle = *style;
        if (!parser.isSet(every))
            return out;
        const auto interval = parseDuration(parser.value(every));
        const auto value = valueOf<Take>(
            parser.value(take), {{"mean", Take::Mean}, {"min", Take::Min}, {"max", Take::Max}, {"last", Take::Last}});
        if (!interval || *interval <= Duration::zero() || !value)
            return usage(tr("--every is a duration like 1s, and --take one of mean, min, max, last"));
        out.resampling = exchange::Resampling{*interval, *value};
        return out;
    }

    const QCommandLineOption output{{QStringLiteral("o"), QStringLiteral("output")},
                                    tr("The file to write; without: standard output."),
                                    tr("FILE")};
    const QCommandLineOption format{QStringLiteral("format"),
                                    tr("csv: a row for each time, a column for each series; csv-long: a row for each "
                                       "sample; jsonl: as watch prints them; mcap."),
                                    tr("FORMAT")};
    const QCommandLineOption series{QStringLiteral("series"),
                                    tr("Only series with such keys, with * and ? for any; may be given several times."),
                                    tr("PATTERN")};
    const QCommandLineOption from{QStringLiteral("from"), tr("Samples from this time on, in ISO 8601."), tr("TIME")};
    const QCommandLineOption to{QStringLiteral("to"), tr("Samples before this time."), tr("TIME")};
    const QCommandLineOption every{QStringLiteral("every"), tr("One value for each interval of this length."),
                                   tr("DURATION")};
    const QCommandLineOption take{QStringLiteral("take"), tr("With --every: mean, min, max or last."), tr("WHAT"),
                                  QStringLiteral("mean")};
    const QCommandLineOption times{QStringLiteral("times"), tr("How CSV writes times: iso, s, ms, us, ns."), tr("HOW"),
                                   QStringLiteral("iso")};
};

} // namespace

Result<Command> parseExport(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Writes the series of a session file, or of any file that can be imported, in another format.\n\n"
           "  watchglass-cli export walk.wgrec --format csv --series '*/heart_rate' --every 1s --output walk.csv\n"
           "  watchglass-cli export walk.csv --format mcap --output walk.mcap\n"));
    const ExportFlags flags(parser);
    const ImportFlags importing(parser);
    parser.addPositionalArgument(QStringLiteral("FILE"), tr("A session file, or one that can be imported."));
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    Command command;
    if (parser.isSet(help)) {
        command.output = parser.helpText();
        return command;
    }
    if (parser.positionalArguments().size() != 1)
        return usage(tr("One FILE is needed"));
    const auto options = flags.read(parser);
    if (!options)
        return options.error();
    const auto importOptions = importing.read(parser);
    if (!importOptions)
        return importOptions.error();
    command.exporting = ExportCommand{parser.positionalArguments().constFirst(), parser.value(flags.output),
                                      importOptions.value(), options.value()};
    return command;
}

namespace {

/// The flags of `compare` besides those of an import.
struct CompareFlags
{
    explicit CompareFlags(QCommandLineParser &parser)
    {
        parser.addOptions({tolerance, timeTolerance, offset, align, alignSeries, mostShift, series, ignoreSource,
                           rename, ignoreUnits, noAlarms});
    }

    Result<exchange::CompareOptions> read(const QCommandLineParser &parser) const
    {
        exchange::CompareOptions out;
        for (const QString &text : parser.values(tolerance)) {
            const auto rule = readTolerance(text);
            if (!rule)
                return rule.error();
            if (rule.value().pattern.isEmpty())
                out.tolerance = rule.value().tolerance;
            else
                out.rules.push_back(rule.value());
        }
        struct Length
        {
            const QCommandLineOption &option;
            Duration &to;
        };
        for (const Length &length :
             {Length{timeTolerance, out.timeTolerance}, Length{offset, out.offset}, Length{mostShift, out.mostShift}}) {
            if (!parser.isSet(length.option))
                continue;
            const auto read = readSigned(parser.value(length.option));
            if (!read || (&length.to != &out.offset && *read < Duration::zero()))
                return usage(
                    tr("\"%1\" is no duration: write for example 10s or 5ms").arg(parser.value(length.option)));
            length.to = *read;
        }
        if (parser.isSet(align) || parser.isSet(alignSeries))
            out.alignBy = parser.value(alignSeries);
        out.series = parser.values(series);
        out.matchesSource = !parser.isSet(ignoreSource);
        out.comparesUnits = !parser.isSet(ignoreUnits);
        for (const QString &text : parser.values(rename)) {
            const qsizetype sign = text.indexOf(QLatin1Char('='));
            if (sign < 1)
                return usage(tr("--rename takes THERE=HERE, e.g. bed/HR=bed/heart_rate, not \"%1\"").arg(text));
            out.renames.emplace_back(text.left(sign), text.mid(sign + 1));
        }
        out.comparesAlarms = !parser.isSet(noAlarms);
        return out;
    }

    const QCommandLineOption tolerance{QStringLiteral("tolerance"),
                                       tr("How far values may be apart: 0.5, 1% or both as 0.5+1%; for a unit or for "
                                          "keys as °C=0.5 or */heart_rate=2. "
                                          "May be given several times; the first that fits counts."),
                                       tr("[WHAT=]TOLERANCE")};
    const QCommandLineOption timeTolerance{QStringLiteral("time-tolerance"),
                                           tr("Samples and alarms this far apart are the same (0)."), tr("DURATION")};
    const QCommandLineOption offset{QStringLiteral("offset"), tr("Added to the times of the second: 1.5s, -20ms."),
                                    tr("DURATION")};
    const QCommandLineOption align{QStringLiteral("align"), tr("Finds the offset by cross-correlation.")};
    const QCommandLineOption alignSeries{QStringLiteral("align-series"), tr("The same, by series with such keys."),
                                         tr("PATTERN")};
    const QCommandLineOption mostShift{QStringLiteral("most-shift"), tr("With --align: looked for up to here (60s)."),
                                       tr("DURATION")};
    const QCommandLineOption series{QStringLiteral("series"),
                                    tr("Only series with such keys; may be given several times."), tr("PATTERN")};
    const QCommandLineOption ignoreSource{QStringLiteral("ignore-source"),
                                          tr("Series are the same when device and attribute are.")};
    const QCommandLineOption noAlarms{QStringLiteral("no-alarms"), tr("Leaves alarms out.")};
    const QCommandLineOption ignoreUnits{QStringLiteral("ignore-units"), tr("Another unit is no difference.")};
    const QCommandLineOption rename{
        QStringLiteral("rename"),
        tr("A series or device that is called THERE in the second counts as HERE; may be given several times."),
        tr("THERE=HERE")};
};

} // namespace

Result<Command> parseCompare(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Compares two session files, or files that can be imported, series by series and alarm by alarm. Prints a\n"
           "line for each difference and one at the end. Exit code 0: equal, 1: different.\n\n"
           "  watchglass-cli compare golden.wgrec today.wgrec --tolerance °C=0.1 --time-tolerance 1ms\n"));
    const CompareFlags flags(parser);
    const ImportFlags importing(parser);
    parser.addPositionalArgument(QStringLiteral("FIRST"), tr("What is expected."));
    parser.addPositionalArgument(QStringLiteral("SECOND"), tr("What is compared with it."));
    const QCommandLineOption help = parser.addHelpOption();
    if (!parser.parse(arguments))
        return usage(parser.errorText());
    Command command;
    if (parser.isSet(help)) {
        command.output = parser.helpText();
        return command;
    }
    if (parser.positionalArguments().size() != 2)
        return usage(tr("Two files are needed"));
    const auto options = flags.read(parser);
    if (!options)
        return options.error();
    const auto importOptions = importing.read(parser);
    if (!importOptions)
        return importOptions.error();
    command.comparing = CompareCommand{parser.positionalArguments().at(0), parser.positionalArguments().at(1),
                                       importOptions.value(), options.value()};
    return command;
}

} // namespace watchglass::cli
