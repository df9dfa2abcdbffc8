#pragma once

#include "core/protocol/disruptive/delivery.h"
#include "core/protocol/disruptive/event_filter.h"
#include "core/protocol/disruptive/request_gate.h"

#include <map>

namespace watchglass::protocol::disruptive {

/// Reads lists page by page into a Delivery: the devices, and the history of each device that misses something. Pages
/// that go in circles are ended. History that cannot be had now is asked for again after a while; what is refused for
/// good (the device is gone, the account may not) is not. As the service files late, what is asked for soon after it
/// happened is asked for once more.
/// Thread: the source's. Requires: everything it is made with outlives it.
class PagedReader
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::PagedReader)

public:
    /// How much earlier than the last event history is asked for, and how long after the last it is complete: the
    /// service files late.
    static constexpr Duration overlap = std::chrono::seconds(10);
    /// What the service keeps.
    static constexpr Duration retention = std::chrono::hours(30 * 24);
    /// Until what failed is tried again; doubles up to longestRetry.
    static constexpr Duration firstRetry = std::chrono::seconds(30);
    static constexpr Duration longestRetry = std::chrono::minutes(10);

    /// What is owed to a device.
    struct Owed
    {
        TimeRange missing;    ///< Lost: a gap when it cannot be had.
        Timestamp from;       ///< History is read from here on; missing.from or earlier.
        TypeSet types;        ///< Of the events.
        bool isHasty = false; ///< Before those that are not.
    };
    /// `progress`: pending() changed.
    PagedReader(Clock &clock, SourceSink &sink, RequestGate &gate, Delivery &delivery, const ProjectAddress &address,
                std::function<void()> progress);

    /// `done` hears whether the whole list was read. Nothing happens while a list is under way.
    void readDevices(std::function<void(bool)> done);
    /// A device's history is to be read; what is owed to it already is owed besides. A span that cannot be had is
    /// reported as a gap.
    void owe(const QString &device, const Owed &owed);
    /// Reads what is owed.
    void resume() { startFills(); }
    /// Devices whose history is still to be read for the first time.
    int pending() const;
    /// Nothing is asked any more until resume(). What is owed stays so, and is a gap until it comes.
    void pause();

private:
    struct Fill
    {
        Owed owed;
        std::optional<Owed> next; ///< Since, while this one is under way.
        Duration notBefore{};     ///< Monotonic.
        Duration wait = firstRetry;
        Timestamp from;     ///< What was or is read begins here.
        Timestamp lateFrom; ///< What is later may not have been filed yet.
        bool isUnderWay = false;
        bool isSecond = false; ///< Only from lateFrom on.
        bool isGap = false;    ///< Was reported as one.
    };
    using Fills = std::map<QString, Fill>;
    enum class Outcome { Whole, Failed, Refused };

    void devicesPage(const QString &pageToken, int page, std::function<void(bool)> done);
    void startFills();
    /// The next to start; nothing when all others wait, at most until `wake`.
    Fills::iterator nextFill(std::optional<Duration> &wake);
    void begin(const QString &device, Fill &fill);
    void historyPage(const QString &device, const QString &pageToken, int page);
    void filled(const QString &device, Outcome outcome);
    /// Of a fill that was read, what may have been filed since; nothing when it was old enough.
    std::optional<Owed> late(const Fill &fill) const;
    /// What is to follow a fill that is over; false: nothing.
    bool follows(const QString &device, Fill &fill, Outcome outcome);
    void reportGap(const QString &device, Fill &fill);
    /// The token of the page to follow; empty at the end, nothing when the pages go in circles.
    std::optional<QString> following(const Result<Page> &page, const QString &token, int number);

    Clock &m_clock;
    SourceSink &m_sink;
    RequestGate &m_gate;
    Delivery &m_delivery;
    const ProjectAddress m_address;
    const std::function<void()> m_progress;
    const std::unique_ptr<Timer> m_timer; ///< For what is not to be asked yet.
    Decoder m_decoder;
    Fills m_fills;
    int m_underWay = 0;
    bool m_isListing = false;
};

} // namespace watchglass::protocol::disruptive
