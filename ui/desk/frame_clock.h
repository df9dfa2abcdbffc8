#pragma once

#include "core/base/clock.h"
#include "core/model/attention.h"

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// What drawing cost, over the last second or since the first frame.
struct FrameStats
{
    Duration span{}; ///< What was measured.
    std::uint64_t ticks = 0;
    std::uint64_t frames = 0;        ///< Panels drawn, all together.
    std::uint64_t focusedFrames = 0; ///< Ticks in which a panel at High was drawn.
    Duration frameMedian{};          ///< Time that a tick spent drawing, ticks without a frame left out.
    Duration frameP99{};
    Duration frameMax{};
    double guiBusy = 0.0; ///< GUI thread's processor time as a share of `span`.

    double perSecond(std::uint64_t count) const;
};

/// The one beat of the program: at the display's rate it tells everybody that a frame is due, and measures what it
/// cost. Which panels are drawn in it, attention::FrameGovernor says.
///
/// A tick is a plain timer, not the display's vertical sync, which Qt Widgets do not offer. Ticks that the event loop
/// was too busy for are left out, never made up for.
/// Thread: GUI.
class FrameClock : public QObject
{
    Q_OBJECT

public:
    /// `cpuTime` is asked for the processor time of the calling thread; tests give their own.
    explicit FrameClock(const Clock &clock, std::function<Duration()> cpuTime, QObject *parent = nullptr);

    /// Ticks by itself from now on. Rates beyond [10, 240] are clamped.
    void start(double displayRateHz);
    double displayRateHz() const { return m_rateHz; }
    /// While nothing can be seen: ticks that only take in what arrived, `restingInterval` apart.
    void setResting(bool isResting);
    static constexpr auto restingInterval = std::chrono::milliseconds(50);

    /// One tick now.
    void advance();

    /// The time that panels show instead of our clock's: where a replay stands. Nothing from it: our clock's.
    using TimeBase = std::function<std::optional<Timestamp>()>;
    void setTimeBase(TimeBase base) { m_timeBase = std::move(base); }
    /// Whether the last tick showed another time than our clock's.
    bool isReplay() const { return m_isReplay; }

    /// A panel was drawn in this tick.
    void countFrame(AttentionLevel level);
    /// Of a clock that never jumps.
    Duration monotonic() const { return m_clock.monotonic(); }
    /// Processor time of the calling thread.
    Duration cpuTime() const { return m_cpuTime(); }

    /// Of the last whole second; zeros before.
    const FrameStats &recent() const { return m_recent; }
    /// Since the first frame.
    FrameStats total() const;

Q_SIGNALS:
    /// Before drawing: time to take in what arrived.
    void prepared(Timestamp now);
    /// Now draw what is due, as at `now`, which is the time base's where there is one.
    void frameDue(Timestamp now);
    /// recent() is new.
    void measured();

private:
    struct Window
    {
        Duration startedAt{};
        Duration cpuAtStart{};
        std::uint64_t ticks = 0;
        std::uint64_t frames = 0;
        std::uint64_t focusedFrames = 0;
        std::vector<Duration> frameTimes; ///< The newest `keptFrameTimes`, as a ring.
        std::size_t nextFrameTime = 0;

        void add(Duration frameTime);
    };
    FrameStats statsOf(const Window &window) const;
    Window newWindow() const;

    const Clock &m_clock;
    std::function<Duration()> m_cpuTime;
    TimeBase m_timeBase;
    bool m_isReplay = false;
    QTimer m_timer;
    double m_rateHz = 60.0;
    bool m_isResting = false;
    bool m_hasFrames = false;
    bool m_tickDrew = false;
    bool m_tickDrewFocused = false;
    Window m_second;
    Window m_all;
    FrameStats m_recent;
};

} // namespace watchglass::ui
