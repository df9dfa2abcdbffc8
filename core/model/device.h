#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <optional>

namespace watchglass {

/// What a device's status means for a person; services' own words are an open set and are kept beside it.
enum class DeviceState { Unknown, Online, Offline, Warning, Error };

/// What one service says of one device. Optional fields are those it did not mention; DeviceRegistry merges.
struct DeviceUpdate
{
    QString id; ///< As the service spells it; unique within the source.
    std::optional<QString> name;
    std::optional<QString> type;
    std::optional<QString> location;
    std::optional<QString> status; ///< The service's word, e.g. "maintenance".
    std::optional<Timestamp> lastSeen;
    QString reason; ///< Of a status change; empty when not given.
};

/// "online", "offline", "warning", "error" in any case and a few usual synonyms; everything else Unknown.
DeviceState deviceState(const QString &status);

} // namespace watchglass
