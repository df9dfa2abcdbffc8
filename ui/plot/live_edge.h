#pragma once

#include "core/base/timestamp.h"

#include <optional>

namespace watchglass::ui {

/// Where the right end of a live plot is: so that the newest samples are just inside and the picture glides.
///
/// The rule. Samples carry the device's clock, which may be ahead or behind, and arrive late and in batches. Each
/// time the newest sample of the plot changes, `now - newest` is one reading of skew plus delay. The smallest of the
/// last 5 to 10 s (a sample that just arrived, not one that has waited for the next batch) is the delay that we
/// aim at, and the edge is now minus the delay. The delay itself changes by no more than 5 % of the time that
/// passes, so the picture never runs more than 5 % faster or slower than time; only when it is wrong by more than
/// 2 s it jumps. When samples stop, the edge goes on, and what is missing shows; so it does when the newest sample was
/// more than 2 s old already when it was first seen. After more than a second without a frame (a hidden plot) the edge
/// is at once where it belongs.
///
/// When the newest sample is more than 10 min away from now, its times are not of this moment (a replay, perhaps at
/// another speed). Then the edge follows the newest sample at the speed at which that moves, no further than one
/// second's worth ahead of it, and stands when it stands.
///
/// Thread: one. Plain arithmetic: times come in, nothing is asked for.
class LiveEdge
{
public:
    /// A frame: our wall clock and the newest sample of what the plot shows, if any. Gives the edge of this frame.
    Timestamp advance(Timestamp now, std::optional<Timestamp> newest);
    Timestamp edge() const { return m_edge; }
    /// Whether the times shown are those of a file instead of this moment.
    bool isFileTime() const { return m_isFileTime; }
    /// Knows nothing of the past with the next frame: other series.
    void reset() { *this = LiveEdge(); }

private:
    Timestamp followClock(Timestamp now, Duration passed);
    Timestamp followFile(Timestamp now, Duration passed);
    void readDelay(Timestamp now);

    std::optional<Timestamp> m_now;
    std::optional<Timestamp> m_newest;
    Timestamp m_edge;
    bool m_isFileTime = false;

    std::optional<Duration> m_delay;  ///< In use.
    std::optional<Duration> m_recent; ///< Smallest reading since m_bucketStart.
    std::optional<Duration> m_older;  ///< Smallest reading of the 5 s before.
    Timestamp m_bucketStart;

    double m_speed = 1.0; ///< File time a second of ours.
    Timestamp m_speedSince;
    Timestamp m_speedFrom; ///< Newest sample then.
};

} // namespace watchglass::ui
