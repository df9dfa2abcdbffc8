#include "core/exchange/csv_known.h"

#include "core/exchange/csv_cells.h"
#include "core/exchange/texts.h"
#include "core/exchange/time_text.h"

#include <QFileInfo>

#include <algorithm>

namespace watchglass::exchange {

namespace {

constexpr std::string_view heartRateData = "[HRData]";

/// The number that all cells hold.
std::optional<double> sameNumber(const std::vector<CsvCell> &cells)
{
    double first = 0.0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        double value = 0.0;
        if (!readNumber(cells[i], false, value) || (i > 0 && value != first))
            return std::nullopt;
        first = value;
    }
    return first;
}

std::vector<ColumnPlan> bandColumns(const QString &stem, std::size_t width)
{
    // ACC counts 1/64 g.
    static const struct
    {
        const char *stem;
        const char *unit;
    } units[]{{"ACC", "g/64"}, {"EDA", "µS"}, {"TEMP", "°C"}, {"HR", "bpm"}};
    QString unit;
    for (const auto &known : units) {
        if (stem == QLatin1String(known.stem))
            unit = QString::fromUtf8(known.unit);
    }
    std::vector<ColumnPlan> out;
    for (std::size_t i = 0; i < width; ++i) {
        const QString name = width == 1
                                 ? stem
                                 : QStringLiteral("%1.%2").arg(stem, width == 3 ? QString(QChar(u'x' + char16_t(i)))
                                                                                : QString::number(i + 1));
        out.push_back({name, unit, ColumnUse::Number});
    }
    return out;
}

/// Row 1: the start in unix seconds; row 2: the rate, or in IBI at once "offset, interval".
std::optional<CsvPlan> wristBand(const std::vector<CsvLine> &lines, const QString &stem)
{
    if (lines.size() < 3)
        return std::nullopt;
    std::vector<CsvCell> cells;
    splitCells(lines[0].text, ',', cells);
    const std::size_t width = cells.size();
    const bool isIntervals = width == 2 && cells[1].text == "IBI";
    const std::optional<double> start = isIntervals ? sameNumber({cells[0]}) : sameNumber(cells);
    const auto startNs = start ? decimalToNs(cells[0].text, 1'000'000'000) : std::nullopt;
    if (!startNs || *start < 1e9 || *start > 4e9)
        return std::nullopt;
    CsvPlan plan;
    plan.time.epoch = Timestamp::fromNs(*startNs);
    if (isIntervals) {
        plan.headerLine = 1;
        plan.firstRowLine = 2;
        plan.time.column = 0;
        plan.columns = {{QStringLiteral("time"), QStringLiteral("s"), ColumnUse::Time},
                        {QStringLiteral("IBI"), QStringLiteral("s"), ColumnUse::Number}};
        plan.reasons << Texts::tr("a wrist band's intervals: seconds since the start in line 1");
        return plan;
    }
    splitCells(lines[1].text, ',', cells);
    const double rate = cells.size() == width ? sameNumber(cells).value_or(0.0) : 0.0;
    splitCells(lines[2].text, ',', cells);
    if (rate <= 0.0 || rate > 10'000.0 || cells.size() != width)
        return std::nullopt;
    plan.firstRowLine = 3;
    plan.time.form = TimeForm::Rate;
    plan.time.rateHz = rate;
    plan.columns = bandColumns(stem, width);
    plan.reasons << Texts::tr("a wrist band's file: start in line 1, %1 Hz in line 2").arg(rate);
    return plan;
}

std::string_view valueOf(const std::vector<CsvLine> &lines, std::string_view name)
{
    for (const CsvLine &line : lines) {
        if (line.text.starts_with(name))
            return trimmed(line.text.substr(name.size()));
    }
    return {};
}

/// "[Params]" … "[HRData]" and then an interval a line, in ms.
std::optional<CsvPlan> heartRateMonitor(const std::vector<CsvLine> &lines)
{
    if (lines.empty() || trimmed(lines.front().text) != "[Params]")
        return std::nullopt;
    const auto data = std::find_if(lines.begin(), lines.end(),
                                   [](const CsvLine &line) { return trimmed(line.text) == heartRateData; });
    if (data == lines.end())
        return std::nullopt;
    CsvPlan plan;
    plan.headerLine = data->number;
    plan.firstRowLine = data->number + 1;
    plan.time.form = TimeForm::RunningSum;
    plan.time.column = 0;
    plan.time.nsPerUnit = 1'000'000;
    const std::string_view date = valueOf(lines, "Date=");
    const auto clock = readClock(valueOf(lines, "StartTime="));
    if (date.size() == 8 && clock) {
        const std::string written = std::string(date.substr(0, 4)) + '-' + std::string(date.substr(4, 2)) + '-'
                                    + std::string(date.substr(6, 2));
        if (const auto day = readTimeText(TimeText::Iso, written, 1970))
            plan.time.epoch = Timestamp::fromNs(day->ns + *clock);
    }
    plan.columns = {{QStringLiteral("RR"), QStringLiteral("ms"), ColumnUse::Number}};
    plan.reasons << Texts::tr("a heart rate monitor's file: intervals in ms from line %1 on").arg(plan.firstRowLine);
    return plan;
}

} // namespace

QString stemOf(const QString &fileName)
{
    QString name = QFileInfo(fileName).fileName();
    if (name.endsWith(QLatin1String(".gz"), Qt::CaseInsensitive))
        name.chop(3);
    const qsizetype point = name.lastIndexOf(QLatin1Char('.'));
    return point > 0 ? name.left(point) : name;
}

std::optional<CsvPlan> knownTable(std::string_view text, const CsvOptions &options, const QString &fileName)
{
    if (options.delimiter || options.headerLine || !options.timeColumn.isEmpty() || options.rateHz)
        return std::nullopt;
    const std::vector<CsvLine> lines = linesOf(text);
    std::optional<CsvPlan> plan = heartRateMonitor(lines);
    if (!plan)
        plan = wristBand(lines, stemOf(fileName));
    if (plan && options.start)
        plan->time.epoch = *options.start;
    return plan;
}

QString binaryFormat(std::string_view bytes)
{
    using namespace std::string_view_literals;
    if (bytes.starts_with("PK\x03\x04"sv))
        return Texts::tr("a ZIP archive; unpack it first");
    if (bytes.starts_with("ULog\x01\x12\x35"sv))
        return Texts::tr("a ULog of PX4");
    if (bytes.starts_with("0       "sv) && bytes.size() > 256
        && bytes.substr(0, 256).find('\n') == std::string_view::npos)
        return Texts::tr("an EDF recording");
    if (bytes.starts_with("\xff\xfe"sv) || bytes.starts_with("\xfe\xff"sv))
        return Texts::tr("text in UTF-16; save it as UTF-8");
    if (bytes.starts_with("SQLite format 3"sv))
        return Texts::tr("a database");
    if (bytes.substr(0, 4096).find('\0') != std::string_view::npos)
        return Texts::tr("binary data");
    return {};
}

} // namespace watchglass::exchange
