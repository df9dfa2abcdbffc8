#pragma once

#include "core/attention/attention_values.h"

#include <vector>

namespace watchglass::attention {

/// A series whose level changed, and when.
struct Transition
{
    Timestamp at; ///< Our clock.
    SeriesKey key;
    AttentionLevel from = AttentionLevel::None;
    AttentionLevel to = AttentionLevel::None;
    Reason reason = Reason::NothingShows;

    friend bool operator==(const Transition &, const Transition &) = default;
};

/// The last transitions, so that what was not asked for can be told from what was lost. Bounded: the oldest go, and are
/// counted.
/// Thread: one (the GUI's). Observers poll revision().
class AttentionLedger
{
public:
    explicit AttentionLedger(std::size_t capacity = 10'000);

    void add(Timestamp at, const SeriesChange &change);

    std::size_t size() const { return m_ring.size(); }
    /// Requires: index < size(). Oldest first.
    const Transition &at(std::size_t index) const;
    /// Those that were added when revision() was `revision` or later, as far as they are still here; oldest first.
    std::vector<Transition> since(std::uint64_t revision) const;
    /// How many were ever added.
    std::uint64_t revision() const { return m_revision; }
    /// How many of them are gone.
    std::uint64_t dropped() const { return m_revision - m_ring.size(); }

private:
    const std::size_t m_capacity;
    std::vector<Transition> m_ring;
    std::size_t m_first = 0; ///< Where the oldest stands.
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::attention
