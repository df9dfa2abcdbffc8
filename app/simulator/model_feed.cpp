#include "app/simulator/model_feed.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

__extension__ using Wide = __int128;
constexpr std::int64_t nsTimesMicrohertz = 1'000'000'000'000'000;

/// a / b to the nearest; b > 0.
std::int64_t nearest(Wide a, std::int64_t b)
{
    const Wide half = b / 2;
    return static_cast<std::int64_t>(a >= 0 ? (a + half) / b : -((-a + half) / b));
}

} // namespace

ModelFeed::ModelFeed(DeviceModel model)
    : m_model(std::move(model))
    , m_microhertz(std::max<std::int64_t>(1, std::llround(m_model.rateHz * 1e6)))
{
    for (const MetricModel &metric : m_model.metrics)
        m_metrics.push_back(metric.metric);
}

Duration ModelFeed::dueAt(std::int64_t k) const
{
    return Duration(nearest(static_cast<Wide>(k) * nsTimesMicrohertz, m_microhertz));
}

std::int64_t ModelFeed::firstTickAt(Duration elapsed) const
{
    std::int64_t k = nearest(static_cast<Wide>(elapsed.count()) * m_microhertz, nsTimesMicrohertz);
    while (dueAt(k) >= elapsed)
        --k;
    while (dueAt(k) < elapsed)
        ++k;
    return k;
}

void ModelFeed::values(std::int64_t k, std::span<double> out) const
{
    const Duration t = dueAt(k);
    if (!m_model.silent.empty()) {
        const Duration inCycle = folded(t, m_model.cycle);
        if (std::any_of(m_model.silent.begin(), m_model.silent.end(),
                        [inCycle](const Span &span) { return span.contains(inCycle); })) {
            std::fill(out.begin(), out.end(), noValue);
            return;
        }
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const MetricModel &metric = m_model.metrics[i];
        out[i] = metric.everyNth == 1 || k % metric.everyNth == 0 ? metric.signal->at(t) : noValue;
    }
}

} // namespace watchglass::sim
