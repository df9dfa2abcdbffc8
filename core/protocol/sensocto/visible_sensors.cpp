#include "core/protocol/sensocto/visible_sensors.h"

#include <algorithm>

namespace watchglass::protocol::sensocto {

VisibleSensors::VisibleSensors(Clock &clock, const WantedLevels &levels, SpanMarker &marker, const Choice &limit,
                               std::function<void(const Choice &)> send)
    : m_clock(clock)
    , m_levels(levels)
    , m_marker(marker)
    , m_limit(limit)
    , m_send(std::move(send))
    , m_sendTimer(clock.makeTimer([this] { update(); }))
    , m_windowTimer(clock.makeTimer([this] { turnWindow(); }))
{}

void VisibleSensors::begin()
{
    m_isJoined = true;
    m_isOpen = true;
    m_sent.reset();
    m_sentAt.reset();
    m_windowTimer->start(firstLook);
    update();
}

void VisibleSensors::end()
{
    m_isJoined = false;
    m_sendTimer->stop();
    m_windowTimer->stop();
}

void VisibleSensors::setLimit(const Choice &limit)
{
    m_limit = limit;
    update();
}

void VisibleSensors::update()
{
    if (!m_isJoined)
        return;
    const Choice next = choice();
    if (next != m_sent) {
        const Duration now = m_clock.monotonic();
        if (m_levels.isAsked() && m_sentAt && now - *m_sentAt < pauseBetween) {
            m_sendTimer->start(*m_sentAt + pauseBetween - now);
            return;
        }
        m_sent = next;
        m_sentAt = now;
        m_send(next);
    }
    armWindow();
    if (m_levels.isAsked())
        settleMarks();
}

/// Several sensors may show themselves in one frame.
void VisibleSensors::updateSoon()
{
    if (m_isJoined && m_levels.isAsked() && !m_isOpen && !m_sendTimer->isActive())
        m_sendTimer->start(Duration::zero());
}

void VisibleSensors::turnWindow()
{
    m_isOpen = !m_isOpen;
    update();
}

void VisibleSensors::armWindow()
{
    if (m_isOpen) {
        if (!m_windowTimer->isActive())
            m_windowTimer->start(glanceLength);
    } else if (m_sent == m_limit) {
        m_windowTimer->stop();
    } else if (!m_windowTimer->isActive()) {
        m_windowTimer->start(glanceEvery);
    }
}

void VisibleSensors::settleMarks()
{
    for (const QString &sensor : candidates()) {
        if (isVisible(sensor))
            m_marker.release(sensor, longestFlush);
        else if (!m_isOpen)
            m_marker.hold(sensor);
    }
    if (m_isOpen)
        return;
    if (m_sent == m_limit)
        m_marker.releaseNewcomers(longestFlush);
    else
        m_marker.holdNewcomers();
}

void VisibleSensors::seen(const QString &sensor)
{
    if (m_seen.insert(sensor).second)
        updateSoon();
}

bool VisibleSensors::toldInstant(const QString &sensor)
{
    if (!m_instant.insert(sensor).second)
        return false;
    updateSoon();
    return true;
}

bool VisibleSensors::isVisible(const QString &sensor) const
{
    if (m_limit && !m_limit->contains(sensor))
        return false;
    return isAlwaysVisible(sensor) || m_levels.highest(sensor, m_marker.seriesOf(sensor)) >= AttentionLevel::Medium;
}

/// Sensors that the choice is about: those of the address, else those that were seen or named.
std::set<QString> VisibleSensors::candidates() const
{
    if (m_limit)
        return {m_limit->begin(), m_limit->end()};
    std::set<QString> all = m_seen;
    const QStringList named = m_levels.devices();
    all.insert(named.begin(), named.end());
    return all;
}

VisibleSensors::Choice VisibleSensors::choice() const
{
    if (m_isOpen || !m_levels.isAsked())
        return m_limit;
    QStringList visible;
    const std::set<QString> all = candidates();
    for (const QString &sensor : all) {
        if (isVisible(sensor))
            visible << sensor;
    }
    // With nothing to hold back also sensors may come that were never seen.
    return visible.size() == static_cast<qsizetype>(all.size()) ? m_limit : Choice(visible);
}

} // namespace watchglass::protocol::sensocto
