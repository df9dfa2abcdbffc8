#include "core/protocol/terra/decoder.h"

#include "core/protocol/json_value.h"
#include "core/protocol/padded_text.h"
#include "core/protocol/terra/dispatch_scanner.h"

#include <QCoreApplication>

#include <charconv>
#include <cmath>
#include <limits>
#include <vector>

namespace watchglass::protocol::terra {

namespace {

constexpr int knownOps = 9;
constexpr double longestIntervalMs = 24.0 * 3600.0 * 1000.0;

Error malformed()
{
    return {ErrorCode::Malformed,
            QCoreApplication::translate("terra::Decoder", "The gateway sent a frame that is no valid JSON")};
}

/// Everything of a frame that any op might need, collected before the op is known.
struct Frame
{
    std::string_view op;
    DispatchFields dispatch;
    std::optional<Duration> heartbeatInterval;
    std::vector<double> vector;
    bool hasPayload = false;
    bool isValueUnfit = false;
    int unfitElements = 0;

    void clear()
    {
        op = {};
        dispatch = {};
        heartbeatInterval.reset();
        vector.clear();
        hasPayload = false;
        isValueUnfit = false;
        unfitElements = 0;
    }

    bool collect(json::Object object);

private:
    bool collectPayload(json::Value &value);
    bool payloadField(std::string_view name, json::Value &value);
    void readSeq(json::Value &value);
    void readInterval(json::Value &value);
    void readVal(json::Value &value);
    bool readVector(json::Value &value);
};

bool Frame::collect(json::Object object)
{
    return json::forEachField(object, [this](std::string_view name, json::Value &value) {
        if (name == "d")
            return collectPayload(value);
        if (name == "uid")
            return json::readId(value, dispatch.user), true;
        if (name == "t")
            return json::readText(value, dispatch.type), true;
        if (name == "seq")
            return readSeq(value), true;
        if (name == "op") {
            op = json::token(value);
            return true;
        }
        if (name == "synthetic")
            dispatch.isSynthetic = json::token(value) == "true";
        return true;
    });
}

bool Frame::collectPayload(json::Value &value)
{
    json::Object object;
    if (json::firstOf(value) != '{')
        return true; // null, as in {"op":4,"d":null}; a DISPATCH is then found to have none
    hasPayload = true;
    return json::asObject(value, object) && json::forEachField(object, [this](std::string_view name, json::Value &v) {
               return payloadField(name, v);
           });
}

bool Frame::payloadField(std::string_view name, json::Value &value)
{
    if (name == "ts") {
        const json::Read read = json::readTime(value, dispatch.time);
        if (read != json::Read::Null)
            dispatch.timed = read == json::Read::Ok ? Timed::Given : Timed::Unreadable;
    } else if (name == "val") {
        readVal(value);
    } else if (name == "d") {
        return readVector(value);
    } else if (name == "heartbeat_interval") {
        readInterval(value);
    }
    return true;
}

void Frame::readSeq(json::Value &value)
{
    std::string_view digits;
    std::int64_t seq = 0;
    if (json::readId(value, digits) != json::Read::Ok)
        return;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seq);
    if (error == std::errc() && end == digits.data() + digits.size() && seq > 0)
        dispatch.seq = seq;
}

void Frame::readInterval(json::Value &value)
{
    double ms = 0.0;
    if (json::readNumber(value, ms) == json::Read::Ok && ms > 0.0 && ms <= longestIntervalMs)
        heartbeatInterval = Duration(std::llround(ms * 1e6));
}

void Frame::readVal(json::Value &value)
{
    double number = 0.0;
    switch (json::readNumber(value, number)) {
    case json::Read::Ok:
        dispatch.value = number;
        return;
    case json::Read::Null:
        return;
    case json::Read::Unfit:
        break;
    }
    // A second look at a text is no second parse: it has no escapes, or is then not readable as a word.
    const std::string_view token = json::token(value);
    if (token.size() > 2 && token.front() == '"' && token.back() == '"' && token.find('\\') == std::string_view::npos)
        dispatch.text = token.substr(1, token.size() - 2);
    else
        isValueUnfit = true;
}

bool Frame::readVector(json::Value &value)
{
    if (json::firstOf(value) != '[') {
        isValueUnfit = isValueUnfit || json::token(value) != "null";
        return true;
    }
    json::Array array;
    if (value.get_array().get(array) != simdjson::SUCCESS)
        return false;
    for (auto item : array) {
        json::Value element;
        double number = std::numeric_limits<double>::quiet_NaN();
        if (std::move(item).get(element) != simdjson::SUCCESS)
            return false;
        if (json::readNumber(element, number) != json::Read::Ok) {
            number = std::numeric_limits<double>::quiet_NaN();
            ++unfitElements;
        }
        vector.push_back(number);
    }
    return true;
}

} // namespace

