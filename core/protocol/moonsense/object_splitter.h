#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace watchglass::protocol::moonsense {

/// Blocks of text → the JSON objects in it, as views: one for each line (NDJSON), or, when the text begins with a
/// bracket on a line of its own, one for each object written over several lines, also inside an array. Line ends may
/// be LF or CRLF, the last one may be missing; empty lines and a byte order mark are skipped.
/// Thread: one.
class ObjectSplitter
{
public:
    using Object = std::function<void(std::string_view)>;

    /// Longer objects are skipped and counted.
    explicit ObjectSplitter(std::size_t mostBytes)
        : m_mostBytes(mostBytes)
    {}

    void feed(std::string_view block, const Object &object);
    /// The text is over: hands out what has no line end, and is as new.
    void end(const Object &object);
    /// Objects skipped since the last call.
    int takeTooLong();

private:
    enum class Layout { Unknown, Lines, Document };

    void feedLines(std::string_view block, const Object &object);
    void feedDocument(std::string_view block, const Object &object);
    void line(std::string_view text, const Object &object);
    void keep(std::string_view text);

    const std::size_t m_mostBytes;
    Layout m_layout = Layout::Unknown;
    std::string m_partial; ///< Of the object that is not over yet.
    bool m_isSkipping = false;
    int m_tooLong = 0;
    int m_depth = 0;        ///< Document: of braces.
    bool m_inText = false;  ///< Document: inside a JSON string.
    bool m_escaped = false; ///< Document: after a backslash.
};

} // namespace watchglass::protocol::moonsense
