#include "core/store/pyramid.h"

#include <cmath>
#include <numeric>

namespace watchglass::store {

namespace {

/// Of `count` items, four at a time: one alone would wait for itself each time.
template <typename Item, typename Of>
Extremes ofAll(const Item *items, std::uint32_t count, Of of)
{
    Extremes lanes[4] = {ofNone, ofNone, ofNone, ofNone};
    std::uint32_t i = 0;
    for (; i + 4 <= count; i += 4) {
        lanes[0] = least(of(items[i]), lanes[0]);
        lanes[1] = least(of(items[i + 1]), lanes[1]);
        lanes[2] = least(of(items[i + 2]), lanes[2]);
        lanes[3] = least(of(items[i + 3]), lanes[3]);
    }
    for (; i < count; ++i)
        lanes[0] = least(of(items[i]), lanes[0]);
    return least(least(lanes[0], lanes[1]), least(lanes[2], lanes[3]));
}

Extremes ofGroup(const Extremes *groups, std::uint32_t begin, std::uint32_t end)
{
    return ofAll(groups + begin, end - begin, [](Extremes group) { return group; });
}

} // namespace

Extremes extremesOf(const StoredSample *samples, std::uint32_t count)
{
    return ofAll(samples, count, [](const StoredSample &sample) { return Extremes{sample.value, -sample.value}; });
}

void Aggregate::append(const Aggregate &later)
{
    if (later.hasValue()) {
        if (!hasValue()) {
            first = later.first;
            firstTime = later.firstTime;
        }
        last = later.last;
        lastTime = later.lastTime;
        min = later.min < min ? later.min : min;
        max = later.max > max ? later.max : max;
    }
    count += later.count;
    nanCount += later.nanCount;
}

Pyramid::Pyramid(std::uint32_t capacity, void *memory)
    : m_coarse(capacity / coarseGroup)
    , m_groups(static_cast<Extremes *>(memory))
    , m_ends(reinterpret_cast<Ends *>(m_groups + m_coarse + capacity / fineGroup))
    , m_nans(reinterpret_cast<std::uint8_t *>(m_ends + m_coarse))
{}

void Pyramid::close(const StoredSample *samples, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t group = from / fineGroup; group < to / fineGroup; ++group) {
        const StoredSample *const begin = samples + group * fineGroup;
        const auto isNan = [](const StoredSample &sample) { return std::isnan(sample.value); };
        m_groups[m_coarse + group] = extremesOf(begin, fineGroup);
        m_nans[group] = static_cast<std::uint8_t>(std::count_if(begin, begin + fineGroup, isNan));
    }
    for (std::uint32_t group = from / coarseGroup; group < to / coarseGroup; ++group) {
        m_groups[group] = ofGroup(m_groups + m_coarse, group * fan, (group + 1) * fan);
        m_ends[group] = {samples[group * coarseGroup].value, samples[(group + 1) * coarseGroup - 1].value};
    }
}

void Pyramid::copy(const Pyramid &other, std::uint32_t count)
{
    std::copy_n(other.m_groups, count / coarseGroup, m_groups);
    std::copy_n(other.m_groups + other.m_coarse, count / fineGroup, m_groups + m_coarse);
    std::copy_n(other.m_ends, count / coarseGroup, m_ends);
    std::copy_n(other.m_nans, count / fineGroup, m_nans);
}

/// Of full groups [begin, end) of 64, which are not none.
Extremes Pyramid::ofGroups(std::uint32_t begin, std::uint32_t end) const
{
    const Extremes *const fine = m_groups + m_coarse;
    const std::uint32_t coarseBegin = (begin + fan - 1) / fan;
    const std::uint32_t coarseEnd = end / fan;
    if (coarseBegin >= coarseEnd)
        return ofGroup(fine, begin, end);
    const Extremes edges = least(ofGroup(fine, begin, coarseBegin * fan), ofGroup(fine, coarseEnd * fan, end));
    return least(ofGroup(m_groups, coarseBegin, coarseEnd), edges);
}

std::uint32_t Pyramid::nanCount(std::uint32_t begin, std::uint32_t end) const
{
    return std::accumulate(m_nans + begin, m_nans + end, 0U);
}

} // namespace watchglass::store
