#pragma once

#include "core/link/frame_feed.h"
#include "core/protocol/told_client.h"
#include "core/replay/replay_clock.h"

#include <cstdint>

namespace watchglass::replay {

/// Plays what a source's tap heard to a client of the same service, which then delivers to `sink` what the recorded one
/// did: the same decoders, the same state machine, no network. How fast is the caller's choice; the client's time is
/// the recording's.
/// Thread: one. Requires: `sink` outlives it.
class FramePlayer
{
public:
    struct Counts
    {
        std::uint64_t played = 0;
        /// What the client had no use for. Of a recording that is whole: what it had sent itself.
        std::uint64_t unplayed = 0;
    };

    /// `address` as it was recorded, without secrets. A `tap` hears the client again, so that a replay can be recorded.
    FramePlayer(protocol::SourceAddress address, protocol::SourceSink &sink, Timestamp start,
                std::shared_ptr<link::FrameTap> tap = nullptr);
    ~FramePlayer();

    /// Requires: frames in the order in which they were heard.
    void play(Timestamp at, const link::Frame &frame);

    const Counts &counts() const { return m_counts; }
    const Clock &clock() const { return m_clock; }

private:
    bool dispatch(const link::Frame &frame);

    ReplayClock m_clock;
    const std::shared_ptr<link::FrameFeed> m_feed;
    std::unique_ptr<protocol::SourceClient> m_client;
    Counts m_counts;
};

} // namespace watchglass::replay
