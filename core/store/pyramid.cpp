#include "core/store/pyramid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::store {

namespace {

constexpr std::uint32_t fan = Pyramid::coarseGroup / Pyramid::fineGroup;

constexpr double inf = std::numeric_limits<double>::infinity();
constexpr Extremes ofNone{inf, inf};

/// Of both; `a` may be NaN, which is left out: "a < b ? a : b" keeps b then, and is a single instruction.
Extremes least(Extremes a, Extremes b)
{
    return a < b ? a : b;
}

Extremes extremesOf(double value)
{
    return Extremes{value, -value};
}

Extremes extremesOf(Extremes group)
{
    return group;
}

/// Of 1 to 16 items. It always takes sixteen, the last one again and again where there are fewer: that is cheaper
/// than a loop whose end the processor guesses wrong each time.
template <typename Item>
Extremes ofFew(const Item *items, std::uint32_t count)
{
    Extremes lanes[4] = {ofNone, ofNone, ofNone, ofNone}; // one alone would wait for itself each time
    const std::uint32_t last = count - 1;
#pragma GCC unroll 16
    for (std::uint32_t i = 0; i < 16; ++i)
        lanes[i % 4] = least(extremesOf(items[std::min(i, last)]), lanes[i % 4]);
    return least(least(lanes[0], lanes[1]), least(lanes[2], lanes[3]));
}

template <typename Item>
void takeFew(Extremes &into, const Item *items, std::uint32_t begin, std::uint32_t end)
{
    if (begin < end)
        into = least(ofFew(items + begin, end - begin), into);
}

std::uint32_t nansOf(const double *values, std::uint32_t begin, std::uint32_t end)
{
    std::uint32_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i)
        count += std::isnan(values[i]) ? 1U : 0U;
    return count;
}

std::uint32_t sumOf(const std::uint16_t *counts, std::uint32_t begin, std::uint32_t end)
{
    std::uint32_t sum = 0;
    for (std::uint32_t i = begin; i < end; ++i)
        sum += counts[i];
    return sum;
}

} // namespace

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

Pyramid::Pyramid(std::uint32_t capacity)
    : m_capacity(capacity)
    , m_coarse(fineCount(capacity))
    , m_groups(std::make_unique_for_overwrite<Extremes[]>(m_coarse + coarseCount(capacity)))
    , m_notes(std::make_unique_for_overwrite<Notes[]>(m_coarse + coarseCount(capacity)))
    , m_nans(std::make_unique_for_overwrite<std::uint16_t[]>(m_coarse + coarseCount(capacity)))
{}

void Pyramid::close(const double *values, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t group = fineCount(from); group < fineCount(to); ++group) {
        const std::uint32_t begin = group * fineGroup;
        m_groups[group] = ofFew(values + begin, fineGroup);
        m_nans[group] = static_cast<std::uint16_t>(nansOf(values, begin, begin + fineGroup));
    }
    for (std::uint32_t group = coarseCount(from); group < coarseCount(to); ++group) {
        const std::uint32_t begin = group * fan;
        m_groups[m_coarse + group] = ofFew(m_groups.get() + begin, fan);
        m_nans[m_coarse + group] = static_cast<std::uint16_t>(sumOf(m_nans.get(), begin, begin + fan));
        for (std::uint32_t i = begin; i < begin + fan; ++i)
            noteHead(begin, i);
        noteTails(begin, fan);
        noteHead(m_coarse, m_coarse + group);
        if (group + 1 == coarseCount(m_capacity))
            noteTails(m_coarse, group + 1);
    }
}

void Pyramid::noteHead(std::uint32_t first, std::uint32_t group)
{
    const auto here = static_cast<std::uint8_t>(group - first);
    Notes &notes = m_notes[group];
    notes.headLeast = here;
    notes.headGreatest = here;
    if (here == 0)
        return;
    const Notes &before = m_notes[group - 1];
    if (m_groups[first + before.headLeast][0] <= m_groups[group][0])
        notes.headLeast = before.headLeast;
    if (m_groups[first + before.headGreatest][1] <= m_groups[group][1])
        notes.headGreatest = before.headGreatest;
}

void Pyramid::noteTails(std::uint32_t first, std::uint32_t count)
{
    auto least = static_cast<std::uint8_t>(count - 1);
    auto greatest = least;
    for (std::uint32_t i = count; i > 0; --i) {
        const auto here = static_cast<std::uint8_t>(i - 1);
        const Extremes group = m_groups[first + here];
        least = group[0] < m_groups[first + least][0] ? here : least;
        greatest = group[1] < m_groups[first + greatest][1] ? here : greatest;
        m_notes[first + here].tailLeast = least;
        m_notes[first + here].tailGreatest = greatest;
    }
}

/// Of groups [first, group].
Extremes Pyramid::head(std::uint32_t first, std::uint32_t group) const
{
    const Notes &notes = m_notes[group];
    return Extremes{m_groups[first + notes.headLeast][0], m_groups[first + notes.headGreatest][1]};
}

/// Of groups [group, end of those that begin with `first`).
Extremes Pyramid::tail(std::uint32_t first, std::uint32_t group) const
{
    const Notes &notes = m_notes[group];
    return Extremes{m_groups[first + notes.tailLeast][0], m_groups[first + notes.tailGreatest][1]};
}

