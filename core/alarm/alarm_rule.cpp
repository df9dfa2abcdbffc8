#include "core/alarm/alarm_rule.h"

#include "core/format/duration_format.h"

#include <QCoreApplication>

#include <cmath>

namespace watchglass::alarm {

namespace {

using namespace std::chrono_literals;

constexpr Duration longest = 24h * 31;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::alarm::AlarmRule)
};

Error wrong(const QString &text)
{
    return {ErrorCode::OutOfRange, text};
}

bool isUsable(Duration duration)
{
    return duration >= Duration::zero() && duration <= longest;
}

Result<void> checkTimes(const AlarmRule &rule)
{
    if (!isUsable(rule.delay))
        return wrong(Texts::tr("The delay must be between 0 and 31 days."));
    if (rule.count < 1 || rule.count > 1000)
        return wrong(Texts::tr("The count must be between 1 and 1000."));
    if (rule.count > 1 && (rule.countWithin <= Duration::zero() || !isUsable(rule.countWithin)))
        return wrong(Texts::tr("Say within which time it must happen that often."));
    if (rule.kind == RuleKind::RateOfChange && (rule.window <= Duration::zero() || !isUsable(rule.window)))
        return wrong(Texts::tr("Say within which time the value must change that much."));
    if (rule.kind == RuleKind::Stale && rule.staleAfter && (*rule.staleAfter < 1s || !isUsable(*rule.staleAfter)))
        return wrong(Texts::tr("A series can be called stale after 1 s at the soonest."));
    return {};
}

} // namespace

Result<void> checkRule(const AlarmRule &rule)
{
    if (rule.series.source.isEmpty())
        return wrong(Texts::tr("Choose the series that the rule looks at."));
    if (rule.kind != RuleKind::LinkLost && (rule.series.device.isEmpty() || rule.series.attribute.isEmpty()))
        return wrong(Texts::tr("Choose the series that the rule looks at."));
    if (!std::isfinite(rule.limit))
        return wrong(Texts::tr("The limit must be a number."));
    if (!std::isfinite(rule.deadband) || rule.deadband < 0)
        return wrong(Texts::tr("The deadband must be 0 or more."));
    if (rule.kind == RuleKind::RateOfChange && rule.limit <= 0)
        return wrong(Texts::tr("The change must be more than 0."));
    if (rule.kind == RuleKind::RateOfChange && rule.deadband >= rule.limit)
        return wrong(Texts::tr("The deadband must be less than the change, else the alarm never ends."));
    if (rule.kind == RuleKind::StateEquals && (rule.limit < 0 || rule.limit != std::floor(rule.limit)))
        return wrong(Texts::tr("Choose one of the series' states."));
    return checkTimes(rule);
}

AlarmRule ruleToStartFrom(const SeriesInfo &series, const std::optional<Sample> &newest)
{
    AlarmRule rule;
    rule.series = series.key;
    rule.kind = series.states.isEmpty() ? RuleKind::High : RuleKind::StateEquals;
    if (newest && std::isfinite(newest->value))
        rule.limit = newest->value;
    return rule;
}

QString ruleTitle(const AlarmRule &rule)
{
    if (!rule.name.isEmpty())
        return rule.name;
    const QString limit = QString::number(rule.limit, 'g', 6); // as it was typed: no digits added
    switch (rule.kind) {
    case RuleKind::High:
        return Texts::tr("Above %1").arg(limit);
    case RuleKind::Low:
        return Texts::tr("Below %1").arg(limit);
    case RuleKind::RateOfChange:
        return Texts::tr("Changes by more than %1 within %2").arg(limit, format::duration(rule.window));
    case RuleKind::Stale:
        return rule.staleAfter ? Texts::tr("No sample for %1").arg(format::duration(*rule.staleAfter))
                               : Texts::tr("No sample for much longer than usual");
    case RuleKind::StateEquals:
        return Texts::tr("In state %1").arg(limit);
    case RuleKind::LinkLost:
        return Texts::tr("Source does not answer");
    }
    return {};
}

QString ruleText(const AlarmRule &rule)
{
    AlarmRule nameless = rule;
    nameless.name.clear();
    QString text = ruleTitle(nameless);
    if (rule.delay > Duration::zero())
        text = Texts::tr("%1 for %2").arg(text, format::duration(rule.delay));
    if (rule.count > 1)
        text = Texts::tr("%1, %2 times within %3").arg(text).arg(rule.count).arg(format::duration(rule.countWithin));
    return text;
}

} // namespace watchglass::alarm
