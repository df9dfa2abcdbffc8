#include "core/protocol/disruptive/event_types.h"

#include <array>

namespace watchglass::protocol::disruptive {

namespace {

using enum EventKind;
constexpr Interpolation holds = Interpolation::HoldLast;
constexpr Interpolation linear = Interpolation::Linear;

// The words in the order of their values: what means "nothing is the matter" is 0.
constexpr std::array<std::string_view, 2> presence{"NOT_PRESENT", "PRESENT"};
constexpr std::array<std::string_view, 2> motion{"NO_MOTION_DETECTED", "MOTION_DETECTED"};
constexpr std::array<std::string_view, 2> occupancy{"NOT_OCCUPIED", "OCCUPIED"};
constexpr std::array<std::string_view, 2> contact{"CLOSED", "OPEN"};
constexpr std::array<std::string_view, 5> wires{"INVALID_WIRE_CONFIGURATION", "INVALID_COEFFICIENT_CONFIGURATION",
                                                "TWO_WIRE", "THREE_WIRE", "FOUR_WIRE"};
constexpr std::array<std::string_view, 2> transmission{"LOW_POWER_STANDARD_MODE", "HIGH_POWER_BOOST_MODE"};
constexpr std::array<std::string_view, 4> connection{"OFFLINE", "SDS", "CELLULAR", "ETHERNET"};

constexpr NumberMetric temperatureNumbers[] = {
    {Number::Value, false, {"temperature", "temperature", "", "°C", linear}}};
constexpr NumberMetric humidityNumbers[] = {
    {Number::Temperature, false, {"humidity.temperature", "humidity", "temperature", "°C", linear}},
    {Number::RelativeHumidity, false, {"humidity.relativeHumidity", "humidity", "relativeHumidity", "%", linear}}};
constexpr NumberMetric presentCountNumbers[] = {
    {Number::Total, false, {"objectPresentCount", "objectPresentCount", "", "", holds}}};
constexpr NumberMetric touchCountNumbers[] = {{Number::Total, false, {"touchCount", "touchCount", "", "", holds}}};
constexpr NumberMetric co2Numbers[] = {{Number::Ppm, false, {"co2", "co2", "", "ppm", linear}}};
constexpr NumberMetric pressureNumbers[] = {{Number::Pascal, false, {"pressure", "pressure", "", "Pa", linear}}};
constexpr NumberMetric batteryNumbers[] = {
    {Number::Percentage, false, {"batteryStatus", "batteryStatus", "", "%", holds}}};
constexpr NumberMetric networkNumbers[] = {
    {Number::SignalStrength, true, {"networkStatus.signalStrength", "networkStatus", "signalStrength", "%", linear}},
    {Number::Rssi, true, {"networkStatus.rssi", "networkStatus", "rssi", "dBm", linear}}};
constexpr NumberMetric cellularNumbers[] = {
    {Number::SignalStrength, true, {"cellularStatus.signalStrength", "cellularStatus", "signalStrength", "%", linear}}};

constexpr Metric stateOf(std::string_view name, std::span<const std::string_view> words)
{
    return {name, name, "", "", holds, words};
}

// The most frequent first.
constexpr EventType types[] = {
    {"temperature", Values, temperatureNumbers},
    {"networkStatus",
     Network,
     networkNumbers,
     StateField::TransmissionMode,
     {"networkStatus.transmissionMode", "networkStatus", "transmissionMode", "", holds, transmission}},
    {"humidity", Values, humidityNumbers},
    {"co2", Values, co2Numbers},
    {"pressure", Values, pressureNumbers},
    {"motion", Values, {}, StateField::State, stateOf("motion", motion)},
    {"objectPresent", Values, {}, StateField::State, stateOf("objectPresent", presence)},
    {"contact", Values, {}, StateField::State, stateOf("contact", contact)},
    {"deskOccupancy", Desk, {}, StateField::State, stateOf("deskOccupancy", occupancy)},
    {"waterPresent", Values, {}, StateField::State, stateOf("waterPresent", presence)},
    {"objectPresentCount", Values, presentCountNumbers},
    {"touchCount", Values, touchCountNumbers},
    {"touch", Touch},
    {"batteryStatus", Values, batteryNumbers},
    {"connectionStatus", Connection, {}, StateField::Connection, stateOf("connectionStatus", connection)},
    {"ethernetStatus", Ethernet},
    {"cellularStatus", Cellular, cellularNumbers},
    {"probeWireStatus", Values, {}, StateField::State, stateOf("probeWireStatus", wires)},
    {"labelsChanged", LabelsChanged},
    {"ping", Ping},
};

constexpr Metric connectorStrength{"networkStatus.connector.signalStrength", "networkStatus", "signalStrength", "%",
                                   linear};
constexpr Metric connectorPower{"networkStatus.connector.rssi", "networkStatus", "rssi", "dBm", linear};

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

const EventType *findEventType(std::string_view name)
{
    for (const EventType &type : types) {
        if (type.name == name)
            return &type;
    }
    return nullptr;
}

std::span<const EventType> eventTypes()
{
    return types;
}

std::optional<std::size_t> typeIndex(std::string_view name)
{
    for (std::size_t i = 0; i < std::size(types); ++i) {
        if (types[i].name == name)
            return i;
    }
    return std::nullopt;
}

TypeSet allTypes()
{
    TypeSet all;
    for (std::size_t i = 0; i < std::size(types); ++i)
        all.set(i);
    return all;
}

TypeSet steadyTypes()
{
    TypeSet steady;
    for (std::size_t i = 0; i < std::size(types); ++i) {
        const bool isHealth = types[i].name == "batteryStatus" || types[i].name == "probeWireStatus";
        steady.set(i, isHealth || types[i].kind != EventKind::Values);
    }
    return steady;
}

const Metric &connectorSignalStrength()
{
    return connectorStrength;
}

const Metric &connectorRssi()
{
    return connectorPower;
}

void describe(const Metric &metric, std::string_view part, SeriesInfo &info)
{
    info.key.attribute = text(metric.attribute);
    info.key.component = part.empty() ? text(metric.component) : text(part) + QLatin1Char('.') + text(metric.component);
    info.unit = text(metric.unit);
    info.interpolation = metric.interpolation;
    for (const std::string_view word : metric.states)
        info.states.append(text(word));
}

} // namespace watchglass::protocol::disruptive
