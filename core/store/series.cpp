#include "core/store/series.h"

#include "core/store/published.h"
#include "core/store/snapshot.h"

#include <algorithm>
#include <bit>
#include <unordered_set>

namespace watchglass::store {

namespace {

/// The first open block of a series: most series of a fleet are slow, and 10,000 of them must cost little.
constexpr std::uint32_t firstCapacity = 64;
/// A block that late samples come into stays below this, because each of them copies it.
constexpr std::uint32_t lateCount = 1024;
/// What is cut out about the place of a late sample from a block that is larger.
constexpr std::uint32_t cutCount = 512;
/// Rests that are smaller stay with what was cut out.
constexpr std::uint32_t leastCount = 128;
/// From this many samples of one time on, their values are kept in a set.
constexpr std::uint64_t fewTies = 32;

std::uint64_t bitsOf(double value)
{
    return std::bit_cast<std::uint64_t>(value);
}

/// `block` with `sample` at index `at`, as one to three blocks.
std::vector<std::shared_ptr<const Block>> withLateSample(const Block &block, std::uint32_t at, Sample sample)
{
    const std::uint32_t count = block.count();
    std::uint32_t begin = 0;
    std::uint32_t end = count;
    if (count >= lateCount) {
        begin = at > cutCount / 2 ? at - cutCount / 2 : 0;
        end = std::min(begin + cutCount, count);
        begin = std::min(begin, end - std::min(end, cutCount));
        begin = begin < leastCount ? 0 : begin;
        end = count - end < leastCount ? count : end;
    }
    std::vector<std::shared_ptr<const Block>> blocks;
    if (begin > 0)
        blocks.push_back(Block::copyOf(block, 0, begin, begin));
    blocks.push_back(Block::copyWith(block, begin, end, end - begin + 1, at, sample));
    if (end < count)
        blocks.push_back(Block::copyOf(block, end, count, count - end));
    return blocks;
}

} // namespace

/// The writer's side. `published` is all that readers see; everything else is the writer's alone.
struct Series::Data
{
    std::shared_ptr<Block> open = std::make_shared<Block>(firstCapacity);
    SeriesState next{{}, open, std::make_shared<const GapList>()}; ///< What publish() publishes.
    std::shared_ptr<const SeriesState> now = std::make_shared<const SeriesState>(next);
    Published<SeriesState> published{now};
    Timestamp last; ///< Of the newest sample; meaningless before the first.
    bool isEmpty = true;
    Timestamp gapsEnd = Timestamp::min();   ///< No gap reaches past this.
    std::unordered_set<std::uint64_t> ties; ///< Bits of all values at one time that has many samples.
    Timestamp tiesTime;                     ///< That time.

