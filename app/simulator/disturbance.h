#pragma once

#include "app/simulator/signal.h"

#include <vector>

namespace watchglass::sim {

/// What real sensors add to a quantity.
struct Disturbances
{
    double noise = 0.0;         ///< Standard deviation of white noise, in the signal's unit.
    double outlierChance = 0.0; ///< Per value.
    double outlierSize = 0.0;   ///< Largest deviation of an outlier, either way.
    double gapsPerHour = 0.0;   ///< Mean number of drop-outs.
    Duration gapLength{};       ///< Longest drop-out; the shortest is a tenth of it.
    double stepsPerUnit = 0.0;  ///< Resolution: 100 means two decimals. 0: as it is.
};

/// A signal with noise, outliers, drop-outs and a resolution, all functions of time and seed.
class DisturbedSignal final : public Signal
{
public:
    DisturbedSignal(SignalPtr signal, Disturbances disturbances, std::uint64_t seed);
    double at(Duration t) const override;

private:
    bool isInGap(Duration t) const;

    SignalPtr m_signal;
    Disturbances m_how;
    std::uint64_t m_seed;
};

/// A planned deviation: rises from 0 at `from` to `size` over `rise`, holds until `to`, falls over `rise`.
struct Excursion
{
    Duration from;
    Duration to;
    Duration rise;
    double size = 0.0;
};

/// A signal plus excursions that repeat each `cycle`: what makes a scripted alert true in the data.
class ExcursedSignal final : public Signal
{
public:
    ExcursedSignal(SignalPtr signal, std::vector<Excursion> excursions, Duration cycle);
    double at(Duration t) const override;

private:
    SignalPtr m_signal;
    std::vector<Excursion> m_excursions;
    Duration m_cycle;
};

/// A sine of amplitude 1 with a little noise in a resolution of 1e-4: cheap, for fleets of a million samples a second.
class TestSignal final : public Signal
{
public:
    TestSignal(double frequencyHz, double phase, std::uint64_t seed);
    double at(Duration t) const override;

private:
    double m_angular;
    double m_phase;
    std::uint64_t m_seed;
};

} // namespace watchglass::sim
