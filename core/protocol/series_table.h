#pragma once

#include "core/protocol/source_sink.h"

#include <deque>
#include <string>
#include <type_traits>
#include <unordered_map>

namespace watchglass::protocol {

/// (device, metric) as bytes → the sink's handle. Sources send the same metrics in the same order again and again, so
/// the entry that followed last time is tried first: two comparisons and no hash. A miss hashes the bytes; only a
/// series never seen before costs text conversion and the sink's own look-up. `metric` may be any text that tells
/// series of a device apart, such as attribute and component in one.
/// Thread: the source's. Requires: the sink outlives it.
class SeriesTable
{
public:
    explicit SeriesTable(SourceSink &sink)
        : m_sink(sink)
    {}

    SeriesHandle handle(std::string_view device, std::string_view metric, std::string_view unit)
    {
        return handle(device, metric, [unit](SeriesInfo &info) { setUnit(info, unit); });
    }

    /// `describe(SeriesInfo &)` is called at first sight only, with device and attribute filled in from the names.
    template <typename Describe>
    SeriesHandle handle(std::string_view device, std::string_view metric,
                        Describe &&describe) requires std::is_invocable_v<Describe, SeriesInfo &>
    {
        if (m_last && m_last->next->metric == metric && m_last->next->device == device) {
            m_last = m_last->next;
            return m_last->handle;
        }
        if (const Entry *entry = find(device, metric))
            return entry->handle;
        SeriesInfo info = namedInfo(device, metric);
        describe(info);
        return insert(device, metric, info);
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

    static SeriesInfo namedInfo(std::string_view device, std::string_view metric);
    static void setUnit(SeriesInfo &info, std::string_view unit);
    const Entry *find(std::string_view device, std::string_view metric);
    SeriesHandle insert(std::string_view device, std::string_view metric, const SeriesInfo &info);
    void follow(const Entry *entry);

    SourceSink &m_sink;
    std::deque<Entry> m_entries; ///< Entries stay where they are: the index looks into their texts.
    std::unordered_map<Key, const Entry *, Hash> m_index;
    const Entry *m_last = nullptr;
};

} // namespace watchglass::protocol
