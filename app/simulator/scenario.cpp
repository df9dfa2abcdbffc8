#include "app/simulator/scenario.h"

#include "app/simulator/random.h"
#include "app/simulator/signal.h"

#include <algorithm>

namespace watchglass::sim {

SystemMetrics systemMetricsAt(Duration elapsed, std::uint64_t seed)
{
    constexpr double turn = 2.0 * std::numbers::pi;
    const double t = inSeconds(elapsed);
    const double phase = turn * uniformAt(seed, 0);
    const auto minute = static_cast<std::uint64_t>(std::floor(t / 60.0) + 1e6);
    const double burst =
        uniformAt(subSeed(seed, 1), minute) < 0.2 ? 25.0 * std::sin(std::numbers::pi * folded(t, 60.0) / 60.0) : 0.0;
    const double jitter = 2.0 * (uniformAt(subSeed(seed, 2), static_cast<std::uint64_t>(elapsed.count())) - 0.5);
    SystemMetrics out;
    out.cpu = quantised(std::clamp(28.0 + 9.0 * std::sin(turn * t / 240.0 + phase) + burst + jitter, 1.0, 99.0), 10.0);
    out.memory = quantised(54.0 + 8.0 * folded(t, 900.0) / 900.0 + 0.2 * jitter, 10.0);
    out.disk = quantised(std::min(95.0, 61.0 + std::max(0.0, t) / 3600.0 * 0.05), 10.0);
    return out;
}

} // namespace watchglass::sim
