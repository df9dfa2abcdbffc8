#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <optional>
#include <string>
#include <string_view>

/// The server's half of the Phoenix channel framing, both versions, written from the observed frames.
namespace watchglass::sim::sensocto {

enum class Vsn {
    V1, ///< Objects with topic, event, payload, ref.
    V2, ///< Arrays of join_ref, ref, topic, event, payload; binary frames too.
};

/// One message of a client. References are kept as they came (text, number or null) and echoed so.
struct Frame
{
    QJsonValue joinRef;
    QJsonValue ref;
    QString topic;
    QString event;
    QJsonValue payload;
    std::optional<QByteArray> binary; ///< The payload of a binary push, instead of `payload`.
};

/// Where a message goes: its references and its topic.
struct Envelope
{
    QJsonValue joinRef;
    QJsonValue ref;
    QString topic;
};

/// Nothing for what would crash the real server's reader: no JSON, a missing element, a topic that is no text.
std::optional<Frame> readText(const QByteArray &text, Vsn vsn);
/// A binary push (version 2 only).
std::optional<Frame> readBinary(const QByteArray &bytes);

/// One text frame; `payload` is JSON. Version 1 leaves join_ref out.
std::string frameText(Vsn vsn, const Envelope &to, std::string_view event, std::string_view payload);
/// A binary phx_reply. Requires: the texts have at most 255 bytes each.
std::string binaryReply(const Envelope &to, const QByteArray &status, const QByteArray &data);

/// Any JSON value as compact ASCII text.
std::string valueText(const QJsonValue &value);

} // namespace watchglass::sim::sensocto
