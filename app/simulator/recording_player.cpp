#include "app/simulator/recording_player.h"

#include "app/simulator/signal.h"

#include <algorithm>

namespace watchglass::sim {

RecordingPlayer::RecordingPlayer(CsvRecording recording, const PlayOptions &options)
    : m_recording(std::move(recording))
    , m_time(options.time)
    , m_speed(options.speed)
    , m_loop(options.loop)
{
    std::vector<std::int64_t> intervals;
    Duration due{};
    for (const Timestamp t : m_recording.times) {
        const Duration at = t - m_recording.times.front();
        if (at > due)
            intervals.push_back((at - due).count());
        due = std::max(due, at);
        m_due.push_back(due);
    }
    Duration gap = std::chrono::seconds(1);
    if (!intervals.empty()) {
        const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
        std::nth_element(intervals.begin(), middle, intervals.end());
        gap = Duration(*middle);
    }
    m_pass = due + gap;
}

Duration RecordingPlayer::scaled(Duration fileTime) const
{
    if (m_speed == 1.0)
        return fileTime;
    return Duration(std::llround(static_cast<long double>(fileTime.count()) / static_cast<long double>(m_speed)));
}

Duration RecordingPlayer::dueAt(std::int64_t k) const
{
    const std::int64_t pass = k >= 0 ? k / rows() : 0;
    const std::int64_t row = k >= 0 ? k % rows() : 0;
    return scaled(pass * m_pass + m_due[static_cast<std::size_t>(row)]);
}

std::int64_t RecordingPlayer::firstTickAt(Duration elapsed) const
{
    if (elapsed <= Duration::zero())
        return 0;
    // The first k whose dueAt(k) is not before elapsed; dueAt() does not fall.
    std::int64_t low = 0;
    std::int64_t high = rows();
    if (m_loop) {
        const auto pass = static_cast<std::int64_t>(inSeconds(elapsed) * m_speed / inSeconds(m_pass));
        low = std::max<std::int64_t>(0, pass - 1) * rows();
        high = (pass + 2) * rows();
    }
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        if (dueAt(middle) < elapsed)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

Timestamp RecordingPlayer::stamp(std::int64_t k, Timestamp start) const
{
    const std::int64_t pass = k / rows();
    const Timestamp own = m_recording.times[static_cast<std::size_t>(k % rows())] + pass * m_pass;
    return m_time == PlayTime::File ? own : start + scaled(own - m_recording.times.front());
}

void RecordingPlayer::values(std::int64_t k, std::span<double> out) const
{
    if (k < 0 || (!m_loop && k >= rows())) {
        std::fill(out.begin(), out.end(), noValue);
        return;
    }
    const std::size_t first = static_cast<std::size_t>(k % rows()) * out.size();
    std::copy_n(m_recording.values.begin() + static_cast<std::ptrdiff_t>(first), out.size(), out.begin());
}

} // namespace watchglass::sim
