#include "core/protocol/disruptive/event_fields.h"

#include "core/protocol/disruptive/decoder.h"
#include "core/protocol/disruptive/json_lists.h"

namespace watchglass::protocol::disruptive {

namespace {

constexpr std::string_view devicesPart = "/devices/";
constexpr std::string_view projectsPart = "projects/";

std::string_view projectOfName(std::string_view name)
{
    const std::size_t from = name.find(projectsPart);
    if (from == std::string_view::npos)
        return {};
    name.remove_prefix(from + projectsPart.size());
    return name.substr(0, name.find('/'));
}

} // namespace

std::string_view deviceOfName(std::string_view name)
{
    const std::size_t at = name.rfind(devicesPart);
    if (at == std::string_view::npos)
        return {};
    name.remove_prefix(at + devicesPart.size());
    while (!name.empty() && name.back() == ' ')
        name.remove_suffix(1);
    return name;
}

bool readLabels(json::Value &value, LabelList &out)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true;
    return json::asObject(value, object)
           && json::forEachField(object, [&out](std::string_view name, json::Value &word) {
                  std::string_view label;
                  if (json::readId(word, label) == json::Read::Ok)
                      out.emplace_back(name, label);
                  return true;
              });
}

void EventFields::clear()
{
    m_head = {};
    m_payload.clear();
    m_labels.added.clear();
    m_labels.modified.clear();
    m_labels.removed.clear();
    isThere = false;
}

bool EventFields::isEventField(std::string_view name)
{
    return name == "eventId" || name == "targetName" || name == "eventType" || name == "data" || name == "timestamp";
}

bool EventFields::collect(json::Object object)
{
    return json::forEachField(object,
                              [this](std::string_view name, json::Value &value) { return collectField(name, value); });
}

bool EventFields::collectField(std::string_view name, json::Value &value)
{
    if (name == "eventId") {
        isThere = true;
        if (json::readId(value, m_head.id) != json::Read::Ok)
            m_head.id = {};
    } else if (name == "targetName") {
        std::string_view target;
        readWord(value, target);
        m_head.device = deviceOfName(target);
    } else if (name == "eventType") {
        isThere = true;
        readWord(value, m_head.type);
    } else if (name == "data") {
        return collectData(value);
    } else if (name == "timestamp") {
        Timestamp stamp;
        if (m_times.read(value, stamp))
            m_head.stamp = stamp;
    }
    return true;
}

bool EventFields::collectData(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true;
    return json::asObject(value, object)
           && json::forEachField(object,
                                 [this](std::string_view name, json::Value &part) { return collectPart(name, part); });
}

bool EventFields::collectPart(std::string_view name, json::Value &value)
{
    const char first = json::firstOf(value);
    if (name == "added" || name == "modified")
        return readLabels(value, name == "added" ? m_labels.added : m_labels.modified);
    if (name == "removed" && first == '[')
        return forEachText(value, [this](std::string_view key) { m_labels.removed.push_back(key); });
    const bool hasOurs = m_payload.isThere && m_payload.type == m_head.type;
    json::Object object;
    if (first != '{' || hasOurs)
        return true;
    m_payload.clear();
    m_payload.type = name;
    return json::asObject(value, object) && m_payload.collect(object, m_times);
}

const EventType *EventFields::prepare()
{
    if (!m_lastType || m_lastType->name != m_head.type)
        m_lastType = findEventType(m_head.type);
    if (m_payload.hasUpdateTime) {
        m_head.time = m_payload.updateTime;
        m_head.isTimed = true;
    } else if (m_head.stamp) {
        m_head.time = *m_head.stamp;
        m_head.isTimed = true;
    }
    m_head.isBackfilled = m_payload.isBackfilled;
    return m_lastType;
}

void EventFields::reportKnown(const EventType &type, EventHandler &handler)
{
    if (m_head.device.empty())
        handler.badValue(m_head, type.name, "no device");
    else if (type.kind == EventKind::LabelsChanged)
        handler.labels(m_head, m_labels);
    else if (!m_payload.isThere || m_payload.type != m_head.type)
        handler.badValue(m_head, type.name, "no data");
    else
        reportPayload(type, m_head, m_payload, handler);
}

