#include "core/store/gap_list.h"

#include <algorithm>

namespace watchglass::store {

namespace {

bool startsBefore(const Gap &a, const Gap &b)
{
    return std::pair(a.range.from, a.range.to) < std::pair(b.range.from, b.range.to);
}

/// Adds [from, to) unless the series' rhythm explains it.
void addPart(std::vector<Gap> &parts, const Gap &whole, Timestamp from, Timestamp to, Duration rhythm2)
{
    const auto length = static_cast<std::uint64_t>(to.ns()) - static_cast<std::uint64_t>(from.ns());
    if (length > static_cast<std::uint64_t>(rhythm2.count()))
        parts.push_back({{from, to}, whole.cause});
}

} // namespace

GapList::GapList(std::vector<Gap> gaps)
    : m_gaps(std::move(gaps))
{
    m_reach.reserve(m_gaps.size());
    for (const Gap &gap : m_gaps) {
        m_reach.push_back(m_reach.empty() ? gap.range.to : std::max(m_reach.back(), gap.range.to));
        if (isPartedBySamples(gap.cause))
            m_partedEnd = m_partedEnd ? std::max(*m_partedEnd, gap.range.to) : gap.range.to;
    }
}

TimeRange GapList::joined(const Gap &gap) const
{
    TimeRange range = gap.range;
    for (bool grown = true; grown;) {
        grown = false;
        for (const Gap &known : m_gaps) {
            if (known.cause != gap.cause || known.range.to < range.from || known.range.from > range.to)
                continue;
            const TimeRange both{std::min(range.from, known.range.from), std::max(range.to, known.range.to)};
            grown = grown || both != range;
            range = both;
        }
    }
    return range;
}

GapList GapList::with(const Gap &gap, std::span<const Timestamp> samples, Duration rhythm2) const
{
    const Gap whole{joined(gap), gap.cause};
    std::vector<Gap> gaps;
    for (const Gap &known : m_gaps) {
        const bool taken =
            known.cause == whole.cause && known.range.to >= whole.range.from && known.range.from <= whole.range.to;
        if (!taken)
            gaps.push_back(known);
    }
    Timestamp from = whole.range.from;
    bool parted = false;
    if (!isPartedBySamples(whole.cause))
        samples = {};
    for (const Timestamp sample : samples) {
        if (sample <= whole.range.from || sample >= whole.range.to)
            continue;
        addPart(gaps, whole, from, sample, rhythm2);
        from = sample;
        parted = true;
    }
    if (parted)
        addPart(gaps, whole, from, whole.range.to, rhythm2);
    else
        gaps.push_back(whole);
    std::stable_sort(gaps.begin(), gaps.end(), startsBefore);
    return GapList(std::move(gaps));
}

/// The first gap that can reach past `time`: all before it end at or before it.
std::size_t GapList::beginOf(Timestamp time) const
{
    return static_cast<std::size_t>(std::upper_bound(m_reach.begin(), m_reach.end(), time) - m_reach.begin());
}

bool GapList::isInside(Timestamp time) const
{
    for (std::size_t i = beginOf(time); i < m_gaps.size() && m_gaps[i].range.from < time; ++i) {
        if (time < m_gaps[i].range.to && isPartedBySamples(m_gaps[i].cause))
            return true;
    }
    return false;
}

bool GapList::isNotRequested(TimeRange range) const
{
    for (std::size_t i = beginOf(range.from); i < m_gaps.size() && m_gaps[i].range.from < range.to; ++i) {
        if (m_gaps[i].range.to > range.from && !isPartedBySamples(m_gaps[i].cause))
            return true;
    }
    return false;
}

GapList GapList::requested(TimeRange range) const
{
    std::vector<Gap> gaps;
    gaps.reserve(m_gaps.size() + 1);
    for (const Gap &gap : m_gaps) {
        if (isPartedBySamples(gap.cause) || gap.range.to <= range.from || gap.range.from >= range.to) {
            gaps.push_back(gap);
            continue;
        }
        if (gap.range.from < range.from)
            gaps.push_back({{gap.range.from, range.from}, gap.cause});
        if (gap.range.to > range.to)
            gaps.push_back({{range.to, gap.range.to}, gap.cause});
    }
    std::stable_sort(gaps.begin(), gaps.end(), startsBefore);
    return GapList(std::move(gaps));
}

GapList GapList::cut(Timestamp time, Duration rhythm2) const
{
    std::vector<Gap> gaps;
    gaps.reserve(m_gaps.size() + 1);
    for (const Gap &gap : m_gaps) {
        if (isPartedBySamples(gap.cause) && gap.range.from < time && time < gap.range.to) {
            addPart(gaps, gap, gap.range.from, time, rhythm2);
            addPart(gaps, gap, time, gap.range.to, rhythm2);
        } else {
            gaps.push_back(gap);
        }
    }
    std::stable_sort(gaps.begin(), gaps.end(), startsBefore);
    return GapList(std::move(gaps));
}

std::vector<Gap> GapList::touching(TimeRange range) const
{
    std::vector<Gap> gaps;
    for (std::size_t i = beginOf(range.from); i < m_gaps.size() && m_gaps[i].range.from < range.to; ++i) {
        if (m_gaps[i].range.to > range.from)
            gaps.push_back(m_gaps[i]);
    }
    return gaps;
}

} // namespace watchglass::store
