#include "core/exchange/csv_times.h"

#include "core/exchange/column_name.h"
#include "core/exchange/texts.h"
#include "core/exchange/time_text.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace watchglass::exchange {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr double yearSeconds = 31'556'952.0;
/// 2000-01-01: where clocks of Polar's sensors begin.
constexpr std::int64_t millennium = 946'684'800 * nsPerSecond;

/// What a column's cells say of it as a clock.
struct Cells
{
    std::vector<double> numbers;
    std::vector<std::string_view> texts;
    std::size_t filled = 0;
};

Cells cellsOf(const CsvLayout &layout, std::size_t column)
{
    Cells out;
    for (const std::vector<CsvCell> &row : layout.sample) {
        const CsvCell &cell = row[column];
        if (isMissing(cell.text))
            continue;
        ++out.filled;
        double value = 0.0;
        if (readNumber(cell, layout.isDecimalComma, value))
            out.numbers.push_back(value);
        else if (timeTextOf(cell.text))
            out.texts.push_back(cell.text);
    }
    return out;
}

bool isNearlyAll(std::size_t part, std::size_t all)
{
    return part > 0 && part * 10 >= all * 9;
}

bool isMost(std::size_t part, std::size_t all)
{
    return part > 0 && part * 2 >= all;
}

/// The one form that fits most cells; where day and month might be either, the first of a name that is above 12 tells.
TimeText formOf(const std::vector<std::string_view> &texts, std::optional<bool> isDayFirst)
{
    TimeText best = TimeText::Iso;
    std::size_t most = 0;
    std::vector<TimeText> forms{TimeText::Iso,      TimeText::YearFirst, TimeText::MonthFirst, TimeText::DayFirst,
                                TimeText::DayMonth, TimeText::Unix,      TimeText::Clock};
    // With points between its parts a date begins with the day wherever such dates are written.
    const bool hasPoint = !texts.empty() && texts.front().substr(0, 3).find('.') != std::string_view::npos;
    if (isDayFirst.value_or(hasPoint))
        std::swap(forms[2], forms[3]);
    for (const TimeText form : forms) {
        const auto fits = static_cast<std::size_t>(std::count_if(
            texts.begin(), texts.end(), [form](std::string_view text) { return readTimeText(form, text, 1970); }));
        if (fits > most) {
            most = fits;
            best = form;
        }
    }
    return best;
}

std::int64_t namedUnit(const QString &unit)
{
    if (unit == QLatin1String("s") || unit == QLatin1String("sec") || unit == QLatin1String("seconds"))
        return nsPerSecond;
    if (unit == QLatin1String("ms") || unit == QLatin1String("milliseconds"))
        return 1'000'000;
    if (unit == QLatin1String("us") || unit == QStringLiteral("µs"))
        return 1'000;
    if (unit == QLatin1String("ns"))
        return 1;
    if (unit == QLatin1String("min"))
        return 60 * nsPerSecond;
    return unit == QLatin1String("h") ? 3600 * nsPerSecond : 0;
}

/// By the header, or by the row of units below it; 0 for none.
std::int64_t unitOfColumn(const CsvLayout &layout, std::size_t column)
{
    return namedUnit(layout.units[column].isEmpty() ? columnName(layout.names[column]).unitText : layout.units[column]);
}

bool isEpoch(double units, std::int64_t nsPerUnit)
{
    const double years = units * static_cast<double>(nsPerUnit) * 1e-9 / yearSeconds;
    return years > 25.0 && years < 130.0;
}