struct Decoder::Impl
{
    simdjson::ondemand::parser parser;
    PaddedText text;
    DispatchScanner scanner;
    Frame frame;

    Result<FrameKind> decode(FrameHandler &handler);
    FrameKind report(FrameHandler &handler);
    void reportDispatch(FrameHandler &handler);
};

Decoder::Decoder()
    : m_impl(std::make_unique<Impl>())
{}
Decoder::~Decoder() = default;

Result<FrameKind> Decoder::decode(std::string_view utf8, FrameHandler &handler)
{
    m_impl->text.assign(utf8);
    return m_impl->decode(handler);
}

Result<FrameKind> Decoder::decode(QStringView text, FrameHandler &handler)
{
    if (!m_impl->text.assign(text))
        return malformed();
    return m_impl->decode(handler);
}

Result<FrameKind> Decoder::Impl::decode(FrameHandler &handler)
{
    if (scanner.scan(text.text(), frame.dispatch, frame.vector)) {
        handler.dispatch(frame.dispatch);
        return FrameKind::Dispatch;
    }
    simdjson::ondemand::document document;
    simdjson::ondemand::json_type type{};
    if (parser.iterate(text.view()).get(document) != simdjson::SUCCESS
        || document.type().get(type) != simdjson::SUCCESS)
        return malformed();
    if (type != simdjson::ondemand::json_type::object) {
        return Error{ErrorCode::Missing,
                     QCoreApplication::translate("terra::Decoder", "The gateway sent a frame that is no JSON object")};
    }
    json::Object object;
    frame.clear();
    if (document.get_object().get(object) != simdjson::SUCCESS || !frame.collect(object)
        || document.current_location().error() != simdjson::OUT_OF_BOUNDS) // something follows the frame
        return malformed();
    return report(handler);
}

FrameKind Decoder::Impl::report(FrameHandler &handler)
{
    int op = -1;
    const std::string_view digits = frame.op;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), op);
    const bool isKnown = error == std::errc() && end == digits.data() + digits.size() && op >= 0 && op < knownOps;
    const FrameKind kind = isKnown ? static_cast<FrameKind>(op) : FrameKind::Unknown;
    switch (kind) {
    case FrameKind::HeartbeatAck:
        handler.heartbeatAck();
        break;
    case FrameKind::Hello:
        handler.hello(frame.heartbeatInterval);
        break;
    case FrameKind::Ready:
        handler.ready();
        break;
    case FrameKind::Dispatch:
        reportDispatch(handler);
        break;
    case FrameKind::Heartbeat:
    case FrameKind::Identify:
    case FrameKind::Submit:
    case FrameKind::Replay:
    case FrameKind::Status:
    case FrameKind::Unknown:
        handler.unknownFrame(frame.op);
        break;
    }
    return kind;
}

void Decoder::Impl::reportDispatch(FrameHandler &handler)
{
    DispatchFields &fields = frame.dispatch;
    fields.vector = frame.vector;
    if (fields.user.empty() || fields.type.empty()) {
        handler.badValue(fields.user, fields.type, fields.user.empty() ? "no user" : "no type");
        return;
    }
    if (fields.timed == Timed::Unreadable)
        handler.badValue(fields.user, fields.type, "a time that cannot be read");
    if (frame.isValueUnfit)
        handler.badValue(fields.user, fields.type, "a value that is no number");
    for (int i = 0; i < frame.unfitElements; ++i)
        handler.badValue(fields.user, fields.type, "an element that is no number");
    const bool hasAny = fields.value || !fields.text.empty() || !fields.vector.empty();
    if (!hasAny && !frame.isValueUnfit)
        handler.badValue(fields.user, fields.type, frame.hasPayload ? "no value" : "no payload");
    handler.dispatch(fields);
}

} // namespace watchglass::protocol::terra
