#pragma once

#include "core/base/clock.h"
#include "core/link/frame_tap.h"

#include <vector>

namespace watchglass::test {

/// A tap that keeps all it hears, with the time.
class KeptFrames final : public link::FrameTap
{
public:
    struct Heard
    {
        Timestamp at;
        link::Frame frame;
    };

    explicit KeptFrames(const Clock &clock)
        : m_clock(clock)
    {}
    bool isListening() const override { return true; }
    void take(link::Frame frame) override { heard.push_back({m_clock.now(), std::move(frame)}); }

    std::vector<Heard> heard;

private:
    const Clock &m_clock;
};

} // namespace watchglass::test
