#pragma once

#include "core/protocol/source_sink.h"
#include "core/protocol/valtronics/frame_handler.h"

#include <deque>
#include <string>
#include <unordered_map>

namespace watchglass::protocol::valtronics {

/// (device, metric) as bytes → the sink's handle. Sources send the same metrics in the same order again and again, so
/// the entry that followed last time is tried first: two comparisons and no hash. A miss hashes the bytes; only a
/// series never seen before costs text conversion and the sink's own look-up.
/// Thread: the source's. Requires: the sink outlives it.
class SeriesTable
{
public:
    explicit SeriesTable(SourceSink &sink)
        : m_sink(sink)
    {}

    SeriesHandle handle(std::string_view device, std::string_view metric, std::string_view unit)
    {
        if (m_last) {
            const Entry *guess = m_last->next;
            if (guess->metric == metric && guess->device == device) {
                m_last = guess;
                return guess->handle;
            }
        }
        return find(device, metric, unit);
    }

private:
    struct Entry
    {
        std::string device;
        std::string metric;
        SeriesHandle handle{};
        mutable const Entry *next = nullptr; ///< What came after it last time.
    };
    struct Key
    {
        std::string_view device;
        std::string_view metric;
        friend bool operator==(const Key &, const Key &) = default;
    };
    struct Hash
    {
        std::size_t operator()(const Key &key) const
        {
            const std::hash<std::string_view> hash;
            return hash(key.device) * 31 + hash(key.metric);
        }
    };

    SeriesHandle find(std::string_view device, std::string_view metric, std::string_view unit);

    SourceSink &m_sink;
    std::deque<Entry> m_entries; ///< Entries stay where they are: the index looks into their texts.
    std::unordered_map<Key, const Entry *, Hash> m_index;
    const Entry *m_last = nullptr;
};

} // namespace watchglass::protocol::valtronics
