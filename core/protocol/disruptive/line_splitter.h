#pragma once

#include <simdjson.h>

#include <cstdint>
#include <memory>
#include <string_view>

namespace watchglass::protocol::disruptive {

/// A stream of bytes → its lines, wherever the chunks are cut. A line ends with LF, CR or CR LF, also when the two
/// fall into different chunks; a byte order mark in front of the first line is left out. A line longer than the limit
/// is dropped up to its end and counted, and never takes more memory than the limit.
/// Thread: one. Owns: the bytes of the line that is not over yet.
/// Invariant: each line is handed out once, with the room behind it that simdjson reads; it lives until the call ends.
class LineSplitter
{
public:
    explicit LineSplitter(std::size_t maxLineBytes)
        : m_maxLineBytes(maxLineBytes)
    {}

    /// Calls `each(simdjson::padded_string_view)` for every line that is now over, empty ones included, without its
    /// end. `each` may call reset(): then the rest of the chunk is forgotten.
    template <typename Each>
    void take(std::string_view chunk, Each &&each)
    {
        append(chunk);
        const std::uint64_t generation = m_generation;
        simdjson::padded_string_view line;
        while (generation == m_generation && next(line))
            each(line);
        if (generation == m_generation)
            compact();
    }

    /// The stream is over: what stands behind the last line end, when there is anything.
    template <typename Each>
    void finish(Each &&each)
    {
        simdjson::padded_string_view line;
        if (rest(line))
            each(line);
        reset();
    }

    /// A new stream begins.
    void reset();
    /// Lines over the limit since the last call.
    int takeRefused();

private:
    void append(std::string_view chunk);
    bool next(simdjson::padded_string_view &line);
    bool rest(simdjson::padded_string_view &line);
    bool handOut(std::size_t end, simdjson::padded_string_view &line);
    std::size_t findEnd() const;
    void compact();

    const std::size_t m_maxLineBytes;
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_capacity = 0;
    std::size_t m_size = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_scanned = 0; ///< No line end stands before this.
    std::uint64_t m_generation = 0;
    int m_refused = 0;
    bool m_skipsLineFeed = false; ///< The last line ended with CR: an LF now belongs to it.
    bool m_dropsLine = false;     ///< The line under way is over the limit.
    bool m_isFirstLine = true;
};

} // namespace watchglass::protocol::disruptive
