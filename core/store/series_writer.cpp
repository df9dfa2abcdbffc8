#include "core/store/series_writer.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace watchglass::store {

namespace {

/// What an open block has room for from its first sample on: most series of a fleet are slow, and 10,000 of them must
/// cost little.
constexpr std::uint32_t firstCapacity = 16;
/// A block that late samples come into stays below this, because each of them copies it.
constexpr std::uint32_t lateCount = 1024;
/// What is cut out about the place of a late sample from a block that is larger.
constexpr std::uint32_t cutCount = 512;
/// Rests that are smaller stay with what was cut out.
constexpr std::uint32_t leastCount = 128;
/// From this many samples of one time on, their values are kept in a set.
constexpr std::uint64_t fewTies = 32;
/// An open block at rest is packed from this many samples on.
constexpr std::uint32_t restCount = 64;

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

using Blocks = std::vector<std::shared_ptr<const Block>>;

/// What of a block is to be copied about a change at index `at`; all of a small one.
struct Cut
{
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

Cut cutAbout(const Block &block, std::uint32_t at)
{
    const std::uint32_t count = block.count();
    if (count < lateCount)
        return {0, count};
    std::uint32_t begin = at > cutCount / 2 ? at - cutCount / 2 : 0;
    std::uint32_t end = std::min(begin + cutCount, count);
    begin = std::min(begin, end - std::min(end, cutCount));
    begin = begin < leastCount ? 0 : begin;
    end = count - end < leastCount ? count : end;
    return {begin, end};
}

/// `block` with `middle` in the place of what was cut out, as one to three blocks.
Blocks withMiddle(const Block &block, const Cut &cut, std::shared_ptr<const Block> middle)
{
    const std::uint32_t count = block.count();
    Blocks blocks;
    if (cut.begin > 0)
        blocks.push_back(Block::copyOf(block, 0, cut.begin, cut.begin));
    blocks.push_back(std::move(middle));
    if (cut.end < count)
        blocks.push_back(Block::copyOf(block, cut.end, count, count - cut.end));
    return blocks;
}

/// `block` with `sample` at index `at`.
Blocks withLateSample(const Block &block, std::uint32_t at, Sample sample)
{
    const Cut cut = cutAbout(block, at);
    return withMiddle(block, cut, Block::copyWith(block, cut.begin, cut.end, cut.end - cut.begin + 1, at, sample));
}

/// What was cut out of `block`, with another value at index `at` of that.
std::shared_ptr<Block> withValue(const Block &block, const Cut &cut, std::uint32_t at, Sample sample,
                                 std::uint32_t capacity)
{
    std::vector<Sample> rest(cut.end - at - 1);
    block.decode(at + 1, cut.end, rest.data());
    std::shared_ptr<Block> made = Block::copyOf(block, cut.begin, at, capacity);
    made->append(sample);
    for (const Sample &later : rest)
        made->append(later);
    return made;
}

/// Takes out the last entry that is `block`, where there is one.
void forget(std::vector<std::shared_ptr<const Block>> &blocks, const Block *block)
{
    const auto isIt = [block](const std::shared_ptr<const Block> &entry) { return entry.get() == block; };
    const auto found = std::find_if(blocks.rbegin(), blocks.rend(), isIt);
    if (found != blocks.rend())
        blocks.erase(std::next(found).base());
}

std::shared_ptr<const Block> takeFirst(std::vector<std::shared_ptr<const Block>> &blocks)
{
    auto block = std::move(blocks.front());
    blocks.erase(blocks.begin());
    return block;
}

} // namespace

SeriesWriter::SeriesWriter(std::shared_ptr<MemoryUse> use)
    : m_use(std::move(use))
    , m_open(Block::make(0, m_use))
    , m_next{BlockTree(m_use), m_open, std::make_shared<const GapList>()}
    , m_now(std::make_shared<const SeriesState>(m_next))
    , m_published(m_now)
{}

void SeriesWriter::publish()
{
    m_now = std::make_shared<const SeriesState>(m_next);
    m_published.publish(m_now);
}

Append SeriesWriter::append(Sample sample)
{
    const bool newest = m_isEmpty || sample.time > m_last;
    if (!newest && isDuplicate(sample))
        return Append::Duplicate;
    const bool inOrder = newest || sample.time == m_last;
    if (inOrder)
        pushBack(sample);
    else
        insert(sample);
    if (sample.time < m_gapsEnd) [[unlikely]]
        cutGaps(sample.time);
    return inOrder ? Append::InOrder : Append::Inserted;
}

void SeriesWriter::pushBack(Sample sample)
{
    if (m_open->count() == m_open->capacity()) [[unlikely]]
        makeRoom();
    m_open->append(sample);
    m_last = sample.time;
    m_isEmpty = false;
}

/// The full open block grows or, once it has a full block's size, is sealed.
void SeriesWriter::makeRoom()
{
    const std::uint32_t count = m_open->count();
    if (count < Block::fullCount) {
        m_open = Block::copyOf(*m_open, 0, count, std::clamp(count * 4, firstCapacity, Block::fullCount));
        m_next.open = m_open;
    } else {
        m_filled.push_back(m_open);
        seal();
        m_open = Block::make(Block::fullCount, m_use);
        m_next.open = m_open;
    }
    publish();
}

/// Moves the open block's samples to the sealed ones.
void SeriesWriter::seal()
{
    m_next.sealed = m_next.sealed.appended(std::move(m_open));
}

/// Puts in a sample that is older than the newest one.
void SeriesWriter::insert(Sample sample)
{
    if (m_next.sealed.isEmpty() || sample.time >= m_next.sealed.last()) {
        if (m_open->count() == m_open->capacity())
            makeRoom();
    }
    if (m_open->count() > 0 && (m_next.sealed.isEmpty() || sample.time >= m_next.sealed.last())) {
        const std::uint32_t count = m_open->count();
        const std::uint32_t at = m_open->upperBound(sample.time, 0, count);
        m_open = Block::copyWith(*m_open, 0, count, m_open->capacity(), at, sample);
        m_next.open = m_open;
    } else {
        const BlockPointer block = m_next.sealed.blockFor(sample.time);
        const std::uint32_t at = block->upperBound(sample.time, 0, block->count());
        replaceSealed(sample.time, block, withLateSample(*block, at, sample));
    }
    publish();
}

/// Requires: `block` is where a sample of that time belongs.
void SeriesWriter::replaceSealed(Timestamp time, const BlockPointer &block, const std::vector<BlockPointer> &blocks)
{
    forget(m_filled, block.get());
    forget(m_late, block.get());
    m_late.insert(m_late.end(), blocks.begin(), blocks.end());
    m_next.sealed = m_next.sealed.replaced(time, blocks);
}

bool SeriesWriter::replace(Sample sample)
{
    const Snapshot now = snapshot();
    const std::uint64_t rank = now.countBefore(sample.time);
    if (rank >= now.count())
        return false;
    const Sample stored = now.sample(rank);
    if (stored.time != sample.time || bitsOf(stored.value) == bitsOf(sample.value))
        return false;
    const std::uint64_t sealed = m_next.sealed.count();
    if (rank >= sealed) {
        const Cut all{0, m_open->count()};
        m_open = withValue(*m_open, all, static_cast<std::uint32_t>(rank - sealed), sample, m_open->capacity());
        m_next.open = m_open;
    } else {
        const BlockPointer block = m_next.sealed.blockFor(sample.time);
        const std::uint32_t at = block->lowerBound(sample.time, 0, block->count());
        const Cut cut = cutAbout(*block, at);
        auto middle = withValue(*block, cut, at, sample, cut.end - cut.begin);
        replaceSealed(sample.time, block, withMiddle(*block, cut, std::move(middle)));
    }
    publish();
    return true;
}

/// Whether the very sample is stored already, among all of its time.
bool SeriesWriter::isDuplicate(Sample sample)
{
    const std::uint64_t bits = bitsOf(sample.value);
    if (!m_ties.empty() && m_tiesTime == sample.time)
        return !m_ties.insert(bits).second;
    const Snapshot all = snapshot();
    const std::uint64_t begin = all.countBefore(sample.time);
    const auto same = all.samples(begin, all.countUpTo(sample.time));
    const bool found = std::any_of(same.begin(), same.end(), [bits](Sample s) { return bitsOf(s.value) == bits; });
    if (same.size() >= fewTies) {
        m_ties.clear();
        for (const Sample &s : same)
            m_ties.insert(bitsOf(s.value));
        m_ties.insert(bits);
        m_tiesTime = sample.time;
    }
    return found;
}

void SeriesWriter::cutGaps(Timestamp time)
{
    if (m_next.gaps->isInside(time))
        publishGaps(m_next.gaps->cut(time, gapPart()));
}

void SeriesWriter::addGap(const Gap &gap)
{
    std::vector<Timestamp> times;
    if (isPartedBySamples(gap.cause)) {
        const Snapshot all = snapshot();
        const TimeRange joined = m_next.gaps->joined(gap);
        for (const Sample &sample : all.samples(all.countBefore(joined.from), all.countBefore(joined.to)))
            times.push_back(sample.time);
    }
    publishGaps(m_next.gaps->with(gap, times, gapPart()));
}

void SeriesWriter::requested(TimeRange range)
{
    if (m_next.gaps->isNotRequested(range))
        publishGaps(m_next.gaps->requested(range));
}

void SeriesWriter::publishGaps(GapList gaps)
{
    m_next.gaps = std::make_shared<const GapList>(std::move(gaps));
    m_gapsEnd = m_next.gaps->partedEnd().value_or(Timestamp::min());
    publish();
}

std::optional<SeriesWriter::Job> SeriesWriter::takeJob(bool atRest)
{
    if (!m_filled.empty())
        return Job{nullptr, takeFirst(m_filled)};
    if (!atRest)
        return std::nullopt;
    if (!m_late.empty())
        return Job{nullptr, takeFirst(m_late)};
    if (m_open->count() < restCount)
        return std::nullopt;
    BlockPointer front = m_next.sealed.isEmpty() ? nullptr : m_next.sealed.back();
    if (front && front->count() + m_open->count() > Block::fullCount)
        front = nullptr;
    Job job{std::move(front), m_open};
    seal();
    m_open = Block::make(0, m_use);
    m_next.open = m_open;
    publish();
    return job;
}

void SeriesWriter::finish(const Job &job, BlockPointer packed)
{
    const std::array<BlockPointer, 1> blocks{std::move(packed)};
    if (job.front) {
        if (m_next.sealed.isEmpty() || m_next.sealed.back() != job.block)
            return m_late.push_back(job.block);
        const BlockTree rest = m_next.sealed.withoutBack();
        if (rest.isEmpty() || rest.back() != job.front)
            return m_late.push_back(job.block);
        m_next.sealed = rest.replaced(Timestamp::max(), blocks);
    } else {
        const Timestamp time = job.block->time(0);
        if (m_next.sealed.isEmpty() || m_next.sealed.blockFor(time) != job.block)
            return;
        m_next.sealed = m_next.sealed.replaced(time, blocks);
    }
    publish();
}

std::shared_ptr<const Block> SeriesWriter::dropFront()
{
    if (m_next.isFrontNeeded())
        return nullptr;
    const BlockPointer block = m_next.sealed.front();
    forget(m_filled, block.get());
    forget(m_late, block.get());
    m_next.sealed = m_next.sealed.withoutFront();
    publish();
    return block;
}

} // namespace watchglass::store
