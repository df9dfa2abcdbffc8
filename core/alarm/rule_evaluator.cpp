#include "core/alarm/rule_evaluator.h"

#include <algorithm>
#include <cmath>

namespace watchglass::alarm {

namespace {

using namespace std::chrono_literals;

constexpr int windowParts = 512; ///< A value counts up to this part of the window less long, so that few are kept.

/// t + d, at most the end of time.
Timestamp later(Timestamp t, Duration d)
{
    return Timestamp::max() - d < t ? Timestamp::max() : t + d;
}

Timestamp earlier(Timestamp t, Duration d)
{
    return Timestamp::min() + d > t ? Timestamp::min() : t - d;
}

} // namespace

RuleEvaluator::RuleEvaluator(AlarmRule rule)
    : m_rule(std::move(rule))
{}

void RuleEvaluator::feed(const Sample &sample, std::vector<RuleChange> &changes)
{
    if (m_rule.kind == RuleKind::LinkLost)
        return; // its times are ours, not the device's
    const Timestamp at = std::max(sample.time, m_now);
    if (m_lastSample)
        advance(at, changes);
    m_now = at;
    m_lastSample = at;
    m_isValid = !std::isnan(sample.value);
    if (m_rule.kind == RuleKind::Stale) {
        setBad(false, at, sample.value, changes);
        return;
    }
    if (!m_isValid)
        return;
    const Sample placed{at, sample.value};
    setBad(m_rule.kind == RuleKind::RateOfChange ? isBadRate(placed) : isBad(sample.value), at, sample.value, changes);
}

void RuleEvaluator::advance(Timestamp now, std::vector<RuleChange> &changes)
{
    if (now < m_now)
        return;
    if (m_rule.kind == RuleKind::Stale && m_lastSample && !m_badSince) {
        const Timestamp due = later(*m_lastSample, silence());
        if (due <= now)
            setBad(true, due, std::nullopt, changes);
    }
    if (m_badSince && !m_hasLasted) {
        const Timestamp due = later(*m_badSince, m_rule.delay);
        if (due <= now) {
            m_hasLasted = true;
            m_occurrences.push_back(due);
            settle(due, changes);
        }
    }
    if (m_rule.kind == RuleKind::RateOfChange && m_badSince && !m_highest.empty()) {
        // Values that have left the window no longer differ from those within.
        forgetExtremes(now);
        const bool isCalm = m_highest.empty() || m_lowest.empty()
                            || m_highest.front().value - m_lowest.front().value <= m_rule.limit - m_rule.deadband;
        if (isCalm)
            setBad(false, now, m_value, changes);
    }
    m_now = now;
    dropOldOccurrences(now, changes);
}

void RuleEvaluator::setRhythm(std::optional<Duration> rhythm)
{
    m_rhythm = rhythm;
}

void RuleEvaluator::setLinked(bool isLinked, Timestamp now, std::vector<RuleChange> &changes)
{
    advance(now, changes);
    if (m_rule.kind == RuleKind::LinkLost)
        setBad(!isLinked, std::max(now, m_now), std::nullopt, changes);
}

/// What is looked for is there, or not.
void RuleEvaluator::setBad(bool isBad, Timestamp at, std::optional<double> value, std::vector<RuleChange> &changes)
{
    if (isBad) {
        if (m_badSince)
            return;
        m_badSince = at;
        m_value = value;
        m_hasLasted = m_rule.delay <= Duration::zero();
        if (m_hasLasted)
            m_occurrences.push_back(at);
    } else {
        m_badSince.reset();
        m_hasLasted = false;
        m_value = value;
    }
    dropOldOccurrences(at, changes);
    settle(at, changes);
}

bool RuleEvaluator::isBad(double value) const
{
    const double slack = m_badSince ? m_rule.deadband : 0.0;
    switch (m_rule.kind) {
    case RuleKind::High:
        return m_badSince && slack > 0 ? value > m_rule.limit - slack : value > m_rule.limit;
    case RuleKind::Low:
        return m_badSince && slack > 0 ? value < m_rule.limit + slack : value < m_rule.limit;
    case RuleKind::StateEquals:
        return value == m_rule.limit;
    case RuleKind::RateOfChange:
    case RuleKind::Stale:
    case RuleKind::LinkLost:
        break;
    }
    return false;
}

bool RuleEvaluator::isBadRate(const Sample &sample)
{
    if (!std::isfinite(sample.value))
        return m_badSince.has_value();
    forgetExtremes(sample.time);
    const auto keep = [&](std::deque<Sample> &kept, auto isBeaten) {
        while (!kept.empty() && isBeaten(kept.back().value))
            kept.pop_back();
        if (kept.empty() || sample.time - kept.back().time > m_rule.window / windowParts)
            kept.push_back(sample);
    };
    keep(m_highest, [&](double kept) { return kept <= sample.value; });
    keep(m_lowest, [&](double kept) { return kept >= sample.value; });
    const double change = m_highest.front().value - m_lowest.front().value;
    return change > (m_badSince ? m_rule.limit - m_rule.deadband : m_rule.limit);
}

void RuleEvaluator::forgetExtremes(Timestamp now)
{
    const Timestamp from = earlier(now, m_rule.window);
    for (std::deque<Sample> *kept : {&m_highest, &m_lowest}) {
        while (!kept->empty() && kept->front().time < from)
            kept->pop_front();
    }
}

void RuleEvaluator::dropOldOccurrences(Timestamp now, std::vector<RuleChange> &changes)
{
    if (m_rule.count <= 1) {
        m_occurrences.clear();
        return;
    }
    const std::size_t before = m_occurrences.size();
    while (!m_occurrences.empty() && later(m_occurrences.front(), m_rule.countWithin) < now)
        m_occurrences.pop_front();
    while (m_occurrences.size() > static_cast<std::size_t>(m_rule.count))
        m_occurrences.pop_front();
    if (m_occurrences.size() != before)
        settle(now, changes);
}

/// Raised begins with an occurrence that makes the count full and lasts as long as what is looked for does.
void RuleEvaluator::settle(Timestamp at, std::vector<RuleChange> &changes)
{
    const bool isOften = m_rule.count <= 1 || m_occurrences.size() >= static_cast<std::size_t>(m_rule.count);
    const bool isRaised = m_isRaised ? m_badSince.has_value() || (m_rule.count > 1 && isOften) : m_hasLasted && isOften;
    if (isRaised == m_isRaised)
        return;
    m_isRaised = isRaised;
    changes.push_back({isRaised, at, m_value});
}

Duration RuleEvaluator::silence() const
{
    if (m_rule.staleAfter)
        return *m_rule.staleAfter;
    return m_rhythm ? std::max<Duration>(5s, *m_rhythm * 5) : Duration(30s);
}

} // namespace watchglass::alarm
