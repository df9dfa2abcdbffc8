#pragma once

#include <cstdint>

namespace watchglass::store {

/// Mean and sum of squared differences from it, of numbers that need not be kept. Runs are joined without loss of
/// precision (Chan, Golub, LeVeque, "Updating Formulae and a Pairwise Algorithm for Computing Sample Variances", 1979).
/// NaN is no number here; an infinity makes the mean infinite or NaN, and `m2` NaN.
struct Moments
{
    double mean = 0.0;
    double m2 = 0.0;
    std::uint64_t count = 0;

    void append(const Moments &other)
    {
        if (other.count == 0)
            return;
        if (count == 0) {
            *this = other;
            return;
        }
        const double all = static_cast<double>(count + other.count);
        const double delta = other.mean - mean;
        const double share = static_cast<double>(other.count) / all;
        m2 += other.m2 + delta * delta * static_cast<double>(count) * share;
        mean += delta * share;
        count += other.count;
    }
};

} // namespace watchglass::store
