#pragma once

#include "app/cli/command_line.h"
#include "app/cli/json_lines.h"
#include "core/base/clock.h"
#include "core/ingest/source_runner.h"
#include "core/recording/session_writer.h"
#include "core/store/store_worker.h"

#include <memory>
#include <vector>

namespace watchglass::cli {

/// `watchglass-cli record`: sources into a session file. How it goes is told on standard error, what came of it by one
/// JSON line.
/// Thread: made, polled and destroyed on one with an event loop.
class Record
{
public:
    Record(const RecordOptions &options, Clock &clock, JsonLines &out);
    ~Record();

    /// Makes the file and connects. An error says why there can be no recording.
    Result<void> start();
    /// Tells how it goes. False when the recording has ended by itself.
    bool poll();
    /// Closes the file. CouldNotConnect when a source was never live, Finding when the file does not hold everything.
    ExitCode finish();

private:
    struct Source
    {
        std::unique_ptr<ingest::SourceRunner> runner;
        bool wasLive = false;
        QString told; ///< The state that was last told.
    };

    void tell(Source &source, const SourceState &state);
    void tellProgress(const recording::RecordingState &state);

    const RecordOptions m_options;
    Clock &m_clock;
    JsonLines &m_out;
    store::SeriesStore m_store;
    store::StoreWorker m_storeWorker{m_store};
    recording::SessionWriter m_writer;
    std::vector<Source> m_sources;
    Duration m_told{}; ///< When progress was last told.
};

} // namespace watchglass::cli