void MessageFields::clear()
{
    event.clear();
    error = {};
    hasError = false;
}

bool MessageFields::collect(std::string_view name, json::Value &value)
{
    const char first = json::firstOf(value);
    if (name == "result" && first == '{') {
        json::Object object;
        return json::asObject(value, object)
               && json::forEachField(object, [this](std::string_view inner, json::Value &field) {
                      return inner == "event" ? collect(inner, field) : true;
                  });
    }
    if (name == "event" && first == '{') {
        json::Object object;
        event.isThere = true;
        return json::asObject(value, object) && event.collect(object);
    }
    if (name == "error")
        return collectError(value);
    if (EventFields::isEventField(name))
        return event.collectField(name, value);
    if (name == "code" || name == "help") { // beside an error that is a text
        double code = 0.0;
        if (name == "help")
            readWord(value, error.help);
        else if (json::readNumber(value, code) == json::Read::Ok && code >= 0.0 && code < 1000.0)
            error.code = static_cast<int>(code);
    }
    return true;
}

bool MessageFields::collectError(json::Value &value)
{
    const char first = json::firstOf(value);
    if (first == '"') {
        hasError = true;
        readWord(value, error.message);
        return true;
    }
    if (first != '{')
        return true;
    hasError = true;
    json::Object object;
    if (!json::asObject(value, object))
        return false;
    return json::forEachField(object, [this](std::string_view name, json::Value &field) {
        double code = 0.0;
        if (name == "code" || name == "httpCode" || name == "http_code") {
            if (json::readNumber(field, code) == json::Read::Ok && code >= 0.0 && code < 1000.0)
                error.code = static_cast<int>(code);
        } else if (name == "message") {
            readWord(field, error.message);
        } else if (name == "help") {
            readWord(field, error.help);
        } else if (name == "details") {
            return forEachObject(field, [this](json::Object detail) {
                return json::forEachField(detail, [this](std::string_view key, json::Value &word) {
                    if (key == "help")
                        readWord(word, error.help);
                    return true;
                });
            });
        }
        return true;
    });
}

void DeviceRow::clear()
{
    m_name = {};
    m_fields.id = m_fields.project = m_fields.type = m_fields.productNumber = {};
    m_fields.labels.clear();
    m_count = 0;
}

bool DeviceRow::collect(json::Object object)
{
    return json::forEachField(object,
                              [this](std::string_view name, json::Value &value) { return collectField(name, value); });
}

bool DeviceRow::collectField(std::string_view name, json::Value &value)
{
    if (name == "name")
        readWord(value, m_name);
    else if (name == "type")
        readWord(value, m_fields.type);
    else if (name == "productNumber")
        readWord(value, m_fields.productNumber);
    else if (name == "labels")
        return readLabels(value, m_fields.labels);
    else if (name == "reported")
        return collectReported(value);
    m_fields.id = deviceOfName(m_name);
    m_fields.project = projectOfName(m_name);
    return true;
}

bool DeviceRow::collectReported(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true;
    return json::asObject(value, object)
           && json::forEachField(object, [this](std::string_view name, json::Value &field) {
                  json::Object payload;
                  if (json::firstOf(field) != '{')
                      return true;
                  if (m_count == m_reported.size())
                      m_reported.emplace_back();
                  Payload &kept = m_reported[m_count++];
                  kept.clear();
                  kept.type = name;
                  return json::asObject(field, payload) && kept.collect(payload, m_times);
              });
}

void DeviceRow::report(EventHandler &handler) const
{
    EventHead head;
    head.device = m_fields.id;
    if (m_fields.id.empty()) {
        handler.badValue(head, "device", "no name");
        return;
    }
    handler.device(m_fields);
    head.isReported = true;
    for (std::size_t i = 0; i < m_count; ++i) {
        const Payload &payload = m_reported[i];
        const EventType *type = findEventType(payload.type);
        head.type = payload.type;
        head.time = payload.updateTime;
        head.isTimed = payload.hasUpdateTime;
        head.isBackfilled = payload.isBackfilled;
        if (!handler.begin(head))
            continue;
        if (type)
            reportPayload(*type, head, payload, handler);
        else
            handler.unknownEvent(head, {});
    }
}

} // namespace watchglass::protocol::disruptive
