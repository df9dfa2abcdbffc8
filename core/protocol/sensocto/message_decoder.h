#pragma once

#include "core/base/result.h"
#include "core/protocol/padded_text.h"
#include "core/protocol/sensocto/measurement.h"

#include <vector>

namespace watchglass::protocol::sensocto {

/// An attribute as rooms list it: its metadata and its newest value.
struct AttributeFields
{
    std::string_view id;
    std::string_view type;  ///< Empty when not told.
    MeasurementFields last; ///< Of payload kind Null when there is none.
    std::uint32_t leavesFrom = 0;
    std::uint32_t leavesTo = 0;
};

struct SensorFields
{
    std::string_view id;
    std::string_view name;
    std::string_view type;
    std::string_view connector;
    std::string_view activity; ///< "unknown" (alive) or "offline" (gone).
    std::vector<AttributeFields> attributes;
};

struct RoomFields
{
    std::string_view id;
    std::string_view name;
    std::string_view description;
    std::optional<bool> isPublic;
    std::optional<double> members;
    bool hasSensors = false;
    std::vector<SensorFields> sensors;
};

struct UserFields
{
    std::string_view id;
    std::string_view name; ///< What to call them: display name, else e-mail address.
};

/// Whatever a message about rooms, or an answer of the REST API, can hold. Views live until the decoder's next call.
struct MessageFields
{
    RoomFields room; ///< At top level (room_state) or in `room` (REST, room_added).
    bool hasRoom = false;
    std::vector<RoomFields> myRooms; ///< lobby_state.
    std::vector<RoomFields> publicRooms;
    std::vector<RoomFields> rooms;    ///< REST.
    std::vector<SensorFields> sensor; ///< Of sensor_added: one.
    std::string_view roomId;
    std::string_view sensorId;
    std::string_view userId;
    std::string_view role;
    std::string_view action;
    UserFields user;
    std::string_view token;
    std::string_view socketToken;
    std::string_view status;                 ///< Health.
    std::string_view error;                  ///< `error`, or `message`.
    std::vector<std::string_view> unhealthy; ///< Names of the health checks that failed.
    std::optional<bool> ok;
};

/// Messages about rooms, sensors and users → fields, whatever the order of their keys: room_state, lobby_state, the
/// structural events, and the answers of the REST API, which share their parts. Pure; keeps memory to reuse.
/// Error: Malformed (no JSON object, cut short).
/// Thread: one at a time.
class MessageDecoder
{
public:
    Result<const MessageFields *> decode(simdjson::padded_string_view payload);
    /// Of text that has no room behind it.
    Result<const MessageFields *> decode(std::string_view body);

private:
    bool readField(std::string_view name, json::Value &value);
    bool readRooms(json::Value &value, std::vector<RoomFields> &rooms);
    bool readRoom(json::Value &value, RoomFields &room);
    bool readRoomField(std::string_view name, json::Value &value, RoomFields &room);
    bool readSensors(json::Value &value, std::vector<SensorFields> &sensors);
    bool readSensor(json::Value &value, SensorFields &sensor);
    bool readAttributes(json::Value &value, SensorFields &sensor);
    bool readAttribute(json::Value &value, AttributeFields &attribute);
    bool readLast(json::Value &value, AttributeFields &attribute);
    bool readUser(json::Value &value);
    bool readChecks(json::Value &value);
    void settle(RoomFields &room);
    void settle(SensorFields &sensor);

    simdjson::ondemand::parser m_parser;
    PaddedText m_text;
    PayloadReader m_payloads;
    MessageFields m_fields;
};

} // namespace watchglass::protocol::sensocto
