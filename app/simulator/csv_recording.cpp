#include "app/simulator/csv_recording.h"

#include "app/simulator/csv_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace watchglass::sim {

namespace {

__extension__ using Wide = __int128;
constexpr std::size_t rowsLookedAt = 200;
constexpr std::int64_t second = 1'000'000'000;

QString translated(const char *text)
{
    return QCoreApplication::translate("watchglass::sim", text);
}

/// Where times come from: no column, one, or a date and a time of day side by side.
struct TimeSource
{
    std::optional<std::size_t> column;
    std::optional<std::size_t> timeOfDay;
    std::int64_t nsPerUnit = second;
    bool unitIsNamed = false;
};

std::optional<std::size_t> columnOf(const std::vector<QString> &header, const QString &nameOrIndex)
{
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i] == nameOrIndex || QString::fromUtf8(metricOfColumn(header[i]).name) == nameOrIndex)
            return i;
    }
    bool isNumber = false;
    const auto index = static_cast<std::size_t>(nameOrIndex.toUInt(&isNumber));
    return isNumber && index < header.size() ? std::optional(index) : std::nullopt;
}

QString plainName(const QString &header)
{
    QString name = QString::fromUtf8(metricOfColumn(header).name).toLower();
    return name.remove(QRegularExpression(QStringLiteral("^[%_]+")));
}

void nameUnit(TimeSource &source, const QString &header)
{
    const QByteArray unit = metricOfColumn(header).unit;
    source.unitIsNamed = unit == "s" || unit == "ms" || unit == "us" || unit == "ns";
    source.nsPerUnit = unit == "ms" ? 1'000'000 : unit == "us" ? 1'000 : unit == "ns" ? 1 : second;
}

Result<TimeSource> findTime(const std::vector<QString> &header, const CsvOptions &options)
{
    TimeSource out;
    if (options.rateHz && options.timeColumn.isEmpty())
        return out;
    if (!options.timeColumn.isEmpty()) {
        out.column = columnOf(header, options.timeColumn);
        if (!out.column)
            return Error{ErrorCode::Missing, translated("There is no column \"%1\".").arg(options.timeColumn)};
    }
    static constexpr std::array names{"time",     "timestamp", "datetime",        "date_time",   "date",
                                      "utc time", "timer",     "phone timestamp", "sensor time", "seconds"};
    for (const char *name : names) {
        for (std::size_t i = 0; i < header.size() && !out.column; ++i) {
            if (plainName(header[i]) == QLatin1String(name))
                out.column = i;
        }
    }
    // A capital T is rather a temperature.
    for (std::size_t i = 0; i < header.size() && !out.column; ++i) {
        if (metricOfColumn(header[i]).name == "t")
            out.column = i;
    }
    if (!out.column)
        return out;
    // "Date,Time": two columns that only together are an instant.
    const auto date = std::find_if(header.begin(), header.end(),
                                   [](const QString &h) { return plainName(h) == QLatin1String("date"); });
    if (date != header.end() && options.timeColumn.isEmpty()) {
        const auto index = static_cast<std::size_t>(date - header.begin());
        if (index + 1 < header.size() && plainName(header[index + 1]) == QLatin1String("time")) {
            out.column = index;
            out.timeOfDay = index + 1;
        }
    }
    nameUnit(out, header[*out.column]);
    return out;
}

/// A column without a name for its unit: numbers as large as an epoch in ms, us or ns are that.
void guessUnit(TimeSource &source, std::string_view cell)
{
    const Cell read = readCell(cell);
    if (source.unitIsNamed || read.kind != CellKind::Number)
        return;
    const double size = std::fabs(read.value);
    source.nsPerUnit = size >= 1e17 ? 1 : size >= 1e14 ? 1'000 : size >= 1e11 ? 1'000'000 : second;
}

std::optional<Timestamp> readTime(const TimeSource &source, const std::vector<std::string_view> &cells)
{
    const std::string_view cell = cells[*source.column];
    std::string joined;
    if (source.timeOfDay) {
        joined = std::string(cell) + ' ' + std::string(cells[*source.timeOfDay]);
    } else if (const auto ns = decimalToNs(cell, source.nsPerUnit)) {
        return Timestamp::fromNs(*ns);
    }
    const auto iso = isoTextOf(source.timeOfDay ? std::string_view(joined) : cell);
    return iso ? parseIsoTimestamp(*iso) : std::nullopt;
}

