#pragma once

#include "core/link/http_stream_link_private.h"

namespace watchglass::link {

/// A stream that is told what came to another one. What the owner orders has its effect at once, as it had then.
/// Every call to the listener may destroy it: `m_life` tells.
class HttpStreamLink::Replayed final : public Private, public FrameFeed::Receiver
{
public:
    Replayed(Listener &listener, Options options);
    ~Replayed() override;

    void setRequest(const QUrl &, const HeaderList &) override {}
    void open() override;
    void proceed() override { m_isPutOff = false; }
    void abandon(const StreamEnd &end) override;
    void closeTo(LinkState state, const QString &reason) override;
    void restart(const QString &reason) override;
    void resetBackoff() override {}
    void setPaused(bool paused) override { m_isPaused = paused; }
    bool isPaused() const override { return m_isPaused; }
    void setReadBudget(qint64) override {}
    Duration heldBack() const override { return Duration::zero(); }
    LinkState state() const override { return m_state; }
    std::optional<Duration> retryIn() const override;

    bool play(const Frame &frame) override;

private:
    void attempt();
    void opened();
    void finish(const StreamEnd &end, FrameKind kind);
    void enter(LinkState state);

    Listener &m_listener;
    const Options m_options;
    const TapChannel m_tap;
    const std::uint32_t m_channel;
    LinkState m_state = LinkState::Closed;
    std::uint64_t m_serial = 0; ///< Grows with every change of state.
    bool m_isPutOff = false;
    bool m_isPaused = false;
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::link
