#pragma once

#include "core/protocol/series_table.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/rest_decoder.h"
#include "core/protocol/valtronics/rest_gate.h"

#include <QString>

#include <map>
#include <vector>

namespace watchglass::protocol::valtronics {

/// Reads every device's telemetry rows by REST: the source of truth of the server dialect, whose pushes are not to
/// be relied on. Asks each device for its newest rows as often as there are new ones (every 0.5 to 10 s) and passes
/// on those whose id is above the device's cursor, oldest first. Where a page does not reach back to the cursor, the
/// largest page is asked for; what even that leaves out is reported as a gap.
/// Thread: the source's. Requires: everything it is made with outlives it.
class TelemetryPoll
{
public:
    static constexpr Duration shortestInterval = std::chrono::milliseconds(500);
    static constexpr Duration longestInterval = std::chrono::seconds(10);
    static constexpr int largestPage = 1000;

    TelemetryPoll(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate);

    /// The devices to read; cursors of known ones are kept.
    void setDevices(const std::vector<QString> &ids);
    /// Starts or resumes; after an interruption every device is read at once, with the cursor it had.
    void begin(bool afterInterruption);
    void interrupt();
    /// The gate has room.
    void fill();

private:
    struct Device
    {
        Duration due{};
        Duration interval = std::chrono::seconds(1);
        std::optional<std::int64_t> cursor; ///< Id of the newest row seen; none before the first page.
        Timestamp cursorTime = Timestamp::min();
        Timestamp lastRead;
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
    void pass(Device &device);
    void reportMissing(const QString &id, Device &device, Timestamp oldestNew);
    void adapt(Device &device, bool reached);
    void arm();

    Clock &m_clock;
    SourceSink &m_sink;
    SeriesTable &m_series;
    RestGate &m_gate;
    const std::unique_ptr<Timer> m_timer;
    RestDecoder m_decoder;
    std::map<QString, Device> m_devices;
    std::vector<NewRow> m_new; ///< Of the page at hand.
    bool m_active = false;
};

} // namespace watchglass::protocol::valtronics
