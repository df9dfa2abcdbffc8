#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"
#include "core/model/alarm_event.h"
#include "core/model/sample.h"
#include "core/model/series_info.h"

#include <QJsonObject>
#include <QString>

#include <optional>

namespace watchglass::alarm {

/// What a rule looks for.
enum class RuleKind {
    High,         ///< The value is above `limit`.
    Low,          ///< The value is below `limit`.
    RateOfChange, ///< Within `window`, values differ by more than `limit`.
    Stale,        ///< No sample for `staleAfter`, or for much longer than the series' rhythm.
    StateEquals,  ///< The value is the state number `limit`.
    LinkLost,     ///< The source of the series does not answer.
};

/// When an operator is to be called about one series, how urgently, and what they should do then.
struct AlarmRule
{
    QString id; ///< Made once; the alarm's identity over restarts.
    QString name;
    bool isEnabled = true;
    SeriesKey series; ///< Of RuleKind::LinkLost only the source counts.
    RuleKind kind = RuleKind::High;
    double limit = 0.0;
    double deadband = 0.0;              ///< How far behind the limit a value must come to be good again.
    Duration delay{};                   ///< What is looked for must last this long.
    int count = 1;                      ///< How often it must happen …
    Duration countWithin{};             ///< … within this time; with a count of 1 of no meaning.
    Duration window{};                  ///< Of RuleKind::RateOfChange.
    std::optional<Duration> staleAfter; ///< Nothing: by the series' rhythm.
    AlarmPriority priority = AlarmPriority::Warning;
    bool latches = false;
    QString guidance; ///< What to do.

    friend bool operator==(const AlarmRule &, const AlarmRule &) = default;
};

/// Whether the rule can be armed; the error's text is for the person who writes it.
Result<void> checkRule(const AlarmRule &rule);
/// To be written on: above the value that the series has now, or in the state in which it is. Without an id.
AlarmRule ruleToStartFrom(const SeriesInfo &series, const std::optional<Sample> &newest);
/// A rule that its author gave no name: "above 8".
QString ruleTitle(const AlarmRule &rule);
/// What the rule looks for in a sentence, without units: "Above 8 for 10 s, 3 times within 5 min".
QString ruleText(const AlarmRule &rule);

QJsonObject ruleToJson(const AlarmRule &rule);
/// Checks what it reads; the error says which entry is wrong.
Result<AlarmRule> ruleFromJson(const QJsonObject &object);

} // namespace watchglass::alarm
