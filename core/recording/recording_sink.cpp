#include "core/recording/recording_sink.h"

namespace watchglass::recording {

using protocol::SeriesHandle;

SeriesHandle RecordingSink::series(const SeriesInfo &info)
{
    const SeriesHandle handle = m_to.series(info);
    m_recorder->note(HeardSeries{handle, info});
    return handle;
}

void RecordingSink::gap(const QString &device, const Gap &gap)
{
    m_to.gap(device, gap);
    m_recorder->note(HeardGap{GapNote::Kind::Missing, device, {}, gap});
}

void RecordingSink::notRequested(SeriesHandle series, TimeRange range)
{
    m_to.notRequested(series, range);
    m_recorder->note(HeardGap{GapNote::Kind::NotRequested, {}, series, {range, GapCause::NotRequested}});
}

void RecordingSink::requested(SeriesHandle series, TimeRange range)
{
    m_to.requested(series, range);
    m_recorder->note(HeardGap{GapNote::Kind::Requested, {}, series, {range, GapCause::NotRequested}});
}

void RecordingSink::grant(const Grant &grant)
{
    m_to.grant(grant);
    m_recorder->note(grant);
}

void RecordingSink::device(const DeviceUpdate &update)
{
    m_to.device(update);
    m_recorder->note(update);
}

void RecordingSink::alarm(const AlarmEvent &event)
{
    m_to.alarm(event);
    m_recorder->note(event);
}

void RecordingSink::event(const DeviceEvent &event)
{
    m_to.event(event);
    m_recorder->note(event);
}

void RecordingSink::systemStatus(const SystemStatus &status)
{
    m_to.systemStatus(status);
    m_recorder->note(status);
}

void RecordingSink::state(const SourceState &state)
{
    m_to.state(state);
    m_recorder->note(state);
}

void RecordingSink::problem(protocol::Problem kind, const QString &text)
{
    m_to.problem(kind, text);
    m_recorder->note(HeardProblem{kind, text});
}

} // namespace watchglass::recording
