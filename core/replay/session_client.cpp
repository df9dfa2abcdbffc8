#include "core/replay/session_client.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace watchglass::replay {

using recording::GapNote;
using recording::SessionFile;

SessionClient::SessionClient(Options options, protocol::SourceSink &sink, Clock &clock)
    : m_options(std::move(options))
    , m_sink(sink)
    , m_timer(clock.makeTimer([this] { readNext(); }))
{}

SessionClient::~SessionClient() = default;

void SessionClient::start()
{
    if (m_file)
        return;
    if (const auto opened = open(); !opened)
        return setState(SourcePhase::Failed, opened.error().text);
    setState(SourcePhase::Connecting, tr("Opening %1").arg(QFileInfo(m_options.fileName).fileName()));
    announce();
    announceGaps();
    m_timer->start(Duration::zero());
}

void SessionClient::stop()
{
    m_timer->stop();
    m_waiting.clear();
    m_file.reset();
    setState(SourcePhase::Idle, tr("Stopped"));
}

Result<void> SessionClient::open()
{
    auto file = SessionFile::open(m_options.fileName);
    if (!file)
        return file.error();
    const auto &sources = file.value()->sources();
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [this](const auto &source) { return source.name == m_options.source; });
    if (found == sources.end())
        return Error{ErrorCode::Missing,
                     tr("%1 holds no source \"%2\" any more.").arg(m_options.fileName, m_options.source)};
    m_file = std::move(file.value());
    m_source = found->id;
    return {};
}

void SessionClient::announce()
{
    QSet<QString> known;
    if (const auto devices = m_file->devices()) {
        for (const auto &[source, arrival, update] : devices.value()) {
            if (source != m_source || known.contains(update.id))
                continue;
            known.insert(update.id);
            DeviceUpdate named = update;
            named.status.reset(); // how it fared stands in the timeline
            named.lastSeen.reset();
            m_sink.device(named);
        }
    }
    for (const recording::SessionSeries &series : m_file->series()) {
        if (series.source != m_source)
            continue;
        SeriesKey key = series.info.key;
        key.source.clear();
        const protocol::SeriesHandle handle = m_sink.series(series.info);
        m_handles.insert(series.id, handle);
        m_waiting.push_back({series.id, handle, key});
    }
    m_all = m_waiting.size();
}

void SessionClient::announceGaps()
{
    const auto gaps = m_file->gaps();
    if (!gaps)
        return m_sink.problem(protocol::Problem::BadFrame, gaps.error().text);
    for (const auto &[source, arrival, note] : gaps.value()) {
        if (source != m_source)
            continue;
        const Gap gap{moved(note.gap.range), note.gap.cause};
        if (note.kind == GapNote::Kind::Missing)
            m_sink.gap(note.device, gap);
        else if (!m_handles.contains(note.series))
            continue;
        else if (note.kind == GapNote::Kind::NotRequested)
            m_sink.notRequested(m_handles.value(note.series), gap.range);
        else
            m_sink.requested(m_handles.value(note.series), gap.range);
    }
}

void SessionClient::setDemand(const DemandChange &change)
{
    if (change.others)
        m_others = *change.others;
    for (SeriesDemand demand : change.series) {
        demand.key.source.clear();
        m_levels.insert(demand.key, demand.level);
    }
    Grant grant;
    grant.isFixed = true;
    m_sink.grant(grant);
}

AttentionLevel SessionClient::levelOf(const SeriesKey &key) const
{
    return m_levels.value(key, m_others);
}

/// One series a turn of the event loop, so that the source can be stopped, or asked for something else, in between.
void SessionClient::readNext()
{
    if (m_waiting.empty())
        return finish();
    const auto next = std::max_element(m_waiting.begin(), m_waiting.end(), [this](const auto &a, const auto &b) {
        return levelOf(a.key) < levelOf(b.key);
    });
    const Waiting wanted = *next;
    m_waiting.erase(next);
    const auto read =
        m_file->eachSample(wanted.id, {Timestamp::min(), Timestamp::max()}, [&](const std::vector<Sample> &samples) {
            for (const Sample &sample : samples)
                m_sink.sample(wanted.handle, {sample.time + m_options.offset, sample.value});
            return true;
        });
    if (!read)
        m_sink.problem(protocol::Problem::BadFrame, read.error().text);
    setState(SourcePhase::Live, tr("Recording · %1 of %2 series read").arg(m_all - m_waiting.size()).arg(m_all));
    m_timer->start(Duration::zero());
}

void SessionClient::finish()
{
    setState(SourcePhase::Live, tr("Recording · %1").arg(QFileInfo(m_options.fileName).fileName()));
    m_file.reset();
}

TimeRange SessionClient::moved(TimeRange range) const
{
    const auto move = [this](Timestamp time) {
        return time == Timestamp::max() || time == Timestamp::min() ? time : time + m_options.offset;
    };
    return {move(range.from), move(range.to)};
}

void SessionClient::setState(SourcePhase phase, const QString &text)
{
    SourceState state;
    state.phase = phase;
    state.text = text;
    state.dialect = QStringLiteral("replay");
    m_sink.state(state);
}

} // namespace watchglass::replay
