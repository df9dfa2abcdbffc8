#include "core/exchange/resampling.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace watchglass::exchange {

namespace {

std::int64_t floorTo(std::int64_t ns, std::int64_t interval)
{
    const std::int64_t rest = ns % interval;
    const std::int64_t start = ns - rest;
    // Before the first whole interval that a Timestamp can hold there is a part of one.
    return rest < 0 && start > std::numeric_limits<std::int64_t>::min() + interval ? start - interval : start;
}

} // namespace

std::span<const Sample> ResampledCursor::next()
{
    m_out.clear();
    while (m_out.empty() && !m_isOver) {
        const std::span<const Sample> samples = m_input->next();
        for (const Sample sample : samples)
            take(sample);
        if (samples.empty()) {
            m_isOver = true;
            close();
        }
    }
    return m_out;
}

void ResampledCursor::take(Sample sample)
{
    if (std::isnan(sample.value))
        return;
    const std::int64_t start = floorTo(sample.time.ns(), m_resampling.interval.count());
    if (m_start != start) {
        close();
        m_start = start;
    }
    const bool isFirst = m_count++ == 0;
    m_sum += sample.value;
    if (m_resampling.take == Take::Min)
        m_value = isFirst ? sample.value : std::min(m_value, sample.value);
    else if (m_resampling.take == Take::Max)
        m_value = isFirst ? sample.value : std::max(m_value, sample.value);
    else
        m_value = sample.value;
}

void ResampledCursor::close()
{
    if (m_count > 0) {
        const double value = m_resampling.take == Take::Mean ? m_sum / static_cast<double>(m_count) : m_value;
        m_out.push_back({Timestamp::fromNs(*m_start), value});
    }
    m_count = 0;
    m_sum = 0.0;
}

} // namespace watchglass::exchange
