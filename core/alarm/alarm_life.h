#pragma once

#include "core/base/timestamp.h"
#include "core/model/alarm_event.h"

#include <QString>

#include <optional>

namespace watchglass::alarm {

/// Where an alarm stands, in the words of ISA-18.2. Later ones hide earlier ones: what is shelved may be active.
enum class AlarmState {
    Normal,
    ActiveUnacknowledged,
    ActiveAcknowledged,
    ReturnedUnacknowledged, ///< Over, and nobody has said that they saw it.
    Latched,                ///< Over, but kept until it is reset.
    Shelved,                ///< Set aside by an operator, for a time.
    Suppressed,             ///< Not wanted as things are, until somebody wants it again.
    OutOfService,           ///< Its sensor is being worked on.
};

/// Who saw an alarm.
struct Acknowledgement
{
    QString who;
    Timestamp when;
    QString note;

    friend bool operator==(const Acknowledgement &, const Acknowledgement &) = default;
};

/// Which of an alarm's two lasting withdrawals is meant.
enum class Withdrawal { Suppressed, OutOfService };

/// The life of one alarm: a state machine of what its cause does and what operators do. It knows no clock.
///
/// A cause that begins anew, or becomes worse, takes an acknowledgement back. Who acknowledges what is over ends it,
/// unless it latches: then it also needs a reset. Setting an alarm aside changes nothing below: it goes on as if it
/// were seen, and what is true when it comes back counts.
/// Invariant: an alarm that is neither active nor latched nor unacknowledged is normal.
class AlarmLife
{
public:
    explicit AlarmLife(bool latches = false)
        : m_latches(latches)
    {}

    /// The cause is there, as bad as `priority`. False when that says nothing new.
    bool raise(AlarmPriority priority);
    /// The cause is over. False when it was.
    bool giveWay();
    /// False when there is nothing to acknowledge.
    bool acknowledge(const Acknowledgement &by);
    /// Ends what is latched. False when it is still active, unacknowledged or not latched.
    bool reset();

    /// Requires: `until` after now. False when it was shelved until then already.
    bool shelve(Timestamp until);
    bool unshelve();
    /// Ends a shelf whose time is over.
    bool expire(Timestamp now);
    bool withdraw(Withdrawal how, bool isWithdrawn);

    AlarmState state() const;
    /// Without shelf and withdrawals.
    AlarmState causeState() const;
    /// Whether an operator should be told: it is not set aside, and nobody has seen it.
    bool isCalling() const;
    bool isAside() const { return m_shelvedUntil || m_isSuppressed || m_isOutOfService; }
    bool isActive() const { return m_isActive; }
    bool isUnacknowledged() const { return m_isUnacknowledged; }
    bool latches() const { return m_latches; }
    /// A rule may be changed while its alarm lives.
    void setLatches(bool latches) { m_latches = latches; }
    AlarmPriority priority() const { return m_priority; }
    std::optional<Timestamp> shelvedUntil() const { return m_shelvedUntil; }
    bool isWithdrawn(Withdrawal how) const { return how == Withdrawal::Suppressed ? m_isSuppressed : m_isOutOfService; }
    /// Of the cause as it is or last was.
    const std::optional<Acknowledgement> &acknowledgement() const { return m_acknowledgement; }

private:
    bool m_latches = false;
    bool m_isActive = false;
    bool m_isUnacknowledged = false;
    bool m_isLatched = false;
    bool m_isSuppressed = false;
    bool m_isOutOfService = false;
    AlarmPriority m_priority = AlarmPriority::Information;
    std::optional<Timestamp> m_shelvedUntil;
    std::optional<Acknowledgement> m_acknowledgement;
};

} // namespace watchglass::alarm
