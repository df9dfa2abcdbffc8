#pragma once

#include "core/link/frame_feed.h"
#include "core/link/websocket_link_private.h"

#include <QJsonObject>

namespace watchglass::link {

/// How the end of a connection stands in the head of a Frame, and back.
QJsonObject closeHead(const CloseReason &reason);
CloseReason closeReason(const Frame &frame);
Error notConnected(const QUrl &url);

/// A link that is told what came to another one, of which a Frame tells each call to the listener. What the owner
/// orders has its effect at once, as it had then. Every call to the listener may destroy it: `m_life` tells.
class WebSocketLink::Replayed final : public Private, public FrameFeed::Receiver
{
public:
    Replayed(Listener &listener, Options options);
    ~Replayed() override;

    void open() override;
    void closeTo(LinkState state, int code, const QString &reason) override;
    void restart(const QString &reason) override;
    void setPaused(bool paused) override { m_isPaused = paused; }
    bool isPaused() const override { return m_isPaused; }
    void setReadBudget(qint64) override {}
    Result<void> sendText(const QString &text) override;
    Result<void> sendBinary(const QByteArray &bytes) override;
    void resetBackoff() override {}
    const LinkCounters &countersNow() override { return m_counters; }
    LinkState state() const override { return m_state; }
    std::optional<Duration> retryIn() const override;
    QString subprotocol() const override { return m_subprotocol; }

    bool play(const Frame &frame) override;

private:
    void connecting();
    void opened(const QString &subprotocol);
    void closed(const CloseReason &reason, LinkState state, FrameKind kind);
    bool received(const Frame &frame);
    void enter(LinkState state);
    void tellState(std::uint64_t serial);

    Listener &m_listener;
    const Options m_options;
    const TapChannel m_tap;
    const std::uint32_t m_channel;
    LinkState m_state = LinkState::Closed;
    std::uint64_t m_serial = 0; ///< Grows with every change of state.
    QString m_subprotocol;
    LinkCounters m_counters;
    bool m_isPaused = false;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::link
