#include "core/settings/week_schedule.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace watchglass::settings {

namespace {

constexpr int daysOfWeek = 7;
constexpr int minutesOfHour = 60;
constexpr int minutesOfDay = 24 * minutesOfHour;
constexpr unsigned everyDay = (1U << daysOfWeek) - 1;

/// From 0, Monday.
std::optional<int> dayOf(const QString &name)
{
    static const QStringList names[daysOfWeek] = {
        {QStringLiteral("mo")},
        {QStringLiteral("tu"), QStringLiteral("di")},
        {QStringLiteral("we"), QStringLiteral("mi")},
        {QStringLiteral("th"), QStringLiteral("do")},
        {QStringLiteral("fr")},
        {QStringLiteral("sa")},
        {QStringLiteral("su"), QStringLiteral("so")},
    };
    const auto found = std::find_if(std::begin(names), std::end(names), [&name](const QStringList &known) {
        return known.contains(name.left(2).toLower());
    });
    return found == std::end(names) ? std::nullopt : std::optional(static_cast<int>(found - std::begin(names)));
}

/// "Mon-Fri" or "Sat".
std::optional<unsigned> daysOf(const QString &first, const QString &last)
{
    const auto from = dayOf(first);
    const auto to = last.isEmpty() ? from : dayOf(last);
    if (!from || !to)
        return {};
    unsigned days = 1U << *to;
    for (int day = *from; day != *to; day = (day + 1) % daysOfWeek)
        days |= 1U << day;
    return days;
}

std::optional<int> minuteOf(const QString &hour, const QString &minute)
{
    const int whole = hour.toInt() * minutesOfHour + minute.toInt();
    return whole <= minutesOfDay && minute.toInt() < minutesOfHour ? std::optional(whole) : std::nullopt;
}

} // namespace

std::optional<WeekSchedule> WeekSchedule::parse(const QString &text)
{
    WeekSchedule schedule;
    if (text.trimmed().isEmpty())
        return schedule;
    for (const QString &part : text.split(QLatin1Char(','))) {
        const auto span = parseSpan(part.trimmed());
        if (!span)
            return {};
        schedule.m_spans.push_back(*span);
    }
    return schedule;
}

std::optional<WeekSchedule::Span> WeekSchedule::parseSpan(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(?:(\\p{L}{2,})\\.?(?:\\s*[-–]\\s*(\\p{L}{2,})\\.?)?\\s+)?"
                                                        "(\\d{1,2}):(\\d\\d)\\s*[-–]\\s*(\\d{1,2}):(\\d\\d)$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const auto days = match.captured(1).isEmpty() ? everyDay : daysOf(match.captured(1), match.captured(2));
    const auto from = minuteOf(match.captured(3), match.captured(4));
    const auto to = minuteOf(match.captured(5), match.captured(6));
    if (!days || !from || !to || *from == minutesOfDay)
        return {};
    return Span{*days, *from, *to};
}

bool WeekSchedule::contains(const QDateTime &local) const
{
    const int today = local.date().dayOfWeek() - 1;
    const int yesterday = (today + daysOfWeek - 1) % daysOfWeek;
    const int minute = local.time().hour() * minutesOfHour + local.time().minute();
    return std::any_of(m_spans.begin(), m_spans.end(), [&](const Span &span) {
        const bool isNight = span.to <= span.from;
        const bool began = (span.days >> today & 1U) != 0 && minute >= span.from && (isNight || minute < span.to);
        return began || (isNight && (span.days >> yesterday & 1U) != 0 && minute < span.to);
    });
}

} // namespace watchglass::settings
