#include "ui/plot/time_ticks.h"

#include "ui/plot/time_grid.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr Duration day = 24h;
constexpr std::int64_t second = 1'000'000'000;
constexpr std::array clockSteps{1s,   2s,   5s,    10s,   15s,   30s,    60s,    120s,  300s,
                                600s, 900s, 1800s, 3600s, 7200s, 10800s, 21600s, 43200s};
constexpr std::array dayCounts{1, 2, 7, 14};
constexpr std::array monthCounts{1, 3, 6};
constexpr std::size_t atMost = 1000; // whatever is asked for

/// What a calendar step counts: exactly one of them is not 0.
struct CalendarStep
{
    int days = 0;
    int months = 0;
    int years = 0;

    Duration shortest() const { return day * days + 28 * day * months + 365 * day * years; }
};

std::int64_t floorDiv(std::int64_t a, std::int64_t b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

Duration offsetAt(Timestamp t, const QTimeZone &zone)
{
    const auto utc = QDateTime::fromSecsSinceEpoch(floorDiv(t.ns(), second), Qt::UTC);
    return std::chrono::seconds(zone.offsetFromUtc(utc));
}

Duration fineStep(Duration least)
{
    for (std::int64_t unit = 1; unit < second; unit *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (Duration(unit * factor) >= least)
                return Duration(unit * factor);
        }
    }
    for (const Duration step : clockSteps) {
        if (step >= least)
            return step;
    }
    return {};
}

CalendarStep calendarStep(Duration least)
{
    for (const int days : dayCounts) {
        if (day * days >= least)
            return {.days = days};
    }
    for (const int months : monthCounts) {
        if (30 * day * months >= least)
            return {.months = months};
    }
    for (int unit = 1;; unit *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (365.0 * 24 * 3600e9 * unit * factor >= static_cast<double>(least.count()) || unit >= 100)
                return {.years = unit * factor};
        }
    }
}

std::vector<Timestamp> fineTicks(TimeRange range, Duration step, const QTimeZone &zone)
{
    std::vector<Timestamp> ticks;
    // Sub-minute steps fit every zone's offset; coarser ones follow the zone through its changes.
    const bool followsZone = step >= 1min;
    const std::int64_t ns = step.count();
    Duration offset = offsetAt(range.from, zone);
    std::int64_t local = floorDiv(range.from.ns() + offset.count(), ns) * ns;
    for (;;) {
        const Timestamp tick = Timestamp::fromNs(local - offset.count());
        if (tick >= range.to || ticks.size() >= atMost)
            return ticks;
        if (tick >= range.from && (ticks.empty() || tick > ticks.back()))
            ticks.push_back(tick);
        if (followsZone)
            offset = offsetAt(moved(tick, step), zone);
        if (__builtin_add_overflow(local, ns, &local))
            return ticks;
    }
}

std::vector<Timestamp> calendarTicks(TimeRange range, CalendarStep step, const QTimeZone &zone)
{
    std::vector<Timestamp> ticks;
    QDate date = QDateTime::fromSecsSinceEpoch(floorDiv(range.from.ns(), second), zone).date();
    if (step.days >= 7)
        date = date.addDays(1 - date.dayOfWeek());
    else if (step.days > 0)
        date = date.addDays(-(date.toJulianDay() % step.days));
    else if (step.months > 0)
        date = QDate(date.year(), (date.month() - 1) / step.months * step.months + 1, 1);
    else
        date = QDate(date.year() / step.years * step.years, 1, 1);
    while (ticks.size() < atMost) {
        const std::int64_t seconds = QDateTime(date, QTime(0, 0), zone).toSecsSinceEpoch();
        if (seconds > floorDiv(range.to.ns() - 1, second))
            break;
        if (seconds >= floorDiv(range.from.ns() - 1, second) + 1)
            ticks.push_back(Timestamp::fromNs(seconds * second));
        date = date.addDays(step.days).addMonths(step.months).addYears(step.years);
    }
    return ticks;
}

} // namespace

TimeTicks timeTicks(TimeRange range, int most, const QTimeZone &zone)
{
    // Local times may lie outside of what a Timestamp holds: no ticks on the first and last two days of all time.
    range.from = std::max(range.from, Timestamp::min() + 2 * day);
    range.to = std::min(range.to, Timestamp::max() - 2 * day);
    if (range.isEmpty())
        return {};
    const Duration least = between(range.from, range.to) / std::max(1, most);
    if (const Duration step = fineStep(std::max(least, Duration(1))); step != Duration::zero())
        return {step, fineTicks(range, step, zone)};
    const CalendarStep step = calendarStep(least);
    return {step.shortest(), calendarTicks(range, step, zone)};
}

TimeTicks elapsedTicks(TimeRange range, int most, Timestamp origin)
{
    if (range.isEmpty())
        return {};
    const Duration least = std::max(between(range.from, range.to) / std::max(1, most), Duration(1));
    Duration step = fineStep(least);
    for (std::int64_t unit = 1; step == Duration::zero(); unit *= 10) {
        for (const int factor : {1, 2, 5}) {
            if (step == Duration::zero() && (day * unit * factor >= least || unit >= 10'000))
                step = day * unit * factor;
        }
    }
    TimeTicks ticks{step, {}};
    std::int64_t index = floorDiv(between(origin, range.from).count() - 1, step.count()) + 1;
    for (; ticks.at.size() < atMost; ++index) {
        std::int64_t away = 0;
        if (__builtin_mul_overflow(index, step.count(), &away))
            break;
        const Timestamp tick = moved(origin, Duration(away));
        if (tick >= range.to)
            break;
        ticks.at.push_back(tick);
    }
    return ticks;
}

} // namespace watchglass::ui
