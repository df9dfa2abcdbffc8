#include "ui/models/source_status.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"

#include <QCoreApplication>
#include <QStringList>

namespace watchglass::ui {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::SourceStatus)
};

} // namespace

QString phaseWord(SourcePhase phase)
{
    switch (phase) {
    case SourcePhase::Idle:
        return Texts::tr("Stopped");
    case SourcePhase::Connecting:
        return Texts::tr("Connecting");
    case SourcePhase::Probing:
        return Texts::tr("Asking");
    case SourcePhase::Live:
        return Texts::tr("Live");
    case SourcePhase::Silent:
        return Texts::tr("Silent");
    case SourcePhase::Waiting:
        return Texts::tr("Down");
    case SourcePhase::Failed:
        return Texts::tr("Refused");
    }
    return {};
}

QString stateWord(const SourceState &state)
{
    const bool isReplay = state.phase == SourcePhase::Live && state.dialect == QLatin1String("replay");
    const QString word = isReplay ? Texts::tr("Replay") : phaseWord(state.phase);
    return state.isHeldBack ? Texts::tr("%1, held back").arg(word) : word;
}

Mark phaseMark(SourcePhase phase)
{
    switch (phase) {
    case SourcePhase::Idle:
        return Mark::Absent;
    case SourcePhase::Connecting:
    case SourcePhase::Probing:
        return Mark::Working;
    case SourcePhase::Live:
        return Mark::Normal;
    case SourcePhase::Silent:
    case SourcePhase::Waiting:
        return Mark::Warning;
    case SourcePhase::Failed:
        return Mark::Critical;
    }
    return Mark::None;
}

Mark deviceMark(DeviceState state)
{
    switch (state) {
    case DeviceState::Unknown:
        return Mark::Unknown;
    case DeviceState::Online:
        return Mark::Normal;
    case DeviceState::Offline:
        return Mark::Absent;
    case DeviceState::Warning:
        return Mark::Warning;
    case DeviceState::Error:
        return Mark::Critical;
    }
    return Mark::None;
}

QString sourceSummary(const SourceState &state)
{
    QStringList lines{stateWord(state)};
    if (!state.text.isEmpty())
        lines << state.text;
    if (!state.dialect.isEmpty())
        lines << Texts::tr("Dialect: %1").arg(state.dialect);
    if (state.clockSkew) {
        lines << Texts::tr("Server clock minus ours: %1").arg(format::duration(*state.clockSkew));
    }
    lines << Texts::tr("Reconnects: %1").arg(state.reconnects);
    return lines.join(QLatin1Char('\n'));
}

QString sourceDetails(const SourceStatus &status)
{
    const SourceCounters &counters = status.counters;
    QStringList lines{status.shownName(), sourceSummary(status.state)};
    lines << Texts::tr("Frames: %1 (%2)").arg(format::count(counters.frames), format::bytes(counters.bytes));
    lines << Texts::tr("Samples: %1").arg(format::count(counters.samples));
    lines << Texts::tr("Out of order: %1 · duplicates: %2")
                 .arg(format::count(counters.outOfOrder), format::count(counters.duplicates));
    lines << Texts::tr("Bad frames: %1 · over the size limit: %2")
                 .arg(format::count(counters.badFrames), format::count(counters.refusedFrames));
    lines << Texts::tr("Unknown frames: %1 · bad values: %2")
                 .arg(format::count(counters.unknownFrames), format::count(counters.badValues));
    lines << Texts::tr("Errors from the server: %1").arg(format::count(counters.serverErrors));
    lines << Texts::tr("Events dropped: %1").arg(format::count(counters.droppedEvents));
    if (!counters.lastProblem.isEmpty())
        lines << Texts::tr("Last problem: %1").arg(counters.lastProblem);
    return lines.join(QLatin1Char('\n'));
}

QString deviceSummary(const ingest::DeviceRecord &device)
{
    QStringList lines{device.id};
    if (!device.type.isEmpty())
        lines << Texts::tr("Type: %1").arg(device.type);
    if (!device.location.isEmpty())
        lines << Texts::tr("Place: %1").arg(device.location);
    if (!device.status.isEmpty())
        lines << (device.reason.isEmpty() ? Texts::tr("Status: %1").arg(device.status)
                                          : Texts::tr("Status: %1 (%2)").arg(device.status, device.reason));
    return lines.join(QLatin1Char('\n'));
}

QString plainToolTip(const QString &text)
{
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.toHtmlEscaped());
}

std::uint64_t lossCount(const SourceCounters &counters)
{
    return counters.badFrames + counters.refusedFrames + counters.badValues + counters.droppedEvents;
}

} // namespace watchglass::ui
