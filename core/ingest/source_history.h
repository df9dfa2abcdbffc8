#pragma once

#include "core/model/source_state.h"

#include <cstddef>
#include <deque>

namespace watchglass::ingest {

/// One stretch of a source's life in one phase.
struct SourceSpell
{
    SourcePhase phase = SourcePhase::Idle;
    QString text;            ///< The newest of the phase's texts.
    Timestamp since;         ///< Our clock.
    int times = 1;           ///< How often the source came into this phase in a row of failed attempts.
    bool isHeldBack = false; ///< Reading was slowed down at some moment of it.
};

/// How a source fared: what it was in, since when and why. Attempts that fail alike one after the other are one spell
/// with a count, so that a night of them does not push out what was before. Bounded: the oldest spells go.
/// Thread: one (the GUI's).
class SourceHistory
{
public:
    static constexpr std::size_t capacity = 200;

    void add(const SourceState &state, Timestamp now);
    void clear() { m_spells.clear(); }

    /// Oldest first.
    const std::deque<SourceSpell> &spells() const { return m_spells; }
    /// Attempts to connect since the source was last live, or since the start.
    int attempts() const { return m_attempts; }
    /// When the source was last live and is no more; nothing while it is, or when it never was.
    std::optional<Timestamp> lostSince() const;
    std::uint64_t revision() const { return m_revision; }

private:
    bool repeats(const SourceState &state) const;

    std::deque<SourceSpell> m_spells;
    int m_attempts = 0;
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ingest
