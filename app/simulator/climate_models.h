#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// A room or a refrigerator: a mean, a daily wave, a cycle (thermostat, compressor) and a slow drift.
struct Climate
{
    double mean = 21.0;
    double daily = 1.5; ///< Amplitude of the daily wave.
    double cycle = 0.2; ///< Amplitude of the thermostat's saw-tooth.
    Duration cycleLength = std::chrono::minutes(7);
    double driftPerDay = 0.05;
    double lowest = -60.0; ///< What the sensor can show.
    double highest = 120.0;
};

/// Temperature, humidity or CO2 as a function of time; how the wave and the cycle lie comes from the seed.
class ClimateModel final : public Signal
{
public:
    ClimateModel(const Climate &climate, std::uint64_t seed);
    double at(Duration t) const override;

private:
    Climate m_climate;
    double m_dayPhase;
    double m_cyclePhase;
};

} // namespace watchglass::sim
