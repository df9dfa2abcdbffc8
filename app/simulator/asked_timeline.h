#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <optional>

namespace watchglass::sim {

/// What a connection asked for from some moment on, and what it was sent before and after.
struct AskedChange
{
    Duration at{};                             ///< Since the connection began.
    QString asked;                             ///< In the service's words; empty: nothing any more.
    double bytesPerSecondBefore = 0.0;         ///< Over the second until then.
    std::optional<double> bytesPerSecondAfter; ///< Over the second that begins a second later, once that is over;
                                               ///< stays nothing when something else was asked for by then.
};

/// The changes of what one connection asks for: how one sees that what is sent follows within a second.
/// Thread: the server's. Invariant: holds no more than the `longest` newest changes.
class AskedTimeline
{
public:
    static constexpr std::size_t longest = 64;

    explicit AskedTimeline(Duration now);

    /// What was asked for at `now`, when `bytes` had been sent altogether. Nothing happens when it is the same.
    void note(const QString &asked, Duration now, std::uint64_t bytes);
    /// Called each tick.
    void turn(Duration now, std::uint64_t bytes);
    const std::deque<AskedChange> &changes() const { return m_changes; }

private:
    struct Mark
    {
        Duration at{};
        std::uint64_t bytes = 0;
    };
    static double rate(const Mark &from, Duration now, std::uint64_t bytes);

    Duration m_begin;
    std::deque<Mark> m_marks; ///< Of the last second and a little more; never empty.
    std::deque<AskedChange> m_changes;
    std::optional<Mark> m_after; ///< Where the second after the newest change began.
};

} // namespace watchglass::sim