void Pyramid::copy(const Pyramid &other, std::uint32_t count)
{
    std::copy_n(other.m_groups.get(), fineCount(count), m_groups.get());
    std::copy_n(other.m_nans.get(), fineCount(count), m_nans.get());
    std::copy_n(other.m_groups.get() + other.m_coarse, coarseCount(count), m_groups.get() + m_coarse);
    std::copy_n(other.m_nans.get() + other.m_coarse, coarseCount(count), m_nans.get() + m_coarse);
    std::copy_n(other.m_notes.get(), coarseCount(count) * fan, m_notes.get());
    for (std::uint32_t group = 0; group < coarseCount(count); ++group)
        noteHead(m_coarse, m_coarse + group);
    if (coarseCount(count) > 0 && coarseCount(count) == coarseCount(m_capacity))
        noteTails(m_coarse, coarseCount(count));
}

Extremes Pyramid::extremes(const double *values, std::uint32_t begin, std::uint32_t end, std::uint32_t count) const
{
    Extremes all = ofNone;
    const std::uint32_t fineBegin = (begin + fineGroup - 1) / fineGroup;
    const std::uint32_t fineEnd = end / fineGroup;
    if (fineBegin > fineEnd) {
        takeFew(all, values, begin, end);
        return all;
    }
    takeFew(all, values, begin, fineBegin * fineGroup);
    takeFew(all, values, fineEnd * fineGroup, end);
    const std::uint32_t coarseBegin = (fineBegin + fan - 1) / fan;
    const std::uint32_t coarseEnd = fineEnd / fan;
    if (coarseBegin > coarseEnd) {
        takeFew(all, m_groups.get(), fineBegin, fineEnd);
        return all;
    }
    if (fineBegin < coarseBegin * fan)
        all = least(tail((coarseBegin - 1) * fan, fineBegin), all);
    if (coarseEnd * fan < fineEnd) {
        if (coarseEnd < coarseCount(count))
            all = least(head(coarseEnd * fan, fineEnd - 1), all);
        else
            takeFew(all, m_groups.get(), coarseEnd * fan, fineEnd);
    }
    if (coarseBegin < coarseEnd)
        all = least(coarseExtremes(coarseBegin, coarseEnd), all);
    return all;
}

/// Of groups of 256 [begin, end), which are not none.
Extremes Pyramid::coarseExtremes(std::uint32_t begin, std::uint32_t end) const
{
    const std::uint32_t all = coarseCount(m_capacity);
    if (all <= fan && begin == 0)
        return head(m_coarse, m_coarse + end - 1);
    if (all <= fan && end == all)
        return tail(m_coarse, m_coarse + begin);
    Extremes some = ofNone;
    for (std::uint32_t i = begin; i < end; i += fan)
        takeFew(some, m_groups.get() + m_coarse, i, std::min(i + fan, end));
    return some;
}

void Pyramid::prefetch(const double *values, std::uint32_t index) const
{
    const std::uint32_t value = index / fineGroup * fineGroup;
    const std::uint32_t group = index / coarseGroup * fan;
    __builtin_prefetch(values + value);
    __builtin_prefetch(values + value + fineGroup / 2);
    __builtin_prefetch(m_notes.get() + group);
    __builtin_prefetch(m_notes.get() + m_coarse);
}

std::uint32_t Pyramid::nanCount(const double *values, std::uint32_t begin, std::uint32_t end) const
{
    const std::uint32_t fineBegin = (begin + fineGroup - 1) / fineGroup;
    const std::uint32_t fineEnd = end / fineGroup;
    if (fineBegin >= fineEnd)
        return nansOf(values, begin, end);
    const std::uint32_t edges = nansOf(values, begin, fineBegin * fineGroup) + nansOf(values, fineEnd * fineGroup, end);
    const std::uint32_t coarseBegin = (fineBegin + fan - 1) / fan;
    const std::uint32_t coarseEnd = fineEnd / fan;
    const std::uint16_t *const nans = m_nans.get();
    if (coarseBegin >= coarseEnd)
        return edges + sumOf(nans, fineBegin, fineEnd);
    return edges + sumOf(nans, fineBegin, coarseBegin * fan) + sumOf(nans, m_coarse + coarseBegin, m_coarse + coarseEnd)
           + sumOf(nans, coarseEnd * fan, fineEnd);
}

std::uint32_t Pyramid::firstNumber(const double *values, std::uint32_t begin, std::uint32_t end) const
{
    std::uint32_t i = begin;
    while (i < end && std::isnan(values[i])) {
        if (i % coarseGroup == 0 && i + coarseGroup <= end && onlyNan(m_coarse + i / coarseGroup, coarseGroup))
            i += coarseGroup;
        else if (i % fineGroup == 0 && i + fineGroup <= end && onlyNan(i / fineGroup, fineGroup))
            i += fineGroup;
        else
            ++i;
    }
    return i;
}

std::uint32_t Pyramid::lastNumber(const double *values, std::uint32_t begin, std::uint32_t end) const
{
    std::uint32_t i = end;
    while (i > begin && std::isnan(values[i - 1])) {
        if (i % coarseGroup == 0 && i >= begin + coarseGroup && onlyNan(m_coarse + i / coarseGroup - 1, coarseGroup))
            i -= coarseGroup;
        else if (i % fineGroup == 0 && i >= begin + fineGroup && onlyNan(i / fineGroup - 1, fineGroup))
            i -= fineGroup;
        else
            --i;
    }
    return i - 1;
}

std::size_t Pyramid::bytes() const
{
    return (m_coarse + coarseCount(m_capacity)) * (sizeof(Extremes) + sizeof(Notes) + sizeof(std::uint16_t));
}

} // namespace watchglass::store
