#pragma once

#include "core/base/timestamp.h"

#include <array>
#include <optional>

namespace watchglass::replay {

/// Where in recorded time the operator is, and how it moves. Arithmetic alone: our time comes in, nothing is asked for.
/// Played, it moves with our time times speed(); at the end it stops, or goes on at the start of the loop.
/// Invariant: extent().from <= position() <= extent().to.
class Playhead
{
public:
    static constexpr std::array speeds{0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 25.0, 50.0, 100.0};

    /// Stands at the end: all that was recorded is in the past.
    explicit Playhead(TimeRange extent);

    TimeRange extent() const { return m_extent; }
    /// A session that is opened beside others makes it longer.
    void setExtent(TimeRange extent);
    Timestamp position() const { return m_position; }
    bool isPlaying() const { return m_playingSince.has_value(); }
    bool isAtEnd() const { return m_position >= m_extent.to; }
    double speed() const { return m_speed; }
    const std::optional<TimeRange> &loop() const { return m_loop; }

    /// `now` is ours and monotonic, here and below. From the end it starts over.
    void play(Duration now);
    void pause(Duration now);
    /// Clamped to the slowest and fastest of `speeds`.
    void setSpeed(double speed, Duration now);
    /// The next of `speeds` in that direction.
    void changeSpeed(int steps, Duration now);
    /// Outside of the extent: to its nearer end.
    void seek(Timestamp position, Duration now);
    /// Nothing, or what does not lie within the extent: no loop. The playhead goes there.
    void setLoop(std::optional<TimeRange> range, Duration now);
    /// Moves with time. True when it is elsewhere than before.
    bool advance(Duration now);

private:
    void startFrom(Timestamp position, Duration now);

    TimeRange m_extent;
    Timestamp m_position;
    double m_speed = 1.0;
    std::optional<TimeRange> m_loop;
    std::optional<Duration> m_playingSince; ///< When it stood at m_from.
    Timestamp m_from;
};

} // namespace watchglass::replay
