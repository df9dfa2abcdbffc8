#include "core/derived/aligned_inputs.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace watchglass::derived {
namespace {

using namespace std::chrono_literals;

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr int intervalsAtOnce = 4096;
constexpr Duration leastReach = 2s;
constexpr int intervalsInReach = 5;
constexpr Duration longestChunk = 24h * 365;

Duration between(Timestamp from, Timestamp to)
{
    std::int64_t ns = 0;
    if (__builtin_sub_overflow(to.ns(), from.ns(), &ns))
        return to > from ? Duration::max() : Duration::min();
    return Duration(ns);
}

Timestamp moved(Timestamp t, Duration d)
{
    std::int64_t ns = 0;
    return __builtin_add_overflow(t.ns(), d.count(), &ns) ? Timestamp::max() : Timestamp::fromNs(ns);
}

} // namespace

AlignedInputs::AlignedInputs(std::vector<std::shared_ptr<const store::Series>> series, Timestamp from, Before before)
    : m_gapsFrom(from)
{
    for (auto &one : series) {
        Input input;
        input.series = std::move(one);
        input.readTo = from;
        if (before == Before::Known && from > Timestamp::min())
            input.last = input.series->at(from - Duration(1));
        m_inputs.push_back(std::move(input));
    }
    m_values.assign(m_inputs.size(), nan);
}

std::optional<Timestamp> AlignedInputs::next()
{
    std::optional<Timestamp> earliest;
    for (int attempt = 0; attempt < 2 && !earliest; ++attempt) {
        if (attempt > 0 || !m_readyTo)
            refresh();
        for (Input &input : m_inputs) {
            if (!input.front())
                readAhead(input);
            if (const Sample *front = input.front())
                earliest = std::min(earliest.value_or(Timestamp::max()), front->time);
        }
        if (earliest && m_readyTo && *earliest > *m_readyTo)
            earliest.reset();
    }
    if (!earliest)
        return std::nullopt;
    if (m_given && *earliest <= *m_given) {
        m_behindFrom = earliest;
        return std::nullopt;
    }
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        Input &input = m_inputs[i];
        while (input.front() && input.front()->time <= *earliest) {
            input.last = *input.front();
            ++input.used;
            if (!input.front())
                readAhead(input);
        }
        m_values[i] = valueOf(input, *earliest);
    }
    m_given = earliest;
    return earliest;
}

Timestamp AlignedInputs::readTo() const
{
    Timestamp to = Timestamp::min();
    for (const Input &input : m_inputs)
        to = std::max(to, input.readTo);
    return to;
}

/// Looks how far the series have come.
void AlignedInputs::refresh()
{
    std::optional<Timestamp> newest;
    for (Input &input : m_inputs) {
        const auto last = input.series->last();
        input.newest = last ? std::optional(last->time) : std::nullopt;
        newest = std::max(newest, input.newest);
        const auto rhythm = input.series->rhythm();
        input.reach =
            input.isHeld() || !rhythm ? Duration::max() : std::max<Duration>(leastReach, *rhythm * intervalsInReach);
    }
    m_readyTo = newest;
    for (const Input &input : m_inputs) {
        if (!input.newest || input.isHeld() || between(*input.newest, *newest) > input.reach)
            continue;
        m_readyTo = std::min(m_readyTo, input.newest);
    }
}

/// So that there is a next sample, if the series has one, without reading all of a long series at once.
void AlignedInputs::readAhead(Input &input) const
{
    if (!input.newest || input.readTo > *input.newest)
        return;
    const auto rhythm = input.series->rhythm().value_or(1s);
    const Duration chunk = std::clamp<Duration>(rhythm, 1us, longestChunk / intervalsAtOnce) * intervalsAtOnce;
    const auto first = input.series->view({input.readTo, moved(input.readTo, Duration(1))}, 1);
    Timestamp from = input.readTo;
    if (first.sampleCount == 0) {
        if (!first.after)
            return;
        from = first.after->time; // over a stretch without samples at once
    }
    const Timestamp to = std::min(moved(from, chunk), moved(*input.newest, Duration(1)));
    input.ahead = input.series->samples({from, to});
    input.used = 0;
    input.gaps = input.series->view({input.last ? input.last->time : from, to}, 1).gaps;
    input.readTo = to;
}

double AlignedInputs::valueOf(const Input &input, Timestamp time) const
{
    if (!input.last)
        return nan;
    if (input.last->time == time)
        return input.last->value;
    const auto isLost = [&](Timestamp from, Timestamp to) {
        return std::any_of(input.gaps.begin(), input.gaps.end(), [&](const Gap &gap) {
            return gap.cause != GapCause::NotRequested && gap.range.from < to && gap.range.to > from;
        });
    };
    if (input.isHeld())
        return isLost(input.last->time, time) ? nan : input.last->value;
    const Sample *after = input.front();
    if (!after || between(input.last->time, after->time) > input.reach || isLost(input.last->time, after->time))
        return nan;
    const double share = static_cast<double>(between(input.last->time, time).count())
                         / static_cast<double>(between(input.last->time, after->time).count());
    return input.last->value + (after->value - input.last->value) * share;
}

std::vector<Gap> AlignedInputs::takeGaps()
{
    std::vector<Gap> ended;
    if (!m_given || *m_given <= m_gapsFrom)
        return ended;
    for (const Input &input : m_inputs) {
        for (const Gap &gap : input.series->view({m_gapsFrom, *m_given}, 1).gaps) {
            if (gap.range.to > m_gapsFrom && gap.range.to <= *m_given)
                ended.push_back(gap);
        }
    }
    m_gapsFrom = *m_given;
    return ended;
}

} // namespace watchglass::derived
