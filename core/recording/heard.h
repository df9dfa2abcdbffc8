#pragma once

#include "core/protocol/source_sink.h"
#include "core/recording/session_values.h"

#include <atomic>
#include <variant>
#include <vector>

namespace watchglass::recording {

struct HeardFrame
{
    Timestamp arrival;
    link::Frame frame;
};

struct HeardSample
{
    protocol::SeriesHandle series{};
    Sample sample;
};

struct HeardSeries
{
    protocol::SeriesHandle handle{};
    SeriesInfo info;
};

/// See GapNote; `series` instead of its id.
struct HeardGap
{
    GapNote::Kind kind = GapNote::Kind::Missing;
    QString device;
    protocol::SeriesHandle series{};
    Gap gap;
};

struct HeardProblem
{
    protocol::Problem kind = protocol::Problem::BadFrame;
    QString text;
    int times = 1;
};

using HeardEvent = std::variant<HeardSeries, HeardGap, HeardProblem, AlarmEvent, DeviceEvent, DeviceUpdate, SourceState,
                                SystemStatus, Grant>;

/// What a source's recorder heard since it was last asked.
struct Heard
{
    struct Event
    {
        Timestamp arrival; ///< 1970: it was known when the recording began.
        HeardEvent what;
    };
    std::vector<HeardFrame> frames;
    std::vector<HeardSample> samples;
    std::vector<Event> events; ///< A series stands here before, or together with, its first sample.
    std::uint64_t bytes = 0;   ///< What all of it takes in memory, about.
    std::uint64_t lostFrames = 0;
    std::uint64_t lostSamples = 0;
    std::uint64_t lostEvents = 0;
};

/// What waits for a slow disk, of all sources of a recording together.
/// Thread: any.
class QueueBudget
{
public:
    explicit QueueBudget(std::uint64_t limit)
        : m_limit(limit)
    {}

    void add(std::uint64_t bytes) { m_waiting.fetch_add(bytes, std::memory_order_relaxed); }
    void remove(std::uint64_t bytes) { m_waiting.fetch_sub(bytes, std::memory_order_relaxed); }
    std::uint64_t waiting() const { return m_waiting.load(std::memory_order_relaxed); }
    bool isFull() const { return waiting() > m_limit; }
    /// For what is rare and worth more than any sample.
    bool isOverfull() const { return waiting() > m_limit + m_limit / 4; }

private:
    const std::uint64_t m_limit;
    std::atomic<std::uint64_t> m_waiting = 0;
};

} // namespace watchglass::recording
