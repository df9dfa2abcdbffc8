#include "core/protocol/sensocto/message_decoder.h"

#include "core/protocol/sensocto/measurement_time.h"

#include <QCoreApplication>

namespace watchglass::protocol::sensocto {

namespace {

Error malformed()
{
    return {ErrorCode::Malformed, QCoreApplication::translate("sensocto::MessageDecoder",
                                                              "The server sent a message that is no JSON object")};
}

void readFlag(json::Value &value, std::optional<bool> &out)
{
    bool flag = false;
    if (value.get_bool().get(flag) == simdjson::SUCCESS)
        out = flag;
}

/// Calls `each` for every field; anything but an object has none. False when the JSON is broken.
template <typename Each>
bool forEachFieldOf(json::Value &value, Each &&each)
{
    json::Object object;
    return json::firstOf(value) != '{' || (json::asObject(value, object) && json::forEachField(object, each));
}

} // namespace

Result<const MessageFields *> MessageDecoder::decode(std::string_view body)
{
    m_text.assign(body);
    return decode(m_text.view());
}

Result<const MessageFields *> MessageDecoder::decode(simdjson::padded_string_view payload)
{
    m_fields = MessageFields();
    m_payloads.clear();
    simdjson::ondemand::document document;
    json::Object object;
    if (m_parser.iterate(payload).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS
        || !json::forEachField(object,
                               [this](std::string_view name, json::Value &value) { return readField(name, value); })
        || document.current_location().error() != simdjson::OUT_OF_BOUNDS)
        return malformed();
    if (m_fields.room.id.empty())
        m_fields.room.id = m_fields.roomId;
    settle(m_fields.room);
    for (auto *rooms : {&m_fields.myRooms, &m_fields.publicRooms, &m_fields.rooms}) {
        for (RoomFields &room : *rooms)
            settle(room);
    }
    for (SensorFields &sensor : m_fields.sensor)
        settle(sensor);
    return &m_fields;
}

bool MessageDecoder::readField(std::string_view name, json::Value &value)
{
    MessageFields &fields = m_fields;
    if (name == "room") {
        fields.hasRoom = json::firstOf(value) == '{';
        return readRoom(value, fields.room);
    }
    if (name == "my_rooms")
        return readRooms(value, fields.myRooms);
    if (name == "public_rooms")
        return readRooms(value, fields.publicRooms);
    if (name == "rooms")
        return readRooms(value, fields.rooms);
    if (name == "sensor")
        return json::firstOf(value) != '{' || readSensor(value, fields.sensor.emplace_back());
    if (name == "user")
        return readUser(value);
    if (name == "checks")
        return readChecks(value);
    if (name == "room_id")
        json::readText(value, fields.roomId);
    else if (name == "sensor_id")
        json::readText(value, fields.sensorId);
    else if (name == "user_id")
        json::readId(value, fields.userId);
    else if (name == "role")
        json::readText(value, fields.role);
    else if (name == "action")
        json::readText(value, fields.action);
    else if (name == "token")
        json::readText(value, fields.token);
    else if (name == "socket_token")
        json::readText(value, fields.socketToken);
    else if (name == "status")
        json::readText(value, fields.status);
    else if (name == "error" || (name == "message" && fields.error.empty()))
        json::readText(value, fields.error);
    else if (name == "ok")
        readFlag(value, fields.ok);
    else
        return readRoomField(name, value, fields.room);
    return true;
}

bool MessageDecoder::readRooms(json::Value &value, std::vector<RoomFields> &rooms)
{
    return json::forEachItem(value, [&](json::Value &element) { return readRoom(element, rooms.emplace_back()); });
}

bool MessageDecoder::readRoom(json::Value &value, RoomFields &room)
{
    return forEachFieldOf(value,
                          [&](std::string_view name, json::Value &inner) { return readRoomField(name, inner, room); });
}

bool MessageDecoder::readRoomField(std::string_view name, json::Value &value, RoomFields &room)
{
    double number = 0.0;
    if (name == "sensors") {
        room.hasSensors = json::firstOf(value) == '[';
        return readSensors(value, room.sensors);
    }
    if (name == "id" || name == "room_id")
        json::readText(value, room.id);
    else if (name == "name")
        json::readText(value, room.name);
    else if (name == "description")
        json::readText(value, room.description);
    else if (name == "is_public")
        readFlag(value, room.isPublic);
    else if (name == "member_count" && json::readNumber(value, number) == json::Read::Ok)
        room.members = number;
    return true;
}

bool MessageDecoder::readSensors(json::Value &value, std::vector<SensorFields> &sensors)
{
    return json::forEachItem(value, [&](json::Value &element) { return readSensor(element, sensors.emplace_back()); });
}

bool MessageDecoder::readSensor(json::Value &value, SensorFields &sensor)
{
    return forEachFieldOf(value, [&](std::string_view name, json::Value &inner) {
        if (name == "attributes")
            return readAttributes(inner, sensor);
        if (name == "sensor_id")
            json::readText(inner, sensor.id);
        else if (name == "sensor_name")
            json::readText(inner, sensor.name);
        else if (name == "sensor_type")
            json::readText(inner, sensor.type);
        else if (name == "connector_name")
            json::readText(inner, sensor.connector);
        else if (name == "activity_status")
            json::readText(inner, sensor.activity);
        return true;
    });
}

bool MessageDecoder::readAttributes(json::Value &value, SensorFields &sensor)
{
    return json::forEachItem(
        value, [&](json::Value &element) { return readAttribute(element, sensor.attributes.emplace_back()); });
}

bool MessageDecoder::readAttribute(json::Value &value, AttributeFields &attribute)
{
    std::string_view otherName;
    const bool whole = forEachFieldOf(value, [&](std::string_view name, json::Value &inner) {
        if (name == "last_value")
            return readLast(inner, attribute);
        if (name == "id")
            json::readText(inner, attribute.id);
        else if (name == "attribute_name" || name == "attribute_id")
            json::readText(inner, otherName);
        else if (name == "attribute_type")
            json::readText(inner, attribute.type);
        return true;
    });
    if (attribute.id.empty())
        attribute.id = otherName;
    return whole;
}

bool MessageDecoder::readLast(json::Value &value, AttributeFields &attribute)
{
    if (json::firstOf(value) != '{')
        return m_payloads.read(value, attribute.last.payload, attribute.leavesFrom, attribute.leavesTo);
    return forEachFieldOf(value, [&](std::string_view name, json::Value &inner) {
        if (name == "payload")
            return m_payloads.read(inner, attribute.last.payload, attribute.leavesFrom, attribute.leavesTo);
        if (name == "timestamp")
            attribute.last.timed = readMeasurementTime(inner, attribute.last.time);
        else if (name == "event")
            json::readText(inner, attribute.last.event);
        return true;
    });
}

bool MessageDecoder::readUser(json::Value &value)
{
    std::string_view mail;
    UserFields &user = m_fields.user;
    const bool whole = forEachFieldOf(value, [&](std::string_view name, json::Value &inner) {
        if (name == "id")
            json::readId(inner, user.id);
        else if (name == "display_name")
            json::readText(inner, user.name);
        else if (name == "email")
            json::readText(inner, mail);
        return true;
    });
    if (user.name.empty())
        user.name = mail;
    return whole;
}

bool MessageDecoder::readChecks(json::Value &value)
{
    return forEachFieldOf(value, [this](std::string_view check, json::Value &inner) {
        return forEachFieldOf(inner, [this, check](std::string_view name, json::Value &state) {
            std::optional<bool> isHealthy;
            if (name == "healthy")
                readFlag(state, isHealthy);
            if (isHealthy && !*isHealthy)
                m_fields.unhealthy.push_back(check);
            return true;
        });
    });
}

void MessageDecoder::settle(RoomFields &room)
{
    for (SensorFields &sensor : room.sensors)
        settle(sensor);
}

void MessageDecoder::settle(SensorFields &sensor)
{
    for (AttributeFields &attribute : sensor.attributes) {
        attribute.last.sensor = sensor.id;
        attribute.last.attribute = attribute.id;
        m_payloads.settle(attribute.last.payload, attribute.leavesFrom, attribute.leavesTo);
    }
}

} // namespace watchglass::protocol::sensocto
