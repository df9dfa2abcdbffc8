#include "core/protocol/moonsense/object_splitter.h"

#include <utility>

namespace watchglass::protocol::moonsense {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

void ObjectSplitter::feed(std::string_view block, const Object &object)
{
    if (m_layout == Layout::Document)
        feedDocument(block, object);
    else
        feedLines(block, object);
}

void ObjectSplitter::feedLines(std::string_view block, const Object &object)
{
    while (!block.empty()) {
        const std::size_t end = block.find('\n');
        if (end == std::string_view::npos)
            return keep(block);
        if (m_isSkipping) {
            m_isSkipping = false;
        } else if (m_partial.empty()) {
            line(block.substr(0, end), object);
        } else {
            keep(block.substr(0, end));
            line(std::exchange(m_partial, {}), object);
            m_isSkipping = false;
        }
        block.remove_prefix(end + 1);
        if (m_layout == Layout::Document)
            return feedDocument(block, object);
    }
}

void ObjectSplitter::line(std::string_view text, const Object &object)
{
    if (m_layout == Layout::Unknown && text.substr(0, byteOrderMark.size()) == byteOrderMark)
        text.remove_prefix(byteOrderMark.size());
    text = trimmed(text);
    if (text.empty())
        return;
    if (m_layout == Layout::Unknown) {
        m_layout = text == "{" || text == "[" || text == "[{" ? Layout::Document : Layout::Lines;
        if (m_layout == Layout::Document)
            return feedDocument(text, object);
    }
    object(text);
}

void ObjectSplitter::feedDocument(std::string_view block, const Object &object)
{
    std::size_t begin = m_depth > 0 ? 0 : std::string_view::npos;
    for (std::size_t i = 0; i < block.size(); ++i) {
        const char c = block[i];
        if (m_inText) {
            m_inText = m_escaped || c != '"';
            m_escaped = !m_escaped && c == '\\';
        } else if (c == '"') {
            m_inText = m_depth > 0;
        } else if (c == '{') {
            if (m_depth++ == 0)
                begin = i;
        } else if (c == '}' && m_depth > 0 && --m_depth == 0) {
            keep(block.substr(begin, i + 1 - begin));
            if (!m_isSkipping)
                object(m_partial);
            m_partial.clear();
            m_isSkipping = false;
            begin = std::string_view::npos;
        }
    }
    if (begin != std::string_view::npos)
        keep(block.substr(begin));
}

void ObjectSplitter::keep(std::string_view text)
{
    if (m_isSkipping)
        return;
    if (m_partial.size() + text.size() > m_mostBytes) {
        m_partial.clear();
        m_isSkipping = true;
        ++m_tooLong;
        return;
    }
    m_partial.append(text);
}

void ObjectSplitter::end(const Object &object)
{
    if (!m_partial.empty() && !m_isSkipping) {
        const std::string last = std::exchange(m_partial, {});
        if (m_layout == Layout::Document)
            object(last); // cut short: for the reader to say so
        else
            line(last, object);
    }
    m_partial.clear();
    m_layout = Layout::Unknown;
    m_isSkipping = false;
    m_depth = 0;
    m_inText = false;
    m_escaped = false;
}

int ObjectSplitter::takeTooLong()
{
    return std::exchange(m_tooLong, 0);
}

} // namespace watchglass::protocol::moonsense
