#include "core/protocol/valtronics/decoder.h"

#include "core/protocol/padded_text.h"
#include "core/protocol/valtronics/frame_fields.h"
#include "core/protocol/valtronics/frame_template.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

struct NamedKind
{
    std::string_view type;
    FrameKind kind;
};

constexpr NamedKind kinds[] = {
    {"telemetry_update", FrameKind::Telemetry},
    {"alert", FrameKind::Alert},
    {"device_status_update", FrameKind::DeviceStatus},
    {"device_status", FrameKind::DeviceStatus},
    {"device_update", FrameKind::DeviceUpdate},
    {"system_status_update", FrameKind::SystemStatus},
    {"system_notification", FrameKind::Notification},
    {"auth_response", FrameKind::AuthResponse},
    {"pong", FrameKind::Pong},
    {"heartbeat", FrameKind::Heartbeat},
    {"subscription_confirmed", FrameKind::Subscribed},
    {"unsubscription_confirmed", FrameKind::Unsubscribed},
    {"error", FrameKind::ServerError},
    {"telemetry", FrameKind::Telemetry},
};

/// A frame without type tells its kind by its channel or by what it holds.
FrameKind kindWithoutType(const FrameFields &fields)
{
    if (fields.error)
        return FrameKind::ServerError;
    if (fields.channel == "telemetry" || fields.channel == "device_telemetry" || !fields.rows.empty())
        return FrameKind::Telemetry;
    if (fields.hasAlert || fields.channel == "alerts")
        return FrameKind::Alert;
    return FrameKind::Unknown;
}

FrameKind kindOf(const FrameFields &fields)
{
    if (fields.type.empty())
        return kindWithoutType(fields);
    for (const NamedKind &named : kinds) {
        if (named.type != fields.type)
            continue;
        if (named.kind == FrameKind::Telemetry && fields.hasData)
            return FrameKind::TelemetryRow;
        return named.kind == FrameKind::Alert && fields.hasAlert ? FrameKind::AlertObject : named.kind;
    }
    return FrameKind::Unknown;
}

Error malformed()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("valtronics::Decoder", "The server sent a frame that is no valid JSON")};
}

} // namespace

struct Decoder::Impl
{
    simdjson::ondemand::parser parser;
    PaddedText text;
    FrameFields fields;
    FrameTemplates templates;

    Result<FrameKind> decode(FrameHandler &handler);
    Result<FrameKind> decodeArray(json::Array array, FrameHandler &handler);
    FrameKind report(FrameHandler &handler);
    void reportRows(FrameHandler &handler);
    void reportRow(const Row &row, FrameHandler &handler) const;
    void reportAlert(FrameHandler &handler);
    void reportDevice(FrameHandler &handler);
};

Decoder::Decoder()
    : m_impl(std::make_unique<Impl>())
{}
Decoder::~Decoder() = default;

Result<FrameKind> Decoder::decode(std::string_view utf8, FrameHandler &handler)
{
    if (const FrameTemplate *fits = m_impl->templates.find(utf8)) {
        fits->report(handler);
        return fits->kind();
    }
    m_impl->text.assign(utf8);
    return m_impl->decode(handler);
}

Result<FrameKind> Decoder::decode(QStringView text, FrameHandler &handler)
{
    const std::u16string_view utf16(text.utf16(), static_cast<std::size_t>(text.size()));
    if (const FrameTemplate *fits = m_impl->templates.find(utf16)) {
        fits->report(handler);
        return fits->kind();
    }
    if (!m_impl->text.assign(text))
        return malformed();
    return m_impl->decode(handler);
}

Result<FrameKind> Decoder::Impl::decode(FrameHandler &handler)
{
    simdjson::ondemand::document document;
    simdjson::ondemand::json_type type{};
    if (parser.iterate(text.view()).get(document) != simdjson::SUCCESS
        || document.type().get(type) != simdjson::SUCCESS)
        return malformed();
    if (type == simdjson::ondemand::json_type::array) {
        json::Array array;
        if (document.get_array().get(array) != simdjson::SUCCESS)
            return malformed();
        return decodeArray(array, handler);
    }
    if (type != simdjson::ondemand::json_type::object) {
        return Error{ErrorCode::Missing, QCoreApplication::translate("valtronics::Decoder",
                                                                     "The server sent a frame that is no JSON object")};
    }
    json::Object object;
    fields.clear();
    if (document.get_object().get(object) != simdjson::SUCCESS || !fields.collect(object)
        || document.current_location().error() != simdjson::OUT_OF_BOUNDS) // something follows the frame
        return malformed();
    const FrameKind kind = report(handler);
    templates.learn(text.text(), fields, kind);
    return kind;
}

