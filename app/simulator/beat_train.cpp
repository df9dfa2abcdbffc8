#include "app/simulator/beat_train.h"

#include "app/simulator/random.h"
#include "app/simulator/signal.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

constexpr int beats = 128;
constexpr double pressureWaveHz = 0.1;
constexpr double humpWidthHz = 0.01;
constexpr double humpRatio = 0.5; ///< Power of the slow hump over that of the respiratory one.

/// Power at a frequency, up to a factor: two Gaussian humps.
double spectrum(double hz, double respirationHz)
{
    const auto hump = [hz](double centre) {
        const double d = (hz - centre) / humpWidthHz;
        return std::exp(-0.5 * d * d);
    };
    return humpRatio * hump(pressureWaveHz) + hump(respirationHz);
}

} // namespace

BeatTrain::BeatTrain(const HeartRate &rate, std::uint64_t seed)
    : m_rate(rate)
    , m_intervals(beats)
{
    const double mean = 60.0 / rate.bpm;
    const double length = beats * mean;
    std::vector<double> deviation(beats);
    for (int n = 1; n <= beats / 2; ++n) {
        const double hz = n / length;
        const double amplitude = std::sqrt(spectrum(hz, rate.respirationHz));
        const double phase = 2.0 * std::numbers::pi * uniformAt(seed, static_cast<std::uint64_t>(n));
        for (int i = 0; i < beats; ++i)
            deviation[static_cast<std::size_t>(i)] +=
                amplitude * std::cos(2.0 * std::numbers::pi * n * i / beats + phase);
    }
    double sum = 0.0;
    double squares = 0.0;
    for (const double d : deviation) {
        sum += d;
        squares += d * d;
    }
    const double average = sum / beats;
    const double spread = std::sqrt(std::max(1e-30, squares / beats - average * average));
    double total = 0.0;
    for (std::size_t i = 0; i < deviation.size(); ++i) {
        const double share = rate.variability * std::clamp((deviation[i] - average) / spread, -3.0, 3.0);
        m_intervals[i] = mean * (1.0 + share);
        total += m_intervals[i];
    }
    m_starts.push_back(0.0);
    for (double &interval : m_intervals) {
        interval *= length / total;
        m_starts.push_back(m_starts.back() + interval);
    }
}

double BeatTrain::phaseAt(Duration t) const
{
    const double at = folded(inSeconds(t), period());
    const auto next = std::upper_bound(m_starts.begin(), m_starts.end(), at);
    if (next == m_starts.begin() || next == m_starts.end())
        return 0.0;
    const double start = *(next - 1);
    return (at - start) / (*next - start);
}

} // namespace watchglass::sim
