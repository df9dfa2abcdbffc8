// What a recording does with what its sources heard.
#include "core/recording/recording_run.h"
#include "core/recording/session_json.h"

#include <algorithm>

namespace watchglass::recording {

namespace {

constexpr SeriesId refused = -1;

QString problemWord(protocol::Problem kind)
{
    switch (kind) {
    case protocol::Problem::BadFrame:
        return QStringLiteral("badFrame");
    case protocol::Problem::UnknownFrame:
        return QStringLiteral("unknownFrame");
    case protocol::Problem::BadValue:
        return QStringLiteral("badValue");
    case protocol::Problem::ServerError:
        return QStringLiteral("serverError");
    case protocol::Problem::RefusedFrame:
        break;
    }
    return QStringLiteral("refusedFrame");
}

} // namespace

void RecordingRun::write(Attached &source, Heard heard)
{
    m_pending += heard.bytes;
    for (const Heard::Event &event : heard.events)
        writeEvent(source, event);
    for (HeardFrame &frame : heard.frames)
        writeFrame(source, std::move(frame));
    m_state.frames += heard.frames.size();
    for (const HeardSample &sample : heard.samples) {
        if (const SeriesId series = seriesOf(source, sample.series); series != 0) {
            m_book->addSample(series, sample.sample);
            ++m_state.samples;
        }
    }
    noteLosses(source, heard);
}

void RecordingRun::writeFrame(Attached &source, HeardFrame heard)
{
    const Redactor &redactor = source.recorder->redactor();
    redactor.redact(heard.frame.head);
    if (heard.frame.kind == link::FrameKind::BytesReceived)
        redactor.redactPiece(heard.frame.payload, source.cut[heard.frame.channel]);
    else
        redactor.redact(heard.frame.payload);
    source.last = std::max(source.last, heard.arrival);
    m_book->addFrame(source.id, source.last, heard.frame);
}

void RecordingRun::writeEvent(Attached &source, const Heard::Event &event)
{
    const Redactor &redactor = source.recorder->redactor();
    const auto clean = [&redactor](QString &text) { text = redactor.redacted(text); };
    const Timestamp arrival = event.arrival == Timestamp() ? source.since : event.arrival;
    const auto add = [&](const auto &what) { m_book->add(source.id, arrival, what); };
    if (const auto *series = std::get_if<HeardSeries>(&event.what)) {
        const auto handle = static_cast<std::size_t>(series->handle);
        source.series.resize(std::max(source.series.size(), handle + 1), 0);
        SeriesInfo info = series->info;
        info.key.source = source.recorder->name();
        const SeriesId id = m_book->addSeries(source.id, info);
        // A handle of several series is what a sink gives for those that it refuses.
        SeriesId &known = source.series[handle];
        known = known == 0 || known == id ? id : refused;
    } else if (const auto *gap = std::get_if<HeardGap>(&event.what)) {
        add(GapNote{gap->kind, gap->device, seriesOf(source, gap->series), gap->gap});
    } else if (const auto *problem = std::get_if<HeardProblem>(&event.what)) {
        add(LedgerEntry{QStringLiteral("problem"),
                        {{QStringLiteral("kind"), problemWord(problem->kind)},
                         {QStringLiteral("text"), redactor.redacted(problem->text)},
                         {QStringLiteral("times"), problem->times}}});
    } else if (const auto *grant = std::get_if<Grant>(&event.what)) {
        add(LedgerEntry{QStringLiteral("grant"), toJson(*grant)});
    } else if (const auto *alarm = std::get_if<AlarmEvent>(&event.what)) {
        AlarmEvent cleaned = *alarm;
        clean(cleaned.title);
        clean(cleaned.message);
        add(cleaned);
    } else if (const auto *happened = std::get_if<DeviceEvent>(&event.what)) {
        DeviceEvent cleaned = *happened;
        clean(cleaned.text);
        add(cleaned);
    } else if (const auto *device = std::get_if<DeviceUpdate>(&event.what)) {
        DeviceUpdate cleaned = *device;
        clean(cleaned.reason);
        add(cleaned);
    } else if (const auto *state = std::get_if<SourceState>(&event.what)) {
        SourceState cleaned = *state;
        clean(cleaned.text);
        add(cleaned);
    } else if (const auto *status = std::get_if<SystemStatus>(&event.what)) {
        add(*status);
    }
}

void RecordingRun::noteLosses(Attached &source, const Heard &heard)
{
    const std::uint64_t lost = heard.lostFrames + heard.lostSamples + heard.lostEvents;
    if (lost == 0)
        return;
    m_state.lost += lost;
    m_book->add(source.id, m_clock.now(),
                LedgerEntry{QStringLiteral("lost"),
                            {{QStringLiteral("since"), qint64(m_gathered.ns())},
                             {QStringLiteral("frames"), qint64(heard.lostFrames)},
                             {QStringLiteral("samples"), qint64(heard.lostSamples)},
                             {QStringLiteral("events"), qint64(heard.lostEvents)}}});
}

void RecordingRun::write(const Note &note)
{
    if (const auto *marker = std::get_if<Marker>(&note.what)) {
        m_book->add(*marker);
        return;
    }
    const Attached *source = find(note.source);
    m_book->add(source ? source->id : 0, m_clock.now(), std::get<LedgerEntry>(note.what));
}

SeriesId RecordingRun::seriesOf(const Attached &source, protocol::SeriesHandle handle) const
{
    const auto index = static_cast<std::size_t>(handle);
    return index < source.series.size() ? std::max<SeriesId>(source.series[index], 0) : 0;
}

RecordingRun::Attached *RecordingRun::find(const QString &name)
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [&name](const Attached &source) { return source.recorder->name() == name; });
    return found == m_sources.end() ? nullptr : &*found;
}

} // namespace watchglass::recording
