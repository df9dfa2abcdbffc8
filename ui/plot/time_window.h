#pragma once

#include "core/base/timestamp.h"

#include <any>
#include <optional>
#include <vector>

namespace watchglass::ui {

/// Which span of time a plot shows, and how the operator moves it. Arithmetic alone: no clock, no widget.
///
/// Live, the window ends at the live edge that it is told (see LiveEdge) and goes with it. A pan, a box or going
/// back leaves live; zooming by wheel while live keeps the live edge in place, because a picture that moves has no
/// point to hold on to. Paused and Manual both stand still; Paused remembers that it was the operator's pause.
/// Nothing here stops ingestion: only the view stands.
class TimeWindow
{
public:
    enum class Mode { Live, Manual, Paused };

    static constexpr Duration shortest = std::chrono::microseconds(10);
    static constexpr Duration longest = std::chrono::hours(24 * 365 * 100);
    static constexpr Duration defaultSpan = std::chrono::seconds(30);

    Mode mode() const { return m_mode; }
    bool isLive() const { return m_mode == Mode::Live; }
    Duration span() const { return m_span; }
    /// [end - span, end): what is shown when the live edge is at `edge`.
    TimeRange range(Timestamp edge) const;
    /// How far the window's end lies behind the live edge; nothing when live.
    std::optional<Duration> behind(Timestamp edge) const;

    /// Follows the edge from now on.
    void goLive();
    /// Stands still where it is.
    void pause(Timestamp edge);
    /// Live becomes Paused, everything else live.
    void togglePause(Timestamp edge);

    /// Makes the span `factor` times as long; the instant at `fraction` (0 left, 1 right end) stays where it is.
    void zoom(double factor, double fraction, Timestamp edge);
    /// Moves by `fraction` of the span, positive to later; leaves live. A window dragged to the edge or past it goes
    /// live.
    void pan(double fraction, Timestamp edge);
    /// Shows exactly that; leaves live. Shorter or longer than allowed is adjusted about the middle.
    void show(TimeRange range);
    void setSpan(Duration span);
    /// All of `extent` with a little room; leaves live.
    void fit(TimeRange extent);

    /// Puts the present state on the history: called before what the operator would want to undo. Steps that follow
    /// each other within 700 ms of `monotonic` time (turns of a wheel) are one. What stands `beside` it is kept with
    /// it, and given back when the operator comes back to that state.
    void remember(Timestamp edge, Duration monotonic, std::any beside = {});
    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }
    /// `beside` belongs to the state that is left. Without a value where there was nowhere to go.
    std::any goBack(Timestamp edge, std::any beside = {});
    std::any goForward(Timestamp edge, std::any beside = {});

private:
    struct State
    {
        Mode mode;
        Duration span;
        Timestamp end;
        std::any beside;
    };
    State state(Timestamp edge, std::any beside) const;
    std::any move(std::vector<State> &from, std::vector<State> &to, Timestamp edge, std::any beside);

    Mode m_mode = Mode::Live;
    Duration m_span = defaultSpan;
    Timestamp m_end; ///< When not live.
    std::vector<State> m_back;
    std::vector<State> m_forward;
    std::optional<Duration> m_rememberedAt;
};

} // namespace watchglass::ui
