#include "core/store/pyramid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::store {

namespace {

constexpr std::uint32_t fan = Pyramid::coarseGroup / Pyramid::fineGroup;

Extremes extremesOf(const StoredSample &sample)
{
    return Extremes{sample.value, -sample.value};
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

std::uint32_t nansOf(const StoredSample *samples, std::uint32_t begin, std::uint32_t end)
{
    std::uint32_t count = 0;
    for (std::uint32_t i = begin; i < end; ++i)
        count += std::isnan(samples[i].value) ? 1U : 0U;
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
    , m_fine(coarseCount(capacity))
    , m_groups(makeCacheLines<Extremes>(m_fine + fineCount(capacity)))
    , m_notes(makeCacheLines<Notes>(m_fine + fineCount(capacity)))
    , m_nans(makeCacheLines<std::uint16_t>(m_fine + fineCount(capacity)))
{}

void Pyramid::close(const StoredSample *samples, std::uint32_t from, std::uint32_t to)
{
    for (std::uint32_t group = fineCount(from); group < fineCount(to); ++group) {
        const std::uint32_t begin = group * fineGroup;
        m_groups[fine(group)] = ofFew(samples + begin, fineGroup);
        m_nans[fine(group)] = static_cast<std::uint16_t>(nansOf(samples, begin, begin + fineGroup));
    }
    for (std::uint32_t group = coarseCount(from); group < coarseCount(to); ++group) {
        const std::uint32_t begin = fine(group * fan);
        m_groups[group] = ofFew(m_groups.get() + begin, fan);
        m_nans[group] = static_cast<std::uint16_t>(sumOf(m_nans.get(), begin, begin + fan));
        for (std::uint32_t i = begin; i < begin + fan; ++i)
            noteHead(begin, i);
        noteTails(begin, fan);
        noteHead(0, group);
        if (group + 1 == coarseCount(m_capacity))
            noteTails(0, group + 1);
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
    const std::uint32_t fines = fineCount(count);
    const std::uint32_t coarses = coarseCount(count);
    std::copy_n(other.m_groups.get(), coarses, m_groups.get());
    std::copy_n(other.m_groups.get() + other.m_fine, fines, m_groups.get() + m_fine);
    std::copy_n(other.m_nans.get(), coarses, m_nans.get());
    std::copy_n(other.m_nans.get() + other.m_fine, fines, m_nans.get() + m_fine);
    std::copy_n(other.m_notes.get() + other.m_fine, coarses * fan, m_notes.get() + m_fine);
    for (std::uint32_t group = 0; group < coarses; ++group)
        noteHead(0, group);
    if (coarses > 0 && coarses == coarseCount(m_capacity))
        noteTails(0, coarses);
}

Extremes Pyramid::extremes(const StoredSample *samples, std::uint32_t begin, std::uint32_t end,
                           std::uint32_t count) const
{
    Extremes all = ofNone;
    const std::uint32_t fineBegin = (begin + fineGroup - 1) / fineGroup;
    const std::uint32_t fineEnd = end / fineGroup;
    if (fineBegin > fineEnd) {
        takeFew(all, samples, begin, end);
        return all;
    }
    takeFew(all, samples, begin, fineBegin * fineGroup);
    takeFew(all, samples, fineEnd * fineGroup, end);
    const std::uint32_t coarseBegin = (fineBegin + fan - 1) / fan;
    const std::uint32_t coarseEnd = fineEnd / fan;
    if (coarseBegin > coarseEnd) {
        takeFew(all, m_groups.get(), fine(fineBegin), fine(fineEnd));
        return all;
    }
    if (fineBegin < coarseBegin * fan)
        all = least(tail(fine((coarseBegin - 1) * fan), fine(fineBegin)), all);
    if (coarseEnd * fan < fineEnd) {
        if (coarseEnd < coarseCount(count))
            all = least(head(fine(coarseEnd * fan), fine(fineEnd - 1)), all);
        else
            takeFew(all, m_groups.get(), fine(coarseEnd * fan), fine(fineEnd));
    }
    if (coarseBegin < coarseEnd)
        all = least(coarseExtremes(coarseBegin, coarseEnd), all);
    return all;
}

/// Of groups of 256 [begin, end), which are not none.
Extremes Pyramid::coarseExtremes(std::uint32_t begin, std::uint32_t end) const
{
    if (begin == 0)
        return head(0, end - 1);
    if (end == coarseCount(m_capacity))
        return tail(0, begin);
    return ofFew(m_groups.get() + begin, end - begin);
}

void Pyramid::prefetch(std::uint32_t index) const
{
    const std::uint32_t group = fine(index / coarseGroup * fan);
    prefetchLines(m_notes.get(), fan);
    prefetchLines(m_notes.get() + group, fan);
    prefetchLines(m_groups.get(), fan);
    prefetchLines(m_groups.get() + group, fan);
}

std::uint32_t Pyramid::nanCount(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const
{
    const std::uint32_t fineBegin = (begin + fineGroup - 1) / fineGroup;
    const std::uint32_t fineEnd = end / fineGroup;
    if (fineBegin >= fineEnd)
        return nansOf(samples, begin, end);
    const std::uint32_t edges =
        nansOf(samples, begin, fineBegin * fineGroup) + nansOf(samples, fineEnd * fineGroup, end);
    const std::uint32_t coarseBegin = (fineBegin + fan - 1) / fan;
    const std::uint32_t coarseEnd = fineEnd / fan;
    const std::uint16_t *const nans = m_nans.get();
    if (coarseBegin >= coarseEnd)
        return edges + sumOf(nans, fine(fineBegin), fine(fineEnd));
    return edges + sumOf(nans, fine(fineBegin), fine(coarseBegin * fan)) + sumOf(nans, coarseBegin, coarseEnd)
           + sumOf(nans, fine(coarseEnd * fan), fine(fineEnd));
}

std::uint32_t Pyramid::firstNumber(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const
{
    std::uint32_t i = begin;
    while (i < end && std::isnan(samples[i].value)) {
        if (i % coarseGroup == 0 && i + coarseGroup <= end && onlyNan(i / coarseGroup, coarseGroup))
            i += coarseGroup;
        else if (i % fineGroup == 0 && i + fineGroup <= end && onlyNan(fine(i / fineGroup), fineGroup))
            i += fineGroup;
        else
            ++i;
    }
    return i;
}

std::uint32_t Pyramid::lastNumber(const StoredSample *samples, std::uint32_t begin, std::uint32_t end) const
{
    std::uint32_t i = end;
    while (i > begin && std::isnan(samples[i - 1].value)) {
        if (i % coarseGroup == 0 && i >= begin + coarseGroup && onlyNan(i / coarseGroup - 1, coarseGroup))
            i -= coarseGroup;
        else if (i % fineGroup == 0 && i >= begin + fineGroup && onlyNan(fine(i / fineGroup - 1), fineGroup))
            i -= fineGroup;
        else
            --i;
    }
    return i - 1;
}

std::size_t Pyramid::bytes() const
{
    return (m_fine + fineCount(m_capacity)) * (sizeof(Extremes) + sizeof(Notes) + sizeof(std::uint16_t));
}

} // namespace watchglass::store
