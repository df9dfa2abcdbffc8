#pragma once

#include <QByteArray>

#include <cstdint>
#include <string>
#include <string_view>

namespace watchglass::sim::websocket {

// The server's half of RFC 6455: client frames are masked, ours are not. Written out here, rather than left to a
// ready-made server, because faults (cut frames, false lengths, silence) have to reach the wire.

enum class Opcode : std::uint8_t { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 };

/// The value of Sec-WebSocket-Accept for a client's Sec-WebSocket-Key (RFC 6455 §4.2.2).
QByteArray acceptKey(const QByteArray &key);

/// Appends the head of an unfragmented frame that announces `payloadBytes`.
void appendHead(std::string &out, Opcode opcode, std::uint64_t payloadBytes);
void appendFrame(std::string &out, Opcode opcode, std::string_view payload);
/// The payload of a close frame. Reasons are cut to what fits (123 bytes).
std::string closePayload(std::uint16_t code, std::string_view reason);

enum class ReadStatus {
    Incomplete,    ///< More bytes are needed.
    Complete,      ///< One frame was read.
    TooLarge,      ///< A frame announces more than the limit.
    ProtocolError, ///< Not a client's frame: unmasked, reserved bits or opcode, oversized control frame.
};

struct ReadFrame
{
    ReadStatus status = ReadStatus::Incomplete;
    Opcode opcode = Opcode::Text;
    bool isFinal = true;
    QByteArray payload;     ///< Unmasked.
    qsizetype consumed = 0; ///< Bytes of `in` that the frame took.
};

/// Reads one frame from the front of `in`; payloads above `limitBytes` are refused unread.
ReadFrame readFrame(QByteArrayView in, std::uint64_t limitBytes);

} // namespace watchglass::sim::websocket
