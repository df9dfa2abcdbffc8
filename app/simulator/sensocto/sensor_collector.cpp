#include "app/simulator/sensocto/sensor_collector.h"

#include "app/simulator/json_text.h"
#include "app/simulator/sensocto/last_values.h"

#include <algorithm>
#include <cmath>

namespace watchglass::sim::sensocto {

namespace {

/// After a long stall, no more than this is made up for at once.
constexpr std::int64_t mostTicks = 20'000;

} // namespace

SensorCollector::SensorCollector(const World &world, std::size_t device)
    : m_world(world)
    , m_device(device)
    , m_shape(world.shapes()[device])
    , m_feed(*world.stage().site.fleet().devices()[device].feed)
    , m_buffers(m_shape.attributes.size())
    , m_values(m_feed.metrics().size())
    , m_newest(m_feed.metrics().size())
{
    m_after = ",\"sensor_id\":";
    appendJsonString(m_after, m_shape.id.toUtf8());
    m_after += ",\"timestamp\":";
    for (std::size_t i = 0; i < m_buffers.size(); ++i) {
        m_buffers[i].before = "{\"attribute_id\":";
        appendJsonString(m_buffers[i].before, m_shape.attributes[i].id);
        m_buffers[i].before += ",\"payload\":";
    }
}

void SensorCollector::begin(Duration elapsed)
{
    m_next = m_feed.firstTickAt(elapsed);
}

void SensorCollector::appendElement(std::string &out, std::size_t index, std::int64_t k, std::span<const double> values,
                                    const char *event)
{
    out += m_buffers[index].before;
    appendPayload(out, m_shape.attributes[index], values, m_world.settings.documentedPayloads);
    out += m_after;
    out += std::to_string(wireMs(m_feed, k, m_world.stage().site.startTime()));
    if (event) {
        out += ",\"event\":\"";
        out += event;
        out += '"';
    }
    out += '}';
}

void SensorCollector::takeKey(const Attribute &attribute, Buffer &buffer, std::int64_t k)
{
    const double value = m_values[attribute.parts.front().metric];
    const bool isChange = buffer.hasKey && value != buffer.key;
    buffer.key = value;
    buffer.hasKey = true;
    if (!isChange)
        return;
    if (buffer.count++ > 0)
        buffer.whole += ',';
    const auto index = static_cast<std::size_t>(&buffer - m_buffers.data());
    appendElement(buffer.whole, index, k, m_values, value != 0.0 ? "press" : "release");
}

void SensorCollector::take(std::size_t index, std::int64_t k)
{
    const Attribute &attribute = m_shape.attributes[index];
    Buffer &buffer = m_buffers[index];
    for (const Part &part : attribute.parts) {
        if (!std::isfinite(m_values[part.metric]))
            return;
    }
    const double value = m_values[attribute.parts.front().metric];
    if (attribute.payload == Payload::Key) {
        takeKey(attribute, buffer, k);
        return;
    }
    if (m_world.settings.digest) {
        buffer.sum = buffer.count == 0 ? value : buffer.sum + value;
        buffer.least = buffer.count == 0 ? value : std::min(buffer.least, value);
        buffer.most = buffer.count == 0 ? value : std::max(buffer.most, value);
    } else if (attribute.isDelta && m_world.settings.delta) {
        buffer.run.push_back({wireMs(m_feed, k, m_world.stage().site.startTime()), value});
    } else if (attribute.keepsAll) {
        if (buffer.count > 0)
            buffer.whole += ',';
        appendElement(buffer.whole, index, k, m_values, nullptr);
    }
    for (const Part &part : attribute.parts)
        m_newest[part.metric] = m_values[part.metric];
    buffer.newest = k;
    ++buffer.count;
}

std::uint64_t SensorCollector::gather(Duration elapsed)
{
    for (Buffer &buffer : m_buffers) {
        buffer.whole.clear();
        buffer.run.clear();
        buffer.count = 0;
    }
    const std::int64_t end = m_feed.endTick(elapsed);
    if (m_world.isOffline(m_device))
        m_next = std::max(m_next, end);
    m_next = std::max(m_next, end - mostTicks);
    const bool digest = m_world.settings.digest;
    const bool isWatched = m_world.pressure(m_shape.id).attention != Attention::None;
    const bool keepsNothing = !digest
                              && std::none_of(m_shape.attributes.begin(), m_shape.attributes.end(),
                                              [](const Attribute &one) { return one.keepsAll; });
    std::size_t missing = m_buffers.size();
    // Where only the newest values count, the way back from the end is short.
    for (std::int64_t n = m_next; n < end && (!keepsNothing || missing > 0); ++n) {
        const std::int64_t k = keepsNothing ? end - 1 - (n - m_next) : n;
        m_feed.values(k, m_values);
        for (std::size_t i = 0; i < m_buffers.size(); ++i) {
            const bool isFound = m_buffers[i].count > 0;
            if ((keepsNothing && isFound) || !(isWatched || m_shape.attributes[i].payload == Payload::Key))
                continue;
            take(i, k);
            if (keepsNothing && m_buffers[i].count > 0)
                --missing;
        }
    }
    m_next = std::max(m_next, end);
    std::uint64_t samples = 0;
    for (std::size_t i = 0; i < m_buffers.size(); ++i) {
        const bool isWhole = m_shape.attributes[i].keepsAll || digest;
        samples += isWhole ? m_buffers[i].count : std::min<std::uint64_t>(m_buffers[i].count, 1);
    }
    return samples;
}

void SensorCollector::appendAttribute(std::string &out, std::size_t index)
{
    const Buffer &buffer = m_buffers[index];
    if (!buffer.run.empty()) {
        out += "{\"__delta_encoded__\":true,\"data\":\"" + deltaEncoded(buffer.run).toBase64().toStdString()
               + "\",\"sample_count\":" + std::to_string(buffer.run.size()) + '}';
    } else if (m_shape.attributes[index].keepsAll) {
        out += '[' + buffer.whole + ']';
    } else {
        appendElement(out, index, buffer.newest, m_newest, nullptr);
    }
}

void SensorCollector::appendDigest(std::string &out, std::size_t index)
{
    const Buffer &buffer = m_buffers[index];
    const Attribute &attribute = m_shape.attributes[index];
    out += "{\"count\":" + std::to_string(buffer.count);
    if (attribute.payload == Payload::Number) {
        out += ",\"avg\":";
        appendNumber(out, buffer.sum / static_cast<double>(buffer.count));
        out += ",\"min\":";
        appendNumber(out, buffer.least);
        out += ",\"max\":";
        appendNumber(out, buffer.most);
    } else {
        out += ",\"avg\":null,\"min\":null,\"max\":null";
    }
    out += ",\"latest\":";
    appendPayload(out, attribute, m_newest, m_world.settings.documentedPayloads);
    out += '}';
}

template <typename Append>
void SensorCollector::appendSensor(std::string &out, Append append)
{
    appendJsonString(out, m_shape.id.toUtf8());
    out += ":{";
    bool isFirst = true;
    for (std::size_t i = 0; i < m_buffers.size(); ++i) {
        if (m_buffers[i].count == 0)
            continue;
        if (!std::exchange(isFirst, false))
            out += ',';
        appendJsonString(out, m_shape.attributes[i].id);
        out += ':';
        append(i);
    }
    out += '}';
}

std::uint64_t SensorCollector::collect(std::string &out, Duration elapsed)
{
    const std::uint64_t samples = gather(elapsed);
    if (samples > 0)
        appendSensor(out, [&](std::size_t i) { appendAttribute(out, i); });
    return samples;
}

std::uint64_t SensorCollector::digest(std::string &out, Duration elapsed)
{
    const std::uint64_t samples = gather(elapsed);
    if (samples > 0)
        appendSensor(out, [&](std::size_t i) { appendDigest(out, i); });
    return samples;
}

} // namespace watchglass::sim::sensocto
