#include "app/simulator/valtronics/telemetry_stream.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

/// How far back the latest value of a thinned metric is looked for.
constexpr std::int64_t lookBackTicks = 10'000;

} // namespace

TelemetryStream::TelemetryStream(const Device &device, bool namedId, Overflow overflow)
    : m_feed(*device.feed)
    , m_overflow(overflow)
    , m_values(m_feed.metrics().size())
{
    m_head = "{\"type\":\"telemetry_update\",\"channel\":\"telemetry\",\"device_id\":";
    if (namedId)
        appendJsonString(m_head, device.identity.name.toUtf8());
    else
        m_head += std::to_string(device.id);
    m_head += ",\"telemetry\":{";
    for (const Metric &metric : m_feed.metrics()) {
        Wanted wanted;
        appendJsonString(wanted.before, metric.name);
        wanted.before += ":{\"value\":";
        wanted.between = ",\"unit\":";
        appendJsonString(wanted.between, metric.unit);
        wanted.between += ",\"timestamp\":\"";
        m_wanted.push_back(std::move(wanted));
    }
}

void TelemetryStream::setDemand(const std::vector<Subscription> &subscriptions, int device, Duration from, Duration now)
{
    const bool wasFull = m_hasFull;
    m_idle = true;
    m_hasFull = false;
    m_hasThinned = false;
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        Wanted &wanted = m_wanted[i];
        const Wanted old = wanted;
        wanted.isWanted = false;
        for (const Subscription &one : subscriptions) {
            if (one.channel != Channel::Telemetry || !one.wants(device) || !one.wants(m_feed.metrics()[i].name))
                continue;
            wanted.interval = wanted.isWanted ? std::min(wanted.interval, one.interval) : one.interval;
            wanted.isWanted = true;
        }
        if (!wanted.isWanted)
            continue;
        m_idle = false;
        const bool isFull = wanted.interval == Duration::zero();
        m_hasFull = m_hasFull || isFull;
        m_hasThinned = m_hasThinned || !isFull;
        if (!isFull && (!old.isWanted || old.interval != wanted.interval)) {
            wanted.next = now;
            wanted.sent =
                old.isWanted && old.interval > Duration::zero() ? old.sent : m_feed.endTick(now) - lookBackTicks;
        }
    }
    if (m_hasFull && !wasFull) {
        m_next = m_feed.firstTickAt(from);
        m_liveFrom = m_feed.firstTickAt(now);
    }
}

void TelemetryStream::append(const Wanted &wanted, double value, std::string_view time, std::uint64_t &samples)
{
    if (samples++ > 0)
        m_frame += ',';
    m_frame += wanted.before;
    appendNumber(m_frame, value);
    m_frame += wanted.between;
    m_frame += time;
    m_frame += "\"}";
}

bool TelemetryStream::send(Connection &connection, std::uint64_t samples)
{
    m_frame += "}}";
    if (connection.offer(m_frame, samples))
        return true;
    if (m_overflow == Overflow::Wait)
        return false;
    connection.countDropped(samples);
    return true;
}

void TelemetryStream::pumpAll(Connection &connection, std::int64_t end, Timestamp start)
{
    for (; m_next < end; ++m_next) {
        // History leaves half of the queue to what happens now.
        if (m_next < m_liveFrom && !connection.hasRoomForHistory())
            return;
        m_feed.values(m_next, m_values);
        std::uint64_t samples = 0;
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            const Wanted &wanted = m_wanted[i];
            if (!wanted.isWanted || wanted.interval > Duration::zero() || !std::isfinite(m_values[i]))
                continue;
            if (samples == 0) {
                m_frame = m_head;
                m_time.clear();
                m_times.append(m_time, m_feed.stamp(m_next, start));
            }
            append(wanted, m_values[i], m_time, samples);
        }
        if (samples > 0 && !send(connection, samples))
            return;
    }
}

void TelemetryStream::pumpThinned(Connection &connection, Duration elapsed, std::int64_t end, Timestamp start)
{
    std::uint64_t samples = 0;
    m_frame = m_head;
    for (std::size_t i = 0; i < m_wanted.size(); ++i) {
        Wanted &wanted = m_wanted[i];
        if (!wanted.isWanted || wanted.interval == Duration::zero() || elapsed < wanted.next)
            continue;
        if (m_overflow == Overflow::Wait && !connection.hasRoom())
            break;
        std::int64_t k = end - 1;
        for (const std::int64_t oldest = std::max(wanted.sent, end - lookBackTicks); k >= oldest; --k) {
            m_feed.values(k, m_values);
            if (std::isfinite(m_values[i]))
                break;
        }
        wanted.next = wanted.next + ((elapsed - wanted.next) / wanted.interval + 1) * wanted.interval;
        if (k < std::max(wanted.sent, end - lookBackTicks))
            continue;
        wanted.sent = k + 1;
        m_time.clear();
        appendTime(m_time, m_feed.stamp(k, start), TimeStyle::Zulu);
        append(wanted, m_values[i], m_time, samples);
    }
    if (samples > 0 && !send(connection, samples))
        connection.countDropped(samples);
}

void TelemetryStream::pump(Connection &connection, Duration elapsed, Timestamp start)
{
    const std::int64_t end = m_feed.endTick(elapsed);
    if (m_hasFull)
        pumpAll(connection, end, start);
    if (m_hasThinned)
        pumpThinned(connection, elapsed, end, start);
}

} // namespace watchglass::sim
