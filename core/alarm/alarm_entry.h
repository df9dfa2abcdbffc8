#pragma once

#include "core/alarm/alarm.h"

#include <QJsonObject>

namespace watchglass::alarm {

/// What happened to an alarm.
enum class AlarmDeed {
    Raised,
    Worsened,
    Returned,
    Acknowledged,
    Reset,
    Shelved,
    Unshelved,
    ShelfEnded,
    Suppressed,
    Unsuppressed,
    OutOfService,
    InService,
};

/// One line of the history.
struct AlarmEntry
{
    Timestamp at; ///< Our clock.
    AlarmDeed deed = AlarmDeed::Raised;
    AlarmId id;
    AlarmContent content;
    AlarmPriority priority = AlarmPriority::Information;
    Timestamp raisedAt;
    bool latches = false;
    QString who; ///< Empty: nobody, it happened.
    QString note;
    std::optional<Timestamp> until; ///< Of a shelf.

    friend bool operator==(const AlarmEntry &, const AlarmEntry &) = default;
};

/// For people: "Raised", "Acknowledged" …
QString deedText(AlarmDeed deed);

/// As the journal writes it, and back; nothing when it is not one.
QJsonObject entryToJson(const AlarmEntry &entry);
std::optional<AlarmEntry> entryFromJson(const QJsonObject &object);

} // namespace watchglass::alarm
