#include "core/store/block.h"

#include <algorithm>
#include <cmath>

namespace watchglass::store {

namespace {

std::uint64_t distance(std::int64_t from, std::int64_t to)
{
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

/// Where among `steps` even steps from `first` to `last` a time between them would be.
std::uint32_t guess(std::int64_t time, std::int64_t first, std::int64_t last, std::uint32_t steps)
{
    // Halved, a distance fits a signed number, whose conversion is much cheaper.
    const auto part = static_cast<std::int64_t>(distance(first, time) / 2);
    const auto whole = static_cast<std::int64_t>(distance(first, last) / 2);
    return static_cast<std::uint32_t>(static_cast<double>(part) / (static_cast<double>(whole) + 1.0) * steps);
}

/// What a block of `capacity` occupies besides its samples; `divisor` is its pyramid's.
std::size_t headBytes(std::uint32_t capacity, double divisor = 0.0)
{
    return SlotPools::slotBytes(sizeof(Block) + Pyramid::bytesFor(capacity, divisor));
}

Moments momentsOf(const StoredSample *samples, std::uint32_t count)
{
    Moments all;
    double sum = 0.0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const bool isNumber = !std::isnan(samples[i].value);
        sum += isNumber ? samples[i].value : 0.0;
        all.count += isNumber ? 1 : 0;
    }
    all.mean = all.count > 0 ? sum / static_cast<double>(all.count) : 0.0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const double apart = samples[i].value - all.mean;
        all.m2 += std::isnan(samples[i].value) ? 0.0 : apart * apart;
    }
    return all;
}

} // namespace

Block::Block(std::uint32_t capacity, const std::shared_ptr<MemoryUse> &use)
    : m_capacity(capacity)
    , m_samples(makeCacheLines<StoredSample>(capacity))
    , m_pyramid(capacity, this + 1)
    , m_occupied(use, sharingBytes + headBytes(capacity) + capacity * sizeof(StoredSample))
{}

Block::Block(const std::vector<StoredSample> &samples, double divisor, bool hasNan,
             const std::shared_ptr<MemoryUse> &use)
    : m_capacity(static_cast<std::uint32_t>(samples.size()))
    , m_count(m_capacity)
    , m_hasNan(hasNan)
    , m_pyramid(m_capacity, this + 1, divisor)
    , m_packed(std::in_place, samples.data(), m_capacity, use ? &use->pools() : nullptr)
    , m_moments(momentsOf(samples.data(), m_capacity))
    , m_occupied(use, sharingBytes + headBytes(m_capacity, divisor) + m_packed->bytes())
{
    m_pyramid.close(samples.data(), 0, m_capacity);
}

std::shared_ptr<Block> Block::make(std::uint32_t capacity, const std::shared_ptr<MemoryUse> &use)
{
    return makeInPlace<Block>(headBytes(capacity), use,
                              [&](void *memory) { return new (memory) Block(capacity, use); });
}

template <typename Put>
void Block::each(std::uint32_t begin, std::uint32_t end, Put put) const
{
    if (isPacked()) {
        m_packed->unpack(begin, end, put);
    } else {
        for (std::uint32_t i = begin; i < end; ++i)
            put(m_samples[i].ns, m_samples[i].value);
    }
}

std::shared_ptr<Block> Block::copyOf(const Block &from, std::uint32_t begin, std::uint32_t end, std::uint32_t capacity)
{
    auto block = make(capacity, from.m_occupied.use());
    const std::uint32_t count = end - begin;
    from.decode(begin, end, block->m_samples.get());
    block->published(from, begin == 0 ? count : 0, count);
    return block;
}

std::shared_ptr<Block> Block::copyWith(const Block &from, std::uint32_t begin, std::uint32_t end,
                                       std::uint32_t capacity, std::uint32_t at, Sample sample)
{
    auto block = make(capacity, from.m_occupied.use());
    const std::uint32_t place = at - begin;
    StoredSample *const samples = block->m_samples.get();
    from.decode(begin, at, samples);
    samples[place] = {sample.time.ns(), sample.value};
    from.decode(at, end, samples + place + 1);
    block->m_hasNan = sample.value != sample.value;
    block->published(from, begin == 0 ? place : 0, end - begin + 1);
    return block;
}

/// Closes the groups of `count` samples, of which the first `same` are those of `from`, and publishes them.
void Block::published(const Block &from, std::uint32_t same, std::uint32_t count)
{
    m_pyramid.copy(from.m_pyramid, same);
    m_pyramid.close(m_samples.get(), same, count);
    if (from.mayHaveNan())
        m_hasNan = true;
    m_count.store(count, std::memory_order_release);
}

std::shared_ptr<const Block> Block::packed(const Block *front, const Block &from)
{
    const std::uint32_t before = front ? front->count() : 0;
    const std::uint32_t count = before + from.count();
    std::vector<StoredSample> samples(count);
    if (front)
        front->decode(0, before, samples.data());
    from.decode(0, from.count(), samples.data() + before);
    const bool hasNan = from.mayHaveNan() || (front && front->mayHaveNan());
    const std::shared_ptr<MemoryUse> &use = from.m_occupied.use();
    const double divisor = hasNan ? 0.0 : Pyramid::divisorFor(samples.data(), count);
    return makeInPlace<Block>(headBytes(count, divisor), use,
                              [&](void *memory) { return new (memory) Block(samples, divisor, hasNan, use); });
}

