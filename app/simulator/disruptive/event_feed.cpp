#include "app/simulator/disruptive/event_feed.h"

#include "app/simulator/random.h"
#include "app/simulator/signal.h"

#include <algorithm>
#include <cmath>

namespace watchglass::sim::disruptive {

namespace {

using Kind = EventShape::Kind;

constexpr int subSamples = 3;                ///< In a natural event with numbers, the newest included.
constexpr std::int64_t lookBackTicks = 2000; ///< How far back the latest value of a rare metric is looked for.
constexpr double movingRotation = 40.0;      ///< What counts as motion, in the unit of the metric.

struct Habit
{
    const char *type;
    int everySeconds; ///< At natural pace.
};

Habit habitOf(Kind kind)
{
    switch (kind) {
    case Kind::Temperature:
        return {"temperature", 6};
    case Kind::Humidity:
        return {"humidity", 8};
    case Kind::Co2:
        return {"co2", 10};
    case Kind::Pressure:
        return {"pressure", 10};
    case Kind::Contact:
        return {"contact", 1};
    case Kind::Motion:
        return {"motion", 2};
    case Kind::Battery:
        return {"batteryStatus", 60};
    case Kind::Network:
        return {"networkStatus", 30};
    case Kind::Touch:
        break;
    }
    return {"touch", 120};
}

bool isState(Kind kind)
{
    return kind == Kind::Contact || kind == Kind::Motion;
}

/// As a counting sensor reports it.
bool isWhole(Kind kind)
{
    return kind == Kind::Co2 || kind == Kind::Battery;
}

} // namespace

std::string idText(std::uint64_t seed, std::uint64_t number)
{
    static constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuv";
    std::uint64_t halves[] = {subSeed(seed, number), subSeed(~seed, number)};
    std::string out(20, '0');
    for (std::size_t i = 0; i < out.size(); ++i) {
        std::uint64_t &half = halves[i / 10];
        out[i] = digits[half & 31U];
        half >>= 5;
    }
    return out;
}

void appendEnvelope(std::string &out, std::string_view id, std::string_view target, std::string_view type,
                    std::string_view payload, std::string_view time, bool nested)
{
    out.append("{\"eventId\":\"").append(id).append("\",\"targetName\":\"").append(target);
    out.append("\",\"eventType\":\"").append(type).append("\",\"data\":");
    if (nested)
        out.append("{\"").append(type).append("\":").append(payload).append("}");
    else
        out.append(payload);
    out.append(",\"timestamp\":\"").append(time).append("\"}");
}

EventFeed::EventFeed(const Device &device, EventShape shape, Pace pace, const std::string &target, std::uint64_t seed)
    : m_device(device)
    , m_shape(std::move(shape))
    , m_type(habitOf(m_shape.kind).type)
    , m_target(target)
    , m_seed(seed)
    , m_interval(pace == Pace::Full && !m_shape.metrics.empty()
                     ? Duration::zero()
                     : std::chrono::seconds(habitOf(m_shape.kind).everySeconds))
{
    if (!isFull()) // devices do not speak in chorus; whole milliseconds keep their times short
        m_phase = std::chrono::milliseconds(static_cast<std::int64_t>(mix(seed) % 1000))
                  * (m_interval.count() / 1'000'000'000);
}

std::int64_t EventFeed::firstAt(Duration elapsed) const
{
    if (isFull())
        return m_device.feed->firstTickAt(elapsed);
    const std::int64_t since = (elapsed - m_phase).count();
    const std::int64_t step = m_interval.count();
    return since / step + (since % step > 0 ? 1 : 0);
}

Duration EventFeed::dueAt(std::int64_t n) const
{
    return isFull() ? m_device.feed->dueAt(n) : m_phase + n * m_interval;
}

std::int64_t EventFeed::tickOf(std::int64_t n) const
{
    return isFull() ? n : m_device.feed->endTick(dueAt(n)) - 1;
}

Timestamp EventFeed::stamp(std::int64_t n, Timestamp start) const
{
    return isFull() ? m_device.feed->stamp(n, start) : start + dueAt(n);
}

std::optional<double> EventFeed::metricAt(std::size_t which, std::int64_t tick, std::int64_t lookBack) const
{
    static thread_local std::vector<double> values;
    values.resize(m_device.feed->metrics().size());
    for (std::int64_t k = tick; k > tick - lookBack; --k) {
        m_device.feed->values(k, values);
        const double value = values[m_shape.metrics[which]];
        if (std::isfinite(value))
            return value * m_shape.factor;
    }
    return std::nullopt;
}

bool EventFeed::appendFields(std::string &out, std::int64_t tick, std::int64_t lookBack) const
{
    static constexpr const char *names[][2] = {
        {"value", ""}, {"temperature", "relativeHumidity"}, {"ppm", ""}, {"pascal", ""}};
    const bool isBattery = m_shape.kind == Kind::Battery;
    for (std::size_t i = 0; i < m_shape.metrics.size(); ++i) {
        const auto value = metricAt(i, tick, lookBack);
        if (!value)
            return false;
        out += i > 0 ? ",\"" : "\"";
        out += isBattery ? "percentage" : names[static_cast<std::size_t>(m_shape.kind)][i];
        out += "\":";
        const bool rounds = isWhole(m_shape.kind) && !isFull();
        appendNumber(out, rounds ? std::round(*value) : *value);
    }
    return true;
}

int EventFeed::appendNumbers(std::string &out, std::int64_t n, Timestamp start) const
{
    const std::int64_t lookBack = isFull() ? 1 : lookBackTicks;
    const int fields = static_cast<int>(m_shape.metrics.size());
    out += '{';
    if (!appendFields(out, tickOf(n), lookBack))
        return 0;
    const bool hasSamples = !isFull() && (m_shape.kind == Kind::Temperature || m_shape.kind == Kind::Humidity);
    if (!hasSamples)
        return fields;
    out += ",\"isBackfilled\":false,\"samples\":[";
    int samples = 0;
    for (int i = 0; i < subSamples; ++i) { // newest first
        const Duration at = dueAt(n) - i * m_interval / subSamples;
        const std::size_t before = out.size();
        out += samples > 0 ? ",{" : "{";
        const std::int64_t tick = i == 0 ? tickOf(n) : m_device.feed->endTick(at) - 1;
        if (!appendFields(out, tick, lookBack)) {
            out.resize(before);
            continue;
        }
        out += ",\"sampleTime\":\"";
        appendTime(out, start + at, TimeStyle::Zulu);
        out += "\"}";
        ++samples;
    }
    out += ']';
    return samples * fields;
}

int EventFeed::appendState(std::string &out, std::int64_t n) const
{
    const auto stateAt = [this](std::int64_t event) -> std::optional<bool> {
        const auto value = metricAt(0, tickOf(event), isFull() ? 1 : lookBackTicks);
        if (!value)
            return std::nullopt;
        return m_shape.kind == Kind::Motion ? std::abs(*value) > movingRotation : *value >= 0.5;
    };
    constexpr std::int64_t heartbeatEvents = 60;
    const auto state = stateAt(n);
    if (!state || (!isFull() && n % heartbeatEvents != 0 && state == stateAt(n - 1)))
        return 0;
    out += "{\"state\":\"";
    if (m_shape.kind == Kind::Contact)
        out += *state ? "OPEN" : "CLOSED";
    else
        out += *state ? "MOTION_DETECTED" : "NO_MOTION_DETECTED";
    out += '"';
    return 1;
}

int EventFeed::appendNetwork(std::string &out, std::int64_t n) const
{
    const int strength = 40 + static_cast<int>(mix(m_seed ^ static_cast<std::uint64_t>(n)) % 50);
    const std::string level =
        "\"signalStrength\":" + std::to_string(strength) + ",\"rssi\":" + std::to_string(strength - 128);
    out += '{' + level + ",\"cloudConnectors\":[{\"id\":\"" + idText(m_seed >> 60, 0) + "\"," + level
           + "}],\"transmissionMode\":\"LOW_POWER_STANDARD_MODE\"";
    return 5;
}

int EventFeed::appendPayload(std::string &out, std::int64_t n, Timestamp start) const
{
    const std::size_t before = out.size();
    int values = 0;
    if (m_shape.kind == Kind::Network) {
        values = appendNetwork(out, n);
    } else if (m_shape.kind == Kind::Touch) {
        out += '{';
        values = 1;
    } else {
        values = isState(m_shape.kind) ? appendState(out, n) : appendNumbers(out, n, start);
    }
    if (values == 0) {
        out.resize(before);
        return 0;
    }
    out += m_shape.kind == Kind::Touch ? "\"updateTime\":\"" : ",\"updateTime\":\"";
    appendTime(out, stamp(n, start), TimeStyle::Zulu);
    out += "\"}";
    return values;
}

int EventFeed::appendEvent(std::string &out, std::int64_t n, Timestamp start) const
{
    static thread_local std::string payload;
    static thread_local std::string time;
    payload.clear();
    const int values = appendPayload(payload, n, start);
    if (values == 0)
        return 0;
    time.clear();
    appendTime(time, stamp(n, start), TimeStyle::Zulu);
    appendEnvelope(out, idText(m_seed, static_cast<std::uint64_t>(n)), m_target, m_type, payload, time);
    return values;
}

} // namespace watchglass::sim::disruptive
