#pragma once

#include "core/protocol/moonsense/schema.h"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace watchglass::protocol::moonsense {

/// A client's two clocks at one instant, in ms.
struct ClientTime
{
    std::int64_t wall = 0;  ///< Since the epoch, as the client's user or network has set it.
    std::int64_t timer = 0; ///< Monotonic, since some instant of the client's own.
};

/// Instead of an entry's time: the entry carries none and counts as made with its bundle.
constexpr std::int64_t untimed = std::numeric_limits<std::int64_t>::min();

/// One value of one entry. `at` is ms as they were written: of the client's timer, or of the epoch.
struct Value
{
    std::int64_t at = 0;
    double value = 0.0;
    Slot slot = 0;
    bool written = false; ///< False: absent, which means 0.
};

/// One entry of a group whose entries are events. What its text says stands in `details`, ready for people but for
/// names and texts of private content, which never get this far.
struct Event
{
    Group group{};
    std::int64_t at = 0;
    std::string details;
};

/// A feature of a bundle: what the service (or the recorder) worked out of it, by the user's own names.
struct Feature
{
    std::string name;
    double value = 0.0;
};

/// One line of a session's data, whole: what a recorder gathered in about a second. Times are not yet turned into
/// instants, because a session has one clock offset and its bundles come in any order.
struct Bundle
{
    std::string session;
    std::int32_t index = 0; ///< From 1; 0: not numbered.
    bool isFinal = false;
    std::optional<ClientTime> clientTime;
    std::int64_t serverTimeMs = 0; ///< 0: not said. Microseconds were turned into ms.
    std::vector<Value> values;
    std::vector<Event> events;
    std::vector<Feature> features;
    std::uint32_t entries = 0;   ///< Of all groups.
    std::uint32_t badValues = 0; ///< Values that could not be used; they are not in `values`.

    void clear();
};

} // namespace watchglass::protocol::moonsense
