#include "core/alarm/sound_pattern.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace watchglass::alarm {

namespace {

struct Pulse
{
    double pitchHz;
    double startS;
    double lengthS;
};

constexpr double fadeS = 0.02;
constexpr double loudness = 0.35;

/// Rhythms of our own; habits of bedside monitors, and no claim to be one.
std::vector<Pulse> pulsesOf(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Critical:
        return {{784, 0.0, 0.13}, {784, 0.2, 0.13}, {784, 0.4, 0.13}, {988, 0.75, 0.13}, {988, 0.95, 0.13}};
    case AlarmPriority::Warning:
        return {{659, 0.0, 0.2}, {659, 0.4, 0.2}, {523, 0.8, 0.2}};
    case AlarmPriority::Information:
        return {{440, 0.0, 0.15}, {523, 0.2, 0.15}};
    }
    return {};
}

double swell(double t, double length)
{
    return std::clamp(std::min(t, length - t) / fadeS, 0.0, 1.0);
}

} // namespace

std::vector<std::int16_t> soundPattern(AlarmPriority priority)
{
    const std::vector<Pulse> pulses = pulsesOf(priority);
    if (pulses.empty())
        return {};
    const double length = pulses.back().startS + pulses.back().lengthS + fadeS;
    std::vector<std::int16_t> samples(static_cast<std::size_t>(length * soundRateHz), 0);
    for (const Pulse &pulse : pulses) {
        const auto first = static_cast<std::size_t>(pulse.startS * soundRateHz);
        const auto count = static_cast<std::size_t>(pulse.lengthS * soundRateHz);
        for (std::size_t i = 0; i < count && first + i < samples.size(); ++i) {
            const double t = static_cast<double>(i) / soundRateHz;
            const double phase = 2 * std::numbers::pi * pulse.pitchHz * t;
            // Two harmonics, so that small loudspeakers and tired ears find it.
            const double wave = 0.75 * std::sin(phase) + 0.2 * std::sin(2 * phase) + 0.05 * std::sin(3 * phase);
            samples[first + i] = static_cast<std::int16_t>(wave * swell(t, pulse.lengthS) * loudness * 32'767);
        }
    }
    return samples;
}

} // namespace watchglass::alarm
