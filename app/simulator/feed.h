#pragma once

#include "core/base/timestamp.h"

#include <QByteArray>

#include <cstdint>
#include <span>
#include <vector>

namespace watchglass::sim {

/// What a device measures: a name and a unit as they stand on the wire (UTF-8; an empty unit is none).
struct Metric
{
    QByteArray name;
    QByteArray unit;
};

/// What one device sends, tick by tick. A tick is an instant with up to one value for each metric. Ticks are
/// numbered; each is a pure function of its number, so every client reads at its own pace and a late reader
/// catches up without anything being kept for it.
/// Invariant: dueAt() does not fall with growing k.
/// Thread: any; feeds never change.
class Feed
{
public:
    virtual ~Feed() = default;
    virtual const std::vector<Metric> &metrics() const = 0;
    /// Number of the first tick that is due at `elapsed` or later, `elapsed` counted from the start of the fleet.
    /// May be negative before the start (what history serves).
    virtual std::int64_t firstTickAt(Duration elapsed) const = 0;
    /// When tick k is due, from the start of the fleet.
    virtual Duration dueAt(std::int64_t k) const = 0;
    /// The time that tick k carries, for a fleet started at `start`.
    virtual Timestamp stamp(std::int64_t k, Timestamp start) const = 0;
    /// The values of tick k, one for each metric; NaN where there is none. Requires: out.size() == metrics().size().
    virtual void values(std::int64_t k, std::span<double> out) const = 0;

    /// First tick that is due after `elapsed`: all before it are due.
    std::int64_t endTick(Duration elapsed) const { return firstTickAt(elapsed + Duration(1)); }
};

} // namespace watchglass::sim
