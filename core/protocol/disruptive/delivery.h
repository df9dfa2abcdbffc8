#pragma once

#include "core/base/clock.h"
#include "core/protocol/clock_skew.h"
#include "core/protocol/disruptive/event_handler.h"
#include "core/protocol/disruptive/recent_ids.h"
#include "core/protocol/disruptive/series_marks.h"
#include "core/protocol/series_table.h"

#include <QCoreApplication>
#include <QStringList>

#include <string>
#include <unordered_map>
#include <utility>

namespace watchglass::protocol::disruptive {

/// Events, wherever they came from (stream, history, list of devices), into the sink: each event once by its id, each
/// touch once by its time as well, because lists repeat it without id. Keeps what is known of devices.
/// Thread: the source's. Requires: clock and sink outlive it.
class Delivery final : public EventHandler
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::disruptive::Delivery)

public:
    /// How often a device's "last seen" is told at most.
    static constexpr Duration seenInterval = std::chrono::seconds(10);
    /// A device that said something within this is online until the service says otherwise: sensors report every
    /// quarter of an hour even where nothing happens.
    static constexpr Duration longestSilence = std::chrono::hours(1);

    Delivery(Clock &clock, SourceSink &sink);

    /// Monotonic; told with each arrival, so that not every event has to ask the clock.
    void setNow(Duration now) { m_now = now; }
    /// Whether what follows comes from history, and tells nothing of how far the stream is.
    void setHistoric(bool isHistoric) { m_isHistoric = isHistoric; }

    bool begin(const EventHead &head) override;
    void sample(const EventHead &head, const Metric &metric, std::string_view part, Sample sample) override;
    void instant(const EventHead &head, const QString &text) override;
    void connection(const EventHead &head, std::string_view word) override;
    void labels(const EventHead &head, const LabelChanges &changes) override;
    void unknownEvent(const EventHead &head, std::string_view data) override;
    void badValue(const EventHead &head, std::string_view metric, std::string_view why) override;
    void ping(const EventHead &head) override;
    /// Kept for takeError().
    void serverError(const ServerError &error) override;
    void device(const DeviceFields &fields) override;

    struct StreamError
    {
        int code = 0;
        QString text;
    };
    /// The newest error of the stream since the last call.
    std::optional<StreamError> takeError();
    /// The newest time that the service put on what it sent live; nothing before the first.
    std::optional<Timestamp> newestStamp() const { return m_newest; }
    std::optional<Duration> skew() const { return m_skew.skew(); }
    /// All devices, listed or heard of.
    QStringList devices() const;
    std::size_t deviceCount() const { return m_devices.size(); }
    /// Those that were not known at the last call.
    QStringList takeNewcomers() { return std::exchange(m_newcomers, {}); }
    /// Names of event types that this program does not know, as far as they were heard of.
    const QStringList &strangeTypes() const { return m_strangeTypes; }
    /// What came by the stream since the last call, by type.
    TypeCounts takeCounts() { return std::exchange(m_counts, {}); }
    SeriesMarks &marks() { return m_marks; }
    /// Whether a device was heard of that no list had, since the last call.
    bool takeStranger();

private:
    struct Known
    {
        Timestamp lastSeen = Timestamp::min();
        Timestamp statusTime = Timestamp::min();
        Timestamp toldTime = Timestamp::min(); ///< The last seen that was told.
        std::optional<Duration> toldAt;        ///< Monotonic; nothing: never.
        bool isOnline = false;
    };
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    Known &known(std::string_view device, bool isListed);
    void seen(const EventHead &head);
    void deliver(Sample sample);

    Clock &m_clock;
    SourceSink &m_sink;
    Duration m_now{};
    SeriesTable m_series;
    SeriesMarks m_marks;
    TypeCounts m_counts{};
    QStringList m_newcomers;
    QStringList m_strangeTypes;
    RecentIds m_ids;
    ClockSkew m_skew;
    std::unordered_map<std::string, Known, Hash, std::equal_to<>> m_devices;
    const Metric *m_lastMetric = nullptr; ///< Of the last sample, with m_lastDevice: sub-samples follow each other.
    std::string m_lastDevice;
    SeriesMarks::Mark *m_lastMark = nullptr;
    std::string m_path; ///< Memory to reuse.
    std::optional<Timestamp> m_newest;
    std::optional<StreamError> m_error;
    bool m_hasStranger = false;
    bool m_isHistoric = false;
};

} // namespace watchglass::protocol::disruptive
