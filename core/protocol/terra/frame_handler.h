#pragma once

#include "core/base/timestamp.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace watchglass::protocol::terra {

/// What a frame was, by its `op`.
enum class FrameKind {
    Heartbeat = 0,
    HeartbeatAck = 1,
    Hello = 2,
    Identify = 3,
    Ready = 4,
    Dispatch = 5,
    Submit = 6,
    Replay = 7,
    Status = 8,
    Unknown = 9, ///< No `op`, or none of these.
};

/// What a payload says of its time.
enum class Timed {
    Given,
    Missing,
    Unreadable, ///< There is a `ts`, but it is no time.
};

/// One DISPATCH (or SUBMIT) as it stood in a frame. Texts and numbers live until the decoder's next call.
struct DispatchFields
{
    std::string_view user; ///< `uid`
    std::string_view type; ///< `t`, as it was spelled.
    std::int64_t seq = 0;  ///< 0: none, or nothing to go by.
    bool isSynthetic = false;
    Timed timed = Timed::Missing;
    Timestamp time;                 ///< Worth reading only when Given.
    std::optional<double> value;    ///< `val` as a number.
    std::string_view text;          ///< `val` as a word; empty when it is none.
    std::span<const double> vector; ///< `d`; NaN where an element was no number.
};

/// What a Decoder found. Calls come only for frames that are whole.
/// Requires: implementations do not call the decoder that is calling them.
class FrameHandler
{
public:
    virtual ~FrameHandler() = default;

    /// The interval is positive; nothing when the frame gave none that could be used.
    virtual void hello(std::optional<Duration> heartbeatInterval) = 0;
    virtual void heartbeatAck() = 0;
    virtual void ready() = 0;
    virtual void dispatch(const DispatchFields &fields) = 0;
    /// Something in an otherwise good DISPATCH that cannot be used.
    virtual void badValue(std::string_view user, std::string_view type, std::string_view why) = 0;
    /// Well-formed, of an op that no gateway sends, as text; empty when there was none.
    virtual void unknownFrame(std::string_view op) = 0;
};

} // namespace watchglass::protocol::terra
