#pragma once

#include "core/attention/frame_governor.h"

#include <QString>

#include <optional>

namespace watchglass::ui {

/// What there is to say about the attention that a panel gets: what is asked for, what comes, what is drawn, and what
/// keeps it from being everything.
struct PanelFigures
{
    AttentionLevel level = AttentionLevel::High;
    attention::Reason reason = attention::Reason::Focused; ///< Of `level`.

    Duration requestedInterval{};  ///< demandInterval() of what is asked for its series; zero: every sample.
    std::optional<Grant> grant;    ///< The coarsest among its series; nothing while no source has said anything.
    double deliveredPerSecond = 0; ///< Samples of all its series, measured.

    double displayHz = 60;
    double grantedHz = 60; ///< What drawing it is allowed.
    double drawnHz = 0;    ///< Measured; 0 while nothing was measured yet.
    attention::RateLimit limitedBy = attention::RateLimit::Nothing;

    std::optional<Duration> deviceClock; ///< Ahead of ours, of the device that is furthest off; when it matters.
    std::optional<Duration> serverClock; ///< The same of the service.

    bool isFilling = false;  ///< Spans that were not asked for are being fetched.
    bool isHeldBack = false; ///< A source of its series is over its budget.
    QString heldBackSource;  ///< Its name.

    /// The drawn rate without the unrest of measuring: the granted one as long as that is about what is drawn.
    double steadyHz() const;
    bool isAtDisplayRate() const;
    /// Whether every sample is delivered as it comes and shown at the display's rate.
    bool isEverything() const;
};

/// Whether `a` leaves its series with less than `b` does: what leaves samples out is coarser than what is late.
bool isCoarser(const Grant &a, const Grant &b);

} // namespace watchglass::ui
