#include "app/simulator/sensocto/delta_code.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace watchglass::sim::sensocto {

namespace {

constexpr char version = 1;
constexpr double stepSize = 0.01;
constexpr int resetMark = -128;

void append(QByteArray &out, std::uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out += static_cast<char>((value >> (8 * i)) & 0xffU);
}

void appendFloat(QByteArray &out, double value)
{
    append(out, std::bit_cast<std::uint32_t>(static_cast<float>(value)), 4);
}

} // namespace

QByteArray deltaEncoded(const std::vector<TimedValue> &samples)
{
    QByteArray out(1, version);
    append(out, static_cast<std::uint64_t>(samples.front().ms), 8);
    appendFloat(out, samples.front().value);
    for (std::size_t i = 1; i < samples.size(); ++i) {
        const double step = std::round((samples[i].value - samples[i - 1].value) / stepSize);
        const bool isSmall = std::abs(step) <= 127.0;
        append(out, static_cast<std::uint8_t>(isSmall ? static_cast<int>(step) : resetMark), 1);
        if (!isSmall)
            appendFloat(out, samples[i].value);
        append(out, static_cast<std::uint64_t>(std::clamp<std::int64_t>(samples[i].ms - samples[i - 1].ms, 0, 65535)),
               2);
    }
    return out;
}

} // namespace watchglass::sim::sensocto
