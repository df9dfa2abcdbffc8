#include "core/protocol/state_teller.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

namespace watchglass::protocol {

bool StateTeller::enter(SourcePhase phase, const QString &text, std::optional<Duration> retryIn)
{
    if (phase == m_state.phase && text == m_state.text && phase != SourcePhase::Waiting)
        return false;
    m_state.phase = phase;
    m_state.text = text;
    m_state.retryAt.reset();
    if (phase == SourcePhase::Waiting && retryIn)
        m_state.retryAt = m_clock.now() + *retryIn;
    tell();
    return true;
}

void StateTeller::setSkew(std::optional<Duration> skew, Duration noteworthy)
{
    if (!skew || (m_state.clockSkew && std::chrono::abs(*skew - *m_state.clockSkew) < noteworthy))
        return;
    m_state.clockSkew = skew;
    tell();
}

void StateTeller::setHeldBack(bool isHeldBack)
{
    m_state.isHeldBack = isHeldBack;
    tell();
}

void StateTeller::tell() const
{
    SourceState told = m_state;
    if (told.isHeldBack && told.phase == SourcePhase::Live && m_readBudget > 0) {
        told.text = QCoreApplication::translate("watchglass::protocol::HeldBack",
                                                "%1; sends more than %2/s, reading is slowed down")
                        .arg(told.text, format::bytes(static_cast<std::uint64_t>(m_readBudget)));
    }
    m_tell(told);
}

} // namespace watchglass::protocol
