#pragma once

#include "core/protocol/disruptive/delivery.h"
#include "core/protocol/disruptive/request_gate.h"

namespace watchglass::protocol::disruptive {

/// Reads lists page by page into a Delivery: the devices, and the history of each device that misses something. Pages
/// that go in circles are ended.
/// Thread: the source's. Requires: everything it is made with outlives it.
class PagedReader
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::PagedReader)

public:
    /// How much earlier than the last event history is asked for: the service files late.
    static constexpr Duration overlap = std::chrono::seconds(10);
    /// What the service keeps.
    static constexpr Duration retention = std::chrono::hours(30 * 24);

    PagedReader(Clock &clock, SourceSink &sink, RequestGate &gate, Delivery &delivery, const ProjectAddress &address);

    /// `done` hears whether the whole list was read. Nothing happens while a list is under way.
    void readDevices(std::function<void(bool)> done);
    /// Fills `missing` for this device; what another call still owes it is owed from the earlier of both. A span that
    /// cannot be had is reported as a gap.
    void fill(const QString &device, const TimeRange &missing);
    /// Devices whose history is still to be read.
    int pending() const { return static_cast<int>(m_fills.size()); }
    /// Called when pending() changes.
    void setProgress(std::function<void()> progress) { m_progress = std::move(progress); }
    /// Gives up everything; what was not filled is a gap.
    void abandon();

private:
    struct Fill
    {
        TimeRange missing;
        bool isUnderWay = false;
        std::optional<TimeRange> next; ///< Missed since, while this one is under way.
    };

    void devicesPage(const QString &pageToken, int page, std::function<void(bool)> done);
    void startFills();
    void historyPage(const QString &device, const QString &pageToken, int page);
    void filled(const QString &device, bool ok);
    /// The token of the page to follow; empty at the end, nothing when the pages go in circles.
    std::optional<QString> following(const Result<Page> &page, const QString &token, int number);

    Clock &m_clock;
    SourceSink &m_sink;
    RequestGate &m_gate;
    Delivery &m_delivery;
    const ProjectAddress m_address;
    Decoder m_decoder;
    std::map<QString, Fill> m_fills;
    std::function<void()> m_progress;
    int m_underWay = 0;
    bool m_isListing = false;
};

} // namespace watchglass::protocol::disruptive
