#include "core/recording/frame_log.h"

#include <algorithm>
#include <utility>

namespace watchglass::recording {

void FrameLog::unwatch()
{
    if (m_watchers.fetch_sub(1, std::memory_order_relaxed) != 1)
        return;
    MutexLock lock(m_mutex);
    m_frames.clear();
}

void FrameLog::add(LoggedFrame frame)
{
    MutexLock lock(m_mutex);
    frame.number = ++m_last;
    m_frames.push_back(std::move(frame));
    if (m_frames.size() > capacity)
        m_frames.pop_front();
}

std::vector<LoggedFrame> FrameLog::since(std::uint64_t number) const
{
    MutexLock lock(m_mutex);
    const auto first = std::partition_point(m_frames.begin(), m_frames.end(),
                                            [number](const LoggedFrame &frame) { return frame.number <= number; });
    return {first, m_frames.end()};
}

LogTap::LogTap(FrameLog &log, QString source, const Clock &clock, std::function<void(QByteArray &)> redact)
    : m_log(log)
    , m_source(std::move(source))
    , m_clock(clock)
    , m_redact(std::move(redact))
{}

void LogTap::take(link::Frame frame)
{
    LoggedFrame logged;
    logged.at = m_clock.now();
    logged.source = m_source;
    logged.channel = frame.channel;
    logged.kind = frame.kind;
    logged.bytes = frame.payload.size();
    // A secret may lie across the cut, so what is cut off is a little longer than what is kept.
    logged.text = frame.head.isEmpty() ? frame.payload.left(4 * FrameLog::mostBytes) : frame.head;
    m_redact(logged.text);
    logged.text.truncate(FrameLog::mostBytes);
    logged.text.squeeze();
    m_log.add(std::move(logged));
}

} // namespace watchglass::recording
