#include "core/exchange/mcap_writer.h"

#include <zlib.h>

#include <algorithm>

namespace watchglass::exchange {

namespace {

/// The opcodes of the records that are written.
enum class Op : char {
    Header = 0x01,
    Footer = 0x02,
    Schema = 0x03,
    Channel = 0x04,
    Message = 0x05,
    Chunk = 0x06,
    MessageIndex = 0x07,
    ChunkIndex = 0x08,
    Statistics = 0x0b,
    SummaryOffset = 0x0e,
    DataEnd = 0x0f,
};

constexpr std::string_view magic("\x89MCAP0\r\n", 8);

template <typename Number>
void number(std::string &out, Number value)
{
    for (std::size_t i = 0; i < sizeof value; ++i)
        out += static_cast<char>(static_cast<std::uint64_t>(value) >> (8 * i) & 0xff);
}

void text(std::string &out, std::string_view value)
{
    number(out, static_cast<std::uint32_t>(value.size()));
    out += value;
}

std::string record(Op op, std::string_view content)
{
    std::string out(1, static_cast<char>(op));
    number(out, static_cast<std::uint64_t>(content.size()));
    return out += content;
}

std::uint32_t crcOf(std::uint32_t crc, std::string_view bytes)
{
    return static_cast<std::uint32_t>(
        crc32_z(crc, reinterpret_cast<const unsigned char *>(bytes.data()), bytes.size()));
}

} // namespace

void McapWriter::add(std::string_view bytes)
{
    m_crc = crcOf(m_crc, bytes);
    m_out.add(bytes);
}

void McapWriter::begin()
{
    add(magic);
    std::string header;
    text(header, "");
    text(header, "watchglass");
    add(record(Op::Header, header));
}

void McapWriter::schema(std::uint16_t id, std::string_view name, std::string_view encoding, std::string_view data)
{
    std::string content;
    number(content, id);
    text(content, name);
    text(content, encoding);
    text(content, data);
    const std::string whole = record(Op::Schema, content);
    m_definitions += whole;
    ++m_schemaCount;
    m_chunk += whole;
}

void McapWriter::channel(const Channel &channel)
{
    std::string metadata;
    for (const auto &[key, value] : channel.metadata) {
        text(metadata, key);
        text(metadata, value);
    }
    std::string content;
    number(content, channel.id);
    number(content, channel.schema);
    text(content, channel.topic);
    text(content, channel.encoding);
    text(content, metadata);
    const std::string whole = record(Op::Channel, content);
    m_channels += whole;
    ++m_channelCount;
    m_chunk += whole;
}

void McapWriter::message(std::uint16_t channel, std::uint64_t timeNs, std::string_view data)
{
    if (m_index.empty()) {
        m_chunkFirst = timeNs;
        m_chunkLast = timeNs;
    }
    m_chunkFirst = std::min(m_chunkFirst, timeNs);
    m_chunkLast = std::max(m_chunkLast, timeNs);
    m_index[channel].emplace_back(timeNs, m_chunk.size());
    const std::uint64_t sequence = m_counts[channel]++;
    m_chunk += static_cast<char>(Op::Message);
    number(m_chunk, static_cast<std::uint64_t>(2 + 4 + 8 + 8 + data.size()));
    number(m_chunk, channel);
    number(m_chunk, static_cast<std::uint32_t>(sequence));
    number(m_chunk, timeNs);
    number(m_chunk, timeNs);
    m_chunk += data;
    if (m_chunk.size() >= chunkBytes)
        endChunk();
}

void McapWriter::endChunk()
{
    if (m_chunk.empty())
        return;
    ChunkIndex index;
    if (!m_index.empty()) {
        index.firstNs = m_chunkFirst;
        index.lastNs = m_chunkLast;
    }
    index.offset = m_out.position();
    index.size = m_chunk.size();
    std::string content;
    number(content, index.firstNs);
    number(content, index.lastNs);
    number(content, index.size);
    number(content, crcOf(0, m_chunk));
    text(content, ""); // no compression
    number(content, index.size);
    content += m_chunk;
    add(record(Op::Chunk, content));
    index.length = m_out.position() - index.offset;
    const std::uint64_t indexStart = m_out.position();
    for (const auto &[channel, entries] : m_index) {
        index.indexOffsets[channel] = m_out.position();
        std::string list;
        number(list, channel);
        number(list, static_cast<std::uint32_t>(entries.size() * 16));
        for (const auto &[time, offset] : entries) {
            number(list, time);
            number(list, offset);
        }
        add(record(Op::MessageIndex, list));
    }
    index.indexLength = m_out.position() - indexStart;
    m_chunks.push_back(std::move(index));
    m_index.clear();
    m_chunk.clear();
}

void McapWriter::end()
{
    endChunk();
    std::string dataEnd;
    number(dataEnd, m_crc);
    add(record(Op::DataEnd, dataEnd));
    writeSummary();
}

void McapWriter::writeSummary()
{
    m_crc = 0;
    const std::uint64_t start = m_out.position();
    std::string offsets;
    const auto group = [this, &offsets](Op op, const std::string &records) {
        if (records.empty())
            return;
        std::string content(1, static_cast<char>(op));
        number(content, m_out.position());
        number(content, static_cast<std::uint64_t>(records.size()));
        offsets += record(Op::SummaryOffset, content);
        add(records);
    };
    std::string chunks;
    for (const ChunkIndex &chunk : m_chunks)
        chunks += chunkIndex(chunk);
    group(Op::Schema, m_definitions);
    group(Op::Channel, m_channels);
    group(Op::Statistics, statistics());
    group(Op::ChunkIndex, chunks);
    const std::uint64_t offsetStart = m_out.position();
    add(offsets);
    std::string footer;
    number(footer, start);
    number(footer, offsetStart);
    // The checksum covers the footer up to itself.
    std::string head(1, static_cast<char>(Op::Footer));
    number(head, static_cast<std::uint64_t>(footer.size() + 4));
    add(head + footer);
    std::string crc;
    number(crc, m_crc);
    m_out.add(crc);
    m_out.add(magic);
}

std::string McapWriter::statistics() const
{
    std::uint64_t messages = 0;
    std::string counts;
    for (const auto &[channel, count] : m_counts) {
        messages += count;
        number(counts, channel);
        number(counts, count);
    }
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    bool isFirst = true;
    for (const ChunkIndex &chunk : m_chunks) {
        if (chunk.indexOffsets.empty())
            continue;
        first = isFirst ? chunk.firstNs : std::min(first, chunk.firstNs);
        last = std::max(last, chunk.lastNs);
        isFirst = false;
    }
    std::string content;
    number(content, messages);
    number(content, m_schemaCount);
    number(content, m_channelCount);
    number(content, std::uint32_t(0)); // attachments
    number(content, std::uint32_t(0)); // metadata
    number(content, static_cast<std::uint32_t>(m_chunks.size()));
    number(content, first);
    number(content, last);
    text(content, counts);
    return record(Op::Statistics, content);
}

std::string McapWriter::chunkIndex(const ChunkIndex &chunk)
{
    std::string offsets;
    for (const auto &[channel, offset] : chunk.indexOffsets) {
        number(offsets, channel);
        number(offsets, offset);
    }
    std::string content;
    number(content, chunk.firstNs);
    number(content, chunk.lastNs);
    number(content, chunk.offset);
    number(content, chunk.length);
    text(content, offsets);
    number(content, chunk.indexLength);
    text(content, ""); // no compression
    number(content, chunk.size);
    number(content, chunk.size);
    return record(Op::ChunkIndex, content);
}

} // namespace watchglass::exchange
