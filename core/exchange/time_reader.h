#pragma once

#include "core/exchange/csv_plan.h"
#include "core/exchange/time_text.h"

#include <string_view>

namespace watchglass::exchange {

/// Clock readings of a zone → UTC. Remembers the offset of the quarter of an hour that it was asked for last, because
/// asking Qt costs more than all the rest of a row. Where a clock is turned back an hour stands for the first of both.
class LocalTime
{
public:
    explicit LocalTime(const QTimeZone &zone);
    std::int64_t toUtc(std::int64_t localNs);

private:
    const QTimeZone m_zone;
    const bool m_isUtc;
    std::int64_t m_quarter = INT64_MIN;
    std::int64_t m_offsetNs = 0;
};

/// The time cells of rows → instants, as a TimePlan says. Thread: one.
class TimeReader
{
public:
    explicit TimeReader(const TimePlan &plan);

    /// Of the next row. `cell` and `clock` are empty where the plan has no such column. Nothing when it cannot be read;
    /// a row by rate has always one.
    std::optional<Timestamp> read(std::string_view cell, std::string_view clock);

private:
    std::optional<Timestamp> readText(std::string_view cell, std::string_view clock);

    const TimePlan m_plan;
    LocalTime m_local;
    std::int64_t m_row = 0;
    std::int64_t m_sumNs = 0;
};

} // namespace watchglass::exchange
