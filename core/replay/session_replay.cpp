#include "core/replay/session_replay.h"

namespace watchglass::replay {

SessionReplay::SessionReplay(const recording::SessionFile &file)
    : m_cursor(file.frames())
{}

SessionReplay::~SessionReplay() = default;

Result<std::unique_ptr<SessionReplay>> SessionReplay::make(const recording::SessionFile &file, const SinkOf &sinkOf)
{
    std::unique_ptr<SessionReplay> replay(new SessionReplay(file));
    for (const recording::SessionSource &source : file.sources()) {
        protocol::SourceSink *sink = sinkOf(source);
        if (!sink)
            continue;
        auto address = protocol::parseSourceAddress(source.address);
        if (!address)
            return address.error();
        address.value().token = source.tokenShape;
        replay->m_players.emplace(source.id,
                                  std::make_unique<FramePlayer>(address.value(), *sink, file.arrivals().from));
    }
    return replay;
}

Result<std::optional<Timestamp>> SessionReplay::next()
{
    while (!m_next) {
        auto read = m_cursor.next();
        if (!read)
            return read.error();
        if (!read.value())
            return std::optional<Timestamp>();
        if (m_players.contains(read.value()->source))
            m_next = std::move(read.value());
    }
    return std::optional(m_next->arrival);
}

void SessionReplay::play()
{
    m_players.at(m_next->source)->play(m_next->arrival, m_next->frame);
    m_next.reset();
    ++m_frames;
}

} // namespace watchglass::replay
