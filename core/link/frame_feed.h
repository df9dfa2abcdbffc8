#pragma once

#include "core/link/frame_tap.h"

#include <functional>
#include <unordered_map>
#include <vector>

namespace watchglass::link {

/// Stands for the network when a recorded session is played: a source's links are told what came to them then, and what
/// they send goes nowhere.
/// Thread: the source's.
class FrameFeed
{
public:
    /// A link that is being played to.
    class Receiver
    {
    public:
        virtual ~Receiver() = default;
        /// False: the link had no use for it, as the program does something else now than it did then.
        virtual bool play(const Frame &frame) = 0;
    };

    std::uint32_t attach(Receiver &receiver)
    {
        m_receivers.emplace(++m_lastChannel, &receiver);
        return m_lastChannel;
    }
    void detach(std::uint32_t channel) { m_receivers.erase(channel); }

    /// False when there is no such link, or it had no use for the frame.
    bool play(const Frame &frame)
    {
        const auto found = m_receivers.find(frame.channel);
        return found != m_receivers.end() && found->second->play(frame);
    }

    /// A call that must not come from inside another; made by settle().
    void later(std::function<void()> call) { m_later.push_back(std::move(call)); }
    void settle()
    {
        while (!m_later.empty()) {
            const auto calls = std::exchange(m_later, {});
            for (const auto &call : calls)
                call();
        }
    }

private:
    std::uint32_t m_lastChannel = 0;
    std::unordered_map<std::uint32_t, Receiver *> m_receivers;
    std::vector<std::function<void()>> m_later;
};

} // namespace watchglass::link
