#pragma once

#include "app/simulator/alert_store.h"
#include "app/simulator/fleet.h"
#include "core/base/clock.h"

#include <variant>
#include <vector>

namespace watchglass::sim {

/// A device's status went from one word to another.
struct StatusChange
{
    int device = 0; ///< Index in the fleet.
    QString oldStatus;
    QString newStatus;
    QString reason;
    Timestamp time;
    Timestamp lastSeen;
};

/// Something rare that happened: what the telemetry does not say.
using SiteEvent = std::variant<StatusChange, Alert>;

/// The state of a simulated service while it runs: its fleet's time, its devices' statuses, its alerts. Time follows
/// the clock's monotonic side from the instant of start(), so a jump of the wall clock does not disturb the samples.
/// Thread: one.
class Site
{
public:
    Site(Fleet fleet, Clock &clock, std::uint64_t seed);

    /// The first call fixes the fleet's start and is true; later ones do nothing.
    bool start();
    bool isStarted() const { return m_started; }
    /// Since the start of the fleet.
    Duration elapsed() const;
    /// The wall-clock time of the start and of now, as the server tells them (with its skew).
    Timestamp startTime() const { return m_start + m_skew; }
    Timestamp serverNow() const { return m_started ? startTime() + elapsed() : m_clock.now() + m_skew; }
    void setSkew(Duration skew) { m_skew = skew; }

    const Fleet &fleet() const { return m_fleet; }
    AlertStore &alerts() { return m_alerts; }
    const QString &status(int device) const { return m_states[static_cast<std::size_t>(device)].status; }
    Timestamp lastSeen(int device) const;
    std::uint64_t seed() const { return m_seed; }

    /// What happened since the last call, in order.
    std::vector<SiteEvent> takeEvents();
    void setStatus(int device, const QString &status, const QString &reason);
    /// As a write by REST does: without an event.
    void setStatusSilently(int device, const QString &status);
    void raiseAlert(Alert alert);
    /// The newest value of a metric at `elapsed`, looked for in the last thousand ticks.
    std::optional<double> valueAt(int device, const QString &metric, Duration elapsed) const;

private:
    struct State
    {
        QString status = QStringLiteral("online");
        std::optional<Duration> offlineSince;
    };

    void playScenario(Duration until);
    void setStatusAt(int device, const QString &status, const QString &reason, Duration at);

    Fleet m_fleet;
    Clock &m_clock;
    std::uint64_t m_seed;
    bool m_started = false;
    Timestamp m_start;
    Duration m_startMonotonic{};
    Duration m_skew{};
    Duration m_played{-1}; ///< The scenario was played up to and including this instant.
    std::vector<State> m_states;
    AlertStore m_alerts;
    std::vector<SiteEvent> m_events;
};

} // namespace watchglass::sim
