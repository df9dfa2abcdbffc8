#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <optional>

namespace watchglass {

/// How bad an alarm is. Services' words are an open set: the word is kept beside it.
enum class AlarmPriority { Information, Warning, Critical };

/// What a service says of an alarm's life. Local states (shelved, muted) are AlarmBook's.
enum class AlarmCondition { Active, Acknowledged, Resolved };

/// One report about one alarm. Reports with the same id in one source are about the same alarm.
struct AlarmEvent
{
    QString id;              ///< The service's id; made from device, type and title where it gives none.
    bool actionable = false; ///< The service knows the id: it can be acknowledged and resolved there.
    QString device;
    AlarmPriority priority = AlarmPriority::Warning;
    QString severity; ///< The service's word.
    QString type;
    QString title;
    QString message;
    QString metric;
    std::optional<double> threshold;
    std::optional<double> actual;
    AlarmCondition condition = AlarmCondition::Active;
    Timestamp raisedAt;
    std::optional<Timestamp> acknowledgedAt;
    std::optional<Timestamp> resolvedAt;
};

/// "critical", "emergency", "high", "error" → Critical; "warning", "medium" → Warning; "info", "low" … →
/// Information; an unknown word → Warning, so that it is seen.
AlarmPriority alarmPriority(const QString &severity);

/// As they stand in files and on lines of JSON: "information", "warning", "critical"; "active", "acknowledged",
/// "resolved". Not translated.
QLatin1String priorityName(AlarmPriority priority);
std::optional<AlarmPriority> priorityNamed(const QString &name);
QLatin1String conditionName(AlarmCondition condition);
std::optional<AlarmCondition> conditionNamed(const QString &name);

} // namespace watchglass
