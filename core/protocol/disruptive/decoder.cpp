#include "core/protocol/disruptive/decoder.h"

#include "core/protocol/disruptive/event_fields.h"
#include "core/protocol/disruptive/json_lists.h"
#include "core/protocol/padded_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace watchglass::protocol::disruptive {

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Error malformed()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("disruptive::Decoder", "The service sent a message that is no valid JSON")};
}

Error missing()
{
    return {ErrorCode::Missing,
            QCoreApplication::translate("disruptive::Decoder", "The service sent a message that is no JSON object")};
}

char firstCharacter(std::string_view json)
{
    const std::size_t at = json.find_first_not_of(" \t\r\n");
    return at == std::string_view::npos ? '\0' : json[at];
}

} // namespace

struct Decoder::Impl
{
    simdjson::ondemand::parser parser;
    simdjson::ondemand::parser second; ///< For the raw text of what is unknown.
    PaddedText text;
    MessageFields fields;
    DeviceRow device;

    template <typename Each>
    Result<void> readObject(simdjson::padded_string_view json, Each &&each);
    template <typename EachItem>
    Result<Page> readPage(std::string_view json, std::string_view listName, EachItem &&each);
    std::string_view rawData(simdjson::padded_string_view json);
};

/// The whole document must be one object.
template <typename Each>
Result<void> Decoder::Impl::readObject(simdjson::padded_string_view json, Each &&each)
{
    simdjson::ondemand::document document;
    json::Object object;
    if (parser.iterate(json).get(document) != simdjson::SUCCESS)
        return malformed();
    if (firstCharacter(json) != '{')
        return missing();
    if (document.get_object().get(object) != simdjson::SUCCESS || !json::forEachField(object, std::forward<Each>(each))
        || document.current_location().error() != simdjson::OUT_OF_BOUNDS) // something follows the object
        return malformed();
    return {};
}

template <typename EachItem>
Result<Page> Decoder::Impl::readPage(std::string_view body, std::string_view listName, EachItem &&each)
{
    Page page;
    text.assign(body);
    const Result<void> read = readObject(text.view(), [&](std::string_view name, json::Value &value) {
        if (name == "nextPageToken") {
            std::string_view token;
            if (json::readId(value, token) == json::Read::Ok)
                page.nextToken = QString::fromUtf8(token.data(), static_cast<qsizetype>(token.size()));
            return true;
        }
        if (name != listName)
            return true;
        return forEachObject(value, [&each, &page](json::Object object) {
            ++page.items;
            return each(object);
        });
    });
    if (!read)
        return read.error();
    return page;
}

std::string_view Decoder::Impl::rawData(simdjson::padded_string_view json)
{
    simdjson::ondemand::document document;
    simdjson::ondemand::object object;
    if (second.iterate(json).get(document) != simdjson::SUCCESS
        || document.get_object().get(object) != simdjson::SUCCESS)
        return {};
    simdjson::ondemand::value value;
    for (const std::string_view outer : {"result", "event"}) {
        simdjson::ondemand::object inner;
        if (object.find_field_unordered(outer).get_object().get(inner) == simdjson::SUCCESS)
            object = inner;
    }
    if (object.find_field_unordered("data").get(value) != simdjson::SUCCESS)
        return {};
    std::string_view raw;
    if (json::firstOf(value) != '{')
        return json::token(value);
    return simdjson::to_json_string(value).get(raw) == simdjson::SUCCESS ? raw : std::string_view();
}

Decoder::Decoder()
    : m_impl(std::make_unique<Impl>())
{}
Decoder::~Decoder() = default;

Result<MessageKind> Decoder::message(simdjson::padded_string_view json, EventHandler &handler)
{
    MessageFields &fields = m_impl->fields;
    fields.clear();
    const Result<void> read = m_impl->readObject(
        json, [&fields](std::string_view name, json::Value &value) { return fields.collect(name, value); });
    if (!read)
        return read.error();
    if (fields.hasError)
        handler.serverError(fields.error);
    if (fields.event.isThere)
        fields.event.report(handler, [this, json] { return m_impl->rawData(json); });
    if (fields.event.isThere)
        return MessageKind::Event;
    return fields.hasError ? MessageKind::Error : MessageKind::Empty;
}

Result<MessageKind> Decoder::message(std::string_view json, EventHandler &handler)
{
    m_impl->text.assign(json);
    return message(m_impl->text.view(), handler);
}

Result<Page> Decoder::eventPage(std::string_view json, EventHandler &handler)
{
    EventFields &event = m_impl->fields.event;
    return m_impl->readPage(json, "events", [&event, &handler](json::Object object) {
        event.clear();
        if (!event.collect(object))
            return false;
        event.report(handler, [] { return std::string_view(); });
        return true;
    });
}

Result<Page> Decoder::devicePage(std::string_view json, EventHandler &handler)
{
    DeviceRow &row = m_impl->device;
    return m_impl->readPage(json, "devices", [&row, &handler](json::Object object) {
        row.clear();
        if (!row.collect(object))
            return false;
        row.report(handler);
        return true;
    });
}

RestError Decoder::restError(std::string_view body)
{
    constexpr std::size_t longest = 200;
    MessageFields &fields = m_impl->fields;
    fields.clear();
    m_impl->text.assign(body);
    const Result<void> read =
        m_impl->readObject(m_impl->text.view(), [&fields](std::string_view name, json::Value &value) {
            // The token endpoint's own words (RFC 6749 section 5.2).
            if (name == "error_description") {
                json::readText(value, fields.error.help);
                return true;
            }
            return fields.collect(name, value);
        });
    RestError error;
    if (!read || !fields.hasError) {
        error.text = text(body.substr(0, longest)).simplified();
        return error;
    }
    error.code = fields.error.code;
    error.text = text(fields.error.message.substr(0, longest));
    if (!fields.error.help.empty())
        error.text += QStringLiteral(" (%1)").arg(text(fields.error.help.substr(0, longest)));
    return error;
}

Result<AccessToken> Decoder::accessToken(std::string_view body)
{
    std::string_view token;
    double seconds = 0.0;
    m_impl->text.assign(body);
    const Result<void> read = m_impl->readObject(m_impl->text.view(), [&](std::string_view name, json::Value &value) {
        if (name == "access_token")
            json::readText(value, token);
        else if (name == "expires_in")
            json::readNumber(value, seconds);
        return true;
    });
    if (!read)
        return read.error();
    constexpr double longest = 365.0 * 86'400.0;
    if (token.empty() || !std::isfinite(seconds))
        return missing();
    AccessToken out;
    out.token = text(token);
    out.lifetime = std::chrono::seconds(static_cast<std::int64_t>(std::clamp(seconds, 0.0, longest)));
    return out;
}

} // namespace watchglass::protocol::disruptive
