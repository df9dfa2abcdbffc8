#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <vector>

namespace watchglass::sim {

/// How a heart beats.
struct HeartRate
{
    double bpm = 72.0;           ///< Mean rate.
    double variability = 0.04;   ///< Standard deviation of the RR intervals, as a share of the mean.
    double respirationHz = 0.25; ///< Where the respiratory part of the variability lies.
};

/// The instants of heart beats: RR intervals whose power spectrum has two humps, at 0.1 Hz (pressure waves) and at
/// the respiratory rate, as in McSharry et al. 2003 (see EcgModel), drawn with random phases. The train repeats after
/// period(); its mean rate over a period is exactly the one asked for.
class BeatTrain
{
public:
    BeatTrain(const HeartRate &rate, std::uint64_t seed);

    const HeartRate &rate() const { return m_rate; }
    /// RR intervals of one period, in seconds, and their sum.
    const std::vector<double> &intervals() const { return m_intervals; }
    double period() const { return m_starts.back(); }
    /// Where an instant lies in its beat: from 0 at the R peak to 1 at the next.
    double phaseAt(Duration t) const;

private:
    HeartRate m_rate;
    std::vector<double> m_intervals;
    std::vector<double> m_starts; ///< Of each beat; one more, the end of the period.
};

} // namespace watchglass::sim
