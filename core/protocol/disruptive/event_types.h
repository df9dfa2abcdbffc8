#pragma once

#include "core/model/series_info.h"

#include <array>
#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace watchglass::protocol::disruptive {

/// What an event is about, as far as it needs its own treatment; the rest is in EventType's tables.
enum class EventKind : std::uint8_t {
    Values,        ///< Numbers and states only.
    Touch,         ///< An instant without value.
    Desk,          ///< A state with remarks.
    Network,       ///< Values, and a list of cloud connectors.
    Connection,    ///< A state that tells whether the device can be reached.
    Ethernet,      ///< Addresses and errors.
    Cellular,      ///< A value and errors.
    LabelsChanged, ///< Not nested in its own name, and without time.
    Ping,          ///< No data, no device.
};

/// A number that a payload can hold; its place in Payload::numbers.
enum class Number : std::uint8_t {
    Value,
    Temperature,
    RelativeHumidity,
    Total,
    Ppm,
    Pascal,
    Percentage,
    SignalStrength,
    Rssi,
};
constexpr std::size_t numberCount = 9;

/// One quantity of an event type: a series of the device.
struct Metric
{
    std::string_view path; ///< Attribute and component in one: "humidity.temperature".
    std::string_view attribute;
    std::string_view component; ///< Empty for none.
    std::string_view unit;
    Interpolation interpolation = Interpolation::Linear;
    std::span<const std::string_view> states = {}; ///< The words for 0, 1, 2 …; empty for numbers.
};

struct NumberMetric
{
    Number number;
    bool isOptional;
    Metric metric;
};

/// Where in a payload a state's word stands.
enum class StateField : std::uint8_t { None, State, Connection, TransmissionMode };

struct EventType
{
    std::string_view name;
    EventKind kind;
    std::span<const NumberMetric> numbers = {};
    StateField stateField = StateField::None;
    Metric state = {};
};

/// One of the 19 types or ping; null for a name that this program does not know.
const EventType *findEventType(std::string_view name);
/// All of them, for tests and lists.
std::span<const EventType> eventTypes();

/// Event types by their place in eventTypes().
using TypeSet = std::bitset<32>;
using TypeCounts = std::array<std::uint32_t, 32>;
std::optional<std::size_t> typeIndex(std::string_view name);
TypeSet allTypes();
/// Those that are never left out: all that become events or tell of a device's state (reach, power, wiring, labels),
/// and ping. What is left are measurements: numbers, and states such as motion or contact that are series only.
TypeSet steadyTypes();

/// Of one cloud connector's view of a device: "networkStatus", component "ID.signalStrength" and "ID.rssi".
const Metric &connectorSignalStrength();
const Metric &connectorRssi();

/// Fills unit, interpolation, states and key of a series; `part` is the cloud connector's id or empty.
void describe(const Metric &metric, std::string_view part, SeriesInfo &info);

} // namespace watchglass::protocol::disruptive
