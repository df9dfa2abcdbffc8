#pragma once

#include "core/protocol/terra/decoder.h"

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace watchglass::test {

/// Keeps what a decoder says, copied.
struct HeardFrames final : protocol::terra::FrameHandler
{
    void hello(std::optional<Duration> interval) override
    {
        calls << QStringLiteral("hello");
        heartbeat = interval;
    }
    void heartbeatAck() override { calls << QStringLiteral("ack"); }
    void ready() override { calls << QStringLiteral("ready"); }
    void dispatch(const protocol::terra::DispatchFields &fields) override
    {
        calls << QStringLiteral("dispatch");
        last = fields;
        user = QString::fromUtf8(fields.user.data(), static_cast<qsizetype>(fields.user.size()));
        type = QString::fromUtf8(fields.type.data(), static_cast<qsizetype>(fields.type.size()));
        word = QString::fromUtf8(fields.text.data(), static_cast<qsizetype>(fields.text.size()));
        vector.assign(fields.vector.begin(), fields.vector.end());
    }
    void badValue(std::string_view, std::string_view, std::string_view why) override
    {
        calls << QStringLiteral("bad");
        reasons << QString::fromUtf8(why.data(), static_cast<qsizetype>(why.size()));
    }
    void unknownFrame(std::string_view op) override
    {
        calls << QStringLiteral("unknown ") + QString::fromUtf8(op.data(), static_cast<qsizetype>(op.size()));
    }

    QStringList calls;
    QStringList reasons;
    std::optional<Duration> heartbeat;
    protocol::terra::DispatchFields last;
    QString user;
    QString type;
    QString word;
    std::vector<double> vector;
};

inline Result<protocol::terra::FrameKind> decodeFrame(const QByteArray &frame, protocol::terra::FrameHandler &handler)
{
    protocol::terra::Decoder decoder;
    return decoder.decode(std::string_view(frame.constData(), static_cast<std::size_t>(frame.size())), handler);
}

/// A DISPATCH with this payload.
inline QByteArray heartRateFrame(const QByteArray &payload)
{
    return R"({"op":5,"t":"HEART_RATE","uid":"u","seq":42,"d":)" + payload + "}";
}

} // namespace watchglass::test
