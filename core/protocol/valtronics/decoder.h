#pragma once

#include "core/base/result.h"
#include "core/protocol/valtronics/frame_handler.h"

#include <QStringView>

#include <memory>
#include <string_view>

namespace watchglass::protocol::valtronics {

/// Bytes of one WebSocket message → values; every shape of both dialects, told apart by what the frame holds and
/// not by what was agreed. A pure function over bytes: no socket, clock or store; what it keeps is memory to reuse.
///
/// - Fields may stand in any order, `type` last included; unknown fields are skipped.
/// - Ids are numbers or strings and come out as text; 64-bit ids keep every digit.
/// - Times: ISO with zone, offset or none (UTC), 0 to 9 fraction digits, or epoch seconds as a number (milliseconds
///   from 1e11 up). Values: numbers, booleans (1, 0), numeric strings, and the non-JSON tokens NaN and ±Infinity
///   that some servers write. Doubles are exact.
/// - A value that cannot be used is reported by badValue(); the others of its frame are not lost.
/// - Nothing is reported of a frame that is not well-formed; of an array of frames, nothing after the fault.
///
/// Thread: one at a time.
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(const Decoder &) = delete;
    Decoder &operator=(const Decoder &) = delete;

    /// UTF-8, as in a binary or raw message. Errors: Malformed (no JSON, cut short, invalid UTF-8, nested deeper than
    /// any frame), Missing (JSON, but no object).
    Result<FrameKind> decode(std::string_view utf8, FrameHandler &handler);
    /// The same for a text message as Qt hands it over; converted once, into the decoder's own buffer.
    Result<FrameKind> decode(QStringView text, FrameHandler &handler);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace watchglass::protocol::valtronics