    void publish()
    {
        now = std::make_shared<const SeriesState>(next);
        published.publish(now);
    }
    Snapshot snapshot() const { return Snapshot(now); }
    void pushBack(Sample sample);
    void makeRoom();
    void insert(Sample sample);
    bool isDuplicate(Sample sample);
    void cutGaps(Timestamp time);
    Duration gapPart() const { return snapshot().rhythm().value_or(Duration::zero()); }
};

void Series::Data::pushBack(Sample sample)
{
    if (open->count() == open->capacity()) [[unlikely]]
        makeRoom();
    open->append(sample);
    last = sample.time;
    isEmpty = false;
}

/// The full open block grows or, once it has a full block's size, is sealed.
void Series::Data::makeRoom()
{
    const std::uint32_t count = open->count();
    if (count < Block::fullCount) {
        open = Block::copyOf(*open, 0, count, std::min(count * 4, Block::fullCount));
    } else {
        next.sealed = next.sealed.appended(std::move(open));
        open = std::make_shared<Block>(Block::fullCount);
    }
    next.open = open;
    publish();
}

/// Puts in a sample that is older than the newest one.
void Series::Data::insert(Sample sample)
{
    if (next.sealed.isEmpty() || sample.time >= next.sealed.last()) {
        if (open->count() == open->capacity())
            makeRoom();
    }
    if (open->count() > 0 && (next.sealed.isEmpty() || sample.time >= next.sealed.last())) {
        const std::uint32_t count = open->count();
        open = Block::copyWith(*open, 0, count, open->capacity(), open->upperBound(sample.time, 0, count), sample);
        next.open = open;
    } else {
        const Block &block = next.sealed.blockFor(sample.time);
        const auto blocks = withLateSample(block, block.upperBound(sample.time, 0, block.count()), sample);
        next.sealed = next.sealed.replaced(sample.time, blocks);
    }
    publish();
}

/// Whether the very sample is stored already, among all of its time.
bool Series::Data::isDuplicate(Sample sample)
{
    const std::uint64_t bits = bitsOf(sample.value);
    if (!ties.empty() && tiesTime == sample.time)
        return !ties.insert(bits).second;
    const Snapshot all = snapshot();
    const std::uint64_t begin = all.countBefore(sample.time);
    const auto same = all.samples(begin, all.countUpTo(sample.time));
    const bool found = std::any_of(same.begin(), same.end(), [bits](Sample s) { return bitsOf(s.value) == bits; });
    if (same.size() >= fewTies) {
        ties.clear();
        for (const Sample &s : same)
            ties.insert(bitsOf(s.value));
        ties.insert(bits);
        tiesTime = sample.time;
    }
    return found;
}

void Series::Data::cutGaps(Timestamp time)
{
    if (!next.gaps->isInside(time))
        return;
    next.gaps = std::make_shared<const GapList>(next.gaps->cut(time, gapPart()));
    gapsEnd = next.gaps->end().value_or(Timestamp::min());
    publish();
}

Series::Series(SeriesInfo info)
    : m_info(std::move(info))
    , m_data(std::make_unique<Data>())
{}

Series::~Series() = default;

Append Series::append(Sample sample)
{
    Data &data = *m_data;
    const bool newest = data.isEmpty || sample.time > data.last;
    if (!newest && data.isDuplicate(sample))
        return Append::Duplicate;
    const bool inOrder = newest || sample.time == data.last;
    if (inOrder)
        data.pushBack(sample);
    else
        data.insert(sample);
    if (sample.time < data.gapsEnd) [[unlikely]]
        data.cutGaps(sample.time);
    return inOrder ? Append::InOrder : Append::Inserted;
}

void Series::addGap(const Gap &gap)
{
    if (gap.range.isEmpty())
        return;
    Data &data = *m_data;
    const Snapshot all = data.snapshot();
    const TimeRange joined = data.next.gaps->joined(gap);
    std::vector<Timestamp> times;
    for (const Sample &sample : all.samples(all.countBefore(joined.from), all.countBefore(joined.to)))
        times.push_back(sample.time);
    data.next.gaps = std::make_shared<const GapList>(data.next.gaps->with(gap, times, data.gapPart()));
    data.gapsEnd = data.next.gaps->end().value_or(Timestamp::min());
    data.publish();
}

View Series::view(TimeRange range, int columns) const
{
    return Snapshot(m_data->published.read()).view(range, columns);
}

std::vector<Sample> Series::samples(TimeRange range, std::size_t limit) const
{
    const Snapshot all(m_data->published.read());
    if (range.isEmpty())
        return {};
    const std::uint64_t begin = all.countBefore(range.from);
    const std::uint64_t end = all.countBefore(range.to);
    return all.samples(end - std::min<std::uint64_t>(end - begin, limit), end);
}

std::optional<Sample> Series::at(Timestamp time) const
{
    const Snapshot all(m_data->published.read());
    const std::uint64_t upTo = all.countUpTo(time);
    return upTo > 0 ? std::optional(all.sample(upTo - 1)) : std::nullopt;
}

std::optional<Sample> Series::last() const
{
    const Snapshot all(m_data->published.read());
    return all.count() > 0 ? std::optional(all.sample(all.count() - 1)) : std::nullopt;
}

std::uint64_t Series::count() const
{
    return Snapshot(m_data->published.read()).count();
}

TimeRange Series::extent() const
{
    const Snapshot all(m_data->published.read());
    if (all.count() == 0)
        return {};
    const Timestamp newest = all.sample(all.count() - 1).time;
    return {all.sample(0).time, newest == Timestamp::max() ? newest : newest + Duration(1)};
}

std::optional<Duration> Series::rhythm() const
{
    return Snapshot(m_data->published.read()).rhythm();
}

std::size_t Series::bytes() const
{
    const auto state = m_data->published.read();
    return sizeof(Series) + sizeof(Data) + state->sealed.bytes() + state->open->bytes();
}

} // namespace watchglass::store
