#pragma once

#include "app/simulator/fleet.h"

#include <string_view>
#include <vector>

namespace watchglass::sim::moonsense {

/// Where one metric of a device goes in a bundle.
struct Channel
{
    std::size_t metric = 0; ///< Index in the device's feed.
    std::string_view group; ///< The bundle's field: "accelerometer_data".
    std::string_view field; ///< Of the entry: "x".
    double scale = 1.0;     ///< From the metric's unit to the service's.
};

/// One device as a recorder would see it: a phone with sensors.
struct Recorder
{
    int device = 0;                ///< Index in the fleet.
    std::vector<Channel> channels; ///< Channels of a group stand together.
};

/// The devices of a fleet that Moonsense has something to record of: those that measure movement or place. A fleet
/// without such is recorded as a whole, with what the schema has for it: temperature and so on by name, anything else
/// in the order of its metrics on what is left.
std::vector<Recorder> recordersOf(const Fleet &fleet);

} // namespace watchglass::sim::moonsense
