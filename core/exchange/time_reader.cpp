#include "core/exchange/time_reader.h"

#include <QDateTime>

#include <cmath>

namespace watchglass::exchange {

namespace {

constexpr std::int64_t nsPerSecond = 1'000'000'000;
constexpr std::int64_t nsPerQuarter = 900 * nsPerSecond;

std::optional<Timestamp> after(Timestamp epoch, std::int64_t ns)
{
    std::int64_t sum = 0;
    if (__builtin_add_overflow(epoch.ns(), ns, &sum))
        return std::nullopt;
    return Timestamp::fromNs(sum);
}

} // namespace

LocalTime::LocalTime(const QTimeZone &zone)
    : m_zone(zone)
    , m_isUtc(!zone.isValid() || zone == QTimeZone::utc())
{}

std::int64_t LocalTime::toUtc(std::int64_t localNs)
{
    if (m_isUtc)
        return localNs;
    const std::int64_t quarter = localNs / nsPerQuarter;
    if (quarter != m_quarter) {
        m_quarter = quarter;
        const QDateTime asUtc = QDateTime::fromMSecsSinceEpoch(localNs / 1'000'000, Qt::UTC);
        const QDateTime local(asUtc.date(), asUtc.time(), m_zone);
        m_offsetNs = local.offsetFromUtc() * nsPerSecond;
    }
    return localNs - m_offsetNs;
}

TimeReader::TimeReader(const TimePlan &plan)
    : m_plan(plan)
    , m_local(plan.zone)
{}

std::optional<Timestamp> TimeReader::read(std::string_view cell, std::string_view clock)
{
    switch (m_plan.form) {
    case TimeForm::Number: {
        const auto ns = decimalToNs(cell, m_plan.nsPerUnit);
        return ns ? after(m_plan.epoch, *ns) : std::nullopt;
    }
    case TimeForm::Text:
        return readText(cell, clock);
    case TimeForm::Rate: {
        const long double ns = static_cast<long double>(m_row++) * 1e9L / static_cast<long double>(m_plan.rateHz);
        return ns < 9.2e18L ? after(m_plan.epoch, std::llround(ns)) : std::nullopt;
    }
    case TimeForm::RunningSum: {
        const auto ns = decimalToNs(cell, m_plan.nsPerUnit);
        if (!ns || __builtin_add_overflow(m_sumNs, *ns, &m_sumNs))
            return std::nullopt;
        return after(m_plan.epoch, m_sumNs);
    }
    }
    return std::nullopt;
}

std::optional<Timestamp> TimeReader::readText(std::string_view cell, std::string_view clock)
{
    auto time = readTimeText(m_plan.text, cell, m_plan.year);
    if (!time)
        return std::nullopt;
    if (m_plan.clockColumn) {
        const auto ofDay = readClock(clock);
        if (!ofDay)
            return std::nullopt;
        time->ns += *ofDay;
    }
    // A clock without a date counts from an instant, whatever the zone.
    if (m_plan.text == TimeText::Clock)
        return after(m_plan.epoch, time->ns);
    return Timestamp::fromNs(time->namesZone ? time->ns : m_local.toUtc(time->ns));
}

} // namespace watchglass::exchange
