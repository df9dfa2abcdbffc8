#pragma once

#include "core/ingest/source_runner.h"
#include "core/store/series_store.h"
#include "core/store/store_worker.h"
#include "tests/support/faulty_service.h"

#include <map>
#include <memory>
#include <vector>

namespace watchglass::bench {

/// What the store under test lacks of what the twin has.
struct Missing
{
    std::uint64_t sent = 0;      ///< Samples that the twin has of the series.
    std::uint64_t lacking = 0;   ///< Of these, not in the store.
    std::uint64_t unmarked = 0;  ///< Of these, outside every span that is marked as not requested.
    Duration marked{};           ///< Length of the marked spans.
    Duration needless{};         ///< Of it, what lies more than two intervals away from any lacking sample.
    std::uint64_t different = 0; ///< Samples of the same time and another value.
};

/// A mixed fleet of 200 devices behind three servers on loopback, and for each a twin of the program's source that
/// always asks for everything: so that what the program has can be compared with what was sent.
class AttentionStage
{
public:
    static constexpr int valtronicsDevices = 80;
    static constexpr int sensoctoDevices = 60;
    static constexpr int terraDevices = 60;

    explicit AttentionStage(Clock &clock);

    bool listen();
    /// By source id: "valtronics", "sensocto", "terra".
    std::map<QString, protocol::SourceAddress> addresses() const;
    static int seriesCount();

    void startTwins();
    void stopTwins();
    /// Alarms that the twin was told of since it began: id → when the server says they were raised.
    const std::map<QString, Timestamp> &alarms();
    /// Of one source, over samples in `range`.
    Missing compare(const store::SeriesStore &store, const QString &source, TimeRange range) const;

private:
    Clock &m_clock;
    std::vector<std::unique_ptr<test::FaultyService>> m_servers;
    store::SeriesStore m_twinStore;
    std::map<QString, std::unique_ptr<ingest::SourceRunner>> m_twins;
    std::map<QString, Timestamp> m_alarms;
};

} // namespace watchglass::bench
