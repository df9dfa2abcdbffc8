#pragma once

#include "core/link/frame_tap.h"

#include <memory>
#include <utility>
#include <vector>

namespace watchglass::link {

/// Several taps on one source. Thread: the source's.
class TapFork final : public FrameTap
{
public:
    explicit TapFork(std::vector<std::shared_ptr<FrameTap>> taps)
        : m_taps(std::move(taps))
    {}

    bool isListening() const override
    {
        for (const auto &tap : m_taps) {
            if (tap->isListening())
                return true;
        }
        return false;
    }
    void take(Frame frame) override
    {
        for (const auto &tap : m_taps) {
            if (tap->isListening())
                tap->take(frame);
        }
    }

private:
    const std::vector<std::shared_ptr<FrameTap>> m_taps;
};

} // namespace watchglass::link
