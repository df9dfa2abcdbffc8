#include "ui/plot/live_edge.h"

#include "ui/plot/time_grid.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

using namespace std::chrono_literals;

constexpr Duration fileTimeFrom = 10min;
constexpr Duration bucket = 5s;
constexpr Duration jumpFrom = 2s;
constexpr std::int64_t slewDivisor = 20; // 5 %
constexpr Duration unseen = 1s;          // a frame after more than this starts anew
constexpr Duration speedWindow = 1s;

Duration magnitude(Duration duration)
{
    return duration < Duration::zero() ? -duration : duration;
}

Duration scaled(Duration duration, double factor)
{
    return Duration(static_cast<std::int64_t>(std::clamp(static_cast<double>(duration.count()) * factor, -1e17, 1e17)));
}

} // namespace

Timestamp LiveEdge::advance(Timestamp now, std::optional<Timestamp> newest)
{
    const Duration passed = m_now ? between(*m_now, now) : Duration::zero();
    const bool startsAnew = !m_now || passed < Duration::zero() || passed > unseen;
    m_now = now;
    if (!newest) {
        m_newest.reset();
        m_edge = now;
        return m_edge;
    }
    const bool isFirst = !m_newest;
    const bool hasChanged = newest != m_newest;
    m_newest = newest;
    const Duration lag = between(*newest, now);
    const bool isFileTime = lag > fileTimeFrom || lag < -fileTimeFrom;
    if (isFirst || isFileTime != m_isFileTime)
        m_delay.reset();
    if (isFirst || startsAnew || isFileTime != m_isFileTime) {
        m_isFileTime = isFileTime;
        m_recent.reset();
        m_older.reset();
        m_speed = 1.0;
        m_speedSince = now;
        m_speedFrom = *newest;
        m_edge = *newest;
    }
    if (m_isFileTime)
        return m_edge = followFile(now, passed);
    // What was there before we looked may have been silent for long: its age says nothing of the delay.
    if (hasChanged && (!isFirst || lag <= jumpFrom))
        readDelay(now);
    return m_edge = followClock(now, startsAnew ? Duration::zero() : passed);
}

void LiveEdge::readDelay(Timestamp now)
{
    const Duration reading = between(*m_newest, now);
    if (!m_recent) {
        m_recent = reading;
        m_bucketStart = now;
    } else if (now - m_bucketStart >= bucket) {
        m_older = m_recent;
        m_recent = reading;
        m_bucketStart = now;
    } else {
        m_recent = std::min(*m_recent, reading);
    }
}

Timestamp LiveEdge::followClock(Timestamp now, Duration passed)
{
    const Duration known = m_recent.value_or(m_delay.value_or(Duration::zero()));
    const Duration wanted = m_older ? std::min(*m_older, known) : known;
    if (!m_delay || magnitude(wanted - *m_delay) > jumpFrom) {
        m_delay = wanted;
    } else {
        const Duration most = passed / slewDivisor;
        *m_delay += std::clamp(wanted - *m_delay, -most, most);
    }
    return now - *m_delay;
}

Timestamp LiveEdge::followFile(Timestamp now, Duration passed)
{
    const Duration window = between(m_speedSince, now);
    if (window >= speedWindow) {
        const Duration gone = between(m_speedFrom, *m_newest);
        m_speed = std::clamp(static_cast<double>(gone.count()) / static_cast<double>(window.count()), 0.0, 1e4);
        m_speedSince = now;
        m_speedFrom = *m_newest;
    }
    const Duration off = between(m_edge, *m_newest);
    const Duration mostOff = std::max(jumpFrom, scaled(jumpFrom, m_speed));
    if (magnitude(off) > mostOff)
        return *m_newest; // started, sought or sped up
    // A tenth of the distance is made up within a tenth of a second's worth of frames, so batches do not show.
    const double share = std::min(1.0, static_cast<double>(passed.count()) * 1e-9);
    const Timestamp next = moved(m_edge, scaled(passed, m_speed) + scaled(off, share));
    const Timestamp furthest = moved(*m_newest, scaled(1s, m_speed));
    return std::clamp(next, m_edge, std::max(m_edge, furthest));
}

} // namespace watchglass::ui
