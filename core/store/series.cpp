#include "core/store/series.h"

#include <algorithm>

namespace watchglass::store {

Series::Series(SeriesInfo info, std::shared_ptr<MemoryUse> use, std::function<void(Series &)> onFilled,
               std::shared_ptr<const Horizon> horizon)
    : m_info(std::move(info))
    , m_onFilled(std::move(onFilled))
    , m_horizon(std::move(horizon))
    , m_occupied(use, sizeof(Series) + sizeof(SeriesState) + sizeof(GapList))
    , m_writer(use)
{}

Append Series::append(Sample sample)
{
    Append result{};
    bool filled = false;
    {
        const BriefLocker lock(m_lock);
        const std::size_t unpacked = m_writer.unpacked();
        result = m_writer.append(sample);
        filled = m_writer.unpacked() > unpacked;
        if (result == Append::Inserted) [[unlikely]]
            noteLate(sample.time);
    }
    if (filled && m_onFilled) [[unlikely]]
        m_onFilled(*this);
    return result;
}

void Series::put(Sample sample)
{
    {
        const BriefLocker lock(m_lock);
        if (m_writer.replace(sample)) {
            noteLate(sample.time);
            return;
        }
    }
    append(sample);
}

void Series::noteLate(Timestamp time)
{
    m_late.add(time);
    m_lateCount.store(m_late.count(), std::memory_order_release);
}

TimeRange Series::lateSince(std::uint64_t seen) const
{
    const BriefLocker lock(m_lock);
    return m_late.since(seen);
}

void Series::addGap(const Gap &gap)
{
    if (gap.range.isEmpty())
        return;
    const BriefLocker lock(m_lock);
    m_writer.addGap(gap);
}

void Series::requested(TimeRange range)
{
    const BriefLocker lock(m_lock);
    m_writer.requested(range);
}

bool Series::pack(bool atRest)
{
    std::optional<SeriesWriter::Job> job;
    {
        const BriefLocker lock(m_lock);
        job = m_writer.takeJob(atRest);
    }
    if (!job)
        return false;
    std::shared_ptr<const Block> packed = Block::packed(job->front.get(), *job->block);
    const BriefLocker lock(m_lock);
    m_writer.finish(*job, std::move(packed));
    return true;
}

std::size_t Series::unpacked() const
{
    const BriefLocker lock(m_lock);
    return m_writer.unpacked();
}

Series::Evicted Series::evict()
{
    std::shared_ptr<const Block> block; // freed after the lock is
    const BriefLocker lock(m_lock);
    block = m_writer.dropFront();
    if (!block)
        return {};
    m_evicted.fetch_add(block->count(), std::memory_order_relaxed);
    return {block->count(), block->bytes(), block};
}

void Series::collect()
{
    const BriefLocker lock(m_lock);
    m_writer.collect();
}

std::optional<Timestamp> Series::oldestEvictable() const
{
    const auto state = m_writer.read();
    return state->isFrontNeeded() ? std::nullopt : std::optional(state->sealed.first());
}

View Series::view(TimeRange range, int columns) const
{
    return snapshot().view(range, columns);
}

Statistics Series::statistics(TimeRange range) const
{
    return snapshot().statistics(range);
}

std::vector<Sample> Series::samples(TimeRange range, std::size_t limit) const
{
    const Snapshot all = snapshot();
    if (range.isEmpty())
        return {};
    const std::uint64_t begin = all.countBefore(range.from);
    const std::uint64_t end = all.countBefore(range.to);
    return all.samples(end - std::min<std::uint64_t>(end - begin, limit), end);
}

std::optional<Sample> Series::at(Timestamp time) const
{
    const Snapshot all = snapshot();
    const std::uint64_t upTo = all.countUpTo(time);
    return upTo > 0 ? std::optional(all.sample(upTo - 1)) : std::nullopt;
}

std::optional<Sample> Series::after(Timestamp time) const
{
    const Snapshot all = snapshot();
    const std::uint64_t upTo = all.countUpTo(time);
    return upTo < all.count() ? std::optional(all.sample(upTo)) : std::nullopt;
}

std::optional<Sample> Series::last() const
{
    if (m_horizon && m_horizon->time() != Timestamp::max())
        return at(m_horizon->time());
    const Snapshot all = snapshot();
    return all.count() > 0 ? std::optional(all.sample(all.count() - 1)) : std::nullopt;
}

bool Series::isNotRequested(TimeRange range) const
{
    return m_writer.read()->gaps->isNotRequested(range);
}

std::uint64_t Series::count() const
{
    return snapshot().count();
}

TimeRange Series::extent() const
{
    const Snapshot all = snapshot();
    if (all.count() == 0)
        return {};
    const Timestamp newest = all.sample(all.count() - 1).time;
    return {all.sample(0).time, newest == Timestamp::max() ? newest : newest + Duration(1)};
}

std::optional<Duration> Series::rhythm() const
{
    return snapshot().rhythm();
}

} // namespace watchglass::store