/// The first index in [from, limit] whose time at(index) is at or after `time`; `limit` when there is none.
/// Sensors keep time: the guess by rule of three is mostly right or next to it, and widening steps from there keep
/// the worst case logarithmic.
template <typename At>
std::uint32_t Block::search(At at, std::int64_t time, std::uint32_t from, std::uint32_t limit)
{
    if (from >= limit)
        return from;
    const std::int64_t first = at(from);
    if (first >= time)
        return from;
    const std::int64_t last = at(limit - 1);
    if (last < time)
        return limit;
    std::uint32_t low = from;       // before `time`
    std::uint32_t high = limit - 1; // not before it
    const std::uint32_t near = std::clamp(low + guess(time, first, last, high - low), low + 1, high);
    if (at(near) < time) {
        low = near;
        for (std::uint32_t step = 1; low + step < high; step *= 2) {
            if (at(low + step) >= time) {
                high = low + step;
                break;
            }
            low += step;
        }
    } else {
        high = near;
        for (std::uint32_t step = 1; high > low + step; step *= 2) {
            if (at(high - step) < time) {
                low = high - step;
                break;
            }
            high -= step;
        }
    }
    while (low + 1 < high) {
        const std::uint32_t middle = (low + high) / 2;
        (at(middle) < time ? low : high) = middle;
    }
    return high;
}

std::uint32_t Block::lowerBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const
{
    if (isPacked())
        return search([this](std::uint32_t i) { return m_packed->ns(i); }, time.ns(), from, limit);
    return search([this](std::uint32_t i) { return m_samples[i].ns; }, time.ns(), from, limit);
}

std::uint32_t Block::upperBound(Timestamp time, std::uint32_t from, std::uint32_t limit) const
{
    return time == Timestamp::max() ? std::max(from, limit) : lowerBound(Timestamp::fromNs(time.ns() + 1), from, limit);
}

std::uint32_t Block::coarseCut(std::uint32_t exact, Timestamp last, Duration slack) const
{
    std::uint32_t at = exact;
    for (const std::uint32_t group : {Pyramid::fineGroup, Pyramid::coarseGroup, fullCount}) {
        const std::uint32_t start = exact / group * group;
        if (distance(ns(start), last.ns()) > static_cast<std::uint64_t>(slack.count()))
            break;
        at = start;
    }
    return at;
}

void Block::prefetch(Timestamp time, Timestamp first, Timestamp last, std::uint32_t count) const
{
    const std::uint32_t index = guess(time.ns(), first.ns(), last.ns(), count - 1);
    m_pyramid.prefetch(index);
    if (isPacked())
        m_packed->prefetch(index);
    else
        __builtin_prefetch(&m_samples[index]);
}

Extremes Block::extremes(std::uint32_t begin, std::uint32_t end) const
{
    return m_pyramid.extremes(begin, end, [this](std::uint32_t from, std::uint32_t to) {
        return isPacked() ? m_packed->extremes(from, to) : extremesOf(m_samples.get() + from, to - from);
    });
}

std::uint32_t Block::nanCount(std::uint32_t begin, std::uint32_t end) const
{
    constexpr std::uint32_t group = Pyramid::fineGroup;
    const auto ofSamples = [this](std::uint32_t from, std::uint32_t to) {
        std::uint32_t count = 0;
        for (std::uint32_t i = from; i < to; ++i)
            count += std::isnan(value(i)) ? 1U : 0U;
        return count;
    };
    const std::uint32_t groupBegin = (begin + group - 1) / group;
    const std::uint32_t groupEnd = end / group;
    if (groupBegin >= groupEnd)
        return ofSamples(begin, end);
    return ofSamples(begin, groupBegin * group) + m_pyramid.nanCount(groupBegin, groupEnd)
           + ofSamples(groupEnd * group, end);
}

Aggregate Block::aggregate(std::uint32_t begin, std::uint32_t end) const
{
    Aggregate all;
    const Extremes both = extremes(begin, end);
    all.min = leastOf(both);
    all.max = greatestOf(both);
    all.count = end - begin;
    if (mayHaveNan())
        all.nanCount = nanCount(begin, end);
    if (!all.hasValue())
        return all;
    std::uint32_t first = begin;
    std::uint32_t last = end;
    constexpr std::uint32_t group = Pyramid::fineGroup;
    while (all.nanCount > 0 && std::isnan(value(first)))
        first += first % group == 0 && first + group <= end && m_pyramid.isOnlyNan(first / group) ? group : 1;
    while (all.nanCount > 0 && std::isnan(value(last - 1)))
        last -= last % group == 0 && last >= begin + group && m_pyramid.isOnlyNan(last / group - 1) ? group : 1;
    all.first = value(first);
    all.firstTime = time(first);
    all.last = value(last - 1);
    all.lastTime = time(last - 1);
    return all;
}

Moments Block::moments(std::uint32_t begin, std::uint32_t end) const
{
    if (isPacked() && begin == 0 && end == m_capacity)
        return m_moments;
    std::vector<StoredSample> part(end - begin);
    decode(begin, end, part.data());
    return momentsOf(part.data(), end - begin);
}

void Block::decode(std::uint32_t begin, std::uint32_t end, StoredSample *out) const
{
    each(begin, end, [&out](std::int64_t ns, double value) { *out++ = {ns, value}; });
}

void Block::decode(std::uint32_t begin, std::uint32_t end, Sample *out) const
{
    each(begin, end, [&out](std::int64_t ns, double value) { *out++ = {Timestamp::fromNs(ns), value}; });
}

} // namespace watchglass::store
