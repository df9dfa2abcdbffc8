#pragma once

#include "core/base/result.h"
#include "core/protocol/padded_text.h"

#include <QByteArray>
#include <QString>
#include <QStringView>

#include <optional>
#include <string_view>

namespace watchglass::protocol::sensocto {

/// One message of a Phoenix socket, protocol version 2.0.0. Everything looks into the decoder's memory and lives until
/// its next call.
struct PhoenixFrame
{
    std::optional<std::string_view> joinRef; ///< Nothing: null, or a kind of frame that has none.
    std::optional<std::string_view> ref;
    std::string_view topic;
    std::string_view event;
    /// The payload's JSON text, not yet looked into, followed by the room that simdjson reads past the end (see
    /// paddedPayload()); of a binary frame its data, with no such room.
    std::string_view payload;
    std::string_view status; ///< Of a binary reply; a text reply has it in its payload.
    bool isBinary = false;

    /// Requires: not isBinary.
    simdjson::padded_string_view paddedPayload() const
    {
        return simdjson::padded_string_view(payload.data(), payload.size(),
                                            payload.size() + simdjson::SIMDJSON_PADDING);
    }
};

/// What a phx_reply says.
struct PhoenixReply
{
    bool ok = false;
    std::string_view response; ///< As JSON text; of a binary reply its data. Empty without.
    std::string_view reason;   ///< Of a refusal: `reason` of the response; empty when it names none.
};

/// Messages of a Phoenix socket → frames. A text frame is [join_ref, ref, topic, event, payload]; a binary one begins
/// with its kind (0 push, 1 reply, 2 broadcast) and one byte per size. Pure; what it keeps is memory to reuse.
///
/// The payload is handed on unread, so that its reader parses it once; whether it is JSON shows only there.
/// Errors: Malformed (no frame, cut short), Missing (a frame without topic or event), Unsupported (a frame of version
/// 1.0.0, or of an unknown binary kind).
/// Thread: one at a time.
class PhoenixDecoder
{
public:
    Result<PhoenixFrame> decode(QStringView text);
    Result<PhoenixFrame> decode(std::string_view utf8);
    /// A server's binary message. Views point into `bytes`.
    Result<PhoenixFrame> decodeBinary(std::string_view bytes) const;
    /// Requires: the frame's event is phx_reply. Views live until the next call of this method.
    Result<PhoenixReply> reply(const PhoenixFrame &frame);

private:
    Result<PhoenixFrame> decodeHeld();
    Result<PhoenixFrame> decodeWithEscapes();

    PaddedText m_text;
    simdjson::ondemand::parser m_parser;
    simdjson::ondemand::parser m_replyParser;
};

/// What is sent. The topic and event are plain text; `payload` is JSON and goes in as it is.
struct PhoenixMessage
{
    std::optional<QByteArray> joinRef;
    std::optional<QByteArray> ref;
    QByteArray topic;
    QByteArray event;
    QByteArray payload = QByteArrayLiteral("{}");
};

QString encodeText(const PhoenixMessage &message);
/// A push with binary data. Error: TooLarge, when one of the four texts has more than 255 bytes.
Result<QByteArray> encodeBinary(const PhoenixMessage &message);

/// A JSON string with its quotes; invalid UTF-8 becomes U+FFFD.
QByteArray jsonString(const QByteArray &utf8);

} // namespace watchglass::protocol::sensocto
