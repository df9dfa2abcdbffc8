#pragma once

#include "core/link/read_pace.h"
#include "core/link/websocket_connection.h"
#include "core/link/websocket_link.h"

#include <memory>
#include <optional>
#include <utility>

namespace watchglass::link {

/// The link's state machine. Every call to the listener may destroy it: `m_life` tells.
class WebSocketLink::Private final : public WebSocketConnection::Events
{
public:
    Private(Clock &clock, Listener &listener, Options options)
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
    {}

    ~Private()
    {
        if (m_connection && m_state == LinkState::Open)
            m_connection->part(1001, {});
    }

    void open();
    void closeTo(LinkState state, int code, const QString &reason);
    void restart(const QString &reason);
    void setPaused(bool paused);
    void setReadBudget(qint64 bytesPerSecond) { m_pace.setBudget(bytesPerSecond); }
    template <typename Payload>
    Result<void> send(const Payload &payload, qint64 bytes, bool (WebSocketConnection::*how)(const Payload &));

    void connectionOpened() override;
    void connectionEnded(WebSocketConnection::End end, const CloseReason &reason) override;
    void connectionText(const QString &text) override;
    void connectionBinary(const QByteArray &bytes) override;
    void connectionPong() override;
    void connectionRead() override { m_pace.settle(); }

    const LinkCounters &countersNow();
    LinkState state() const { return m_state; }
    std::optional<Duration> retryIn() const;
    bool isPaused() const { return m_isPaused; }
    QString subprotocol() const { return m_connection ? m_connection->subprotocol() : QString(); }
    void resetBackoff() { m_backoff.reset(); }

private:
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
    void tellClosed(const CloseReason &reason) { tellClosed(reason, m_serial); }
    void tellClosed(const CloseReason &reason, std::uint64_t serial);

    Clock &m_clock;
    Listener &m_listener;
    Options m_options;
    Backoff m_backoff;
    std::unique_ptr<Timer> m_connectTimer;
    std::unique_ptr<Timer> m_retryTimer;
    std::unique_ptr<Timer> m_pingTimer;
    std::unique_ptr<Timer> m_partingTimer;
    ReadPace m_pace;
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
