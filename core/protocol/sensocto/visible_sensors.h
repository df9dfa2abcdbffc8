#pragma once

#include "core/protocol/span_marker.h"
#include "core/protocol/wanted_levels.h"

#include <QStringList>

#include <functional>
#include <set>

namespace watchglass::protocol::sensocto {

/// Which sensors a viewer's feed is to send. Without any demand: all that the address allows. Else those with a series
/// at Medium or High; a sensor that is sent at all is sent whole, so that there is nothing between.
///
/// The feed tells nowhere else which sensors there are, and what their last values were. So everything is let through
/// for a first look after each join, and for a glance from time to time while something is held back. What is seen at a
/// glance is a part of what there was: marks (SpanMarker) neither begin nor end by it.
/// A sensor that ever told an instant (a button, a tap, a text) stays visible at every level: instants are outside
/// attention, and the service cannot send them alone.
/// Thread: the source's. Requires: everything it is made with outlives it.
class VisibleSensors
{
public:
    /// As long as it takes slow attributes of most sensors to come once.
    static constexpr Duration firstLook = std::chrono::seconds(3);
    /// Of 30 s one in a hundred: what nobody looks at costs little, and shows a value that is half a minute old.
    static constexpr Duration glanceEvery = std::chrono::seconds(30);
    /// Some of the server's usual flushes, of 64 to 250 ms.
    static constexpr Duration glanceLength = std::chrono::milliseconds(300);
    /// The server reads its messages one by one, and eyes wander.
    static constexpr Duration pauseBetween = std::chrono::milliseconds(250);
    /// There is no reply. What is flushed this much later, the service's longest interval, was gathered since.
    static constexpr Duration longestFlush = std::chrono::milliseconds(500);

    /// Nothing: all sensors.
    using Choice = std::optional<QStringList>;
    /// `limit` is what the address allows, `send` tells the server.
    VisibleSensors(Clock &clock, const WantedLevels &levels, SpanMarker &marker, const Choice &limit,
                   std::function<void(const Choice &)> send);

    /// The feed is joined, and sends everything.
    void begin();
    /// The feed is gone for now.
    void end();
    void setLimit(const Choice &limit);
    /// What is wanted has changed.
    void update();
    void seen(const QString &sensor);
    /// False when that is known.
    bool toldInstant(const QString &sensor);

    bool isVisible(const QString &sensor) const;
    /// Whatever is wanted.
    bool isAlwaysVisible(const QString &sensor) const { return m_instant.contains(sensor); }

private:
    std::set<QString> candidates() const;
    Choice choice() const;
    void turnWindow();
    void armWindow();
    void settleMarks();
    void updateSoon();

    Clock &m_clock;
    const WantedLevels &m_levels;
    SpanMarker &m_marker;
    Choice m_limit;
    const std::function<void(const Choice &)> m_send;
    const std::unique_ptr<Timer> m_sendTimer;
    const std::unique_ptr<Timer> m_windowTimer;
    std::set<QString> m_seen;
    std::set<QString> m_instant; ///< That told one.
    Choice m_sent;               ///< As the server knows it.
    std::optional<Duration> m_sentAt;
    bool m_isJoined = false;
    bool m_isOpen = false; ///< Everything is let through, for a look.
};

} // namespace watchglass::protocol::sensocto
