#pragma once

#include "app/simulator/beat_train.h"
#include "app/simulator/signal.h"

#include <vector>

namespace watchglass::sim {

/// How one lead sees the heart: factors on the five waves P, Q, R, S, T.
struct EcgLead
{
    double p = 1.0;
    double q = 1.0;
    double r = 1.0;
    double s = 1.0;
    double t = 1.0;
};

/// An electrocardiogram in millivolt from the dynamical model of P. E. McSharry, G. D. Clifford, L. Tarassenko,
/// L. A. Smith, "A dynamical model for generating synthetic electrocardiogram signals", IEEE Trans Biomed Eng 50(3):
/// 289-294, 2003. A trajectory runs round a limit cycle of unit radius in (x, y), one turn a beat, with an angular
/// velocity 2 pi / RR that follows the beat train; five Gaussian events at fixed angles push z up and down, and z
/// returns to a baseline that breathes. Parameters are those of the paper's table 1. The equations are integrated
/// (Runge-Kutta of fourth order, 512 Hz) over one period of the train when the model is made; at() reads that
/// solution, linearly between its points, round and round.
class EcgModel final : public Signal
{
public:
    EcgModel(const BeatTrain &beats, const EcgLead &lead);
    double at(Duration t) const override;
    /// After this time the signal repeats.
    double period() const { return m_period; }

private:
    double m_period;
    std::vector<float> m_millivolt; ///< One period at equal steps.
};

} // namespace watchglass::sim
