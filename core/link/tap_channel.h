#pragma once

#include "core/link/frame_tap.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

#include <memory>
#include <utility>

namespace watchglass::link {

/// A link's end of its source's tap; silent without one. Thread: the source's.
class TapChannel
{
public:
    explicit TapChannel(std::shared_ptr<FrameTap> tap)
        : m_tap(std::move(tap))
        , m_number(m_tap ? m_tap->nextChannel() : 0)
    {}

    bool isHeard() const { return m_tap && m_tap->isListening(); }
    void tell(FrameKind kind, const QByteArray &payload = {}, const QByteArray &head = {}) const
    {
        if (isHeard())
            m_tap->take({m_number, kind, head, payload});
    }
    void tell(FrameKind kind, const QString &text, const QJsonObject &head = {}) const
    {
        if (isHeard())
            m_tap->take({m_number, kind, headText(head), text.toUtf8()});
    }

    static QByteArray headText(const QJsonObject &head)
    {
        return head.isEmpty() ? QByteArray() : QJsonDocument(head).toJson(QJsonDocument::Compact);
    }

private:
    std::shared_ptr<FrameTap> m_tap;
    std::uint32_t m_number;
};

/// A frame's head as it was told.
inline QJsonObject frameHead(const Frame &frame)
{
    return QJsonDocument::fromJson(frame.head).object();
}

} // namespace watchglass::link
