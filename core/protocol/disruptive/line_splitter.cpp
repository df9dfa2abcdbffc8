#include "core/protocol/disruptive/line_splitter.h"

#include <cstring>
#include <utility>

namespace watchglass::protocol::disruptive {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

} // namespace

void LineSplitter::reset()
{
    ++m_generation;
    m_size = 0;
    m_lineStart = 0;
    m_scanned = 0;
    m_skipsLineFeed = false;
    m_dropsLine = false;
    m_isFirstLine = true;
}

int LineSplitter::takeRefused()
{
    return std::exchange(m_refused, 0);
}

void LineSplitter::append(std::string_view chunk)
{
    const std::size_t needed = m_size + chunk.size() + simdjson::SIMDJSON_PADDING;
    if (needed > m_capacity) {
        auto grown = std::make_unique<char[]>(needed * 2);
        if (m_size > 0)
            std::memcpy(grown.get(), m_bytes.get(), m_size);
        m_bytes = std::move(grown);
        m_capacity = needed * 2;
    }
    if (!chunk.empty())
        std::memcpy(m_bytes.get() + m_size, chunk.data(), chunk.size());
    m_size += chunk.size();
}

std::size_t LineSplitter::findEnd() const
{
    const char *from = m_bytes.get() + m_scanned;
    const auto *feed = static_cast<const char *>(std::memchr(from, '\n', m_size - m_scanned));
    const std::size_t span = feed ? static_cast<std::size_t>(feed - from) : m_size - m_scanned;
    const auto *carriage = static_cast<const char *>(std::memchr(from, '\r', span));
    return m_scanned + (carriage ? static_cast<std::size_t>(carriage - from) : span);
}

bool LineSplitter::next(simdjson::padded_string_view &line)
{
    while (m_lineStart < m_size) {
        if (std::exchange(m_skipsLineFeed, false) && m_bytes[m_lineStart] == '\n') {
            m_scanned = ++m_lineStart;
            continue;
        }
        const std::size_t end = findEnd();
        m_scanned = end;
        if (end == m_size)
            return false;
        m_skipsLineFeed = m_bytes[end] == '\r';
        if (handOut(end, line))
            return true;
    }
    return false;
}

bool LineSplitter::handOut(std::size_t end, simdjson::padded_string_view &line)
{
    std::size_t start = m_lineStart;
    m_lineStart = end + 1;
    m_scanned = m_lineStart;
    if (std::exchange(m_dropsLine, false))
        return false;
    if (std::exchange(m_isFirstLine, false)
        && std::string_view(m_bytes.get() + start, end - start).substr(0, byteOrderMark.size()) == byteOrderMark)
        start += byteOrderMark.size();
    if (end - start > m_maxLineBytes) {
        ++m_refused;
        return false;
    }
    line = simdjson::padded_string_view(m_bytes.get() + start, end - start, m_capacity - start);
    return true;
}

bool LineSplitter::rest(simdjson::padded_string_view &line)
{
    return m_lineStart < m_size && handOut(m_size, line);
}

void LineSplitter::compact()
{
    const std::size_t left = m_lineStart < m_size ? m_size - m_lineStart : 0;
    if (m_dropsLine || left > m_maxLineBytes) {
        if (!std::exchange(m_dropsLine, true)) {
            ++m_refused;
            m_isFirstLine = false;
        }
        m_size = 0;
    } else {
        if (left > 0 && m_lineStart > 0)
            std::memmove(m_bytes.get(), m_bytes.get() + m_lineStart, left);
        m_size = left;
    }
    m_lineStart = 0;
    m_scanned = m_size;
}

} // namespace watchglass::protocol::disruptive