/// Seconds, milli-, micro- or nanoseconds since 1970, by their size alone; 0: not since 1970.
std::int64_t epochUnit(double value)
{
    for (const std::int64_t unit : {nsPerSecond, std::int64_t(1'000'000), std::int64_t(1'000), std::int64_t(1)}) {
        if (isEpoch(value, unit))
            return unit;
    }
    return 0;
}

double medianStep(const std::vector<double> &numbers)
{
    std::vector<double> steps;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        steps.push_back(numbers[i] - numbers[i - 1]);
    if (steps.empty())
        return 0.0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

bool isRising(const std::vector<double> &numbers)
{
    std::size_t back = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i)
        back += numbers[i] < numbers[i - 1] ? 1 : 0;
    return numbers.size() > 1 && back * 20 <= numbers.size() && numbers.back() > numbers.front();
}

QString plainName(const QString &header)
{
    QString name = columnName(header).name;
    static const QRegularExpression around(QStringLiteral("^[\\s_%#/]+|[\\s_]+$"));
    return name.remove(around);
}

int nameScore(const QString &header)
{
    static const QSet<QString> sure{QStringLiteral("time"),      QStringLiteral("timestamp"),
                                    QStringLiteral("datetime"),  QStringLiteral("date time"),
                                    QStringLiteral("date_time"), QStringLiteral("date"),
                                    QStringLiteral("time stamp")};
    static const QSet<QString> likely{QStringLiteral("utc time"),    QStringLiteral("phone timestamp"),
                                      QStringLiteral("sensor time"), QStringLiteral("sensor timestamp"),
                                      QStringLiteral("seconds"),     QStringLiteral("timer"),
                                      QStringLiteral("elapsed"),     QStringLiteral("elapsed time"),
                                      QStringLiteral("created_at"),  QStringLiteral("ts"),
                                      QStringLiteral("local time"),  QStringLiteral("millis")};
    const QString name = plainName(header);
    const QString lower = name.toLower();
    if (sure.contains(lower))
        return 100;
    if (likely.contains(lower))
        return 90;
    if (name == QLatin1String("t")) // a capital T is rather a temperature
        return 60;
    return lower.contains(QLatin1String("time")) || lower.contains(QLatin1String("date")) ? 40 : 0;
}

/// How good a column is as a clock; 0: it is none.
int scoreOf(const CsvLayout &layout, std::size_t column)
{
    const Cells cells = cellsOf(layout, column);
    const int byName = nameScore(layout.names[column]);
    const bool isSure = byName >= 60;
    const auto fits = isSure ? isMost : isNearlyAll;
    if (fits(cells.texts.size(), cells.filled)) {
        const TimeText form = formOf(cells.texts, std::nullopt);
        return std::max(1, byName + (form == TimeText::Clock ? -10 : form == TimeText::DayMonth ? 20 : 40));
    }
    if (!fits(cells.numbers.size(), cells.filled))
        return 0;
    if (!isSure && !isRising(cells.numbers))
        return 0;
    const std::int64_t named = unitOfColumn(layout, column);
    const bool isAbsolute = named ? isEpoch(cells.numbers.front(), named) : epochUnit(cells.numbers.front()) != 0;
    if (byName > 0)
        return byName + (isAbsolute ? 30 : 0);
    // Without a name: the first column, when it rises row by row.
    return column == 0 && layout.headerLine == 0 && layout.width > 1 ? (isAbsolute ? 50 : 20) : 0;
}

/// A column's name for people.
QString shownName(const CsvLayout &layout, std::size_t column)
{
    return layout.names[column].isEmpty() ? Texts::tr("column %1").arg(column + 1) : layout.names[column];
}

void decideNumber(const CsvLayout &layout, const Cells &cells, const CsvOptions &options, TimePlan &plan,
                  QStringList &reasons)
{
    const QString header = layout.names[*plan.column];
    const double first = cells.numbers.front();
    const std::int64_t named = unitOfColumn(layout, *plan.column);
    const double step = std::fabs(medianStep(cells.numbers));
    const auto isWhole = [](double value) { return value == std::floor(value); };
    if (options.nsPerUnit) {
        plan.nsPerUnit = *options.nsPerUnit;
    } else if (named) {
        plan.nsPerUnit = named;
    } else if (const std::int64_t unit = epochUnit(first); unit && (unit != nsPerSecond || step < 1e5)) {
        plan.nsPerUnit = unit;
    } else if (plainName(header).compare(QLatin1String("timer"), Qt::CaseInsensitive) == 0
               || plainName(header).compare(QLatin1String("millis"), Qt::CaseInsensitive) == 0) {
        plan.nsPerUnit = 1'000'000;
        reasons << Texts::tr("\"%1\" is taken for milliseconds, as programs that name it so mean it").arg(header);
    } else if (std::all_of(cells.numbers.begin(), cells.numbers.end(), isWhole) && step >= 1000.0) {
        plan.nsPerUnit = 1'000;
        reasons << Texts::tr("\"%1\" is taken for microseconds since a start, because it rises by whole thousands")
                       .arg(header);
    } else {
        plan.nsPerUnit = nsPerSecond;
    }
    if (plan.nsPerUnit == 1 && isEpoch(first + static_cast<double>(millennium), 1)
        && plainName(header).compare(QLatin1String("sensor timestamp"), Qt::CaseInsensitive) == 0) {
        plan.epoch = Timestamp::fromNs(millennium);
        reasons << Texts::tr("\"%1\" counts from 2000-01-01").arg(header);
    } else if (isEpoch(first, plan.nsPerUnit)) {
        reasons << Texts::tr("times are \"%1\", since 1970").arg(shownName(layout, *plan.column));
    } else {
        plan.epoch = options.start.value_or(Timestamp());
        reasons << Texts::tr("times are \"%1\", since a start that the file does not name")
                       .arg(shownName(layout, *plan.column));
    }
}

void decideText(const CsvLayout &layout, const Cells &cells, const CsvOptions &options, TimePlan &plan,
                QStringList &reasons)
{
    plan.form = TimeForm::Text;
    plan.text = formOf(cells.texts, options.isDayFirst);
    plan.epoch = options.start.value_or(Timestamp());
    plan.year = options.year.value_or(1970);
    // A date alone, with its time of day in the column beside it.
    const bool isDateOnly = std::none_of(cells.texts.begin(), cells.texts.end(), [](std::string_view text) {
        return text.find(':') != std::string_view::npos;
    });
    if (!options.clockColumn.isEmpty())
        plan.clockColumn = columnOf(layout, options.clockColumn);
    for (std::size_t c = 0; c < layout.width && isDateOnly && !plan.clockColumn; ++c) {
        const Cells clock = cellsOf(layout, c);
        if (c != *plan.column && isNearlyAll(clock.texts.size(), clock.filled)
            && formOf(clock.texts, std::nullopt) == TimeText::Clock)
            plan.clockColumn = c;
    }
    if (plan.clockColumn)
        reasons << Texts::tr("times are \"%1\" with \"%2\"")
                       .arg(shownName(layout, *plan.column), shownName(layout, *plan.clockColumn));
    else
        reasons << Texts::tr("times are \"%1\"").arg(shownName(layout, *plan.column));
    if (plan.text == TimeText::DayMonth && !options.year)
        reasons << Texts::tr("dates have no year: 1970 stands for it until you give one");
    if (plan.text == TimeText::MonthFirst && formOf(cells.texts, true) == TimeText::DayFirst && !options.isDayFirst)
        reasons << Texts::tr("dates may begin with the month or the day: the month is taken to be first");
    const auto sampleTime = readTimeText(plan.text, cells.texts.front(), plan.year);
    if (sampleTime && !sampleTime->namesZone && plan.text != TimeText::Clock)
        reasons << Texts::tr("times name no zone: they are read as %1").arg(QString::fromUtf8(plan.zone.id()));
}

/// "# Sampling Rate (Hz):= 1000.00", "Sample Rate: 250 Hz".
std::optional<double> rateOf(const QStringList &notes)
{
    static const QRegularExpression pattern(
        QStringLiteral("sampl\\w*[ _]?(?:rate|freq\\w*)[^0-9]*([0-9]+(?:\\.[0-9]+)?)"),
        QRegularExpression::CaseInsensitiveOption);
    for (const QString &note : notes) {
        const auto match = pattern.match(note);
        if (match.hasMatch() && match.captured(1).toDouble() > 0.0)
            return match.captured(1).toDouble();
    }
    return std::nullopt;
}

std::optional<std::size_t> bestColumn(const CsvLayout &layout, const CsvOptions &options)
{
    const auto isUsed = [&](std::size_t column) {
        return std::any_of(options.uses.begin(), options.uses.end(),
                           [&](const ColumnChoice &choice) { return columnOf(layout, choice.column) == column; });
    };
    std::optional<std::size_t> best;
    int most = 0;
    for (std::size_t c = 0; c < layout.width; ++c) {
        const int score = isUsed(c) ? 0 : scoreOf(layout, c);
        if (score > most) {
            most = score;
            best = c;
        }
    }
    return best;
}

TimePlan byRate(double rateHz, const CsvOptions &options, QStringList &reasons)
{
    TimePlan plan;
    plan.form = TimeForm::Rate;
    plan.rateHz = rateHz;
    plan.epoch = options.start.value_or(Timestamp());
    reasons << Texts::tr("rows are %1 Hz").arg(rateHz);
    return plan;
}

QString allNames(const CsvLayout &layout)
{
    QStringList names;
    for (std::size_t c = 0; c < std::min<std::size_t>(layout.width, 12); ++c)
        names << shownName(layout, c);
    return names.join(QStringLiteral(", ")) + (layout.width > 12 ? QStringLiteral(" …") : QString());
}

} // namespace

std::optional<std::size_t> columnOf(const CsvLayout &layout, const QString &nameOrNumber)
{
    for (std::size_t c = 0; c < layout.width; ++c) {
        if (layout.names[c] == nameOrNumber)
            return c;
    }
    for (std::size_t c = 0; c < layout.width; ++c) {
        if (!layout.names[c].isEmpty() && columnName(layout.names[c]).name == nameOrNumber)
            return c;
    }
    bool isNumber = false;
    const uint number = nameOrNumber.toUInt(&isNumber);
    return isNumber && number >= 1 && number <= layout.width ? std::optional<std::size_t>(number - 1) : std::nullopt;
}

Result<TimePlan> findTimes(const CsvLayout &layout, const CsvOptions &options, QStringList &reasons)
{
    if (options.rateHz)
        return byRate(*options.rateHz, options, reasons);
    TimePlan plan;
    plan.zone = options.zone.value_or(QTimeZone::utc());
    const std::int64_t line = layout.headerLine ? layout.headerLine : layout.firstRowLine;
    if (!options.timeColumn.isEmpty()) {
        plan.column = columnOf(layout, options.timeColumn);
        if (!plan.column)
            return Error{ErrorCode::Missing, Texts::tr("line %1: there is no column \"%2\"; there are: %3")
                                                 .arg(line)
                                                 .arg(options.timeColumn, allNames(layout))};
    } else if (options.isRunningSum) {
        plan.column = 0;
    } else {
        plan.column = bestColumn(layout, options);
    }
    if (!plan.column) {
        if (const auto rate = rateOf(layout.notes))
            return byRate(*rate, options, reasons);
        return Error{ErrorCode::Missing,
                     Texts::tr("line %1: none of the columns holds times (%2): name one, or give the rate of the rows")
                         .arg(line)
                         .arg(allNames(layout))};
    }
    const Cells cells = cellsOf(layout, *plan.column);
    if (options.isRunningSum && !cells.numbers.empty()) {
        plan.form = TimeForm::RunningSum;
        const std::int64_t named = unitOfColumn(layout, *plan.column);
        plan.nsPerUnit = options.nsPerUnit.value_or(named ? named : 1'000'000);
        plan.epoch = options.start.value_or(Timestamp());
        reasons << Texts::tr("times are the sum of the intervals");
    } else if (cells.texts.size() > cells.numbers.size()) {
        decideText(layout, cells, options, plan, reasons);
    } else if (!cells.numbers.empty()) {
        decideNumber(layout, cells, options, plan, reasons);
    } else {
        return Error{
            ErrorCode::Malformed,
            Texts::tr("line %1: \"%2\" is no time")
                .arg(layout.firstRowLine)
                .arg(QString::fromUtf8(layout.sample.front()[*plan.column].text.data(),
                                       static_cast<qsizetype>(layout.sample.front()[*plan.column].text.size())))};
    }
    return plan;
}

} // namespace watchglass::exchange
