#pragma once

#include "core/base/timestamp.h"

#include <QStringList>

#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass::exchange {

/// A place in a file and what is wrong there.
struct Complaint
{
    std::int64_t line = 0; ///< From 1.
    QString column;        ///< Empty: the whole row.
    QString text;          ///< What stands there, or what is missing.
};

/// What came of an import.
struct ImportReport
{
    static constexpr std::size_t mostComplaints = 20;

    QString format;            ///< "csv", "json lines", "terra", "disruptive", "moonsense", "gpx".
    QStringList reasons;       ///< What was detected and why, for people.
    std::int64_t rows = 0;     ///< Rows, messages, bundles or points that were taken.
    std::int64_t samples = 0;  ///< Delivered.
    std::int64_t events = 0;   ///< Delivered.
    std::int64_t series = 0;   ///< With at least one sample.
    std::int64_t badCells = 0; ///< Cells or values that are not what their column is; left out.
    std::int64_t missingCells = 0;
    std::int64_t badRows = 0;   ///< Rows without a usable time, or messages that cannot be read; left out.
    std::int64_t blankRows = 0; ///< Rows with nothing in them.
    std::int64_t shortRows = 0; ///< Of those taken.
    std::int64_t longRows = 0;  ///< Of those taken: with something behind their last column.
    std::int64_t stepsBack = 0; ///< Rows earlier than the row before.
    Duration largestStepBack{};
    std::int64_t equalTimes = 0; ///< Rows with the time of the row before.
    std::optional<Timestamp> first;
    std::optional<Timestamp> last;
    std::vector<Complaint> complaints; ///< The first of what is bad.

    void complain(std::int64_t line, const QString &column, const QString &text)
    {
        if (complaints.size() < mostComplaints)
            complaints.push_back({line, column, text});
    }
    void takeTime(Timestamp time)
    {
        first = first && *first < time ? first : time;
        last = last && time < *last ? last : time;
    }
};

} // namespace watchglass::exchange
