#include "app/cli/import_flags.h"

#include "core/base/duration_text.h"
#include "core/exchange/time_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::cli {

namespace {

using exchange::ColumnUse;
using exchange::FileFormat;
using exchange::MissingTimes;

QString tr(const char *text)
{
    return QCoreApplication::translate("ImportFlags", text);
}

Error unknown(const QCommandLineOption &option, const QString &value, const QString &wanted)
{
    return {ErrorCode::Unsupported, tr("--%1 %2: write %3").arg(option.names().constLast(), value, wanted)};
}

std::optional<char> delimiterOf(const QString &text)
{
    if (text == QLatin1String("tab") || text == QLatin1String("\\t"))
        return '\t';
    if (text == QLatin1String("space"))
        return ' ';
    const QByteArray bytes = text.toUtf8();
    return bytes.size() == 1 ? std::optional(bytes[0]) : std::nullopt;
}

std::optional<std::int64_t> unitOf(const QString &text)
{
    static const std::pair<const char *, std::int64_t> units[]{{"s", 1'000'000'000},    {"ms", 1'000'000},
                                                               {"us", 1'000},           {"ns", 1},
                                                               {"min", 60'000'000'000}, {"h", 3'600'000'000'000}};
    for (const auto &[name, ns] : units) {
        if (text == QLatin1String(name))
            return ns;
    }
    return std::nullopt;
}

std::optional<ColumnUse> useOf(const QString &text)
{
    static const std::pair<const char *, ColumnUse> uses[]{
        {"skip", ColumnUse::Skip},   {"number", ColumnUse::Number},  {"state", ColumnUse::State},
        {"event", ColumnUse::Event}, {"name", ColumnUse::Attribute}, {"value", ColumnUse::Value},
        {"unit", ColumnUse::Unit},   {"device", ColumnUse::Device},  {"source", ColumnUse::Source}};
    for (const auto &[name, use] : uses) {
        if (text == QLatin1String(name))
            return use;
    }
    return std::nullopt;
}

} // namespace

QStringList listOf(const QStringList &values)
{
    QStringList out;
    for (const QString &value : values)
        out << value.split(QLatin1Char(','), Qt::SkipEmptyParts);
    return out;
}

ImportFlags::ImportFlags(QCommandLineParser &parser)
    : m_as(QStringLiteral("as"), tr("What the file is, where it is not to be detected: csv, json, gpx, moonsense."),
           tr("FORMAT"))
    , m_source(QStringLiteral("source"), tr("The source's name in the keys of the series (file)."), tr("NAME"))
    , m_device(QStringLiteral("device"), tr("The device's name, where the file has none (the file's name)."),
               tr("NAME"))
    , m_delimiter(QStringLiteral("delimiter"), tr("CSV: what parts the cells: , ; | tab space."), tr("CHARACTER"))
    , m_decimalComma(QStringLiteral("decimal-comma"), tr("CSV: numbers are written with a comma."))
    , m_header(QStringLiteral("header"), tr("CSV: the line with the columns' names, from 1; 0: there is none."),
               tr("LINE"))
    , m_time(QStringLiteral("time"), tr("The column or field of the times: its name, or its number from 1."),
             tr("COLUMN"))
    , m_clock(QStringLiteral("clock"), tr("CSV: the column of the time of day, where --time holds the date only."),
              tr("COLUMN"))
    , m_timeUnit(QStringLiteral("time-unit"), tr("What times that are numbers count: s, ms, us, ns, min, h."),
                 tr("UNIT"))
    , m_start(QStringLiteral("start"), tr("When times begin that count from a start, in ISO 8601."), tr("TIME"))
    , m_zone(QStringLiteral("zone"), tr("The zone of times that name none (UTC): Europe/Berlin, UTC+02:00."),
             tr("ZONE"))
    , m_dayFirst(QStringLiteral("day-first"), tr("CSV: 1/2/2026 is in February."))
    , m_year(QStringLiteral("year"), tr("CSV: the year of dates that have none."), tr("YEAR"))
    , m_rate(QStringLiteral("rate"), tr("CSV: there is no column of times; rows are that many a second."), tr("HZ"))
    , m_intervals(QStringLiteral("intervals"),
                  tr("CSV: the column of times holds the time since the row before, as lists of heart beats do."))
    , m_columns(QStringLiteral("columns"), tr("CSV: only these columns, by name or number."), tr("COLUMN,..."))
    , m_use(QStringLiteral("use"),
            tr("CSV: what becomes of a column: skip, number, state, event; of tables with one value a row: name, "
               "value, unit, device, source. May be given several times."),
            tr("COLUMN=USE"))
    , m_missing(QStringLiteral("missing"), tr("CSV: what stands for no value, besides the usual words: -200."),
                tr("TEXT,..."))
    , m_missingTimes(QStringLiteral("missing-times"),
                     tr("GPX: what becomes of points without a time: skip leaves them out; a duration (1s) numbers all "
                        "points that far apart from --start on. Without this the file is refused."),
                     tr("skip|DURATION"))
{
    parser.addOptions({m_as, m_source, m_device, m_delimiter, m_decimalComma, m_header, m_time, m_clock, m_timeUnit,
                       m_start, m_zone, m_dayFirst, m_year, m_rate, m_intervals, m_columns, m_use, m_missing,
                       m_missingTimes});
}

Result<exchange::ImportOptions> ImportFlags::read(const QCommandLineParser &parser) const
{
    exchange::ImportOptions out;
    if (parser.isSet(m_as)) {
        static const std::pair<const char *, FileFormat> formats[]{{"csv", FileFormat::Csv},
                                                                   {"json", FileFormat::Json},
                                                                   {"gpx", FileFormat::Gpx},
                                                                   {"moonsense", FileFormat::Moonsense}};
        const QString word = parser.value(m_as);
        const auto *known = std::find_if(std::begin(formats), std::end(formats),
                                         [&word](const auto &one) { return word == QLatin1String(one.first); });
        if (known == std::end(formats))
            return unknown(m_as, word, QStringLiteral("csv, json, gpx, moonsense"));
        out.format = known->second;
    }
    out.csv.source = parser.value(m_source);
    out.csv.device = parser.value(m_device);
    if (const auto read = readShape(parser, out.csv); !read)
        return read.error();
    if (const auto read = readTimes(parser, out.csv); !read)
        return read.error();
    if (parser.isSet(m_missingTimes)) {
        const QString word = parser.value(m_missingTimes);
        const auto interval = parseDuration(word);
        if (word == QLatin1String("skip"))
            out.missingTimes = MissingTimes::Skip;
        else if (interval && *interval > Duration::zero())
            out.missingTimes = MissingTimes::Count;
        else
            return unknown(m_missingTimes, word, tr("skip, or a duration like 1s"));
        out.pointInterval = interval.value_or(out.pointInterval);
    }
    return out;
}

Result<void> ImportFlags::readShape(const QCommandLineParser &parser, exchange::CsvOptions &csv) const
{
    if (parser.isSet(m_delimiter)) {
        csv.delimiter = delimiterOf(parser.value(m_delimiter));
        if (!csv.delimiter)
            return unknown(m_delimiter, parser.value(m_delimiter), tr("one character, tab or space"));
    }
    if (parser.isSet(m_decimalComma))
        csv.isDecimalComma = true;
    if (parser.isSet(m_header)) {
        bool isNumber = false;
        csv.headerLine = parser.value(m_header).toLongLong(&isNumber);
        if (!isNumber || *csv.headerLine < 0)
            return unknown(m_header, parser.value(m_header), tr("a line's number, or 0"));
    }
    csv.columns = listOf(parser.values(m_columns));
    for (const QString &text : parser.values(m_use)) {
        const qsizetype at = text.lastIndexOf(QLatin1Char('='));
        const auto use = useOf(text.mid(at + 1));
        if (at < 1 || !use)
            return unknown(m_use, text, tr("a column and what it is, as 3=state"));
        csv.uses.push_back({text.left(at), *use});
    }
    csv.missing = listOf(parser.values(m_missing));
    return {};
}

Result<void> ImportFlags::readTimes(const QCommandLineParser &parser, exchange::CsvOptions &csv) const
{
    csv.timeColumn = parser.value(m_time);
    csv.clockColumn = parser.value(m_clock);
    csv.isRunningSum = parser.isSet(m_intervals);
    if (parser.isSet(m_dayFirst))
        csv.isDayFirst = true;
    if (parser.isSet(m_timeUnit)) {
        csv.nsPerUnit = unitOf(parser.value(m_timeUnit));
        if (!csv.nsPerUnit)
            return unknown(m_timeUnit, parser.value(m_timeUnit), QStringLiteral("s, ms, us, ns, min, h"));
    }
    if (parser.isSet(m_start)) {
        const auto start = exchange::readTimeText(exchange::TimeText::Iso, parser.value(m_start).toStdString(), 1970);
        if (!start)
            return unknown(m_start, parser.value(m_start), QStringLiteral("2026-01-31T10:20:30Z"));
        csv.start = Timestamp::fromNs(start->ns);
    }
    if (parser.isSet(m_zone)) {
        csv.zone = QTimeZone(parser.value(m_zone).toLatin1());
        if (!csv.zone->isValid())
            return unknown(m_zone, parser.value(m_zone), QStringLiteral("Europe/Berlin, UTC, UTC+02:00"));
    }
    bool isNumber = false;
    if (parser.isSet(m_year)) {
        csv.year = parser.value(m_year).toInt(&isNumber);
        if (!isNumber || *csv.year < 1678 || *csv.year > 2261)
            return unknown(m_year, parser.value(m_year), tr("a year like 2026"));
    }
    if (parser.isSet(m_rate)) {
        csv.rateHz = parser.value(m_rate).toDouble(&isNumber);
        if (!isNumber || !(*csv.rateHz > 0.0) || !(*csv.rateHz < 1e9))
            return unknown(m_rate, parser.value(m_rate), tr("a number of rows a second"));
    }
    return {};
}

} // namespace watchglass::cli
