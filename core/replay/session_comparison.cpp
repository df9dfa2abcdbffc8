#include "core/replay/session_comparison.h"

#include "core/recording/session_source.h"

#include <QHash>
#include <QSet>

namespace watchglass::replay {

using recording::SessionFile;
using recording::SessionSampleSource;

namespace {

bool haveSourceInCommon(const SessionFile &first, const SessionFile &second)
{
    QSet<QString> names;
    for (const recording::SessionSource &source : first.sources())
        names.insert(source.name);
    for (const recording::SessionSource &source : second.sources()) {
        if (names.contains(source.name))
            return true;
    }
    return false;
}

/// Of two series that a report calls the same, the first by key is the one that it is about.
QHash<QString, SeriesKey> keysByText(const exchange::SampleSource &source, bool matchesSource)
{
    QHash<QString, SeriesKey> keys;
    for (const SeriesInfo &info : source.series()) {
        const QString text = exchange::comparedName(info.key, matchesSource);
        if (!keys.contains(text))
            keys.insert(text, info.key);
    }
    return keys;
}

std::optional<SeriesKey> found(const QHash<QString, SeriesKey> &keys, const QString &text)
{
    const auto at = keys.constFind(text);
    return at == keys.constEnd() ? std::nullopt : std::optional(*at);
}

} // namespace

Result<SessionComparison> compareSessions(const SessionFile &first, const SessionFile &second,
                                          exchange::CompareOptions options,
                                          const std::function<bool(std::size_t, std::size_t)> &progress)
{
    options.matchesSource = haveSourceInCommon(first, second);
    const SessionSampleSource firsts(first);
    const SessionSampleSource seconds(second);
    auto report = exchange::compareSamples(firsts, seconds, options, progress);
    if (!report)
        return report.error();
    for (const SessionSampleSource *one : {&firsts, &seconds}) {
        if (one->failure())
            return *one->failure();
    }
    SessionComparison out{std::move(report).value(), {}};
    const auto firstKeys = keysByText(firsts, options.matchesSource);
    const auto secondKeys = keysByText(seconds, options.matchesSource);
    for (const exchange::SeriesComparison &one : out.report.series)
        out.pairs.push_back({found(firstKeys, one.key), found(secondKeys, one.key)});
    return out;
}

} // namespace watchglass::replay
