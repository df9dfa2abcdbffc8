#include "core/store/snapshot.h"

#include <algorithm>

namespace watchglass::store {

namespace {

constexpr std::uint64_t rhythmIntervals = 64;

/// The time from one sample to a later one, as far as a Duration holds it.
Duration interval(Timestamp from, Timestamp to)
{
    const auto ns = static_cast<std::uint64_t>(to.ns()) - static_cast<std::uint64_t>(from.ns());
    return Duration(static_cast<std::int64_t>(std::min(ns, static_cast<std::uint64_t>(INT64_MAX))));
}

} // namespace

Snapshot::Snapshot(std::shared_ptr<const SeriesState> state)
    : m_state(std::move(state))
    , m_openCount(m_state->open->count())
{}

std::uint64_t Snapshot::countBefore(Timestamp time) const
{
    const std::uint32_t inOpen = m_state->open->lowerBound(time, 0, m_openCount);
    return inOpen > 0 ? m_state->sealed.count() + inOpen : m_state->sealed.countBefore(time);
}

std::uint64_t Snapshot::countUpTo(Timestamp time) const
{
    return time == Timestamp::max() ? count() : countBefore(Timestamp::fromNs(time.ns() + 1));
}

Sample Snapshot::sample(std::uint64_t rank) const
{
    const std::uint64_t sealed = m_state->sealed.count();
    if (rank >= sealed)
        return m_state->open->sample(static_cast<std::uint32_t>(rank - sealed));
    const auto place = m_state->sealed.at(rank);
    return place.block->sample(place.index);
}

std::vector<Sample> Snapshot::samples(std::uint64_t begin, std::uint64_t end) const
{
    if (begin >= end)
        return {};
    std::vector<Sample> samples(end - begin);
    const std::uint64_t sealed = m_state->sealed.count();
    Sample *out = samples.data();
    while (begin < end && begin < sealed) {
        const auto place = m_state->sealed.at(begin);
        const std::uint64_t rest = std::min<std::uint64_t>(end - begin, place.block->count() - place.index);
        place.block->decode(place.index, place.index + static_cast<std::uint32_t>(rest), out);
        out += rest;
        begin += rest;
    }
    if (begin < end) {
        m_state->open->decode(static_cast<std::uint32_t>(begin - sealed), static_cast<std::uint32_t>(end - sealed),
                              out);
    }
    return samples;
}

std::optional<Duration> Snapshot::rhythm() const
{
    const std::uint64_t all = count();
    if (all < 3)
        return std::nullopt;
    const auto newest = samples(all - std::min(all, rhythmIntervals + 1), all);
    std::vector<Duration> intervals;
    for (std::size_t i = 1; i < newest.size(); ++i) {
        if (newest[i].time != newest[i - 1].time)
            intervals.push_back(interval(newest[i - 1].time, newest[i].time));
    }
    if (intervals.empty())
        return std::nullopt;
    const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
    std::nth_element(intervals.begin(), middle, intervals.end());
    return *middle;
}

} // namespace watchglass::store
