#include "ui/panels/series_reading.h"

#include "ui/plot/time_grid.h"

namespace watchglass::ui {

std::optional<Sample> sampleBefore(const store::Series &series, Timestamp time)
{
    return time == Timestamp::min() ? std::nullopt : series.at(time - Duration(1));
}

std::optional<Sample> sampleAfter(const store::Series &series, Timestamp time)
{
    if (time == Timestamp::max())
        return std::nullopt;
    return series.view({time, time + Duration(1)}, 1).after;
}

std::optional<double> valueAt(const store::Series &series, Timestamp time, Interpolation interpolation,
                              std::optional<Duration> breakAfter)
{
    const auto before = series.at(time);
    if (!before)
        return std::nullopt;
    if (interpolation == Interpolation::HoldLast || before->time == time)
        return before->value;
    const auto after = sampleAfter(series, time);
    if (!after || (breakAfter && between(before->time, after->time) > *breakAfter))
        return std::nullopt;
    const double share = static_cast<double>(between(before->time, time).count())
                         / static_cast<double>(between(before->time, after->time).count());
    return before->value + (after->value - before->value) * share;
}

} // namespace watchglass::ui
