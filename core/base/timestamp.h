#pragma once

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace watchglass {

/// Every duration of the program: signed, in nanoseconds.
using Duration = std::chrono::nanoseconds;

/// An instant: nanoseconds since 1970-01-01T00:00:00 UTC, leap seconds not counted.
/// Range: 1677-09-21 to 2262-04-11. Trivial to copy; says nothing of whose clock it came from.
class Timestamp
{
public:
    constexpr Timestamp() = default;
    static constexpr Timestamp fromNs(std::int64_t ns) { return Timestamp(ns); }
    static constexpr Timestamp fromMs(std::int64_t ms) { return Timestamp(ms * 1'000'000); }
    static constexpr Timestamp min() { return Timestamp(std::numeric_limits<std::int64_t>::min()); }
    static constexpr Timestamp max() { return Timestamp(std::numeric_limits<std::int64_t>::max()); }

    constexpr std::int64_t ns() const { return m_ns; }
    constexpr double seconds() const { return static_cast<double>(m_ns) * 1e-9; }

    friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
    friend constexpr Timestamp operator+(Timestamp t, Duration d) { return Timestamp(t.m_ns + d.count()); }
    friend constexpr Timestamp operator-(Timestamp t, Duration d) { return Timestamp(t.m_ns - d.count()); }
    friend constexpr Duration operator-(Timestamp a, Timestamp b) { return Duration(a.m_ns - b.m_ns); }

private:
    explicit constexpr Timestamp(std::int64_t ns)
        : m_ns(ns)
    {}
    std::int64_t m_ns = 0;
};

/// A half-open span of time: [from, to).
struct TimeRange
{
    Timestamp from;
    Timestamp to;

    constexpr bool isEmpty() const { return to <= from; }
    constexpr bool contains(Timestamp t) const { return from <= t && t < to; }
    constexpr Duration length() const { return to - from; }
    friend constexpr bool operator==(const TimeRange &, const TimeRange &) = default;
};

/// Reads an RFC 3339 / ISO 8601 date and time: 'T', 't' or one space between date and time, 0 to 9 fraction
/// digits after '.' or ',', then 'Z', 'z', an offset (+hh:mm, +hhmm, +hh) or nothing, which means UTC.
/// A leap second (:60) counts as the first instant of the next minute.
/// Nothing when the text is anything else, trailing characters included, or out of Timestamp's range.
std::optional<Timestamp> parseIsoTimestamp(std::string_view text);

/// Whether a text that parseIsoTimestamp accepts names a zone; one without is read as UTC.
bool hasIsoZone(std::string_view text);

/// "2026-01-02T03:04:05.678901234Z" with `fractionDigits` (0 to 9) digits, truncated, not rounded.
std::string formatIsoTimestamp(Timestamp t, int fractionDigits = 9);

} // namespace watchglass
