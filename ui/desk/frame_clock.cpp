#include "ui/desk/frame_clock.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace watchglass::ui {

namespace {

constexpr std::size_t keptFrameTimes = 8192;
constexpr auto window = std::chrono::seconds(1);

} // namespace

double FrameStats::perSecond(std::uint64_t count) const
{
    const double seconds = std::chrono::duration<double>(span).count();
    return seconds > 0.0 ? static_cast<double>(count) / seconds : 0.0;
}

FrameClock::FrameClock(const Clock &clock, std::function<Duration()> cpuTime, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_cpuTime(std::move(cpuTime))
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &FrameClock::advance);
    m_second = newWindow();
    m_all = newWindow();
}

void FrameClock::start(double displayRateHz)
{
    m_rateHz = std::clamp(displayRateHz, 10.0, 240.0);
    m_timer.start(static_cast<int>(1000.0 / m_rateHz));
}

void FrameClock::setResting(bool isResting)
{
    if (std::exchange(m_isResting, isResting) == isResting || !m_timer.isActive())
        return;
    if (isResting)
        m_timer.start(restingInterval);
    else
        start(m_rateHz);
}

void FrameClock::advance()
{
    m_tickDrew = m_tickDrewFocused = false;
    const Timestamp now = m_clock.now();
    Q_EMIT prepared(now);
    const std::optional<Timestamp> shown = m_timeBase ? m_timeBase() : std::nullopt;
    m_isReplay = shown.has_value();
    const Duration before = m_clock.monotonic();
    Q_EMIT frameDue(shown.value_or(now));
    const Duration after = m_clock.monotonic();

    ++m_second.ticks;
    m_all.ticks += m_hasFrames ? 1 : 0;
    if (m_tickDrew) {
        m_second.add(after - before);
        m_all.add(after - before);
    }
    m_second.focusedFrames += m_tickDrewFocused ? 1 : 0;
    m_all.focusedFrames += m_tickDrewFocused ? 1 : 0;
    if (after - m_second.startedAt >= window) {
        m_recent = statsOf(m_second);
        m_second = newWindow();
        Q_EMIT measured();
    }
}

void FrameClock::countFrame(AttentionLevel level)
{
    if (!m_hasFrames) {
        m_hasFrames = true;
        m_all = newWindow();
    }
    ++m_second.frames;
    ++m_all.frames;
    m_tickDrew = true;
    m_tickDrewFocused |= level == AttentionLevel::High;
}

FrameStats FrameClock::total() const
{
    return m_hasFrames ? statsOf(m_all) : FrameStats{};
}

void FrameClock::Window::add(Duration frameTime)
{
    if (frameTimes.size() < keptFrameTimes)
        frameTimes.push_back(frameTime);
    else
        frameTimes[nextFrameTime] = frameTime;
    nextFrameTime = (nextFrameTime + 1) % keptFrameTimes;
}

FrameStats FrameClock::statsOf(const Window &measured) const
{
    FrameStats stats;
    stats.span = m_clock.monotonic() - measured.startedAt;
    stats.ticks = measured.ticks;
    stats.frames = measured.frames;
    stats.focusedFrames = measured.focusedFrames;
    if (stats.span > Duration::zero())
        stats.guiBusy = std::chrono::duration<double>(m_cpuTime() - measured.cpuAtStart)
                        / std::chrono::duration<double>(stats.span);
    std::vector<Duration> sorted = measured.frameTimes;
    std::sort(sorted.begin(), sorted.end());
    if (!sorted.empty()) {
        stats.frameMedian = sorted[sorted.size() / 2];
        stats.frameP99 = sorted[(sorted.size() - 1) * 99 / 100];
        stats.frameMax = sorted.back();
    }
    return stats;
}

FrameClock::Window FrameClock::newWindow() const
{
    Window fresh;
    fresh.startedAt = m_clock.monotonic();
    fresh.cpuAtStart = m_cpuTime();
    return fresh;
}

} // namespace watchglass::ui
