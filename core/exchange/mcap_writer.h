#pragma once

#include "core/exchange/text_out.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace watchglass::exchange {

/// Writes an MCAP file (format version 0, https://mcap.dev/spec): messages in uncompressed chunks with their indexes, a
/// summary with everything that a reader needs to seek, and all checksums.
/// Requires: begin() first, end() last; schemas and channels before their messages.
class McapWriter
{
public:
    static constexpr std::size_t chunkBytes = 1024 * 1024;

    struct Channel
    {
        std::uint16_t id = 0;
        std::uint16_t schema = 0;
        std::string topic;
        std::string encoding;
        std::map<std::string, std::string> metadata;
    };

    explicit McapWriter(TextOut &out)
        : m_out(out)
    {}

    void begin();
    void schema(std::uint16_t id, std::string_view name, std::string_view encoding, std::string_view text);
    void channel(const Channel &channel);
    void message(std::uint16_t channel, std::uint64_t timeNs, std::string_view data);
    void end();

private:
    using Index = std::map<std::uint16_t, std::vector<std::pair<std::uint64_t, std::uint64_t>>>;
    struct ChunkIndex
    {
        std::uint64_t firstNs = 0;
        std::uint64_t lastNs = 0;
        std::uint64_t offset = 0;
        std::uint64_t length = 0;
        std::uint64_t size = 0;
        std::uint64_t indexLength = 0;
        std::map<std::uint16_t, std::uint64_t> indexOffsets;
    };

    void add(std::string_view bytes);
    void endChunk();
    void writeSummary();
    std::string statistics() const;
    static std::string chunkIndex(const ChunkIndex &chunk);

    TextOut &m_out;
    std::uint32_t m_crc = 0;   ///< Of everything since the beginning, or of the summary.
    std::string m_definitions; ///< Records of schemas, for the summary.
    std::string m_channels;    ///< The same of channels.
    std::uint16_t m_schemaCount = 0;
    std::uint32_t m_channelCount = 0;
    std::string m_chunk;
    Index m_index; ///< Of the chunk at hand: time and offset, by channel.
    std::uint64_t m_chunkFirst = 0;
    std::uint64_t m_chunkLast = 0;
    std::vector<ChunkIndex> m_chunks;
    std::map<std::uint16_t, std::uint64_t> m_counts;
};

} // namespace watchglass::exchange
