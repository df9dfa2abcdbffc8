#pragma once

#include "core/protocol/terra/gateway.h"

#include <QCoreApplication>

#include <deque>
#include <memory>
#include <optional>
#include <span>

namespace watchglass::protocol::terra {

/// Publishes as one user's device. What is submitted while there is no session waits, up to a limit; beyond it the
/// newest is refused and counted, so that what was taken is sent. The service acknowledges nothing: `sent` means given
/// to an open session, and what was under way when that ended may be lost.
///
/// SourceAddress as in client.h.
///
/// Thread: one, with an event loop. Requires: listener and clock outlive it.
/// Invariant: neither credentials nor token stand in a text.
class Producer final : private Gateway::Listener
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::Producer)

public:
    class Listener
    {
    public:
        virtual void producerState(const SourceState &state) = 0;
        virtual void producerProblem(Problem kind, const QString &text) = 0;
        /// Nothing waits any more.
        virtual void producerDrained() {}

    protected:
        ~Listener() = default;
    };
    struct Options
    {
        SourceAddress address;
        QString user; ///< Terra's id of the user whose data this is; needed.
        std::size_t queueLimit = 10'000;
    };
    struct Counters
    {
        std::uint64_t sent = 0;
        std::uint64_t dropped = 0; ///< Refused because the queue was full, or waiting when it was stopped.
        std::uint64_t unfit = 0;   ///< Not a number that can be written.
    };

    Producer(const Options &options, Listener &listener, Clock &clock);

    void start();
    /// What waits is dropped.
    void stop();
    /// Whether it was sent or waits. `type` as the service names it ("HEART_RATE").
    bool submit(const QString &type, Timestamp time, double value);
    bool submit(const QString &type, Timestamp time, std::span<const double> vector);
    /// Sent now and again after each reconnect, before any submission.
    void setStatus(const ProducerStatus &status);
    std::size_t queued() const { return m_queue.size(); }
    const Counters &counters() const { return m_counters; }

private:
    void gatewayState(const SourceState &state) override { m_listener.producerState(state); }
    void gatewayReady() override;
    void gatewayLost(Timestamp) override { m_again->stop(); }
    void gatewayDispatch(const DispatchFields &fields) override;
    void gatewayReceived(std::size_t) override {}
    void gatewayProblem(Problem kind, const QString &text) override { m_listener.producerProblem(kind, text); }

    bool take(const std::optional<QString> &frame);
    void drain();

    Listener &m_listener;
    const bool m_hasUser;
    const std::size_t m_queueLimit;
    Gateway m_gateway;
    const std::unique_ptr<Timer> m_again; ///< For a network that does not keep up.
    std::deque<QString> m_queue;
    std::optional<ProducerStatus> m_status;
    Counters m_counters;
};

} // namespace watchglass::protocol::terra
