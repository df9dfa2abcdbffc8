#pragma once

#include "core/link/read_pace.h"
#include "core/link/tap_channel.h"
#include "core/link/websocket_connection.h"
#include "core/link/websocket_link.h"

#include <memory>
#include <optional>
#include <utility>

namespace watchglass::link {

/// What a link is behind its face: one that goes over the network, or one that is played to.
class WebSocketLink::Private
{
public:
    virtual ~Private() = default;
    virtual void open() = 0;
    virtual void closeTo(LinkState state, int code, const QString &reason) = 0;
    virtual void restart(const QString &reason) = 0;
    virtual void setPaused(bool paused) = 0;
    virtual bool isPaused() const = 0;
    virtual void setReadBudget(qint64 bytesPerSecond) = 0;
    virtual Result<void> sendText(const QString &text) = 0;
    virtual Result<void> sendBinary(const QByteArray &bytes) = 0;
    virtual void resetBackoff() = 0;
    virtual const LinkCounters &countersNow() = 0;
    virtual LinkState state() const = 0;
    virtual std::optional<Duration> retryIn() const = 0;
    virtual QString subprotocol() const = 0;
};

/// The link's state machine. Every call to the listener may destroy it: `m_life` tells.
class WebSocketLink::Live final : public Private, public WebSocketConnection::Events
{
public:
    Live(Clock &clock, Listener &listener, Options options)
        : m_clock(clock)
        , m_listener(listener)
        , m_options(std::move(options))
        , m_backoff(m_options.backoff, m_options.jitterSeed ? *m_options.jitterSeed : std::random_device{}())
        , m_connectTimer(clock.makeTimer([this] { onConnectTimeout(); }))
        , m_retryTimer(clock.makeTimer([this] { connectNow(); }))
        , m_pingTimer(clock.makeTimer([this] { onPingTick(); }))
        , m_partingTimer(clock.makeTimer([this] { m_parting.reset(); }))
        , m_pace(
              clock, [this](bool) { applyPause(); },
              [this](bool isHeldBack) { m_listener.heldBackChanged(isHeldBack); })
        , m_tap(m_options.transport.tap)
    {}

    ~Live() override
    {
        if (m_connection && m_state == LinkState::Open)
            m_connection->part(1001, {});
    }

    void open() override;
    void closeTo(LinkState state, int code, const QString &reason) override;
    void restart(const QString &reason) override;
    void setPaused(bool paused) override;
    void setReadBudget(qint64 bytesPerSecond) override { m_pace.setBudget(bytesPerSecond); }
    Result<void> sendText(const QString &text) override;
    Result<void> sendBinary(const QByteArray &bytes) override;

    void connectionOpened() override;
    void connectionEnded(WebSocketConnection::End end, const CloseReason &reason) override;
    void connectionText(const QString &text) override;
    void connectionBinary(const QByteArray &bytes) override;
    void connectionPong() override;
    void connectionRead() override { m_pace.settle(); }

    const LinkCounters &countersNow() override;
    LinkState state() const override { return m_state; }
    std::optional<Duration> retryIn() const override;
    bool isPaused() const override { return m_isPaused; }
    QString subprotocol() const override { return m_connection ? m_connection->subprotocol() : QString(); }
    void resetBackoff() override { m_backoff.reset(); }

private:
    template <typename Payload>
    Result<void> send(const Payload &payload, qint64 bytes, FrameKind kind,
                      bool (WebSocketConnection::*how)(const Payload &));
    void ended(WebSocketConnection::End end, const CloseReason &reason, FrameKind kind);
    void connectNow();
    void schedule(Duration delay);
    void onConnectTimeout();
    void onPingTick();
    void applyPause();
    bool isResting() const { return m_isPaused || m_pace.isHolding(); }
    void stopTimers();
    /// Lets the peer go in peace; the connection lives on until its last bytes are out.
    void part(int code, const QString &reason);
    void enter(LinkState state);
    /// Tells the listener of the current state unless it has changed since `serial` was taken.
    void tellState(std::uint64_t serial);
    void tellClosed(const CloseReason &reason, FrameKind kind) { tellClosed(reason, kind, m_serial); }
    void tellClosed(const CloseReason &reason, FrameKind kind, std::uint64_t serial);

    Clock &m_clock;
    Listener &m_listener;
    Options m_options;
    Backoff m_backoff;
    std::unique_ptr<Timer> m_connectTimer;
    std::unique_ptr<Timer> m_retryTimer;
    std::unique_ptr<Timer> m_pingTimer;
    std::unique_ptr<Timer> m_partingTimer;
    ReadPace m_pace;
    const TapChannel m_tap;
    LinkCounters m_counters;
    std::unique_ptr<WebSocketConnection> m_connection;
    std::unique_ptr<WebSocketConnection> m_parting;
    LinkState m_state = LinkState::Closed;
    std::uint64_t m_serial = 0; ///< Grows with every change of state.
    bool m_isPaused = false;
    int m_silentTicks = 0;
    Duration m_retryAt{};
    std::optional<Duration> m_pingSentAt; ///< Of the ping that is not answered yet.
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::link
