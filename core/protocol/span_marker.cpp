#include "core/protocol/span_marker.h"

#include <algorithm>

namespace watchglass::protocol {

namespace {

/// By how much the way of one sample may be shorter than that of another of the same device.
constexpr Duration unsteadiness = std::chrono::milliseconds(500);

Timestamp justAfter(Timestamp time)
{
    return time == Timestamp::max() ? time : time + Duration(1);
}

/// Devices may name any time.
Timestamp earlier(Timestamp time, Duration by)
{
    return time.ns() < Timestamp::min().ns() + by.count() ? Timestamp::min() : time - by;
}

} // namespace

SpanMarker::SpanMarker(SourceSink &sink, Clock &clock)
    : m_sink(sink)
    , m_clock(clock)
{}

SpanMarker::Device &SpanMarker::deviceOf(const QString &id)
{
    std::shared_ptr<Device> &device = m_devices[id];
    if (!device) {
        device = std::make_shared<Device>();
        device->held = m_newcomers;
    }
    return *device;
}

void SpanMarker::hold(const QString &id, std::optional<Timestamp> from)
{
    Device &device = deviceOf(id);
    if (device.held && !device.held->to)
        return;
    device.held = Span{device.held ? device.held->from : m_clock.monotonic(), {}};
    for (const std::size_t index : device.entries) {
        Entry &entry = m_entries[index];
        if (entry.mark == Mark::Set)
            continue;
        if (entry.last)
            setMark(entry, std::min(justAfter(*entry.last), from.value_or(Timestamp::max())));
        else
            entry.mark = Mark::Due;
    }
}

void SpanMarker::release(const QString &id, Duration after)
{
    Device &device = deviceOf(id);
    if (device.held && !device.held->to)
        device.held->to = m_clock.monotonic() + after;
}

void SpanMarker::fill(const QString &id)
{
    Device &device = deviceOf(id);
    device.held.reset();
    for (const std::size_t index : device.entries) {
        if (m_entries[index].mark == Mark::Set)
            end(m_entries[index], m_entries[index].from);
        m_entries[index].mark = Mark::None;
    }
}

bool SpanMarker::isHeld(const QString &id) const
{
    const auto found = m_devices.constFind(id);
    const std::optional<Span> &held = found == m_devices.constEnd() ? m_newcomers : (*found)->held;
    return held && !held->to;
}

void SpanMarker::holdNewcomers()
{
    m_newcomers = Span{m_newcomers ? m_newcomers->from : m_clock.monotonic(), {}};
}

void SpanMarker::releaseNewcomers(Duration after)
{
    if (m_newcomers && !m_newcomers->to)
        m_newcomers->to = m_clock.monotonic() + after;
}

void SpanMarker::whole(const QString &id, const QString &attribute, std::optional<Timestamp> from)
{
    const auto found = m_devices.constFind(id);
    if (found == m_devices.constEnd() || !(*found)->held || !(*found)->held->to
        || m_clock.monotonic() < *(*found)->held->to)
        return;
    const Device &device = **found;
    for (std::size_t i = 0; i < device.entries.size(); ++i) {
        Entry &entry = m_entries[device.entries[i]];
        const QString &own = device.keys[i].attribute;
        const bool isOfIt = own == attribute || own.startsWith(attribute + QLatin1Char('.'));
        if (isOfIt && entry.mark == Mark::Set)
            end(entry, from ? *from : justAfter(entry.last.value_or(entry.from)));
    }
}

std::span<const SeriesKey> SpanMarker::seriesOf(const QString &id) const
{
    const auto found = m_devices.constFind(id);
    return found == m_devices.constEnd() ? std::span<const SeriesKey>() : (*found)->keys;
}

SeriesHandle SpanMarker::series(const SeriesInfo &info)
{
    const SeriesHandle inner = m_sink.series(info);
    if (const auto known = m_index.constFind(info.key); known != m_index.constEnd()) {
        m_entries[*known].inner = inner;
        return static_cast<SeriesHandle>(*known);
    }
    Device &device = deviceOf(info.key.device);
    const std::size_t index = m_entries.size();
    Entry entry;
    entry.inner = inner;
    entry.device = &device;
    entry.mark = device.held ? Mark::Due : Mark::None;
    m_entries.push_back(entry);
    m_index.insert(info.key, index);
    device.keys.push_back(info.key);
    device.entries.push_back(index);
    return static_cast<SeriesHandle>(index);
}

/// A sample of a series whose mark is due, or may be over.
void SpanMarker::look(Entry &entry, Timestamp time)
{
    const std::optional<Span> &held = entry.device->held;
    if (!held) {
        entry.mark = Mark::None;
        return;
    }
    const Duration now = m_clock.monotonic();
    const bool isOver = held->to && now >= *held->to;
    if (entry.mark == Mark::Set && isOver)
        return end(entry, time);
    if (entry.mark != Mark::Due)
        return;
    const Timestamp from = earlier(time, now - held->from + unsteadiness);
    if (!isOver)
        return setMark(entry, from);
    entry.mark = Mark::None;
    const Duration sinceEnd = now - *held->to - unsteadiness;
    m_sink.notRequested(entry.inner, {from, sinceEnd > Duration::zero() ? earlier(time, sinceEnd) : time});
}

void SpanMarker::setMark(Entry &entry, Timestamp from)
{
    entry.mark = Mark::Set;
    entry.from = from;
    m_sink.notRequested(entry.inner, {from, Timestamp::max()});
}

void SpanMarker::end(Entry &entry, Timestamp at)
{
    entry.mark = Mark::None;
    m_sink.requested(entry.inner, {at, Timestamp::max()});
}

void SpanMarker::notRequested(SeriesHandle series, TimeRange range)
{
    m_sink.notRequested(m_entries[static_cast<std::size_t>(series)].inner, range);
}

void SpanMarker::requested(SeriesHandle series, TimeRange range)
{
    m_sink.requested(m_entries[static_cast<std::size_t>(series)].inner, range);
}

void SpanMarker::grant(const Grant &grant)
{
    const std::pair key(grant.device, grant.attribute);
    const auto told = m_grants.constFind(key);
    if (told != m_grants.constEnd() && *told == grant)
        return;
    m_grants.insert(key, grant);
    m_sink.grant(grant);
}

} // namespace watchglass::protocol
