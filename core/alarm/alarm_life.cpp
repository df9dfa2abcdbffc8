#include "core/alarm/alarm_life.h"

namespace watchglass::alarm {

bool AlarmLife::raise(AlarmPriority priority)
{
    const bool isWorse = m_isActive && priority > m_priority;
    const bool isLess = m_isActive && priority < m_priority;
    const bool isNew = !m_isActive;
    m_isActive = true;
    m_priority = priority;
    m_isLatched = m_latches;
    if (isNew || isWorse) {
        m_isUnacknowledged = true;
        m_acknowledgement.reset();
    }
    return isNew || isWorse || isLess;
}

bool AlarmLife::giveWay()
{
    if (!m_isActive)
        return false;
    m_isActive = false;
    m_isLatched = m_latches;
    return true;
}

bool AlarmLife::acknowledge(const Acknowledgement &by)
{
    if (!m_isUnacknowledged)
        return false;
    m_isUnacknowledged = false;
    m_acknowledgement = by;
    return true;
}

bool AlarmLife::reset()
{
    if (m_isActive || m_isUnacknowledged || !m_isLatched)
        return false;
    m_isLatched = false;
    return true;
}

bool AlarmLife::shelve(Timestamp until)
{
    if (m_shelvedUntil == until)
        return false;
    m_shelvedUntil = until;
    return true;
}

bool AlarmLife::unshelve()
{
    const bool wasShelved = m_shelvedUntil.has_value();
    m_shelvedUntil.reset();
    return wasShelved;
}

bool AlarmLife::expire(Timestamp now)
{
    return m_shelvedUntil && *m_shelvedUntil <= now && unshelve();
}

bool AlarmLife::withdraw(Withdrawal how, bool isWithdrawn)
{
    bool &place = how == Withdrawal::Suppressed ? m_isSuppressed : m_isOutOfService;
    const bool isNew = place != isWithdrawn;
    place = isWithdrawn;
    return isNew;
}

AlarmState AlarmLife::state() const
{
    if (m_isOutOfService)
        return AlarmState::OutOfService;
    if (m_isSuppressed)
        return AlarmState::Suppressed;
    if (m_shelvedUntil)
        return AlarmState::Shelved;
    return causeState();
}

AlarmState AlarmLife::causeState() const
{
    if (m_isActive)
        return m_isUnacknowledged ? AlarmState::ActiveUnacknowledged : AlarmState::ActiveAcknowledged;
    if (m_isLatched)
        return AlarmState::Latched;
    return m_isUnacknowledged ? AlarmState::ReturnedUnacknowledged : AlarmState::Normal;
}

bool AlarmLife::isCalling() const
{
    return m_isUnacknowledged && !isAside();
}

} // namespace watchglass::alarm