/// Columns whose first cells are numbers, at most one in five being a word.
std::vector<std::size_t> numericColumns(const CsvLayout &layout, const TimeSource &time)
{
    std::vector<int> numbers(layout.header.size());
    std::vector<int> texts(layout.header.size());
    std::vector<std::string_view> cells;
    for (std::size_t r = 0; r < std::min(layout.rows.size(), rowsLookedAt); ++r) {
        splitCells(layout.rows[r], layout.delimiter, cells);
        for (std::size_t c = 0; c < std::min(cells.size(), layout.header.size()); ++c) {
            const CellKind kind = readCell(cells[c]).kind;
            numbers[c] += kind == CellKind::Number ? 1 : 0;
            texts[c] += kind == CellKind::Text ? 1 : 0;
        }
    }
    std::vector<std::size_t> out;
    for (std::size_t c = 0; c < numbers.size(); ++c) {
        if (numbers[c] > 0 && texts[c] * 4 <= numbers[c] && c != time.column && c != time.timeOfDay)
            out.push_back(c);
    }
    return out;
}

Result<std::vector<std::size_t>> valueColumns(const CsvLayout &layout, const TimeSource &time,
                                              const QStringList &wanted)
{
    if (wanted.isEmpty()) {
        std::vector<std::size_t> out = numericColumns(layout, time);
        if (out.empty())
            return Error{ErrorCode::Missing, translated("No column of the file holds numbers.")};
        return out;
    }
    std::vector<std::size_t> out;
    for (const QString &name : wanted) {
        const auto column = columnOf(layout.header, name.trimmed());
        if (!column)
            return Error{ErrorCode::Missing, translated("There is no column \"%1\".").arg(name)};
        out.push_back(*column);
    }
    return out;
}

std::vector<Metric> metricsOf(const std::vector<QString> &header, const std::vector<std::size_t> &columns)
{
    std::vector<Metric> out;
    QSet<QByteArray> taken;
    for (const std::size_t column : columns) {
        Metric metric = metricOfColumn(header[column]);
        if (metric.name.isEmpty())
            metric.name = "column " + QByteArray::number(column + 1);
        const QByteArray base = metric.name;
        for (int n = 2; taken.contains(metric.name); ++n)
            metric.name = base + ' ' + QByteArray::number(n);
        taken.insert(metric.name);
        out.push_back(std::move(metric));
    }
    return out;
}

/// Whether a row has the table's cells: none missing, and nothing but blanks too many.
bool isWhole(const std::vector<std::string_view> &cells, std::size_t expected)
{
    return cells.size() >= expected
           && std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(expected), cells.end(),
                          [](std::string_view cell) { return cell.empty(); });
}

Timestamp rowTime(std::int64_t row, double rateHz)
{
    const std::int64_t microhertz = std::llround(rateHz * 1e6);
    const Wide ns = (static_cast<Wide>(row) * 1'000'000'000'000'000 + microhertz / 2) / microhertz;
    return Timestamp::fromNs(static_cast<std::int64_t>(ns));
}

} // namespace

std::optional<std::int64_t> decimalToNs(std::string_view text, std::int64_t nsPerUnit)
{
    bool isNegative = false;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        isNegative = text.front() == '-';
        text.remove_prefix(1);
    }
    Wide digits = 0;
    int exponent = 0;
    int count = 0;
    bool isFraction = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if ((c == '.' || c == ',') && !isFraction) {
            isFraction = true;
        } else if (c >= '0' && c <= '9') {
            ++count;
            if (digits < Wide(1'000'000'000'000'000'000) * 1'000'000'000) {
                digits = digits * 10 + (c - '0');
                exponent -= isFraction ? 1 : 0;
            } else {
                exponent += isFraction ? 0 : 1;
            }
        } else {
            break;
        }
    }
    if (count == 0)
        return std::nullopt;
    if (i < text.size()) {
        const Cell power = (text[i] == 'e' || text[i] == 'E') ? readCell(text.substr(i + 1)) : Cell{};
        if (power.kind != CellKind::Number || std::fabs(power.value) > 40 || power.value != std::floor(power.value))
            return std::nullopt;
        exponent += static_cast<int>(power.value);
    }
    Wide ns = digits * nsPerUnit;
    constexpr Wide largest = std::numeric_limits<std::int64_t>::max();
    for (; exponent > 0 && ns <= largest; --exponent)
        ns *= 10;
    for (; exponent < -1 && ns != 0; ++exponent)
        ns /= 10;
    if (exponent == -1)
        ns = (ns + 5) / 10;
    if (ns > largest)
        return std::nullopt;
    return static_cast<std::int64_t>(isNegative ? -ns : ns);
}

