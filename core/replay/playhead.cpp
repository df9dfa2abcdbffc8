#include "core/replay/playhead.h"

#include <algorithm>
#include <cmath>

namespace watchglass::replay {

Playhead::Playhead(TimeRange extent)
    : m_extent(extent)
    , m_position(extent.to)
{}

void Playhead::setExtent(TimeRange extent)
{
    const bool wasAtEnd = isAtEnd();
    m_extent = extent;
    m_position = wasAtEnd && !isPlaying() ? extent.to : std::clamp(m_position, extent.from, extent.to);
}

void Playhead::startFrom(Timestamp position, Duration now)
{
    m_position = std::clamp(position, m_extent.from, m_extent.to);
    m_from = m_position;
    if (m_playingSince)
        m_playingSince = now;
}

void Playhead::play(Duration now)
{
    advance(now);
    if (m_playingSince)
        return;
    m_playingSince = now;
    startFrom(m_loop && !m_loop->contains(m_position) ? m_loop->from : isAtEnd() ? m_extent.from : m_position, now);
}

void Playhead::pause(Duration now)
{
    advance(now);
    m_playingSince.reset();
}

void Playhead::setSpeed(double speed, Duration now)
{
    advance(now);
    m_speed = std::clamp(std::isfinite(speed) ? speed : 1.0, speeds.front(), speeds.back());
    startFrom(m_position, now);
}

void Playhead::changeSpeed(int steps, Duration now)
{
    const auto nearest = std::lower_bound(speeds.begin(), speeds.end(), m_speed - 1e-9);
    const auto index = std::clamp<std::ptrdiff_t>(nearest - speeds.begin() + steps, 0, speeds.size() - 1);
    setSpeed(speeds[static_cast<std::size_t>(index)], now);
}

void Playhead::seek(Timestamp position, Duration now)
{
    startFrom(position, now);
}

void Playhead::setLoop(std::optional<TimeRange> range, Duration now)
{
    if (range)
        range = TimeRange{std::max(range->from, m_extent.from), std::min(range->to, m_extent.to)};
    m_loop = range && !range->isEmpty() ? range : std::nullopt;
    if (m_loop && !m_loop->contains(m_position))
        startFrom(m_loop->from, now);
}

bool Playhead::advance(Duration now)
{
    if (!m_playingSince)
        return false;
    const Timestamp before = m_position;
    const double passed = static_cast<double>((now - *m_playingSince).count()) * m_speed;
    const Timestamp end = m_loop ? m_loop->to : m_extent.to;
    const auto left = static_cast<double>((end - m_from).count());
    if (passed < left) {
        m_position = m_from + Duration(static_cast<std::int64_t>(passed));
    } else if (m_loop) {
        const double rest = std::fmod(passed - left, static_cast<double>(m_loop->length().count()));
        startFrom(m_loop->from + Duration(static_cast<std::int64_t>(rest)), now);
    } else {
        m_position = end;
        m_playingSince.reset();
    }
    return m_position != before;
}

} // namespace watchglass::replay
