#include "core/model/alarm_event.h"

#include <algorithm>
#include <array>

namespace watchglass {

namespace {

// In the enumerations' order.
constexpr std::array priorities{QLatin1String("information"), QLatin1String("warning"), QLatin1String("critical")};
constexpr std::array conditions{QLatin1String("active"), QLatin1String("acknowledged"), QLatin1String("resolved")};

template <typename Value, std::size_t n>
std::optional<Value> valueNamed(const std::array<QLatin1String, n> &names, const QString &name)
{
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        return std::nullopt;
    return static_cast<Value>(found - names.begin());
}

} // namespace

AlarmPriority alarmPriority(const QString &severity)
{
    const QString word = severity.trimmed().toLower();
    for (const auto critical : {"critical", "emergency", "fatal", "high", "error", "severe"}) {
        if (word == QLatin1String(critical))
            return AlarmPriority::Critical;
    }
    for (const auto information : {"info", "information", "low", "notice", "debug"}) {
        if (word == QLatin1String(information))
            return AlarmPriority::Information;
    }
    return AlarmPriority::Warning;
}

QLatin1String priorityName(AlarmPriority priority)
{
    return priorities[static_cast<std::size_t>(priority)];
}

std::optional<AlarmPriority> priorityNamed(const QString &name)
{
    return valueNamed<AlarmPriority>(priorities, name);
}

QLatin1String conditionName(AlarmCondition condition)
{
    return conditions[static_cast<std::size_t>(condition)];
}

std::optional<AlarmCondition> conditionNamed(const QString &name)
{
    return valueNamed<AlarmCondition>(conditions, name);
}

} // namespace watchglass
