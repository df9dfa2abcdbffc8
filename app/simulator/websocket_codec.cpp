#include "app/simulator/websocket_codec.h"

#include <QCryptographicHash>

namespace watchglass::sim::websocket {

QByteArray acceptKey(const QByteArray &key)
{
    return QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
}

void appendHead(std::string &out, Opcode opcode, std::uint64_t payloadBytes)
{
    out += static_cast<char>(0x80U | static_cast<unsigned>(opcode));
    int lengthBytes = 0;
    if (payloadBytes < 126) {
        out += static_cast<char>(payloadBytes);
    } else if (payloadBytes <= 0xffff) {
        out += static_cast<char>(126);
        lengthBytes = 2;
    } else {
        out += static_cast<char>(127);
        lengthBytes = 8;
    }
    for (int i = lengthBytes - 1; i >= 0; --i)
        out += static_cast<char>((payloadBytes >> (8 * i)) & 0xffU);
}

void appendFrame(std::string &out, Opcode opcode, std::string_view payload)
{
    appendHead(out, opcode, payload.size());
    out += payload;
}

std::string closePayload(std::uint16_t code, std::string_view reason)
{
    std::string out;
    out += static_cast<char>(code >> 8);
    out += static_cast<char>(code & 0xffU);
    out += reason.substr(0, 123);
    return out;
}

ReadFrame readFrame(QByteArrayView in, std::uint64_t limitBytes)
{
    ReadFrame out;
    if (in.size() < 2)
        return out;
    const auto byte = [in](qsizetype i) { return static_cast<std::uint8_t>(in[i]); };
    const unsigned opcode = byte(0) & 0x0fU;
    const bool isControl = (opcode & 8U) != 0;
    const bool isKnown = opcode <= 2 || (opcode >= 8 && opcode <= 10);
    const bool isMasked = (byte(1) & 0x80U) != 0;
    std::uint64_t length = byte(1) & 0x7fU;
    out.isFinal = (byte(0) & 0x80U) != 0;
    if ((byte(0) & 0x70U) != 0 || !isKnown || !isMasked || (isControl && (length > 125 || !out.isFinal))) {
        out.status = ReadStatus::ProtocolError;
        return out;
    }
    out.opcode = static_cast<Opcode>(opcode);
    const qsizetype lengthBytes = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (in.size() < 2 + lengthBytes)
        return out;
    if (lengthBytes > 0) {
        length = 0;
        for (qsizetype i = 0; i < lengthBytes; ++i)
            length = (length << 8) | byte(2 + i);
    }
    if (length > limitBytes && !isControl) {
        out.status = ReadStatus::TooLarge;
        return out;
    }
    const qsizetype head = 2 + lengthBytes + 4;
    const auto size = static_cast<qsizetype>(length);
    if (in.size() < head + size)
        return out;
    const QByteArrayView mask = in.sliced(head - 4, 4);
    out.payload = in.sliced(head, size).toByteArray();
    for (qsizetype i = 0; i < size; ++i)
        out.payload[i] = static_cast<char>(out.payload.at(i) ^ mask[i % 4]);
    out.consumed = head + size;
    out.status = ReadStatus::Complete;
    return out;
}

} // namespace watchglass::sim::websocket
