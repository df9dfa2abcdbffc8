#pragma once

#include "core/store/published.h"
#include "core/store/snapshot.h"

#include <memory>
#include <unordered_set>
#include <vector>

namespace watchglass::store {

/// What became of an appended sample.
enum class Append {
    InOrder,   ///< At the end.
    Inserted,  ///< Before an already stored one; stored.
    Duplicate, ///< Same time and bit-for-bit same value as a stored one; dropped.
};

/// A series as those who change it see it: the blocks, and which of them are still to be packed.
/// Thread: read() any; the rest one at a time, which Series sees to.
/// Invariant: what read() gives is consistent, and all that was appended before the call is in it.
class SeriesWriter
{
public:
    explicit SeriesWriter(std::shared_ptr<MemoryUse> use);

    std::shared_ptr<const SeriesState> read() const { return m_published.read(); }

    Append append(Sample sample);
    /// Gives the stored sample of that time another value; false when there is none of that time, or it has that value.
    /// Requires: no two stored samples have that time.
    bool replace(Sample sample);
    void addGap(const Gap &gap);
    void requested(TimeRange range);

    /// How many blocks were filled and wait to be packed.
    std::size_t unpacked() const { return m_filled.size(); }
    /// Samples of a block that is to be packed and, where there is room in it, of the packed block before it.
    struct Job
    {
        std::shared_ptr<const Block> front; ///< Or none.
        std::shared_ptr<const Block> block;
    };
    /// Takes the next block to be packed: one that was filled or, `atRest`, also one that late samples came into, or
    /// what has gathered in the open block; nothing when all are packed.
    std::optional<Job> takeJob(bool atRest);
    /// Puts the packed block in its place, unless late samples have come into it meanwhile.
    void finish(const Job &job, std::shared_ptr<const Block> packed);
    /// Drops the oldest sealed block and gives it; none when SeriesState::isFrontNeeded().
    std::shared_ptr<const Block> dropFront();
    /// Frees replaced states that readers had held up.
    void collect() { m_published.collect(); }

private:
    using BlockPointer = std::shared_ptr<const Block>;

    void publish();
    Snapshot snapshot() const { return Snapshot(m_now); }
    void pushBack(Sample sample);
    void makeRoom();
    void seal();
    void insert(Sample sample);
    void replaceSealed(Timestamp time, const BlockPointer &block, const std::vector<BlockPointer> &blocks);
    bool isDuplicate(Sample sample);
    void cutGaps(Timestamp time);
    void publishGaps(GapList gaps);
    Duration gapPart() const { return snapshot().rhythm().value_or(Duration::zero()); }

    const std::shared_ptr<MemoryUse> m_use;
    std::shared_ptr<Block> m_open;
    SeriesState m_next; ///< What publish() publishes.
    std::shared_ptr<const SeriesState> m_now;
    Published<SeriesState> m_published;
    std::vector<BlockPointer> m_filled; ///< Sealed blocks to be packed: those that were filled,
    std::vector<BlockPointer> m_late;   ///< and those that late samples came into, and may again.
    Timestamp m_last;                   ///< Of the newest sample; meaningless before the first.
    bool m_isEmpty = true;
    Timestamp m_gapsEnd = Timestamp::min();   ///< No gap that a sample parts reaches past this.
    std::unordered_set<std::uint64_t> m_ties; ///< Bits of all values at one time that has many samples.
    Timestamp m_tiesTime;                     ///< That time.
};

} // namespace watchglass::store
