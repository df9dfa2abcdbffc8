#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// What one connection was given: totals, and a rate over the last whole second or longer.
/// Thread: the server's.
class TrafficMeter
{
public:
    explicit TrafficMeter(Duration now)
        : m_since(now)
        , m_spanBegin(now)
    {}

    void addMessage(std::size_t bytes)
    {
        ++m_messages;
        m_bytes += bytes;
    }
    void addSamples(std::uint64_t samples) { m_samples += samples; }
    void addAnswer(std::size_t bytes)
    {
        ++m_answers;
        m_bytes += bytes;
    }
    /// Called each tick.
    void turn(Duration now)
    {
        const Duration span = now - m_spanBegin;
        if (span < std::chrono::seconds(1))
            return;
        m_bytesPerSecond = static_cast<double>(m_bytes - m_bytesBefore) / inSeconds(span);
        m_bytesBefore = m_bytes;
        m_spanBegin = now;
    }

    Duration since() const { return m_since; }
    std::uint64_t messages() const { return m_messages; } ///< Frames, or chunks of an answer without end.
    std::uint64_t answers() const { return m_answers; }   ///< To plain HTTP requests.
    std::uint64_t samples() const { return m_samples; }   ///< In messages.
    std::uint64_t bytes() const { return m_bytes; }       ///< Payload of messages and bodies of answers.
    double bytesPerSecond() const { return m_bytesPerSecond; }

private:
    Duration m_since;
    std::uint64_t m_messages = 0;
    std::uint64_t m_answers = 0;
    std::uint64_t m_samples = 0;
    std::uint64_t m_bytes = 0;
    std::uint64_t m_bytesBefore = 0;
    Duration m_spanBegin;
    double m_bytesPerSecond = 0.0;
};

} // namespace watchglass::sim
