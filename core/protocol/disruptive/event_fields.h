#pragma once

#include "core/protocol/disruptive/payload.h"

namespace watchglass::protocol::disruptive {

/// An event's envelope with its data, collected in one pass whatever the order of its fields; only then is it decided
/// what the event was. Texts point into the parser's buffers.
class EventFields
{
public:
    bool isThere = false; ///< Some field of an event was seen.

    void clear();
    /// False when the JSON is broken.
    bool collect(json::Object object);
    bool collectField(std::string_view name, json::Value &value);
    static bool isEventField(std::string_view name);

    /// `rawData()` gives the text of `data`, and is asked for types that are unknown only.
    template <typename RawData>
    void report(EventHandler &handler, RawData &&rawData)
    {
        const EventType *type = prepare();
        if (type && type->kind == EventKind::Ping)
            handler.ping(m_head);
        else if (handler.begin(m_head))
            type ? reportKnown(*type, handler) : handler.unknownEvent(m_head, rawData());
    }

private:
    bool collectData(json::Value &value);
    bool collectPart(std::string_view name, json::Value &value);
    /// Completes the head; the event's type, null when it is unknown.
    const EventType *prepare();
    void reportKnown(const EventType &type, EventHandler &handler);

    EventHead m_head;
    Payload m_payload;
    LabelChanges m_labels;
    TimeMemory m_times;
    const EventType *m_lastType = nullptr; ///< Neighbouring events are often of one type.
};

/// One message of the stream: an event, an error, or neither.
struct MessageFields
{
    EventFields event;
    ServerError error;
    bool hasError = false;

    void clear();
    bool collect(std::string_view name, json::Value &value);

private:
    bool collectError(json::Value &value);
};

/// One row of a list of devices.
class DeviceRow
{
public:
    void clear();
    bool collect(json::Object object);
    void report(EventHandler &handler) const;

private:
    bool collectField(std::string_view name, json::Value &value);
    bool collectReported(json::Value &value);

    std::string_view m_name;
    DeviceFields m_fields;
    TimeMemory m_times;
    std::vector<Payload> m_reported; ///< The first m_count are in use; all keep their memory.
    std::size_t m_count = 0;
};

/// Reads {"key":"value"}; false when the JSON breaks. Values that are no texts are passed over.
bool readLabels(json::Value &value, LabelList &out);

} // namespace watchglass::protocol::disruptive
