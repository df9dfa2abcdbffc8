#include "core/replay/session_alignment.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace watchglass::replay {

using recording::SessionFile;
using recording::SessionSeries;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::replay::SessionAlignment)
};

SeriesKey withoutSource(SeriesKey key)
{
    key.source.clear();
    return key;
}

Result<std::vector<Sample>> samplesOf(const SessionFile &file, recording::SeriesId series,
                                      const std::function<bool()> &isWanted)
{
    std::vector<Sample> all;
    const auto read =
        file.eachSample(series, {Timestamp::min(), Timestamp::max()}, [&](const std::vector<Sample> &samples) {
            all.insert(all.end(), samples.begin(), samples.end());
            return isWanted();
        });
    if (!read)
        return read.error();
    if (!isWanted())
        return Error{ErrorCode::Refused, Texts::tr("stopped")};
    return all;
}

} // namespace

std::vector<SharedSeries> sharedSeries(const SessionFile &first, const SessionFile &second)
{
    QHash<SeriesKey, const SessionSeries *> seconds; // by whole keys, and by keys without their source
    for (const SessionSeries &one : second.series()) {
        if (one.count == 0)
            continue;
        seconds.insert(one.info.key, &one);
        const SeriesKey plain = withoutSource(one.info.key);
        if (!seconds.contains(plain))
            seconds.insert(plain, &one);
    }
    std::vector<SharedSeries> shared;
    for (const SessionSeries &one : first.series()) {
        const SeriesKey plain = withoutSource(one.info.key);
        const SessionSeries *same = seconds.value(one.info.key);
        const SessionSeries *found = same ? same : seconds.value(plain);
        if (one.count > 0 && found)
            shared.push_back({same ? one.info.key.toString() : plain.toString().mid(1), one.id, found->id,
                              std::min(one.count, found->count)});
    }
    std::sort(shared.begin(), shared.end(),
              [](const SharedSeries &a, const SharedSeries &b) { return a.name < b.name; });
    return shared;
}

Result<exchange::Alignment> alignSessions(const SessionFile &first, const SessionFile &second, const SharedSeries &by,
                                          Duration around, Duration mostShift, const std::function<bool()> &isWanted)
{
    const auto firsts = samplesOf(first, by.first, isWanted);
    if (!firsts)
        return firsts.error();
    const auto seconds = samplesOf(second, by.second, isWanted);
    if (!seconds)
        return seconds.error();
    const auto found = exchange::align(firsts.value(), seconds.value(), around, mostShift);
    if (!found)
        return Error{ErrorCode::Unsupported,
                     Texts::tr("%1 does not overlap within that distance, or does not change enough to align by it.")
                         .arg(by.name)};
    return *found;
}

std::optional<Duration> alignMarkers(const std::vector<recording::Marker> &first,
                                     const std::vector<recording::Marker> &second)
{
    if (first.empty() || second.empty())
        return std::nullopt;
    for (const recording::Marker &one : first) {
        const auto same = std::find_if(second.begin(), second.end(), [&one](const recording::Marker &other) {
            return !one.text.isEmpty() && other.text == one.text;
        });
        if (same != second.end())
            return one.time - same->time;
    }
    return first.front().time - second.front().time;
}

} // namespace watchglass::replay
