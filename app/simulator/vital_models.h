#pragma once

#include "app/simulator/beat_train.h"
#include "app/simulator/signal.h"

namespace watchglass::sim {

/// Breathing as a band or impedance sensor shows it: a quick rise, a slow fall, depth and pace wandering a little.
/// Amplitude 1 about 0.
class RespirationModel final : public Signal
{
public:
    RespirationModel(double breathsPerMinute, std::uint64_t seed);
    double at(Duration t) const override;

private:
    double m_hz;
    double m_phase;
};

/// A pulse wave (photoplethysmogram), 0 to about 1: for each beat of the train a systolic wave and, after the
/// dicrotic notch, a smaller one, delayed by the pulse's way to the finger; its baseline breathes.
class PpgModel final : public Signal
{
public:
    explicit PpgModel(BeatTrain beats);
    double at(Duration t) const override;

private:
    BeatTrain m_beats;
};

/// The rate of a beat train as a monitor shows it: beats per minute averaged over the last 8 s.
class HeartRateModel final : public Signal
{
public:
    explicit HeartRateModel(BeatTrain beats);
    double at(Duration t) const override;

private:
    BeatTrain m_beats;
};

} // namespace watchglass::sim
