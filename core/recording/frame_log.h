#pragma once

#include "core/base/clock.h"
#include "core/base/mutex.h"
#include "core/link/frame_tap.h"

#include <QString>

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

namespace watchglass::recording {

/// What crossed a source's links, for people to read.
struct LoggedFrame
{
    std::uint64_t number = 0; ///< Counts up from 1.
    Timestamp at;             ///< Our clock.
    QString source;
    std::uint32_t channel = 0;
    link::FrameKind kind = link::FrameKind::TextReceived;
    qsizetype bytes = 0; ///< Of the whole payload.
    QByteArray text;     ///< Its head, or the beginning of its payload; without secrets.
};

/// The newest frames of all sources, as long as somebody looks. Bounded: when full, the oldest go.
/// Thread: any.
class FrameLog
{
public:
    static constexpr std::size_t capacity = 2'000;
    /// Of a frame's text.
    static constexpr qsizetype mostBytes = 1'024;

    /// Somebody looks, or no longer does. Without anybody nothing is kept.
    void watch() { m_watchers.fetch_add(1, std::memory_order_relaxed); }
    void unwatch();
    bool isWatched() const { return m_watchers.load(std::memory_order_relaxed) > 0; }

    void add(LoggedFrame frame);
    /// Those after `number`, oldest first.
    std::vector<LoggedFrame> since(std::uint64_t number) const;

private:
    std::atomic<int> m_watchers = 0;
    mutable Mutex m_mutex;
    std::deque<LoggedFrame> m_frames WG_GUARDED_BY(m_mutex);
    std::uint64_t m_last WG_GUARDED_BY(m_mutex) = 0;
};

/// Puts what crosses one source's links into a log. Thread: the source's. Requires: log and clock outlive it.
class LogTap final : public link::FrameTap
{
public:
    /// `redact` takes secrets out.
    LogTap(FrameLog &log, QString source, const Clock &clock, std::function<void(QByteArray &)> redact);

    bool isListening() const override { return m_log.isWatched(); }
    void take(link::Frame frame) override;

private:
    FrameLog &m_log;
    const QString m_source;
    const Clock &m_clock;
    const std::function<void(QByteArray &)> m_redact;
};

} // namespace watchglass::recording
