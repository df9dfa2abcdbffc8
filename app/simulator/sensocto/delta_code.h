#pragma once

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace watchglass::sim::sensocto {

struct TimedValue
{
    std::int64_t ms = 0;
    double value = 0.0;
};

/// The delta form of a run of samples, as bytes (little-endian): version 1, int64 first time, float32 first value, then
/// for each further sample an int8 step in hundredths (-128: a float32 value follows instead) and a uint16 of the
/// milliseconds since the one before. Steps are taken between true values, so their rounding adds up until a reset.
/// Requires: samples is not empty.
QByteArray deltaEncoded(const std::vector<TimedValue> &samples);

} // namespace watchglass::sim::sensocto
