#include "app/simulator/device_signals.h"

#include "app/simulator/random.h"

namespace watchglass::sim {

namespace {
constexpr double emptyPercent = 4.0;
}

BatteryModel::BatteryModel(double fromPercent, Duration lifetime)
    : m_from(fromPercent)
    , m_lifetime(lifetime)
{}

double BatteryModel::at(Duration t) const
{
    const double spent = 100.0 * inSeconds(t) / inSeconds(m_lifetime);
    return quantised(emptyPercent + folded(m_from - emptyPercent - spent, 100.0 - emptyPercent), 10.0);
}

ContactModel::ContactModel(Duration every, Duration longest, std::uint64_t seed)
    : m_every(every)
    , m_longest(longest)
    , m_seed(seed)
{}

double ContactModel::at(Duration t) const
{
    const Duration inSpan = folded(t, m_every);
    const auto span = static_cast<std::uint64_t>((t - inSpan) / m_every);
    const double length = inSeconds(m_longest) * (0.2 + 0.8 * uniformAt(m_seed, 2 * span));
    const double from = (inSeconds(m_every) - length) * uniformAt(m_seed, 2 * span + 1);
    const double at = inSeconds(inSpan);
    return at >= from && at < from + length ? 1.0 : 0.0;
}

} // namespace watchglass::sim