Result<FrameKind> Decoder::Impl::decodeArray(json::Array array, FrameHandler &handler)
{
    for (auto item : array) {
        json::Value element;
        json::Object object;
        if (std::move(item).get(element) != simdjson::SUCCESS)
            return malformed();
        if (json::firstOf(element) != '{') {
            handler.unknownFrame({});
            continue;
        }
        fields.clear();
        if (!json::asObject(element, object) || !fields.collect(object))
            return malformed();
        report(handler);
    }
    return FrameKind::Batch;
}

FrameKind Decoder::Impl::report(FrameHandler &handler)
{
    const FrameKind kind = kindOf(fields);
    switch (kind) {
    case FrameKind::Telemetry:
    case FrameKind::TelemetryRow:
        reportRows(handler);
        break;
    case FrameKind::Alert:
    case FrameKind::AlertObject:
        reportAlert(handler);
        break;
    case FrameKind::DeviceStatus:
    case FrameKind::DeviceUpdate:
        reportDevice(handler);
        break;
    case FrameKind::SystemStatus:
        fields.system.time = fields.time.value_or(Timestamp());
        handler.systemStatus(fields.system, fields.time.has_value());
        break;
    case FrameKind::AuthResponse:
        handler.authResponse(fields.success.value_or(false), fields.error.value_or(std::string_view()),
                             fields.alert.message);
        break;
    case FrameKind::Pong:
        handler.pong(fields.time);
        break;
    case FrameKind::Heartbeat:
        handler.heartbeat(fields.time);
        break;
    case FrameKind::Subscribed:
        handler.subscription(fields.device, true);
        break;
    case FrameKind::Unsubscribed:
        handler.subscription(fields.device, false);
        break;
    case FrameKind::ServerError:
        handler.serverError(fields.error && !fields.error->empty() ? *fields.error : fields.alert.message);
        break;
    case FrameKind::Unknown:
        handler.unknownFrame(fields.type);
        break;
    case FrameKind::Notification:
    case FrameKind::Batch:
        break;
    }
    return kind;
}

void Decoder::Impl::reportRows(FrameHandler &handler)
{
    for (const Row &row : fields.rows)
        reportRow(row, handler);
    const Row &flat = fields.flat;
    if (!flat.metric.empty() || flat.hasValue || flat.fault != Fault::None)
        reportRow(flat, handler);
    for (std::uint32_t i = 0; i < fields.unreadable; ++i)
        handler.badValue(fields.device, {}, badValueText(Fault::NoValue));
}

void Decoder::Impl::reportRow(const Row &row, FrameHandler &handler) const
{
    const std::string_view device = row.device.empty() ? fields.device : row.device;
    Fault fault = row.judged();
    if (fault == Fault::None && !row.timed && fields.badTime)
        fault = Fault::BadTime;
    if (fault != Fault::None || device.empty()) {
        handler.badValue(device, row.metric, device.empty() ? "no device" : badValueText(fault));
        return;
    }
    SampleFields sample;
    sample.device = device;
    sample.metric = row.metric;
    sample.unit = row.unit;
    sample.value = row.value;
    sample.timed = row.timed || fields.time.has_value();
    sample.time = row.timed ? row.time : fields.time.value_or(Timestamp());
    handler.sample(sample);
}

void Decoder::Impl::reportAlert(FrameHandler &handler)
{
    AlertRow &alert = fields.alert;
    if (alert.device.empty())
        alert.device = fields.device;
    if (!alert.raisedAt)
        alert.raisedAt = fields.time;
    handler.alarm(alert.toEvent(), alert.raisedAt.has_value());
}

void Decoder::Impl::reportDevice(FrameHandler &handler)
{
    if (fields.device.empty()) {
        handler.badValue({}, {}, "no device");
        return;
    }
    DeviceUpdate update;
    update.id = toQString(fields.device);
    if (!fields.status.empty())
        update.status = toQString(fields.status);
    update.lastSeen = fields.lastSeen;
    update.reason = toQString(fields.reason);
    handler.device(update);
}

} // namespace watchglass::protocol::valtronics
