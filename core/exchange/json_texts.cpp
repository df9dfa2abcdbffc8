#include "core/exchange/json_texts.h"

#include "core/exchange/csv_cells.h"

#include <cstring>

namespace watchglass::exchange {

bool isClosed(std::string_view json)
{
    int depth = 0;
    bool isText = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (isText) {
            i += c == '\\' ? 1 : 0;
            isText = c != '"';
        } else if (c == '"') {
            isText = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return depth == 0 && !isText;
}

Result<bool> JsonTexts::next()
{
    std::string_view line;
    do {
        const auto found = nextLine(line);
        if (!found || !found.value())
            return found;
        line = trimmed(line);
        if (!m_isStarted && line.starts_with("\xef\xbb\xbf"))
            line.remove_prefix(3);
    } while (line.empty());
    if (!m_isStarted) {
        m_isStarted = true;
        if (!isClosed(line)) {
            m_line = m_lines;
            return takeAll();
        }
    }
    m_line = m_lines;
    m_text.assign(line);
    return true;
}

Result<bool> JsonTexts::nextLine(std::string_view &line)
{
    for (;;) {
        const void *found = m_rest.empty() ? nullptr : std::memchr(m_rest.data(), '\n', m_rest.size());
        if (!found && (!m_file.isAtEnd() || !std::exchange(m_hasRead, true))) {
            const auto more = m_file.more(m_taken);
            if (!more)
                return more.error();
            m_hasRead = true;
            m_rest = more.value();
            m_taken = 0;
            continue;
        }
        if (!found && m_rest.empty())
            return false;
        const std::size_t size =
            found ? static_cast<std::size_t>(static_cast<const char *>(found) - m_rest.data()) : m_rest.size();
        line = m_rest.substr(0, size);
        const std::size_t whole = found ? size + 1 : size;
        m_rest.remove_prefix(whole);
        m_taken += whole;
        ++m_lines;
        return true;
    }
}

/// The first line was the beginning of a text over several lines: it and all that follows.
Result<bool> JsonTexts::takeAll()
{
    // Nothing was given back to the file so far: its text still begins with the line at hand.
    while (!m_file.isAtEnd()) {
        if (const auto more = m_file.more(0); !more)
            return more.error();
    }
    const auto all = m_file.more(0);
    if (!all)
        return all.error();
    std::string_view text = all.value();
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    m_text.assign(begin == std::string_view::npos ? std::string_view() : text.substr(begin));
    m_taken = all.value().size();
    m_rest = {};
    return true;
}

} // namespace watchglass::exchange
