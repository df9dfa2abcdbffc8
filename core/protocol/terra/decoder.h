#pragma once

#include "core/base/result.h"
#include "core/protocol/terra/frame_handler.h"

#include <QStringView>

#include <memory>
#include <string_view>

namespace watchglass::protocol::terra {

/// Bytes of one message of Terra's streaming gateway → values. A pure function over bytes: no socket, clock or store;
/// what it keeps is memory to reuse.
///
/// - Fields may stand in any order, `op` last included; unknown fields are skipped.
/// - `seq` keeps all 64 bits. A `ts` is ISO 8601 with any zone and up to nanoseconds, or epoch seconds.
/// - A payload with both `val` and `d` gives both. `val` may be a number, a boolean, a number as text, or a word.
/// - What a gateway never sends (HEARTBEAT, IDENTIFY, SUBMIT, REPLAY, STATUS, other ops) is an unknownFrame().
/// - Nothing is reported of a frame that is not well-formed.
///
/// Thread: one at a time.
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    /// UTF-8. Errors: Malformed (no JSON, cut short, invalid UTF-8), Missing (JSON, but no object).
    Result<FrameKind> decode(std::string_view utf8, FrameHandler &handler);
    /// The same for a text message as Qt hands it over.
    Result<FrameKind> decode(QStringView text, FrameHandler &handler);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace watchglass::protocol::terra
