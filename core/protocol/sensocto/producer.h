#pragma once

#include "core/model/source_state.h"
#include "core/protocol/sensocto/phoenix_channels.h"
#include "core/protocol/sensocto/produced.h"
#include "core/protocol/source_client.h"

#include <QCoreApplication>

#include <deque>

namespace watchglass::protocol::sensocto {

/// One sensor that we are the source of: joins its topic, sends what is offered, and obeys backpressure_config. A
/// message leaves when `size` measurements wait, or the first has waited for a window, and never sooner than a window
/// after the one before; none leaves while paused. The service does not acknowledge measurements, so each round is
/// followed by a ping on the same topic: its answer shows that everything before was read. What is not known to have
/// been read is sent again after a loss, so measurements may arrive twice, with equal times.
/// The address's token is the bearer token: a JWT, or guest:<id>:<token>.
/// Thread: the one that made it, which needs an event loop. Requires: listener and clock outlive it; the listener may
/// call anything of it, but not destroy it, from its calls.
/// Invariant: what was taken is kept until it is delivered; no more than `capacity` is kept. The token appears in no
/// text.
class Producer final : private PhoenixChannels::Listener, private PhoenixChannel::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::sensocto::Producer)

public:
    static constexpr std::size_t defaultCapacity = 10'000;
    static constexpr std::size_t mostInMessage = 500;

    class Listener
    {
    public:
        virtual ~Listener() = default;
        virtual void producerState(const SourceState &state) = 0;
        virtual void producerProblem(const QString & /*text*/) {}
        virtual void pressureChanged(const Backpressure &) {}
        /// Measurements were delivered; there is room for more.
        virtual void delivered() {}
        /// A command for the device, as JSON.
        virtual void commanded(const QByteArray & /*json*/) {}
    };

    Producer(const SourceAddress &address, ProducerIdentity identity, Listener &listener, Clock &clock,
             std::size_t capacity = defaultCapacity);
    ~Producer() override;

    void start();
    /// Closes; what is not delivered stays for the next start().
    void stop();

    /// Error: TooLarge (the queue is full), Malformed (a bad attribute id or no JSON). Both are counted as refused.
    Result<void> offer(const ProducedValue &measurement);
    std::size_t pending() const { return m_queue.size(); }
    /// Known to the service from now on, also after each reconnect. Error: Malformed (a bad id).
    Result<void> registerAttribute(const ProducedAttribute &attribute);
    Result<void> unregisterAttribute(const QString &attributeId);

    const Backpressure &backpressure() const { return m_pressure; }
    const ProducerCounters &counters() const { return m_counters; }

private:
    struct Waiting
    {
        QByteArray json;
        Duration since; ///< Monotonic.
    };
    struct SentMessage
    {
        QByteArray ref;
        std::size_t count = 0;
    };

    void socketClosed(const link::CloseReason &reason) override;
    void socketStateChanged(link::LinkState state) override;
    void socketSilent(bool silent) override;
    void badFrame(const QString &text) override;
    void frameRefused(const QString &text) override;
    void joined(PhoenixChannel &channel, std::string_view response) override;
    void joinFailed(PhoenixChannel &channel, JoinFailure why, const QString &text) override;
    void eventReceived(PhoenixChannel &channel, const PhoenixFrame &frame) override;
    void crashed(PhoenixChannel &channel) override;
    void ended(PhoenixChannel &channel) override;
    void interrupted(PhoenixChannel &channel) override;
    void replied(PhoenixChannel &channel, const QByteArray &ref, const PushResult &result) override;

    QByteArray joinPayload() const;
    void takePressure(std::string_view json);
    void schedule();
    void sendDue();
    bool sendMessage();
    void confirm();
    void confirmed(std::size_t count, const PushResult &result);
    void unsend();
    void update(const char *action, const ProducedAttribute &attribute);
    void setState(SourcePhase phase, const QString &text);
    QString redacted(QString text) const;

    const SourceAddress m_address;
    ProducerIdentity m_identity;
    Listener &m_listener;
    Clock &m_clock;
    const std::size_t m_capacity;
    PhoenixChannels m_socket;
    PhoenixChannel m_channel;
    const std::unique_ptr<Timer> m_sendTimer;
    const std::unique_ptr<Timer> m_rejoinTimer;
    std::deque<Waiting> m_queue;        ///< Oldest first; what was sent on this connection is in front.
    std::size_t m_sent = 0;             ///< So many of the queue's front.
    std::deque<SentMessage> m_messages; ///< What these were sent in.
    bool m_isConfirming = false;        ///< A ping is under way.
    std::optional<Duration> m_sentAt;   ///< The last message.
    Backpressure m_pressure;
    ProducerCounters m_counters;
    SourceState m_state;
    QString m_closeText;
};

} // namespace watchglass::protocol::sensocto
