#pragma once

#include "core/protocol/disruptive/event_types.h"
#include "core/protocol/source_sink.h"

#include <string>
#include <unordered_map>

namespace watchglass::protocol::disruptive {

/// When each series was heard last and, while the event type that it comes by is left out of the stream, from when on:
/// just after its last sample. The sink is told of each such span, and of its end when history has filled it.
/// Thread: the source's. Requires: the sink outlives it.
class SeriesMarks
{
public:
    struct Mark
    {
        SeriesHandle series{};
        std::size_t type = 0;
        Timestamp last = Timestamp::min();
        std::optional<Timestamp> from; ///< Not asked for, or not yet filled, from here on.
    };

    explicit SeriesMarks(SourceSink &sink)
        : m_sink(sink)
    {}

    /// Made at first sight; stays where it is. One of a type that is left out has been so since that began.
    Mark &of(SeriesHandle series, std::string_view device, std::size_t type);
    /// These do not come any more. `newest`: the newest time of what came by the stream.
    void leaveOut(const TypeSet &types, Timestamp newest);
    /// These come again; what was left out is still marked, until filled().
    void askFor(const TypeSet &types);
    /// Of a device's series by these types, the earliest begin of what is marked.
    std::optional<Timestamp> firstFrom(std::string_view device, const TypeSet &types) const;
    /// History was read for the device: from span.from on to span.to, a time when all of these came by the stream.
    void filled(std::string_view device, TimeRange span, const TypeSet &types);

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
    };

    SourceSink &m_sink;
    std::unordered_map<SeriesHandle, Mark> m_marks;
    std::unordered_map<std::string, std::vector<Mark *>, Hash, std::equal_to<>> m_byDevice;
    std::array<std::optional<Timestamp>, 32> m_leftOut; ///< Since when, of the types that are.
};

} // namespace watchglass::protocol::disruptive
