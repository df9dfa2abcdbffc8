#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace watchglass::store {

constexpr std::array<double, 15> powersOfTen{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6, 1e7,
                                             1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14};

/// `value` as an integer divided by `power`, when it is exactly that (-0 is not) and the integer is below 2^51: such
/// are doubles exactly, and stay so when divided and multiplied again.
inline bool asDecimal(double value, double power, std::int64_t &decimal)
{
    constexpr double most = 2251799813685248.0;
    // Adding 1.5 * 2^52 leaves no room for a fraction: what is kept is rounded, and its low bits are the integer.
    constexpr double rounder = 6755399441055744.0;
    const double scaled = value * power;
    if (!(std::fabs(scaled) < most))
        return false;
    decimal = std::bit_cast<std::int64_t>(scaled + rounder) - std::bit_cast<std::int64_t>(rounder);
    return std::bit_cast<std::uint64_t>(static_cast<double>(decimal) / power) == std::bit_cast<std::uint64_t>(value);
}

} // namespace watchglass::store
