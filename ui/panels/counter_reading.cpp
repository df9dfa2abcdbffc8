#include "ui/panels/counter_reading.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

CounterReading CounterReading::of(std::span<const Sample> samples, TimeRange range, int bars)
{
    CounterReading reading;
    reading.bars.assign(static_cast<std::size_t>(std::max(bars, 0)), 0.0);
    const auto length = static_cast<double>(range.length().count());
    std::optional<Sample> before;
    std::optional<Timestamp> first;
    for (const Sample &sample : samples) {
        if (!std::isfinite(sample.value))
            continue;
        reading.total = sample.value;
        if (!first)
            first = sample.time;
        if (before && range.contains(sample.time)) {
            const bool isReset = sample.value < before->value;
            const double step = isReset ? std::max(sample.value, 0.0) : sample.value - before->value;
            reading.increase += step;
            if (isReset) {
                ++reading.resets;
                reading.lastReset = sample.time;
            }
            const double share = static_cast<double>(between(range.from, sample.time).count()) / length;
            const auto bar = static_cast<std::size_t>(share * bars);
            if (bar < reading.bars.size())
                reading.bars[bar] += step;
        }
        before = sample;
    }
    if (first && before && before->time > *first) {
        const Duration counted = between(std::max(*first, range.from), before->time);
        if (counted > Duration::zero())
            reading.perSecond = reading.increase / std::chrono::duration<double>(counted).count();
    }
    return reading;
}

TimeRange barRange(Timestamp end, Duration span, int bars)
{
    const std::int64_t part = std::max<std::int64_t>(1, span.count() / std::max(bars, 1));
    const std::int64_t floor = end.ns() - (end.ns() % part + part) % part;
    const Timestamp to = moved(Timestamp::fromNs(floor), Duration(part));
    return {moved(to, -Duration(part * std::max(bars, 1))), to};
}

} // namespace watchglass::ui
