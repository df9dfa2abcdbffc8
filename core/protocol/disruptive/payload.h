#pragma once

#include "core/protocol/disruptive/event_handler.h"
#include "core/protocol/json_value.h"

#include <array>

namespace watchglass::protocol::disruptive {

/// Up to numberCount numbers by name; which of them are there, and which are no numbers.
struct NumberSet
{
    std::array<double, numberCount> values;
    std::uint32_t present = 0;
    std::uint32_t unfit = 0;

    bool has(Number number) const { return (present >> static_cast<unsigned>(number) & 1U) != 0; }
    bool isUnfit(Number number) const { return (unfit >> static_cast<unsigned>(number) & 1U) != 0; }
    double operator[](Number number) const { return values[static_cast<std::size_t>(number)]; }
    void clear() { present = unfit = 0; }
    void read(Number number, json::Value &value);
};

/// Reads times that mostly are of a second that was read shortly before.
/// Invariant: gives what json::readTime() would give.
class TimeMemory
{
public:
    bool read(json::Value &value, Timestamp &out);

private:
    static constexpr std::size_t secondSize = 20; ///< The quote, the date, T and the time.
    struct Second
    {
        char text[secondSize] = {};
        Timestamp time;
    };
    std::array<Second, 8> m_seconds; ///< By the last digit of the second.
};

/// One of `samples`.
struct SubSample
{
    NumberSet numbers;
    Timestamp time;
    bool isTimed = false;
};

struct Connector
{
    std::string_view id;
    NumberSet numbers;
};

struct ModemError
{
    std::string_view code;
    std::string_view message;
};

/// Everything that the payload of any event type can hold, collected in one pass whatever the type and the order of
/// the fields. Texts point into the parser's buffers. Kept and cleared, so that its lists keep their memory.
struct Payload
{
    std::string_view type; ///< The name under which it stood.
    NumberSet numbers;
    std::string_view state;
    std::string_view connection;
    std::string_view transmissionMode;
    std::string_view macAddress;
    std::string_view ipAddress;
    std::vector<std::string_view> remarks;
    std::vector<SubSample> samples;
    std::vector<Connector> connectors;
    std::vector<ModemError> errors;
    Timestamp updateTime;
    bool hasUpdateTime = false;
    bool isBackfilled = false;
    bool isThere = false; ///< An object stood there, not null.

    void clear();
    /// False when the JSON is broken; unknown fields and fields of unfit types are passed over.
    bool collect(json::Object object, TimeMemory &times);

private:
    bool collectField(std::string_view name, json::Value &value, TimeMemory &times);
    bool collectRare(std::string_view name, json::Value &value);
    bool collectSamples(json::Value &value, TimeMemory &times);
    bool collectConnectors(json::Value &value);
    bool collectErrors(json::Value &value);
};

/// Calls the handler for everything that a payload of a known type holds. Requires: head.type is type.name.
void reportPayload(const EventType &type, const EventHead &head, const Payload &payload, EventHandler &handler);

/// Numbers of a payload by their names; false for other names.
bool findNumber(std::string_view name, Number &number);

} // namespace watchglass::protocol::disruptive
