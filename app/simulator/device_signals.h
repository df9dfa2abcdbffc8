#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// A battery's charge in percent: falls evenly from `from` over `lifetime`, is changed near empty, falls again.
class BatteryModel final : public Signal
{
public:
    BatteryModel(double fromPercent, Duration lifetime);
    double at(Duration t) const override;

private:
    double m_from;
    Duration m_lifetime;
};

/// A door: 1 open, 0 closed. At most one opening in each `every`, of a length up to `longest`.
class ContactModel final : public Signal
{
public:
    ContactModel(Duration every, Duration longest, std::uint64_t seed);
    double at(Duration t) const override;

private:
    Duration m_every;
    Duration m_longest;
    std::uint64_t m_seed;
};

} // namespace watchglass::sim
