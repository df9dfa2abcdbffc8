#pragma once

#include "core/alarm/alarm_life.h"
#include "core/model/series_key.h"

#include <QHashFunctions>
#include <QString>

#include <optional>
#include <tuple>

namespace watchglass::alarm {

/// Who raised an alarm.
enum class AlarmOrigin {
    Service, ///< The service that the device belongs to.
    Rule,    ///< One of our rules.
    Link,    ///< We ourselves: a source does not answer.
};

/// Names an alarm.
struct AlarmId
{
    AlarmOrigin origin = AlarmOrigin::Service;
    QString source;
    QString id; ///< The service's, or the rule's.

    friend bool operator==(const AlarmId &, const AlarmId &) = default;
    friend bool operator<(const AlarmId &a, const AlarmId &b)
    {
        return std::tie(a.origin, a.source, a.id) < std::tie(b.origin, b.source, b.id);
    }
};

inline size_t qHash(const AlarmId &id, size_t seed = 0)
{
    return qHashMulti(seed, static_cast<int>(id.origin), id.source, id.id);
}

/// What people read of an alarm.
struct AlarmContent
{
    SeriesKey series; ///< Without attribute: no series belongs to it.
    QString title;
    QString cause; ///< What happened, in a sentence.
    QString guidance;
    QString unit;
    std::optional<double> limit;
    std::optional<double> value;

    friend bool operator==(const AlarmContent &, const AlarmContent &) = default;
};

/// One alarm with all that is known of it.
struct Alarm
{
    AlarmId id;
    std::uint64_t serial = 0; ///< Of its arrival, never given twice.
    QString point;            ///< AlarmPoints::of() as it arrived.
    AlarmLife life;
    AlarmContent content;
    bool isActionable = false; ///< The service can be told that it was seen, and that it is over.
    bool isValid = true;       ///< False: the newest value is no number, so nobody knows whether it still holds.
    Timestamp raisedAt;        ///< By whose clock the samples are.
    std::optional<Timestamp> returnedAt;
    std::uint64_t times = 0; ///< How often it was raised.
    std::uint64_t revision = 0;
};

/// What can be shelved or taken out of service: a rule, a link, or what a service keeps raising about one device under
/// one name, whichever number it gives it each time.
QString alarmPoint(const AlarmId &id, const AlarmContent &content);

} // namespace watchglass::alarm
