#include "ui/models/source_figures.h"

#include "core/format/duration_format.h"
#include "core/format/value_format.h"
#include "core/ingest/source_check.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {

namespace {

using Figures = std::vector<std::pair<QString, QString>>;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::SourceFigures)
};

void addAttempts(Figures &figures, const SourceState &state, const ingest::SourceHistory *history, Timestamp now)
{
    if (state.retryAt) {
        const Duration left = std::max(*state.retryAt - now, Duration::zero());
        figures.emplace_back(Texts::tr("Tries again in"), format::age(left));
    }
    if (!history)
        return;
    if (history->attempts() > 0)
        figures.emplace_back(Texts::tr("Attempts"), format::count(static_cast<std::uint64_t>(history->attempts())));
    if (const auto lost = history->lostSince())
        figures.emplace_back(Texts::tr("Not live for"), format::age(now - *lost));
}

void addLosses(Figures &figures, const SourceCounters &counters)
{
    const auto add = [&figures](const QString &name, std::uint64_t count) {
        if (count > 0)
            figures.emplace_back(name, format::count(count));
    };
    add(Texts::tr("Out of order, sorted in"), counters.outOfOrder);
    add(Texts::tr("Duplicates, dropped"), counters.duplicates);
    add(Texts::tr("Bad frames"), counters.badFrames);
    add(Texts::tr("Unknown frames"), counters.unknownFrames);
    add(Texts::tr("Bad values"), counters.badValues);
    add(Texts::tr("Over the size limit"), counters.refusedFrames);
    add(Texts::tr("Errors from the server"), counters.serverErrors);
    add(Texts::tr("Events dropped"), counters.droppedEvents);
    if (!counters.lastProblem.isEmpty())
        figures.emplace_back(Texts::tr("Last problem"), counters.lastProblem);
}

} // namespace

Figures sourceFigures(const SourceStatus &status, const ingest::SourceHistory *history, Timestamp now)
{
    const SourceState &state = status.state;
    const SourceCounters &counters = status.counters;
    Figures figures;
    addAttempts(figures, state, history, now);
    if (state.isHeldBack)
        figures.emplace_back(Texts::tr("Held back"), Texts::tr("it sends more than its budget"));
    if (!state.dialect.isEmpty())
        figures.emplace_back(Texts::tr("Dialect"), state.dialect);
    if (state.clockSkew)
        figures.emplace_back(Texts::tr("Its clock minus ours"), format::duration(*state.clockSkew));
    if (const QString can = ingest::capabilityText(state.capabilities); !can.isEmpty())
        figures.emplace_back(Texts::tr("Can be asked for"), can);
    figures.emplace_back(
        Texts::tr("Received"),
        Texts::tr("%1/s, %2 in all")
            .arg(format::bytes(static_cast<std::uint64_t>(status.bytesPerSecond)), format::bytes(counters.bytes)));
    figures.emplace_back(
        Texts::tr("Samples"),
        Texts::tr("%1, %2 in all").arg(format::rate(status.samplesPerSecond), format::count(counters.samples)));
    figures.emplace_back(Texts::tr("Reconnects"),
                         format::count(static_cast<std::uint64_t>(std::max(state.reconnects, 0))));
    addLosses(figures, counters);
    return figures;
}

} // namespace watchglass::ui
