#include "core/replay/frame_player.h"

#include "core/protocol/source_factory.h"

namespace watchglass::replay {

FramePlayer::FramePlayer(protocol::SourceAddress address, protocol::SourceSink &sink, Timestamp start,
                         std::shared_ptr<link::FrameTap> tap)
    : m_clock(start)
    , m_feed(std::make_shared<link::FrameFeed>())
{
    address.transport.feed = m_feed;
    if (tap)
        m_client = std::make_unique<protocol::ToldClient>(address, sink, m_clock, tap, protocol::makeClient);
    else
        m_client = protocol::makeClient(address, sink, m_clock);
}

FramePlayer::~FramePlayer() = default;

void FramePlayer::play(Timestamp at, const link::Frame &frame)
{
    m_clock.setNow(at);
    ++(dispatch(frame) ? m_counts.played : m_counts.unplayed);
    m_feed->settle();
}

bool FramePlayer::dispatch(const link::Frame &frame)
{
    if (frame.kind == link::FrameKind::TimerFired)
        return m_clock.fire(frame.head.toULongLong());
    if (frame.kind == link::FrameKind::Ordered)
        return protocol::carryOut(frame, *m_client);
    return m_feed->play(frame);
}

} // namespace watchglass::replay
