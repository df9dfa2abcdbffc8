#pragma once

#include "core/link/backoff.h"
#include "core/link/frame_feed.h"
#include "core/link/http_stream_link.h"
#include "core/link/read_pace.h"
#include "core/link/tap_channel.h"

#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QPointer>

#include <random>
#include <utility>

namespace watchglass::link {

/// How the end of an answer is told to a tap, and back.
void tellEnd(const TapChannel &tap, FrameKind kind, const StreamEnd &end);
StreamEnd streamEnd(const Frame &frame);

/// What a stream is behind its face: one that goes over the network, or one that is played to.
class HttpStreamLink::Private
{
public:
    virtual ~Private() = default;
    virtual void setRequest(const QUrl &url, const HeaderList &headers) = 0;
    virtual void open() = 0;
    virtual void proceed() = 0;
    virtual void abandon(const StreamEnd &end) = 0;
    virtual void closeTo(LinkState state, const QString &reason) = 0;
    virtual void restart(const QString &reason) = 0;
    virtual void resetBackoff() = 0;
    virtual void setPaused(bool paused) = 0;
    virtual bool isPaused() const = 0;
    virtual void setReadBudget(qint64 bytesPerSecond) = 0;
    virtual Duration heldBack() const = 0;
    virtual LinkState state() const = 0;
    virtual std::optional<Duration> retryIn() const = 0;
};

/// The link's state machine. Every call to the listener may destroy it: `m_life` tells.
class HttpStreamLink::Live final : public Private
{
public:
    Live(Clock &clock, Listener &listener, Options options)
        : m_clock(clock)
        , m_listener(listener)
        , m_options(std::move(options))
        , m_backoff(m_options.backoff, m_options.jitterSeed ? *m_options.jitterSeed : std::random_device{}())
        , m_headTimer(clock.makeTimer([this] { onHeadTimeout(); }))
        , m_retryTimer(clock.makeTimer([this] { attempt(); }))
        , m_pace(
              clock, [this](bool isResting) { isResting ? void() : goOn(); },
              [this](bool isHeldBack) { m_listener.heldBackChanged(isHeldBack); })
        , m_tap(m_options.transport.tap)
    {}
    ~Live() override { dropReply(); }

    void setRequest(const QUrl &url, const HeaderList &headers) override
    {
        m_options.url = url;
        m_options.headers = headers;
    }
    void open() override;
    void proceed() override;
    void abandon(const StreamEnd &end) override
    {
        if (m_isPutOff)
            finish(end, FrameKind::StreamEndedByOwner);
    }
    void closeTo(LinkState state, const QString &reason) override;
    void restart(const QString &reason) override
    {
        if (m_state == LinkState::Open || m_state == LinkState::Connecting)
            finish({StreamEnd::Kind::Lost, 0, {}, std::nullopt, reason}, FrameKind::StreamEndedByOwner);
    }
    void resetBackoff() override { m_backoff.reset(); }
    void setPaused(bool paused) override;
    bool isPaused() const override { return m_isPaused; }
    void setReadBudget(qint64 bytesPerSecond) override { m_pace.setBudget(bytesPerSecond); }
    Duration heldBack() const override { return m_pace.heldBack(); }
    LinkState state() const override { return m_state; }
    std::optional<Duration> retryIn() const override;

private:
    void attempt();
    void send();
    void onHead();
    void onBytes();
    void onTlsErrors(const QList<QSslError> &errors);
    void onFinished();
    void onHeadTimeout();
    bool isResting() const { return m_isPaused || m_pace.isHolding(); }
    /// Hands out, from the event loop, what waits.
    void goOn();
    StreamEnd outcome() const;
    int status() const;
    void finish(const StreamEnd &end, FrameKind kind);
    void follow(const Reconnect &what, const StreamEnd &end);
    void dropReply();
    void enter(LinkState state);

    Clock &m_clock;
    Listener &m_listener;
    Options m_options;
    Backoff m_backoff;
    std::unique_ptr<Timer> m_headTimer;
    std::unique_ptr<Timer> m_retryTimer;
    ReadPace m_pace;
    const TapChannel m_tap;
    QObject m_context; ///< What comes later comes to this, and dies with it.
    QNetworkAccessManager m_manager;
    QPointer<QNetworkReply> m_reply;
    QNetworkProxy m_proxy;
    QByteArray m_refusal;
    QString m_tlsText;
    LinkState m_state = LinkState::Closed;
    Duration m_retryAt{};
    std::uint64_t m_serial = 0; ///< Grows with every change of state.
    bool m_isPutOff = false;
    bool m_isPaused = false;
    bool m_isFinished = false; ///< The answer is over, but paused bytes of it are still to be handed out.
    std::shared_ptr<char> m_life = std::make_shared<char>();
};

} // namespace watchglass::link
