#pragma once

#include "core/protocol/disruptive/line_splitter.h"
#include "core/protocol/padded_text.h"

#include <optional>
#include <string>
#include <vector>

namespace watchglass::protocol::disruptive {

/// One message of a text/event-stream. Its views live until the parser's next call.
class SseMessage
{
public:
    /// The data lines, joined with "\n" as the standard (WHATWG HTML, section 9.2) says.
    simdjson::padded_string_view data() const { return m_text.view(); }
    bool hasSeveralLines() const { return !m_joints.empty(); }
    /// The data lines joined with nothing: some servers cut a message inside a string. data() is the same afterwards.
    simdjson::padded_string_view joinWithNothing();
    /// The "event:" field; empty when there was none.
    std::string_view event() const { return m_event; }

private:
    friend class SseParser;
    std::string m_data;
    std::vector<std::size_t> m_joints; ///< Where the newlines between data lines stand.
    std::string m_event;
    PaddedText m_text;
};

/// text/event-stream → messages. Comments, unknown fields and lines without a colon are passed over; one space behind
/// the colon does not count; a message without data is none. What is cut off at the end of the stream is none either.
/// Thread: one.
class SseParser
{
public:
    /// A message may be `maxMessageBytes` long, all its data together; a longer one is dropped and counted.
    explicit SseParser(std::size_t maxMessageBytes)
        : m_lines(maxMessageBytes + fieldNameRoom)
        , m_maxMessageBytes(maxMessageBytes)
    {}

    /// Calls `each(SseMessage &)` for every message that is now over. `each` may call reset().
    template <typename Each>
    void take(std::string_view chunk, Each &&each)
    {
        m_lines.take(chunk, [this, &each](simdjson::padded_string_view line) {
            if (lineTaken(line))
                each(m_ready);
        });
    }

    void reset();
    /// Messages over the limit since the last call.
    int takeRefused();
    std::optional<std::int64_t> retryMs() const { return m_retryMs; } ///< The last "retry:" field.
    const std::string &lastId() const { return m_lastId; }            ///< The last "id:" field.

private:
    static constexpr std::size_t fieldNameRoom = 64; ///< A line of data is longer than its data.

    bool lineTaken(std::string_view line);
    bool dispatch();
    void fieldTaken(std::string_view name, std::string_view value);
    void addData(std::string_view value);
    void clear();

    LineSplitter m_lines;
    const std::size_t m_maxMessageBytes;
    SseMessage m_message; ///< Under way.
    SseMessage m_ready;   ///< Handed out last.
    std::optional<std::int64_t> m_retryMs;
    std::string m_lastId;
    bool m_hasData = false;
    bool m_dropsMessage = false;
    int m_refused = 0;
};

} // namespace watchglass::protocol::disruptive
