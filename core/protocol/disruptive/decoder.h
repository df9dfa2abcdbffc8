#pragma once

#include "core/base/result.h"
#include "core/protocol/disruptive/event_handler.h"

#include <simdjson.h>

#include <memory>
#include <string_view>

namespace watchglass::protocol::disruptive {

/// What a message of the stream was.
enum class MessageKind {
    Event, ///< Also a ping, and an event of an unknown type.
    Error,
    Empty, ///< JSON, but with neither event nor error: to be passed over.
};

/// A page of a list, as it was read.
struct Page
{
    std::size_t items = 0;
    QString nextToken; ///< Empty: the last page.
};

/// What a REST answer that refuses says, short enough for a person.
struct RestError
{
    int code = 0; ///< 0 when the body gives none.
    QString text; ///< With the address of help, when there is one; the start of the body where it is no JSON.
};

/// What a token endpoint answered.
struct AccessToken
{
    QString token;
    Duration lifetime{}; ///< From the answer on.
};

/// JSON texts of the service → values: messages of the stream in both of its forms, pages of history, pages of
/// devices, error and token bodies. A pure function over bytes: no socket, clock or store; what it keeps is memory to
/// reuse.
///
/// - An event may stand as {"result":{"event":…}}, as {"event":…} (data connectors) or bare (history); its fields and
///   those of its payload may stand in any order; unknown ones are passed over.
/// - Errors may be objects of either generation (code; httpCode or http_code) or texts beside a code.
/// - Numbers may be integers, fractions or texts; times have 0 to 9 fraction digits. `isBackfilled` is a boolean or
///   its word. The payload's updateTime counts, else the envelope's timestamp.
/// - Of `samples` each instant counts once, also against the value at the top that repeats the newest.
/// - Nothing is reported of a message that is not well-formed; of a page, nothing after the fault.
///
/// Thread: one at a time.
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    /// Errors: Malformed (no JSON, cut short, invalid UTF-8), Missing (JSON, but no object).
    Result<MessageKind> message(simdjson::padded_string_view json, EventHandler &handler);
    /// The same from bytes without padding; copies them.
    Result<MessageKind> message(std::string_view json, EventHandler &handler);

    /// GET …/devices/{d}/events: {"events":[…],"nextPageToken":""}, in the order of the page (newest first).
    Result<Page> eventPage(std::string_view json, EventHandler &handler);
    /// GET …/devices: each device, then its `reported` values as events; null entries are passed over.
    Result<Page> devicePage(std::string_view json, EventHandler &handler);
    RestError restError(std::string_view body);
    Result<AccessToken> accessToken(std::string_view body);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// "D" of "projects/P/devices/D", also of ill-spelled names; empty where there is none.
std::string_view deviceOfName(std::string_view name);

} // namespace watchglass::protocol::disruptive
