#pragma once

#include "core/base/clock.h"
#include "core/protocol/disruptive/event_filter.h"
#include "core/protocol/disruptive/type_demand.h"
#include "core/protocol/source_sink.h"

namespace watchglass::protocol::disruptive {

/// Which event types the stream is asked for, and the grants that say so. The stream of a large project (more devices
/// than the address's `narrow`) is asked for those that TypeDemand wants, inside what the address lets in; others
/// are asked for everything. Another filter takes another stream, so it is widened at once but narrowed once a minute
/// at most, and only where that would have left out a third of the events of that minute.
/// What would leave nothing to ask for is not done: a stream without filter sends everything.
/// Thread: the source's. Requires: clock and sink outlive it.
class Narrowing
{
public:
    static constexpr Duration interval = std::chrono::minutes(1);

    struct Calls
    {
        /// What came by the stream since the last call, by type.
        std::function<TypeCounts()> takeCounts;
        /// asked() is another than before. It may not destroy the Narrowing.
        std::function<void(const TypeSet &before)> changed;
    };

    Narrowing(Clock &clock, SourceSink &sink, const ProjectAddress &address, Calls calls);

    void setDemand(const DemandChange &change);
    void setDevices(std::size_t count);
    /// Between start and stop of the session: only then is narrowing considered.
    void resume();
    void pause();

    const TypeSet &asked() const { return m_asked; }
    const TypeDemand &demand() const { return m_demand; }

private:
    bool isLarge() const;
    TypeSet wanted() const;
    void weigh();
    void look();
    void change(const TypeSet &types);
    void answer(const std::vector<SeriesDemand> &named);
    void answerAll();
    void answerOthers();
    void answerOne(const SeriesKey &key, AttentionLevel level);

    SourceSink &m_sink;
    const Calls m_calls;
    const TypeSet m_offered;
    const std::size_t m_threshold; ///< 0: never.
    TypeDemand m_demand;
    TypeSet m_asked;
    std::size_t m_devices = 0;
    const std::unique_ptr<Timer> m_timer;
    bool m_isRunning = false;
    std::optional<Grant> m_toldOthers;
    std::map<SeriesKey, Grant> m_told;
};

} // namespace watchglass::protocol::disruptive
