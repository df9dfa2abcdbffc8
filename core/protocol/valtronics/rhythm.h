#pragma once

#include "core/base/timestamp.h"

#include <algorithm>
#include <cstdint>

namespace watchglass::protocol::valtronics {

/// How close together the samples of a series come: the shortest distance among the newest 32 to 64. A mean would not
/// do: of two samples close together one is left out, however rare they are.
/// A late sample or a clock set back counts as a distance below zero; the same time again not at all.
/// Thread: one at a time; a value.
class Rhythm
{
public:
    static constexpr std::uint32_t window = 32;
    static constexpr std::uint32_t enough = 8; ///< Distances without which nothing is known.

    void add(Timestamp time)
    {
        const Duration distance = since(time);
        if (m_count > 0 && distance != Duration::zero())
            m_shortest = std::min(m_shortest, distance);
        m_last = time;
        if (++m_count > window) {
            m_shortestBefore = m_shortest;
            m_shortest = Duration::max();
            m_count = 1;
            m_hasTurned = true;
        }
    }
    /// Of the newest sample.
    Timestamp last() const { return m_last; }
    /// The newest sample, when others before it may be missing.
    void skipTo(Timestamp time) { m_last = time; }

    bool isKnown() const { return m_hasTurned || m_count > enough; }
    Duration shortest() const { return std::min(m_shortest, m_shortestBefore); }
    /// Whether one sample each `interval` is every sample.
    bool isWithin(Duration interval) const { return isKnown() && shortest() >= interval; }
    /// Whether a sample at `time` comes clearly sooner than any before it, and is not the newest again.
    bool isBrokenBy(Timestamp time) const { return time != m_last && since(time) < shortest() / 4 * 3; }
    void forget() { *this = Rhythm(m_last); }

    Rhythm() = default;

private:
    explicit Rhythm(Timestamp last)
        : m_last(last)
    {}
    /// Wraps around for times that are centuries apart, which then are below zero.
    Duration since(Timestamp time) const
    {
        return Duration(
            static_cast<std::int64_t>(static_cast<std::uint64_t>(time.ns()) - static_cast<std::uint64_t>(m_last.ns())));
    }

    Timestamp m_last;
    Duration m_shortest = Duration::max();       ///< Of this window.
    Duration m_shortestBefore = Duration::max(); ///< Of the one before.
    std::uint32_t m_count = 0;
    bool m_hasTurned = false;
};

} // namespace watchglass::protocol::valtronics
