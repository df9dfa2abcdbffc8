#include "app/cli/watch.h"

#include "app/cli/event_json.h"

namespace watchglass::cli {

Watch::Watch(const WatchOptions &options, Clock &clock, JsonLines &out)
    : m_clock(clock)
    , m_out(out)
{
    int number = 0;
    for (const protocol::SourceAddress &address : options.sources) {
        const QString id = QStringLiteral("source%1").arg(++number);
        m_sources.push_back({std::make_unique<ingest::SourceRunner>(id, address, m_store, clock, this), false});
        m_out.write(sourceJson(id, address));
    }
    for (Source &source : m_sources)
        source.runner->start();
}

Watch::~Watch() = default;

void Watch::poll()
{
    for (Source &source : m_sources) {
        for (const ingest::SourceEvent &event : source.runner->drainEvents())
            print(source, event);
    }
    m_out.flush();
}

ExitCode Watch::finish()
{
    poll();
    bool allWereLive = true;
    for (Source &source : m_sources) {
        const QString id = source.runner->sourceId();
        const SourceCounters counters = source.runner->counters();
        source.runner.reset();
        m_out.write(countersJson(id, counters));
        allWereLive = allWereLive && source.wasLive;
    }
    m_sources.clear();
    m_out.flush();
    return allWereLive ? ExitCode::Done : ExitCode::CouldNotConnect;
}

void Watch::onSample(const SeriesInfo &series, Sample sample, store::Append result)
{
    if (result != store::Append::Duplicate)
        m_out.writeSample(series, sample);
}

void Watch::print(Source &source, const ingest::SourceEvent &event)
{
    if (const auto *state = std::get_if<SourceState>(&event))
        source.wasLive = source.wasLive || state->phase == SourcePhase::Live;
    m_out.write(eventJson(source.runner->sourceId(), event, m_clock.now()));
}

} // namespace watchglass::cli
