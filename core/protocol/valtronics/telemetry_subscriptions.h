#pragma once

#include "core/base/clock.h"
#include "core/protocol/valtronics/grant_book.h"
#include "core/protocol/valtronics/series_marks.h"
#include "core/protocol/valtronics/session.h"
#include "core/protocol/valtronics/subscription_plan.h"

#include <optional>
#include <set>

namespace watchglass::protocol::valtronics {

/// Asks a server of the documented dialect for telemetry as the DemandBook wants it: one subscription for all others,
/// and those of planSubscriptions() for each named device. Sends differences only, more before less, packed into
/// batches and no faster than the guide allows; what has to wait is joined with what comes after it.
///
/// Never unsubscribes: a server may take the channel alone as what to end. What is not wanted any more is subscribed
/// to again at the slowest frequency, at which the others come anyway.
/// What was sent, not what is wanted, is what the marks go by; behind each request for more goes a ping.
/// Thread: the source's. Requires: everything it is made with outlives it.
/// Invariant: before anything was ever said of demand, there is one subscription, without device and filters.
class TelemetrySubscriptions final : private SeriesMarks::Asking
{
public:
    using Ask = std::function<std::uint64_t()>; ///< Sends a ping; its number.

    /// The guide's 100 messages a second leave room for what else is sent, and for messages that bunch up on the way.
    static constexpr Duration turn = std::chrono::milliseconds(250);
    static constexpr int messagesPerTurn = 16; ///< Pings counted.

    TelemetrySubscriptions(Clock &clock, SourceSink &sink, const DemandBook &demand, SeriesMarks &marks,
                           Session::Send send, Ask ask);
    ~TelemetrySubscriptions() override;

    /// There is a new connection, on which nothing was asked yet.
    void begin();
    void end();
    void demandChanged(const DemandBook::Touched &touched);

private:
    struct Order
    {
        AttentionLevel wanted = AttentionLevel::None;
        std::optional<AttentionLevel> sent;
    };
    /// Subscriptions of one device, by their metrics.
    struct Device
    {
        std::map<QStringList, Order> orders;
        std::uint64_t raise = 0; ///< The ping behind the newest that asked for more.
    };

    SeriesMarks::Asked asked(const QString &device, const QString &metric) const override;
    void seriesSeen(const QString &device) override;

    void wantOthers();
    void plan(const QString &device);
    void want(const Subject &subject, AttentionLevel level);
    void pump();
    int sendSome(std::set<Subject> &waiting, std::set<QString> &touched);
    void openTurn();
    Grant terms(AttentionLevel level) const;

    const DemandBook &m_demand;
    SeriesMarks &m_marks;
    const Session::Send m_send;
    const Ask m_ask;
    GrantBook m_grants;
    const std::unique_ptr<Timer> m_turn;
    std::map<QString, Device> m_devices; ///< Without a name: the others.
    std::set<Subject> m_more;            ///< Wait for being sent.
    std::set<Subject> m_less;
    std::set<QString> m_stale; ///< Devices of which further metrics were seen.
    int m_left = 0;            ///< Messages of this turn.
    bool m_isOpen = false;
};

} // namespace watchglass::protocol::valtronics