Metric metricOfColumn(const QString &header)
{
    static const QSet<QString> units = [] {
        QSet<QString> out;
        for (const char *unit :
             {"mV",    "uV",  "V",    "g",     "mg",   "s",   "ms",  "us",  "ns",  "Hz", "bpm", "pct", "%",   "hPa",
              "kPa",   "Pa",  "mmHg", "degC",  "C",    "K",   "F",   "ppm", "lux", "uT", "G",   "NU",  "dps", "deg/s",
              "rad/s", "m/s", "m/s2", "m/s^2", "km/h", "rpm", "deg", "rad", "m",   "A",  "mA",  "W",   "dB",  "dBm"})
            out.insert(QLatin1String(unit));
        out.insert(QStringLiteral("°C"));
        out.insert(QStringLiteral("µV"));
        out.insert(QStringLiteral("µT"));
        out.insert(QStringLiteral("µs"));
        return out;
    }();
    static const QRegularExpression bracketed(QStringLiteral("^(.*?)\\s*[\\[(]([^\\[\\]()]+)[\\])]$"));
    static const QRegularExpression suffixed(QStringLiteral("^(.+)_([A-Za-z%]+)$"));
    QString name = header.trimmed();
    QString unit;
    for (const QRegularExpression *form : {&bracketed, &suffixed}) {
        const QRegularExpressionMatch match = form->match(name);
        const QString text = match.captured(2);
        // After an underscore a single letter is rather an axis or an index than a unit.
        const bool isUnit = units.contains(text)
                            && (form == &bracketed || text.size() > 1 || text == QLatin1String("g")
                                || text == QLatin1String("V") || text == QLatin1String("s"));
        if (match.hasMatch() && isUnit) {
            name = match.captured(1);
            unit = text == QLatin1String("pct") ? QStringLiteral("%") : text;
            break;
        }
    }
    return {name.toUtf8(), unit.replace(QStringLiteral("µs"), QStringLiteral("us")).toUtf8()};
}

Result<CsvRecording> parseCsv(QByteArrayView text, const CsvOptions &options)
{
    Result<CsvLayout> found = findLayout({text.data(), static_cast<std::size_t>(text.size())});
    if (!found)
        return found.error();
    const CsvLayout &layout = found.value();
    Result<TimeSource> timeFound = findTime(layout.header, options);
    if (!timeFound)
        return timeFound.error();
    TimeSource time = timeFound.value();
    std::vector<std::string_view> cells;
    splitCells(layout.rows.front(), layout.delimiter, cells);
    // A table without a header may still begin each row with a date.
    if (!time.column && !options.rateHz && isoTextOf(cells.front()))
        time.column = 0;
    if (!time.column && !options.rateHz)
        return Error{ErrorCode::Missing, translated("The file has no column of times. Name one, or give a rate.")};
    if (time.column && *time.column < cells.size())
        guessUnit(time, cells[*time.column]);
    const Result<std::vector<std::size_t>> columns = valueColumns(layout, time, options.columns);
    if (!columns)
        return columns.error();

    CsvRecording out;
    out.metrics = metricsOf(layout.header, columns.value());
    if (time.column)
        out.timeColumn = layout.header[*time.column];
    for (const std::string_view row : layout.rows) {
        splitCells(row, layout.delimiter, cells);
        std::optional<Timestamp> t;
        if (isWhole(cells, layout.header.size()))
            t = time.column ? readTime(time, cells)
                            : rowTime(static_cast<std::int64_t>(out.times.size()), *options.rateHz);
        if (!t) {
            ++out.badRows;
            continue;
        }
        out.times.push_back(*t);
        for (const std::size_t column : columns.value()) {
            const Cell cell = readCell(cells[column]);
            out.badCells += cell.kind == CellKind::Text ? 1 : 0;
            out.values.push_back(cell.kind == CellKind::Number ? cell.value : std::numeric_limits<double>::quiet_NaN());
        }
    }
    if (out.times.empty())
        return Error{ErrorCode::Malformed, translated("No row of the file has a time that can be read.")};
    return out;
}

Result<CsvRecording> loadCsv(const QString &path, const CsvOptions &options)
{
    const Result<QByteArray> text = readMaybeGzip(path);
    if (!text)
        return text.error();
    Result<CsvRecording> out = parseCsv(text.value(), options);
    if (!out)
        return Error{out.error().code, path + QStringLiteral(": ") + out.error().text};
    return out;
}

} // namespace watchglass::sim
