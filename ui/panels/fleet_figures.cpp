#include "ui/panels/fleet_figures.h"

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr std::int64_t hourNs = std::int64_t(3'600) * 1'000'000'000;

std::int64_t hourOf(Timestamp time)
{
    const std::int64_t whole = time.ns() / hourNs;
    return time.ns() % hourNs < 0 ? whole - 1 : whole;
}

std::size_t sum(const std::array<std::size_t, 3> &counts)
{
    return counts[0] + counts[1] + counts[2];
}

} // namespace

StateCounts stateCounts(const std::vector<ingest::DeviceRecord> &devices)
{
    StateCounts counts{};
    for (const ingest::DeviceRecord &device : devices)
        ++counts[static_cast<std::size_t>(device.state)];
    return counts;
}

AlarmHours alarmHours(const std::vector<ingest::AlarmRecord> &alarms, Timestamp now, int hours)
{
    const std::int64_t first = hourOf(now) - (hours - 1);
    AlarmHours counted{Timestamp::fromNs(first * hourNs), {}};
    counted.hours.resize(static_cast<std::size_t>(std::max(0, hours)));
    for (const ingest::AlarmRecord &alarm : alarms) {
        const std::int64_t place = hourOf(alarm.event.raisedAt) - first;
        if (place >= 0 && place < hours)
            ++counted.hours[static_cast<std::size_t>(place)][static_cast<std::size_t>(alarm.event.priority)];
    }
    return counted;
}

std::size_t AlarmHours::total() const
{
    std::size_t count = 0;
    for (const auto &hour : hours)
        count += sum(hour);
    return count;
}

std::size_t AlarmHours::most() const
{
    std::size_t count = 0;
    for (const auto &hour : hours)
        count = std::max(count, sum(hour));
    return count;
}

} // namespace watchglass::ui
