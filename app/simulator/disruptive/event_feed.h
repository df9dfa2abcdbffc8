#pragma once

#include "app/simulator/fleet.h"
#include "app/simulator/json_text.h"

#include <optional>
#include <string>

namespace watchglass::sim::disruptive {

/// What a device of the fleet tells as events of one type.
struct EventShape
{
    enum class Kind {
        Temperature,
        Humidity, ///< Two metrics: temperature, then relative humidity.
        Co2,
        Pressure,
        Contact,
        Battery,
        Motion,
        Network, ///< No metric: made up.
        Touch,   ///< Likewise.
    };
    Kind kind = Kind::Temperature;
    std::vector<std::size_t> metrics; ///< Indices in the feed's metrics.
    double factor = 1.0;              ///< From the metric's unit to the service's.
};

/// How often a device tells.
enum class Pace {
    Full,    ///< An event for each tick of the feed.
    Natural, ///< As battery-powered sensors do: every few seconds, with sub-samples; states when they change.
};

/// The events of one type of one device, numbered. Each is a pure function of its number, its id included, so that
/// stream and history tell the same events.
/// Thread: any. Requires: the device outlives it.
class EventFeed
{
public:
    EventFeed(const Device &device, EventShape shape, Pace pace, const std::string &target, std::uint64_t seed);

    const std::string &type() const { return m_type; }
    EventShape::Kind kind() const { return m_shape.kind; }
    /// Number of the first event that is due at `elapsed` or later; may be negative.
    std::int64_t firstAt(Duration elapsed) const;
    std::int64_t end(Duration elapsed) const { return firstAt(elapsed + Duration(1)); }
    Duration dueAt(std::int64_t n) const;
    Timestamp stamp(std::int64_t n, Timestamp start) const;
    /// Appends {"value":…,"updateTime":…} and gives the number of values in it; 0: there is no such event.
    int appendPayload(std::string &out, std::int64_t n, Timestamp start) const;
    /// The same in its envelope, as it stands in a history.
    int appendEvent(std::string &out, std::int64_t n, Timestamp start) const;

private:
    std::optional<double> metricAt(std::size_t which, std::int64_t tick, std::int64_t lookBack) const;
    int appendNumbers(std::string &out, std::int64_t n, Timestamp start) const;
    bool appendFields(std::string &out, std::int64_t tick, std::int64_t lookBack) const;
    int appendState(std::string &out, std::int64_t n) const;
    int appendNetwork(std::string &out, std::int64_t n) const;
    std::int64_t tickOf(std::int64_t n) const;
    bool isFull() const { return m_interval == Duration::zero(); }

    const Device &m_device;
    EventShape m_shape;
    std::string m_type;
    std::string m_target;
    std::uint64_t m_seed;
    Duration m_interval; ///< Zero: each tick.
    Duration m_phase{};
};

/// Twenty lower-case letters and digits, as the service's ids look; the same for the same two numbers.
std::string idText(std::uint64_t seed, std::uint64_t number);

/// {"eventId":…,"targetName":…,"eventType":…,"data":{type:payload},"timestamp":…}; `data` comes as it is when `nested`
/// is false.
void appendEnvelope(std::string &out, std::string_view id, std::string_view target, std::string_view type,
                    std::string_view payload, std::string_view time, bool nested = true);

} // namespace watchglass::sim::disruptive
