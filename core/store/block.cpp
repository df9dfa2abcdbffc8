#include "core/store/block.h"

#include <algorithm>

namespace watchglass::store {

namespace {

std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

} // namespace

Block::Block(std::uint32_t capacity)
    : m_capacity(capacity)
    , m_pyramid(capacity)
    , m_samples(makeCacheLines<StoredSample>(capacity))
{}

void Block::fill(std::uint32_t to, const Block &from, std::uint32_t begin, std::uint32_t end)
{
    std::copy(from.m_samples.get() + begin, from.m_samples.get() + end, m_samples.get() + to);
}

std::unique_ptr<Block> Block::copyOf(const Block &from, std::uint32_t begin, std::uint32_t end, std::uint32_t capacity)
{
    auto block = std::make_unique<Block>(capacity);
    const std::uint32_t count = end - begin;
    block->fill(0, from, begin, end);
    const std::uint32_t same = begin == 0 ? count : 0;
    block->m_pyramid.copy(from.m_pyramid, same);
    block->m_pyramid.close(block->m_samples.get(), same, count);
    block->m_hasNan = from.m_hasNan.load();
    block->m_count.store(count, std::memory_order_release);
    return block;
}

std::unique_ptr<Block> Block::copyWith(const Block &from, std::uint32_t begin, std::uint32_t end,
                                       std::uint32_t capacity, std::uint32_t at, Sample sample)
{
    auto block = std::make_unique<Block>(capacity);
    const std::uint32_t place = at - begin;
    const std::uint32_t count = end - begin + 1;
    block->fill(0, from, begin, at);
    block->m_samples[place] = {sample.time.ns(), sample.value};
    block->fill(place + 1, from, at, end);
    const std::uint32_t same = begin == 0 ? place : 0;
    block->m_pyramid.copy(from.m_pyramid, same);
    block->m_pyramid.close(block->m_samples.get(), same, count);
    block->m_hasNan = from.m_hasNan.load() || sample.value != sample.value;
    block->m_count.store(count, std::memory_order_release);
    return block;
}

/// Where among `steps` even steps from `first` to `last` a time between them would be.
std::uint32_t Block::guess(std::int64_t time, std::int64_t first, std::int64_t last, std::uint32_t steps)
{
    // Halved, a distance fits a signed number, whose conversion is much cheaper.
    const auto part = static_cast<std::int64_t>(distance(first, time) / 2);
    const auto whole = static_cast<std::int64_t>(distance(first, last) / 2);
    return static_cast<std::uint32_t>(static_cast<double>(part) / (static_cast<double>(whole) + 1.0) * steps);
}

void Block::prefetch(Timestamp time, Timestamp first, Timestamp last, std::uint32_t count) const
{
    const std::uint32_t index = guess(time.ns(), first.ns(), last.ns(), count - 1);
    prefetchLines(m_samples.get() + index / Pyramid::fineGroup * Pyramid::fineGroup, Pyramid::fineGroup);
    m_pyramid.prefetch(index);
}

/// The first index in (low, high] whose sample is at or after `time`. Requires: there is one, and `low` is none.
/// Sensors keep time: the guess by rule of three is mostly right or next to it, and widening steps from there keep
/// the worst case logarithmic.
std::uint32_t Block::search(std::int64_t time, std::uint32_t low, std::int64_t lowTime, std::uint32_t high,
                            std::int64_t highTime) const
{
    const std::uint32_t near = std::clamp(low + guess(time, lowTime, highTime, high - low), low + 1, high);
    if (m_samples[near].ns < time) {
        low = near;
        for (std::uint32_t step = 1; low + step < high; step *= 2) {
            if (m_samples[low + step].ns >= time) {
                high = low + step;
                break;
            }
            low += step;
        }
    } else {
        high = near;
        for (std::uint32_t step = 1; high > low + step; step *= 2) {
            if (m_samples[high - step].ns < time) {
                low = high - step;
                break;
            }
            high -= step;
        }
    }
    const StoredSample *const all = m_samples.get();
    const auto isBefore = [](const StoredSample &sample, std::int64_t ns) { return sample.ns < ns; };
    return static_cast<std::uint32_t>(std::lower_bound(all + low + 1, all + high, time, isBefore) - all);
}

std::uint32_t Block::lowerBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const
{
    if (from >= limit || m_samples[from].ns >= time.ns())
        return from;
    if (m_samples[limit - 1].ns < time.ns())
        return limit;
    return search(time.ns(), from, m_samples[from].ns, limit - 1, m_samples[limit - 1].ns);
}

std::uint32_t Block::upperBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const
{
    return time == Timestamp::max() ? std::max(from, limit) : lowerBound(Timestamp::fromNs(time.ns() + 1), from, limit);
}

std::uint32_t Block::upperBound(Timestamp time, std::uint32_t from, Timestamp first, std::uint32_t limit,
                                Timestamp last) const
{
    return time >= last ? limit : search(time.ns() + 1, from, first.ns(), limit - 1, last.ns());
}

Extremes Block::extremes(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const
{
    return m_pyramid.extremes(m_samples.get(), begin, end, limit);
}

Aggregate Block::aggregate(std::uint32_t begin, std::uint32_t end, std::uint32_t limit) const
{
    Aggregate all;
    const Extremes both = extremes(begin, end, limit);
    all.min = leastOf(both);
    all.max = greatestOf(both);
    all.count = end - begin;
    if (mayHaveNan())
        all.nanCount = m_pyramid.nanCount(m_samples.get(), begin, end);
    if (!all.hasValue())
        return all;
    const bool plain = all.nanCount == 0;
    const std::uint32_t first = plain ? begin : m_pyramid.firstNumber(m_samples.get(), begin, end);
    const std::uint32_t last = plain ? end - 1 : m_pyramid.lastNumber(m_samples.get(), begin, end);
    all.first = m_samples[first].value;
    all.firstTime = time(first);
    all.last = m_samples[last].value;
    all.lastTime = time(last);
    return all;
}

void Block::decode(std::uint32_t begin, std::uint32_t end, Sample *out) const
{
    for (std::uint32_t i = begin; i < end; ++i)
        *out++ = sample(i);
}

std::size_t Block::bytes() const
{
    return sizeof(Block) + m_capacity * sizeof(StoredSample) + m_pyramid.bytes();
}

} // namespace watchglass::store
