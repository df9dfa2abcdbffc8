#include "core/protocol/disruptive/sse_parser.h"

#include <charconv>
#include <utility>

namespace watchglass::protocol::disruptive {

simdjson::padded_string_view SseMessage::joinWithNothing()
{
    std::string joined;
    joined.reserve(m_data.size());
    std::size_t from = 0;
    for (const std::size_t joint : m_joints) {
        joined.append(m_data, from, joint - from);
        from = joint + 1;
    }
    joined.append(m_data, from);
    m_joints.clear();
    m_data = std::move(joined);
    m_text.assign(std::string_view(m_data));
    return m_text.view();
}

void SseParser::reset()
{
    m_lines.reset();
    clear();
    m_dropsMessage = false;
}

int SseParser::takeRefused()
{
    return std::exchange(m_refused, 0) + m_lines.takeRefused();
}

void SseParser::clear()
{
    m_message.m_data.clear();
    m_message.m_joints.clear();
    m_message.m_event.clear();
    m_hasData = false;
}

bool SseParser::lineTaken(std::string_view line)
{
    if (line.empty())
        return dispatch();
    if (line.front() == ':')
        return false;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        fieldTaken(line, {});
        return false;
    }
    std::string_view value = line.substr(colon + 1);
    if (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    fieldTaken(line.substr(0, colon), value);
    return false;
}

bool SseParser::dispatch()
{
    const bool isMessage = m_hasData && !m_dropsMessage;
    if (isMessage) {
        std::swap(m_ready.m_data, m_message.m_data);
        std::swap(m_ready.m_joints, m_message.m_joints);
        std::swap(m_ready.m_event, m_message.m_event);
        m_ready.m_text.assign(std::string_view(m_ready.m_data));
    }
    m_dropsMessage = false;
    clear();
    return isMessage;
}

void SseParser::fieldTaken(std::string_view name, std::string_view value)
{
    if (name == "data") {
        addData(value);
    } else if (name == "event") {
        m_message.m_event = value;
    } else if (name == "id") {
        if (value.find('\0') == std::string_view::npos)
            m_lastId = value;
    } else if (name == "retry") {
        std::int64_t number = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        if (error == std::errc() && end == value.data() + value.size() && number >= 0)
            m_retryMs = number;
    }
}

void SseParser::addData(std::string_view value)
{
    if (m_dropsMessage)
        return;
    if (m_message.m_data.size() + value.size() > m_maxMessageBytes) {
        m_dropsMessage = true;
        ++m_refused;
        clear();
        return;
    }
    if (std::exchange(m_hasData, true)) {
        m_message.m_joints.push_back(m_message.m_data.size());
        m_message.m_data += '\n';
    }
    m_message.m_data += value;
}

} // namespace watchglass::protocol::disruptive
