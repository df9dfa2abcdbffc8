#include "core/protocol/valtronics/rest_decoder.h"

#include "core/protocol/padded_text.h"
#include "core/protocol/valtronics/frame_fields.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace watchglass::protocol::valtronics {

namespace {

constexpr qsizetype maxDetailLength = 200;

Error unexpected()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("valtronics::RestDecoder",
                                        "The server's answer is not what its API promises. Is the address right?")};
}

void setText(std::optional<QString> &out, json::Value &value)
{
    std::string_view text;
    if (json::readText(value, text) == json::Read::Ok)
        out = toQString(text);
}

bool readDevice(json::Object object, DeviceUpdate &device)
{
    return json::forEachField(object, [&device](std::string_view name, json::Value &value) {
        std::string_view id;
        Timestamp time;
        if (name == "id" && json::readId(value, id) == json::Read::Ok)
            device.id = toQString(id);
        else if (name == "name")
            setText(device.name, value);
        else if (name == "device_type")
            setText(device.type, value);
        else if (name == "location")
            setText(device.location, value);
        else if (name == "status")
            setText(device.status, value);
        else if (name == "last_seen" && json::readTime(value, time) == json::Read::Ok)
            device.lastSeen = time;
        return true;
    });
}

} // namespace

struct RestDecoder::Impl
{
    simdjson::ondemand::parser parser;
    PaddedText text;
    simdjson::ondemand::document document;

    /// Calls `each(object)` for every object of an array; false when the body is anything else.
    template <typename Each>
    bool forEachRow(std::string_view body, Each &&each)
    {
        json::Array array;
        text.assign(body);
        if (parser.iterate(text.view()).get(document) != simdjson::SUCCESS
            || document.get_array().get(array) != simdjson::SUCCESS)
            return false;
        for (auto item : array) {
            json::Value element;
            json::Object object;
            if (std::move(item).get(element) != simdjson::SUCCESS || !json::asObject(element, object) || !each(object))
                return false;
        }
        return true;
    }

    bool root(std::string_view body, json::Object &object)
    {
        text.assign(body);
        return parser.iterate(text.view()).get(document) == simdjson::SUCCESS
               && document.get_object().get(object) == simdjson::SUCCESS;
    }
};

RestDecoder::RestDecoder()
    : m_impl(std::make_unique<Impl>())
{}
RestDecoder::~RestDecoder() = default;

Result<TelemetryPage> RestDecoder::telemetry(std::string_view body, const TelemetryRowCall &call)
{
    TelemetryPage page;
    const bool whole = m_impl->forEachRow(body, [&](json::Object object) {
        Row row;
        if (!readRow(object, row))
            return false;
        ++page.rows;
        if (row.id >= 0) {
            page.minId = page.minId == 0 ? row.id : std::min(page.minId, row.id);
            page.maxId = std::max(page.maxId, row.id);
        }
        if (row.timed)
            page.oldest = std::min(page.oldest, row.time);
        if (row.id < 0 || !row.timed || row.judged() != Fault::None) {
            ++page.badRows;
            return true;
        }
        call(row.id, {row.device, row.metric, row.unit, row.time, true, row.value});
        return true;
    });
    if (!whole)
        return unexpected();
    return page;
}

Result<std::vector<DeviceUpdate>> RestDecoder::devices(std::string_view body)
{
    std::vector<DeviceUpdate> devices;
    const bool whole = m_impl->forEachRow(body, [&devices](json::Object object) {
        DeviceUpdate device;
        if (!readDevice(object, device))
            return false;
        if (!device.id.isEmpty())
            devices.push_back(std::move(device));
        return true;
    });
    if (!whole)
        return unexpected();
    return devices;
}

Result<std::vector<AlarmEvent>> RestDecoder::alerts(std::string_view body)
{
    std::vector<AlarmEvent> alarms;
    const bool whole = m_impl->forEachRow(body, [&alarms](json::Object object) {
        AlertRow row;
        if (!readAlert(object, row))
            return false;
        if (!row.id.empty())
            alarms.push_back(row.toEvent());
        return true;
    });
    if (!whole)
        return unexpected();
    return alarms;
}

Result<AlarmEvent> RestDecoder::alert(std::string_view body)
{
    json::Object object;
    AlertRow row;
    if (!m_impl->root(body, object) || !readAlert(object, row) || row.id.empty())
        return unexpected();
    return row.toEvent();
}

Result<Health> RestDecoder::health(std::string_view body)
{
    json::Object object;
    Health health;
    bool known = false;
    const bool whole =
        m_impl->root(body, object) && json::forEachField(object, [&](std::string_view name, json::Value &value) {
            std::string_view text;
            Timestamp time;
            if (name == "status" && json::readText(value, text) == json::Read::Ok) {
                health.status = toQString(text);
                known = true;
            } else if (name == "version" && json::readText(value, text) == json::Read::Ok) {
                health.version = toQString(text);
            } else if (name == "timestamp" && json::readTime(value, time) == json::Read::Ok) {
                health.time = time;
            }
            return true;
        });
    if (!whole || !known)
        return unexpected();
    return health;
}

QString errorDetail(std::string_view body)
{
    const QByteArray bytes(body.data(), static_cast<qsizetype>(std::min<std::size_t>(body.size(), 64 * 1024)));
    const QJsonValue detail = QJsonDocument::fromJson(bytes).object().value(QLatin1String("detail"));
    QString text = detail.toString();
    const QJsonArray list = detail.toArray();
    for (const auto &item : list) {
        text += text.isEmpty() ? QString() : QStringLiteral("; ");
        text += item.toObject().value(QLatin1String("msg")).toString();
    }
    if (text.isEmpty())
        text = QString::fromUtf8(bytes.left(maxDetailLength)).simplified();
    return text.left(maxDetailLength);
}

} // namespace watchglass::protocol::valtronics
