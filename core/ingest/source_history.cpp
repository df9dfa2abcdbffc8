#include "core/ingest/source_history.h"

namespace watchglass::ingest {

namespace {

bool isLive(SourcePhase phase)
{
    return phase == SourcePhase::Live || phase == SourcePhase::Silent;
}

} // namespace

void SourceHistory::add(const SourceState &state, Timestamp now)
{
    ++m_revision;
    const bool isNewPhase = m_spells.empty() || m_spells.back().phase != state.phase;
    if (isNewPhase && state.phase == SourcePhase::Connecting)
        ++m_attempts;
    if (isLive(state.phase) || state.phase == SourcePhase::Idle)
        m_attempts = 0;
    if (!isNewPhase) {
        m_spells.back().text = state.text;
        m_spells.back().isHeldBack = m_spells.back().isHeldBack || state.isHeldBack;
        return;
    }
    if (repeats(state)) {
        m_spells.pop_back(); // the attempt that came to the same
        m_spells.back().text = state.text;
        ++m_spells.back().times;
        return;
    }
    m_spells.push_back({state.phase, state.text, now, 1, state.isHeldBack});
    while (m_spells.size() > capacity)
        m_spells.pop_front();
}

/// Down again after one more attempt that failed.
bool SourceHistory::repeats(const SourceState &state) const
{
    if (state.phase != SourcePhase::Waiting || m_spells.size() < 2)
        return false;
    const SourceSpell &attempt = m_spells.back();
    const SourceSpell &before = m_spells[m_spells.size() - 2];
    return attempt.phase == SourcePhase::Connecting && before.phase == SourcePhase::Waiting;
}

std::optional<Timestamp> SourceHistory::lostSince() const
{
    if (m_spells.empty() || isLive(m_spells.back().phase))
        return std::nullopt;
    for (std::size_t i = m_spells.size() - 1; i > 0; --i) {
        if (isLive(m_spells[i - 1].phase))
            return m_spells[i].since;
    }
    return std::nullopt;
}

} // namespace watchglass::ingest
