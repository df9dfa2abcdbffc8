#pragma once

#include "core/base/clock.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/rhythm.h"

#include <QHash>
#include <QStringList>

#include <string_view>
#include <vector>

namespace watchglass::protocol::valtronics {

/// Which series come whole, and marks for the sink where they do not.
///
/// A mark begins just after the newest sample when less is asked for than every sample; not when the series is known to
/// have no more samples than are asked for. It ends at the first sample that arrives after the answer to a ping
/// which was sent behind the request for more: a connection keeps its order, so that everything behind the answer was
/// sent by a server that had read the request. Marks go on through lost connections until then.
/// Outlives connections and sessions, because handles do.
/// Thread: the source's. Requires: sink and clock outlive it.
class SeriesMarks
{
public:
    /// Of a server that never answers a ping, what it was asked for this long ago counts as read.
    static constexpr Duration patience = std::chrono::seconds(15);

    /// What the other side was told.
    struct Asked
    {
        AttentionLevel level = AttentionLevel::High;
        std::uint64_t raise = 0; ///< The ping behind the newest request for more; 0: none was sent.
    };
    class Asking
    {
    public:
        virtual ~Asking() = default;
        virtual Asked asked(const QString &device, const QString &metric) const = 0;
        virtual void seriesSeen(const QString &device) = 0; ///< For the first time.
    };

    SeriesMarks(Clock &clock, SourceSink &sink);

    /// Null: everything is asked for.
    void setAsking(Asking *asking) { m_asking = asking; }

    /// A sample came. Cheap while its series comes whole.
    void sampled(SeriesHandle series, Timestamp time, std::string_view device, std::string_view metric)
    {
        const auto index = static_cast<std::size_t>(series);
        if (index < m_series.size() && m_series[index].phase == Phase::Whole)
            m_series[index].rhythm.add(time);
        else
            sampledRarely(index, time, device, metric);
    }
    /// Other things are asked for now, of every series or of those of a device.
    void review();
    void review(const QString &device);
    /// The answer to this ping came; pings are numbered in their order, over all connections.
    void answered(std::uint64_t ping);
    void interrupted();
    /// Nothing will be left out from `time` on, whatever was asked.
    void endAll(Timestamp time);

    /// Those of a device that were seen.
    QStringList metrics(const QString &device) const;

private:
    enum class Phase : std::uint8_t {
        Unseen,
        Whole,  ///< Every sample is asked for.
        Sparse, ///< Less is asked for, but there is no more.
        Marked,
        Rising, ///< Marked; what was asked for since is on its way.
    };
    struct Series
    {
        Rhythm rhythm;
        Phase phase = Phase::Unseen;
    };
    /// What is rarely looked at.
    struct About
    {
        QString device;
        QString metric;
        std::uint64_t raise = 0; ///< Rising: the ping that is waited for.
        Duration raisedAt{};     ///< Monotonic.
        Timestamp before;        ///< Sparse: the sample before the newest.
    };

    void sampledRarely(std::size_t index, Timestamp time, std::string_view device, std::string_view metric);
    void firstSampled(std::size_t index, Timestamp time, std::string_view device, std::string_view metric);
    void sparseSampled(std::size_t index, Timestamp time);
    void risingSampled(std::size_t index, Timestamp time);
    void review(std::size_t index);
    void mark(std::size_t index, Timestamp lastWhole);
    void rise(std::size_t index, std::uint64_t raise);
    bool isRead(const About &about) const;

    Clock &m_clock;
    SourceSink &m_sink;
    Asking *m_asking = nullptr;
    std::vector<Series> m_series; ///< By handle.
    std::vector<About> m_about;   ///< By handle.
    QHash<QString, std::vector<std::size_t>> m_byDevice;
    std::uint64_t m_answered = 0; ///< The newest ping that was.
    bool m_isMute = true;         ///< No ping was answered on this connection.
};

} // namespace watchglass::protocol::valtronics
