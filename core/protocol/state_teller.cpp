#include "core/protocol/state_teller.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

namespace watchglass::protocol {

bool StateTeller::isNew(SourcePhase phase, const QString &text) const
{
    return phase != m_state.phase || text != m_state.text || phase == SourcePhase::Waiting;
}

void StateTeller::enter(SourcePhase phase, const QString &text, std::optional<Duration> retryIn)
{
    if (!isNew(phase, text))
        return;
    m_state.phase = phase;
    m_state.text = text;
    m_state.retryAt.reset();
    if (phase == SourcePhase::Waiting && retryIn)
        m_state.retryAt = m_clock.now() + *retryIn;
    tell();
}

void StateTeller::setSkew(std::optional<Duration> skew, Duration noteworthy)
{
    if (!skew || (m_toldSkew && std::chrono::abs(*skew - *m_toldSkew) < noteworthy))
        return;
    m_state.clockSkew = skew;
    tell();
}

void StateTeller::setHeldBack(bool isHeldBack)
{
    m_state.isHeldBack = isHeldBack;
    tell();
}

void StateTeller::tell()
{
    m_toldSkew = m_state.clockSkew;
    SourceState told = m_state;
    if (told.isHeldBack && told.phase == SourcePhase::Live && m_readBudget > 0) {
        told.text = QCoreApplication::translate("watchglass::protocol::HeldBack",
                                                "%1; sends more than %2/s, reading is slowed down")
                        .arg(told.text, format::bytes(static_cast<std::uint64_t>(m_readBudget)));
    }
    m_tell(told);
}

} // namespace watchglass::protocol
