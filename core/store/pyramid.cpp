#include "core/store/pyramid.h"

#include "core/store/decimal.h"

#include <cmath>
#include <numeric>
#include <vector>

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

/// Of groups [begin, end), each as doubles.
template <typename Group>
Extremes ofSome(const Group *groups, std::uint32_t begin, std::uint32_t end)
{
    return ofAll(groups + begin, end - begin, [](Group group) { return __builtin_convertvector(group, Extremes); });
}

bool areInt32(Extremes extremes, double divisor)
{
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    const auto fits = [divisor](double value) {
        std::int64_t integer = 0;
        return asDecimal(value, divisor, integer) && std::abs(integer) <= most;
    };
    return fits(leastOf(extremes)) && fits(greatestOf(extremes));
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

double Pyramid::divisorFor(const StoredSample *samples, std::uint32_t count)
{
    std::vector<Extremes> groups;
    groups.reserve(count / fineGroup);
    const double *divisor = powersOfTen.data();
    const double *const end = divisor + powersOfTen.size();
    for (std::uint32_t group = 0; group < count / fineGroup && divisor != end; ++group) {
        groups.push_back(extremesOf(samples + group * fineGroup, fineGroup));
        while (divisor != end && !areInt32(groups.back(), *divisor))
            ++divisor;
    }
    // What fitted a smaller one need not fit this one.
    const bool allFit = divisor != end && std::all_of(groups.begin(), groups.end(), [divisor](Extremes extremes) {
                            return areInt32(extremes, *divisor);
                        });
    return allFit ? *divisor : 0.0;
}

Pyramid::Pyramid(std::uint32_t capacity, void *memory, double divisor)
    : m_coarse(capacity / coarseGroup)
    , m_groups(static_cast<Extremes *>(memory))
    , m_fine(nans() + (divisor > 0.0 ? 0 : nanBytes(capacity / fineGroup)))
    , m_divisor(divisor)
{}

void Pyramid::close(const StoredSample *samples, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t group = from / fineGroup; group < to / fineGroup; ++group) {
        const StoredSample *const begin = samples + group * fineGroup;
        const auto isNan = [](const StoredSample &sample) { return std::isnan(sample.value); };
        keepFine(group, extremesOf(begin, fineGroup));
        if (!isOfInts())
            nans()[group] = static_cast<std::uint8_t>(std::count_if(begin, begin + fineGroup, isNan));
    }
    for (std::uint32_t group = from / coarseGroup; group < to / coarseGroup; ++group) {
        m_groups[group] = ofFine(group * fan, (group + 1) * fan);
        ends()[group] = {samples[group * coarseGroup].value, samples[(group + 1) * coarseGroup - 1].value};
    }
}

void Pyramid::copy(const Pyramid &other, std::uint32_t count)
{
    std::copy_n(other.m_groups, count / coarseGroup, m_groups);
    std::copy_n(other.ends(), count / coarseGroup, ends());
    for (std::uint32_t group = 0; group < count / fineGroup; ++group) {
        keepFine(group, other.ofFine(group, group + 1));
        nans()[group] = static_cast<std::uint8_t>(other.nanCount(group, group + 1));
    }
}

void Pyramid::keepFine(std::uint32_t group, Extremes extremes)
{
    if (!isOfInts()) {
        static_cast<Extremes *>(m_fine)[group] = extremes;
        return;
    }
    const Extremes nearly = extremes * m_divisor;
    static_cast<IntExtremes *>(m_fine)[group] =
        IntExtremes{static_cast<std::int32_t>(std::lrint(nearly[0])), static_cast<std::int32_t>(std::lrint(nearly[1]))};
}

/// Of full groups [begin, end) of 64.
Extremes Pyramid::ofFine(std::uint32_t begin, std::uint32_t end) const
{
    return isOfInts() ? ofSome(static_cast<const IntExtremes *>(m_fine), begin, end) / m_divisor
                      : ofSome(static_cast<const Extremes *>(m_fine), begin, end);
}

/// The same, which are not none.
Extremes Pyramid::ofGroups(std::uint32_t begin, std::uint32_t end) const
{
    const std::uint32_t coarseBegin = (begin + fan - 1) / fan;
    const std::uint32_t coarseEnd = end / fan;
    if (coarseBegin >= coarseEnd)
        return ofFine(begin, end);
    Extremes all = ofSome(m_groups, coarseBegin, coarseEnd);
    if (begin < coarseBegin * fan)
        all = least(ofFine(begin, coarseBegin * fan), all);
    if (coarseEnd * fan < end)
        all = least(ofFine(coarseEnd * fan, end), all);
    return all;
}

std::uint32_t Pyramid::nanCount(std::uint32_t begin, std::uint32_t end) const
{
    return isOfInts() ? 0U : std::accumulate(nans() + begin, nans() + end, 0U);
}

} // namespace watchglass::store
