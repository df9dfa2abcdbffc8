#pragma once

#include "core/store/series_store.h"

#include <algorithm>
#include <functional>

namespace watchglass::test {

/// What a store lacks of its twin's samples.
struct Lack
{
    std::uint64_t samples = 0;
    std::uint64_t unmarked = 0; ///< Of these, outside of spans that were marked as not requested.
};

/// Of the series that `counts` says, in `range`.
inline Lack lackOf(const store::SeriesStore &store, const store::SeriesStore &twin, TimeRange range,
                   const std::function<bool(const store::Series &)> &counts)
{
    Lack lack;
    for (const auto &wanted : twin.all()) {
        if (!counts(*wanted))
            continue;
        const auto found = store.find(wanted->info().key);
        const std::vector<Sample> samples = found ? found->samples(range) : std::vector<Sample>();
        const std::vector<Gap> gaps = found ? found->view(range, 1).gaps : std::vector<Gap>();
        for (const Sample &sample : wanted->samples(range)) {
            const auto isIt = [&sample](const Sample &one) {
                return one.time == sample.time && one.value == sample.value;
            };
            const auto isMarked = [&sample](const Gap &gap) {
                return gap.cause == GapCause::NotRequested && gap.range.contains(sample.time);
            };
            const auto from = std::lower_bound(samples.begin(), samples.end(), sample.time,
                                               [](const Sample &one, Timestamp time) { return one.time < time; });
            const auto to =
                std::find_if(from, samples.end(), [&sample](const Sample &one) { return one.time > sample.time; });
            if (std::any_of(from, to, isIt))
                continue;
            ++lack.samples;
            lack.unmarked += std::none_of(gaps.begin(), gaps.end(), isMarked) ? 1 : 0;
        }
    }
    return lack;
}

/// Whether what comes at `time` is marked as not requested.
inline bool isMarkedAt(const store::Series &series, Timestamp time)
{
    const std::vector<Gap> gaps = series.view({time, time + Duration(1)}, 1).gaps;
    return std::any_of(gaps.begin(), gaps.end(), [](const Gap &gap) { return gap.cause == GapCause::NotRequested; });
}

} // namespace watchglass::test
