#pragma once

#include "core/ingest/device_registry.h"
#include "core/model/source_state.h"
#include "ui/models/mark.h"

#include <QString>

namespace watchglass::ui {

/// What the status bar shows of one source.
struct SourceStatus
{
    QString id;
    QString name; ///< What people call it; empty for the id.
    SourceState state;
    SourceCounters counters;
    double samplesPerSecond = 0.0;
    double framesPerSecond = 0.0;
    double bytesPerSecond = 0.0;

    const QString &shownName() const { return name.isEmpty() ? id : name; }
};

/// One true word for a phase, e.g. "Live".
QString phaseWord(SourcePhase phase);
/// The phase's word, and "held back" where reading is slowed down.
QString stateWord(const SourceState &state);
Mark phaseMark(SourcePhase phase);
Mark deviceMark(DeviceState state);
/// Several lines: what the source does, its dialect, skew and reconnects.
QString sourceSummary(const SourceState &state);
/// sourceSummary() with every counter and the newest problem.
QString sourceDetails(const SourceStatus &status);
/// Several lines: id, type, location, the service's status word with its reason.
QString deviceSummary(const ingest::DeviceRecord &device);
/// The text as a tool tip, whatever characters are in it: what a server sends is never taken for markup.
QString plainToolTip(const QString &text);
/// What was not usable of a source's input, as one number: bad and refused frames, bad values, lost events.
std::uint64_t lossCount(const SourceCounters &counters);

} // namespace watchglass::ui
