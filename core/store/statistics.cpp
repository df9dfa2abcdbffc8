#include "core/store/statistics.h"

#include "core/store/snapshot.h"

#include <algorithm>
#include <cmath>

namespace watchglass::store {

namespace {

/// Puts runs of samples together.
class Summing
{
public:
    void take(const Block &block, std::uint32_t begin, std::uint32_t end)
    {
        if (begin >= end)
            return;
        const Moments moments = block.moments(begin, end);
        m_extremes = least(block.extremes(begin, end), m_extremes);
        m_moments.append(moments);
        m_count += end - begin;
    }

    /// Samples [begin, end) of a tree, by rank.
    void take(const BlockTree::Node &node, std::uint64_t begin, std::uint64_t end)
    {
        for (std::uint32_t i = 0; i < node.size && end > 0; ++i) {
            const std::uint64_t count = node.count[i];
            const std::uint64_t to = std::min(end, count);
            if (begin < to) {
                if (node.children[i].node)
                    take(*node.children[i].node, begin, to);
                else
                    take(*node.children[i].block, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(to));
            }
            begin -= std::min(begin, count);
            end -= to;
        }
    }

    Statistics result(TimeRange range) const
    {
        return {range,          m_count,     m_count - m_moments.count, leastOf(m_extremes), greatestOf(m_extremes),
                m_moments.mean, m_moments.m2};
    }

private:
    Extremes m_extremes = ofNone;
    Moments m_moments;
    std::uint64_t m_count = 0;
};

} // namespace

double Statistics::deviation() const
{
    return hasValue() ? std::sqrt(m2 / static_cast<double>(count - nanCount)) : 0.0;
}

Statistics Snapshot::statistics(TimeRange range) const
{
    Summing all;
    const std::uint64_t sealed = m_state->sealed.count();
    const std::uint64_t begin = countBefore(range.from);
    const std::uint64_t end = std::max(countBefore(range.to), begin);
    if (begin < sealed)
        all.take(*m_state->sealed.root(), begin, std::min(end, sealed));
    const auto inOpen = [sealed](std::uint64_t rank) {
        return static_cast<std::uint32_t>(std::max(rank, sealed) - sealed);
    };
    all.take(*m_state->open, inOpen(begin), inOpen(end));
    return all.result(range);
}

} // namespace watchglass::store
