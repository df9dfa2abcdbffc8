#pragma once

#include "core/protocol/series_table.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/demand_book.h"
#include "core/protocol/valtronics/rest_decoder.h"
#include "core/protocol/valtronics/rest_gate.h"

#include <QString>

#include <map>
#include <vector>

namespace watchglass::protocol::valtronics {

/// Reads every device's telemetry rows by REST: the source of truth of the server dialect, whose pushes are not to
/// be relied on. Asks each device for its newest rows as often as there are new ones, within what the highest demand
/// for any of its metrics allows, and passes on those whose id is above the device's cursor, oldest first. Where a page
/// does not reach back to the cursor, the largest page is asked for; what even that leaves out is reported as a gap.
/// So that this does not happen, the largest page has always room for twice of what comes between two reads.
/// Thread: the source's. Requires: everything it is made with outlives it.
class TelemetryPoll
{
public:
    static constexpr Duration shortestInterval = std::chrono::milliseconds(500);
    static constexpr Duration longestInterval = std::chrono::seconds(10);
    static constexpr Duration firstInterval = std::chrono::seconds(1); ///< While nothing is known of a device.
    static constexpr int largestPage = 1000;

    /// How often a device is read.
    struct Pace
    {
        Duration shortest;
        Duration longest;
    };
    static constexpr Pace pace(AttentionLevel level)
    {
        using std::chrono::seconds;
        switch (level) {
        case AttentionLevel::None:
            return {seconds(5), longestInterval};
        case AttentionLevel::Low:
            return {seconds(2), seconds(5)};
        case AttentionLevel::Medium:
            return {shortestInterval, seconds(2)};
        case AttentionLevel::High:
            break;
        }
        return {shortestInterval, longestInterval};
    }

    /// `levelsChanged(device)` is called when what is wanted of a listed device, or of a metric of it, is another.
    TelemetryPoll(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate, const DemandBook &demand,
                  std::function<void(const QString &device)> levelsChanged);

    /// The devices to read; cursors of known ones are kept.
    void setDevices(const std::vector<QString> &ids);
    /// Starts or resumes; after an interruption every device is read at once, with the cursor it had.
    void begin(bool afterInterruption);
    void interrupt();
    /// The gate has room.
    void fill();
    /// Devices of which more is wanted are read at once.
    void demandChanged(const DemandBook::Touched &touched);
    /// Of a device's metrics, as far as they are known.
    DemandBook::Levels levels(const QString &id) const;
    /// The highest of them.
    AttentionLevel level(const QString &id) const;

private:
    struct Device
    {
        Duration due{};
        Duration interval = firstInterval;
        AttentionLevel level = AttentionLevel::High;
        QStringList metrics;                ///< That were seen.
        std::optional<std::int64_t> cursor; ///< Id of the newest row seen; none before the first page.
        Timestamp cursorTime = Timestamp::min();
        Timestamp lastRead;
        std::optional<Duration> readAt;      ///< Monotonic; of the newest page.
        std::optional<double> rowsPerSecond; ///< None before the second page.
        int limit = largestPage;
        bool underway = false;
        bool refilling = false; ///< The first page after an interruption.
    };
    struct NewRow
    {
        std::int64_t id;
        SampleFields fields;
    };

    void request(const QString &id, Device &device);
    void answered(const QString &id, const RestGate::Answer &answer);
    void take(const QString &id, Device &device, const RestGate::Answer &answer);
    void pass(const QString &id, Device &device);
    void reportMissing(const QString &id, Device &device, Timestamp oldestNew);
    void adapt(Device &device, bool reached);
    void measure(Device &device);
    Duration within(const Device &device, Duration interval) const;
    void judgeLevel(const QString &id, Device &device);
    void slowDown(Device &device);
    void arm();

    Clock &m_clock;
    SourceSink &m_sink;
    SeriesTable &m_series;
    RestGate &m_gate;
    const DemandBook &m_demand;
    const std::function<void(const QString &device)> m_levelsChanged;
    const std::unique_ptr<Timer> m_timer;
    RestDecoder m_decoder;
    std::map<QString, Device> m_devices;
    std::vector<NewRow> m_new; ///< Of the page at hand.
    std::vector<bool> m_seen;  ///< By handle.
    bool m_active = false;
};

} // namespace watchglass::protocol::valtronics
