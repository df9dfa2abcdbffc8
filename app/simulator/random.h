#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace watchglass::sim {

/// One 64-bit number thoroughly mixed (the finaliser of SplitMix64, Steele, Lea, Flood: OOPSLA 2014). The same
/// input gives the same output on every machine, which no standard distribution promises.
constexpr std::uint64_t mix(std::uint64_t x)
{
    x += 0x9e3779b97f4a7c15ULL;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// A seed for the `index`-th part of something seeded with `seed`.
constexpr std::uint64_t subSeed(std::uint64_t seed, std::uint64_t index)
{
    return mix(seed ^ mix(index + 1));
}

/// Uniform in [0, 1), a pure function of seed and index.
inline double uniformAt(std::uint64_t seed, std::uint64_t index)
{
    return static_cast<double>(mix(seed ^ mix(index)) >> 11) * 0x1p-53;
}

/// Normal with mean 0 and deviation 1 (Box and Muller), a pure function of seed and index.
inline double normalAt(std::uint64_t seed, std::uint64_t index)
{
    const double radius = std::sqrt(-2.0 * std::log(1.0 - uniformAt(seed, 2 * index)));
    return radius * std::cos(2.0 * std::numbers::pi * uniformAt(seed, 2 * index + 1));
}

/// The same numbers as a sequence.
class Random
{
public:
    explicit Random(std::uint64_t seed)
        : m_seed(seed)
    {}
    double uniform() { return uniformAt(m_seed, m_next++); }
    double uniform(double from, double to) { return from + (to - from) * uniform(); }
    /// In [0, count).
    std::uint64_t below(std::uint64_t count) { return mix(m_seed ^ mix(m_next++)) % count; }
    bool chance(double probability) { return probability > 0.0 && uniform() < probability; }

private:
    std::uint64_t m_seed;
    std::uint64_t m_next = 0;
};

} // namespace watchglass::sim
