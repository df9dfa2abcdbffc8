#include "ui/panels/state_spans.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace watchglass::ui {
namespace {

void add(std::vector<StateSpan> &spans, TimeRange range, double value)
{
    if (range.isEmpty())
        return;
    if (!spans.empty() && spans.back().value == value && spans.back().range.to == range.from)
        spans.back().range.to = range.to;
    else
        spans.push_back({range, value});
}

/// What of a span no gap covers; a state that was told before a gap is not known behind it.
TimeRange beforeGap(TimeRange range, const std::vector<Gap> &gaps)
{
    for (const Gap &gap : gaps) {
        if (gap.range.to > range.from && gap.range.from < range.to)
            range.to = std::max(range.from, gap.range.from);
    }
    return range;
}

} // namespace

std::vector<StateSpan> stateSpans(const store::View &view, Timestamp end)
{
    std::vector<Sample> told;
    if (view.before)
        told.push_back(*view.before);
    for (const store::Column &column : view.columns) {
        if (!column.hasValue())
            continue;
        told.push_back({column.firstTime, column.first});
        if (column.count > 1)
            told.push_back({column.lastTime, column.last});
    }
    std::vector<StateSpan> spans;
    const Timestamp stop = std::min(end, view.range.to);
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (std::isnan(told[i].value))
            continue;
        const Timestamp next = i + 1 < told.size() ? told[i + 1].time : stop;
        TimeRange range = beforeGap({told[i].time, std::min(next, stop)}, view.gaps);
        range.from = std::max(range.from, view.range.from);
        add(spans, range, told[i].value);
    }
    return spans;
}

std::vector<StateShare> stateShares(const std::vector<StateSpan> &spans)
{
    std::map<double, Duration> times;
    Duration all{};
    for (const StateSpan &span : spans) {
        times[span.value] += span.range.length();
        all += span.range.length();
    }
    std::vector<StateShare> shares;
    for (const auto &[value, time] : times)
        shares.push_back({value, time, static_cast<double>(time.count()) / static_cast<double>(all.count())});
    return shares;
}

std::optional<StateSpan> spanAt(const std::vector<StateSpan> &spans, Timestamp time)
{
    const auto after = std::upper_bound(spans.begin(), spans.end(), time,
                                        [](Timestamp t, const StateSpan &span) { return t < span.range.from; });
    if (after == spans.begin() || !std::prev(after)->range.contains(time))
        return std::nullopt;
    return *std::prev(after);
}

} // namespace watchglass::ui
