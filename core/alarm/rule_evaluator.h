#pragma once

#include "core/alarm/alarm_rule.h"
#include "core/model/sample.h"

#include <deque>
#include <vector>

namespace watchglass::alarm {

/// What a rule came to at an instant.
struct RuleChange
{
    bool isRaised = false;       ///< Else it is over.
    Timestamp at;                ///< By the samples' clock.
    std::optional<double> value; ///< That did it; nothing where it was the want of samples.

    friend bool operator==(const RuleChange &, const RuleChange &) = default;
};

/// One rule over one series' samples, in the order of time: says when the alarm begins and ends. Pure: it is told what
/// comes and what time it is, so that live evaluation and a preview on history are the same.
///
/// A value holds until the next sample: a delay that ends between two samples ends then, not with the second one.
/// NaN is no value; while the newest sample is one, isValid() is false and the alarm stays as it was.
/// Thread: one. A value that can be copied: a copy goes on from the same state.
class RuleEvaluator
{
public:
    explicit RuleEvaluator(AlarmRule rule);

    const AlarmRule &rule() const { return m_rule; }
    /// Times before that of the sample before are taken as equal to it. Adds what changed to `changes`.
    void feed(const Sample &sample, std::vector<RuleChange> &changes);
    /// No sample came until `now`, by the samples' clock.
    void advance(Timestamp now, std::vector<RuleChange> &changes);
    /// How long a silence is allowed to be, of RuleKind::Stale. A rule with a time of its own keeps that.
    void setRhythm(std::optional<Duration> rhythm);
    /// The source of the series answers, or does not; for RuleKind::LinkLost.
    void setLinked(bool isLinked, Timestamp now, std::vector<RuleChange> &changes);

    bool isRaised() const { return m_isRaised; }
    bool isValid() const { return m_isValid; }
    /// When the newest sample was, or what advance() was told last.
    Timestamp time() const { return m_now; }

private:
    void setBad(bool isBad, Timestamp at, std::optional<double> value, std::vector<RuleChange> &changes);
    bool isBad(double value) const;
    bool isBadRate(const Sample &sample);
    void dropOldOccurrences(Timestamp now, std::vector<RuleChange> &changes);
    void settle(Timestamp at, std::vector<RuleChange> &changes);
    void forgetExtremes(Timestamp now);
    Duration silence() const;

    AlarmRule m_rule;
    Timestamp m_now = Timestamp::min();
    std::optional<Timestamp> m_lastSample;
    std::optional<Duration> m_rhythm;
    std::optional<double> m_value;       ///< The one that made it bad.
    std::optional<Timestamp> m_badSince; ///< What is looked for is there.
    bool m_hasLasted = false;            ///< For as long as the delay asks.
    std::deque<Timestamp> m_occurrences; ///< When it had lasted.
    std::deque<Sample> m_highest;        ///< Within the window, falling.
    std::deque<Sample> m_lowest;         ///< Within the window, rising.
    bool m_isRaised = false;
    bool m_isValid = true;
};

} // namespace watchglass::alarm
