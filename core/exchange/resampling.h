#pragma once

#include "core/exchange/sample_source.h"

#include <optional>

namespace watchglass::exchange {

/// What stands for all samples of an interval.
enum class Take { Mean, Min, Max, Last };

struct Resampling
{
    Duration interval{}; ///< > 0
    Take take = Take::Mean;
};

/// One sample for each interval that has any, at the interval's beginning; intervals are multiples of their length
/// since 1970. NaN counts for nothing, an interval of nothing else has none.
class ResampledCursor final : public SampleCursor
{
public:
    ResampledCursor(std::unique_ptr<SampleCursor> input, Resampling resampling)
        : m_input(std::move(input))
        , m_resampling(resampling)
    {}

    std::span<const Sample> next() override;

private:
    void take(Sample sample);
    void close();

    const std::unique_ptr<SampleCursor> m_input;
    const Resampling m_resampling;
    std::vector<Sample> m_out;
    std::optional<std::int64_t> m_start; ///< Of the interval at hand.
    double m_sum = 0.0;
    double m_value = 0.0; ///< The least, the greatest or the last so far.
    std::int64_t m_count = 0;
    bool m_isOver = false;
};

} // namespace watchglass::exchange
