#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "core/base/clock.h"
#include "core/ingest/source_runner.h"
#include "core/store/store_worker.h"

#include <memory>
#include <vector>

namespace watchglass::cli {

/// `watchglass-cli watch`: every source's events and samples as JSON lines, as they come; at the end one "counters"
/// line a source. A sample is printed once, however often it was sent.
/// Thread: made, polled and destroyed on one with an event loop; samples are written from the sources' threads.
class Watch final : public ingest::SampleListener
{
public:
    Watch(const WatchOptions &options, Clock &clock, JsonLines &out);
    ~Watch() override;

    /// Prints what came since the last call and lets the reader see it.
    void poll();
    /// Ends all sources and prints what is left. CouldNotConnect when a source was never live.
    ExitCode finish();

private:
    struct Source
    {
        std::unique_ptr<ingest::SourceRunner> runner;
        bool wasLive = false;
    };

    void onSample(const SeriesInfo &series, Sample sample, store::Append result) override;
    void print(Source &source, const ingest::SourceEvent &event);

    Clock &m_clock;
    JsonLines &m_out;
    store::SeriesStore m_store;
    store::StoreWorker m_storeWorker{m_store};
    std::vector<Source> m_sources;
};

} // namespace watchglass::cli
