#pragma once

#include "core/recording/session_file.h"
#include "core/replay/frame_player.h"

#include <functional>
#include <map>
#include <memory>

namespace watchglass::replay {

/// Plays the frames of a whole session, of all its sources in the order in which they arrived, through the decoders and
/// clients of their services. How fast is the caller's choice; what comes of it does not depend on that.
/// Thread: one. Requires: file and sinks outlive it.
class SessionReplay
{
public:
    /// Where a source's client is to deliver; null: this source is not played.
    using SinkOf = std::function<protocol::SourceSink *(const recording::SessionSource &source)>;

    /// Errors: a source whose service or address this program does not know.
    static Result<std::unique_ptr<SessionReplay>> make(const recording::SessionFile &file, const SinkOf &sinkOf);
    ~SessionReplay();

    /// When the next frame arrived; nothing at the end. After an error (a part of the file that is damaged), the next
    /// call goes on behind it.
    Result<std::optional<Timestamp>> next();
    /// Whose it is. Requires: next() gave one.
    recording::SourceId source() const { return m_next->source; }
    /// Plays it. Requires: next() gave one.
    void play();

    /// Frames played so far.
    std::uint64_t frames() const { return m_frames; }

private:
    explicit SessionReplay(const recording::SessionFile &file);

    recording::FrameCursor m_cursor;
    std::optional<recording::RecordedFrame> m_next;
    std::map<recording::SourceId, std::unique_ptr<FramePlayer>> m_players;
    std::uint64_t m_frames = 0;
};

} // namespace watchglass::replay
