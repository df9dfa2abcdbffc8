#pragma once

#include "core/base/timestamp.h"

#include <QStringList>
#include <QTimeZone>

#include <optional>
#include <string>
#include <vector>

namespace watchglass::exchange {

/// Where a row's time comes from.
enum class TimeForm {
    Number,     ///< A number of units since an epoch.
    Text,       ///< Date and time as text, in one column or two.
    Rate,       ///< No column: rows are 1 / rate apart.
    RunningSum, ///< The column is the time since the row before, as in lists of heart beats.
};

/// How a date or time is written.
enum class TimeText {
    Iso,        ///< 2026-01-31T10:20:30.5+01:00
    YearFirst,  ///< 2026/1/31 10:20:30
    MonthFirst, ///< 1/31/2026 10:20 PM
    DayFirst,   ///< 31.1.2026 10:20:30
    Unix,       ///< Sat Jan 31 10:20:30 CET 2026
    DayMonth,   ///< 31-Jan, without a year
    Clock,      ///< 10:20:30.5, without a date: since the start
};

struct TimePlan
{
    TimeForm form = TimeForm::Number;
    std::optional<std::size_t> column;
    std::optional<std::size_t> clockColumn; ///< Text: the time of day stands here, the date in `column`.
    TimeText text = TimeText::Iso;
    std::int64_t nsPerUnit = 1'000'000'000; ///< Number, RunningSum.
    Timestamp epoch;                        ///< Number, Rate, RunningSum, and Text without a date: where 0 is.
    double rateHz = 0.0;                    ///< Rate.
    int year = 1970;                        ///< Text without a year.
    QTimeZone zone = QTimeZone::utc();      ///< Of texts that name none.
};

/// What becomes of a column.
enum class ColumnUse {
    Skip,
    Time,
    Number, ///< A series of numbers.
    State,  ///< A series of words.
    Event,  ///< Each text is an event.
    // Long form, one sample a row:
    Attribute, ///< The name of the series.
    Value,
    Unit,
    Device,
    Source,
};

struct ColumnPlan
{
    QString name;
    QString unit;
    ColumnUse use = ColumnUse::Skip;
    QString source = {}; ///< Where the header names them, as an export's does; empty: the plan's.
    QString device = {};
};

/// How a table of text is to be read: all that was detected, and all that may be set.
struct CsvPlan
{
    char delimiter = ',';
    bool isDecimalComma = false;   ///< Also outside of quotes.
    std::int64_t headerLine = 0;   ///< From 1; 0: none.
    std::int64_t firstRowLine = 1; ///< From 1.
    std::string comment = "#";     ///< Rows that begin with one of these characters are passed over.
    std::vector<ColumnPlan> columns;
    TimePlan time;
    std::vector<std::string> missing; ///< Texts that stand for no value, besides the usual ones.
    QString source;
    QString device;
    QStringList reasons; ///< One sentence each, for people.

    /// One sample a row, with the name of its series.
    bool isLong() const
    {
        for (const ColumnPlan &column : columns) {
            if (column.use == ColumnUse::Value)
                return true;
        }
        return false;
    }
};

/// What a user wants of one column.
struct ColumnChoice
{
    QString column; ///< Name, or number from 1.
    ColumnUse use = ColumnUse::Skip;
};

/// What a user says of a table; what is empty is detected.
struct CsvOptions
{
    QString source = {};
    QString device = {};
    std::optional<char> delimiter = {};
    std::optional<bool> isDecimalComma = {};
    std::optional<std::int64_t> headerLine = {}; ///< 0: there is none.
    QString timeColumn = {};                     ///< Name, or number from 1.
    QString clockColumn = {};                    ///< With timeColumn: the time of day.
    std::optional<std::int64_t> nsPerUnit = {};
    std::optional<Timestamp> start = {}; ///< The epoch of times that name none.
    std::optional<double> rateHz = {};   ///< There is no column of times.
    bool isRunningSum = false;           ///< The column of times is the time since the row before.
    std::optional<bool> isDayFirst = {};
    std::optional<int> year = {};
    std::optional<QTimeZone> zone = {};
    QStringList columns = {}; ///< Names or numbers from 1 of the columns to take; empty: all that can be.
    QStringList missing = {};
    /// What becomes of single columns, whatever was detected. A column that has a use is no candidate for the times;
    /// those are named by `timeColumn`.
    std::vector<ColumnChoice> uses = {};
};

} // namespace watchglass::exchange
