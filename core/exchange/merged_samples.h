#pragma once

#include "core/exchange/sample_source.h"

#include <optional>
#include <queue>
#include <utility>

namespace watchglass::exchange {

/// Samples of several series as one stream: by time, of equal times by series, of one series in its order.
class MergedSamples
{
public:
    struct Item
    {
        std::size_t series = 0; ///< The index of its cursor.
        Sample sample;
    };

    explicit MergedSamples(std::vector<std::unique_ptr<SampleCursor>> cursors)
    {
        for (auto &cursor : cursors) {
            m_inputs.push_back({std::move(cursor), {}});
            refill(m_inputs.size() - 1);
        }
    }

    /// Nothing at the end.
    std::optional<Item> next()
    {
        if (m_heads.empty())
            return std::nullopt;
        const Item item = m_heads.top();
        m_heads.pop();
        refill(item.series);
        return item;
    }

private:
    struct Input
    {
        std::unique_ptr<SampleCursor> cursor;
        std::span<const Sample> waiting;
    };
    struct Later
    {
        bool operator()(const Item &a, const Item &b) const
        {
            return a.sample.time == b.sample.time ? a.series > b.series : a.sample.time > b.sample.time;
        }
    };

    void refill(std::size_t index)
    {
        Input &input = m_inputs[index];
        if (input.waiting.empty())
            input.waiting = input.cursor->next();
        if (input.waiting.empty())
            return;
        m_heads.push({index, input.waiting.front()});
        input.waiting = input.waiting.subspan(1);
    }

    std::vector<Input> m_inputs;
    std::priority_queue<Item, std::vector<Item>, Later> m_heads;
};

} // namespace watchglass::exchange
