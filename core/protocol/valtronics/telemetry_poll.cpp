#include "core/protocol/valtronics/telemetry_poll.h"

#include <QUrl>

#include <algorithm>
#include <tuple>
#include <utility>

namespace watchglass::protocol::valtronics {

namespace {

constexpr int smallestPage = 50;
constexpr int longestHours = 168; // the server refuses more

/// How far back to ask, so that a long interruption can be filled.
int hoursSince(Timestamp lastRead, Timestamp now)
{
    constexpr int usualHours = 24;
    const auto hours = std::chrono::ceil<std::chrono::hours>(now - lastRead).count() + 1;
    return static_cast<int>(std::clamp<std::int64_t>(hours, usualHours, longestHours));
}

} // namespace

TelemetryPoll::TelemetryPoll(Clock &clock, SourceSink &sink, SeriesTable &series, RestGate &gate,
                             const DemandBook &demand, std::function<void(const QString &device)> levelsChanged)
    : m_clock(clock)
    , m_sink(sink)
    , m_series(series)
    , m_gate(gate)
    , m_demand(demand)
    , m_levelsChanged(std::move(levelsChanged))
    , m_timer(clock.makeTimer([this] { fill(); }))
{}

void TelemetryPoll::setDevices(const std::vector<QString> &ids)
{
    std::map<QString, Device> next;
    const Duration now = m_clock.monotonic();
    for (const QString &id : ids) {
        const auto known = m_devices.find(id);
        if (known != m_devices.end()) {
            next.insert(m_devices.extract(known));
            continue;
        }
        Device device;
        device.due = now;
        device.lastRead = m_clock.now();
        next.emplace(id, device);
    }
    m_devices = std::move(next);
    for (auto &[id, device] : m_devices)
        device.level = level(id);
    fill();
}

void TelemetryPoll::begin(bool afterInterruption)
{
    m_active = true;
    for (auto &[id, device] : m_devices) {
        device.due = m_clock.monotonic();
        device.underway = false;
        device.refilling = afterInterruption && device.cursor;
        if (device.refilling)
            device.limit = largestPage;
    }
    fill();
}

void TelemetryPoll::interrupt()
{
    m_active = false;
    m_timer->stop();
}

void TelemetryPoll::demandChanged(const DemandBook::Touched &touched)
{
    if (touched.others) {
        for (auto &[id, device] : m_devices)
            judgeLevel(id, device);
    } else {
        for (const QString &id : touched.devices) {
            if (const auto found = m_devices.find(id); found != m_devices.end())
                judgeLevel(id, found->second);
        }
    }
    fill();
}

void TelemetryPoll::judgeLevel(const QString &id, Device &device)
{
    const AttentionLevel before = std::exchange(device.level, level(id));
    if (device.level > before) {
        device.interval = std::min(device.interval, firstInterval);
        device.due = Duration::zero(); // before all that are merely late
    }
    device.interval = within(device, device.interval);
    m_levelsChanged(id);
}

DemandBook::Levels TelemetryPoll::levels(const QString &id) const
{
    const auto found = m_devices.find(id);
    return m_demand.levels(id, found == m_devices.end() ? QStringList() : found->second.metrics);
}

AttentionLevel TelemetryPoll::level(const QString &id) const
{
    const DemandBook::Levels all = levels(id);
    const auto highest =
        std::max_element(all.begin(), all.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    return highest == all.end() ? m_demand.others() : highest->second;
}

void TelemetryPoll::fill()
{
    while (m_active && m_gate.isFree()) {
        auto earliest = m_devices.end();
        for (auto it = m_devices.begin(); it != m_devices.end(); ++it) {
            if (!it->second.underway && (earliest == m_devices.end() || it->second.due < earliest->second.due))
                earliest = it;
        }
        if (earliest == m_devices.end() || earliest->second.due > m_clock.monotonic())
            break;
        request(earliest->first, earliest->second);
    }
    arm();
}

void TelemetryPoll::arm()
{
    m_timer->stop();
    if (!m_active || !m_gate.isFree())
        return;
    std::optional<Duration> due;
    for (const auto &[id, device] : m_devices) {
        if (!device.underway && (!due || device.due < *due))
            due = device.due;
    }
    if (due)
        m_timer->start(*due - m_clock.monotonic());
}

void TelemetryPoll::request(const QString &id, Device &device)
{
    device.underway = true;
    link::RestRequest request;
    request.path = QStringLiteral("devices/%1/telemetry").arg(QString::fromLatin1(QUrl::toPercentEncoding(id)));
    request.query.addQueryItem(QStringLiteral("limit"), QString::number(device.limit));
    request.query.addQueryItem(QStringLiteral("hours"), QString::number(hoursSince(device.lastRead, m_clock.now())));
    m_gate.send(std::move(request), [this, id](const RestGate::Answer &answer) { answered(id, answer); });
}

void TelemetryPoll::answered(const QString &id, const RestGate::Answer &answer)
{
    const auto found = m_devices.find(id);
    if (found == m_devices.end())
        return;
    Device &device = found->second;
    device.underway = false;
    if (answer.ok)
        take(id, device, answer);
    else
        slowDown(device);
    if (device.due <= m_clock.monotonic())
        device.due = m_clock.monotonic() + device.interval;
    fill();
}

void TelemetryPoll::take(const QString &id, Device &device, const RestGate::Answer &answer)
{
    m_new.clear();
    const auto page = m_decoder.telemetry({answer.body.constData(), static_cast<std::size_t>(answer.body.size())},
                                          [this, &device](std::int64_t row, const SampleFields &fields) {
                                              if (!device.cursor || row > *device.cursor)
                                                  m_new.push_back({row, fields});
                                          });
    if (!page) {
        m_sink.problem(Problem::BadFrame, page.error().text);
        slowDown(device);
        return;
    }
    for (std::size_t i = 0; i < page.value().badRows; ++i)
        m_sink.problem(Problem::BadValue, RestGate::tr("Device %1 has a telemetry row that cannot be used").arg(id));
    const bool full = page.value().rows >= static_cast<std::size_t>(device.limit);
    // The order within one instant is anything, so that of the page's oldest one the newest rows may be cut off.
    const bool reached =
        !device.cursor || !full || (page.value().minId <= *device.cursor && page.value().oldest < device.cursorTime);
    if (!reached && device.limit < largestPage) {
        device.limit = largestPage; // again at once, before more is pushed out
        device.due = m_clock.monotonic() - std::chrono::seconds(1);
        request(id, device);
        return;
    }
    if (!reached)
        reportMissing(id, device, page.value().oldest);
    measure(device);
    pass(id, device);
    if (page.value().maxId > device.cursor.value_or(-1))
        device.cursor = page.value().maxId;
    if (!device.cursor)
        device.cursor = 0;
    device.lastRead = answer.received;
    device.refilling = false;
    adapt(device, reached);
}

/// A server in trouble is not asked as often, whatever is wanted.
void TelemetryPoll::slowDown(Device &device)
{
    device.interval = std::max(std::min(device.interval * 2, longestInterval), device.interval);
}

void TelemetryPoll::pass(const QString &id, Device &device)
{
    std::sort(m_new.begin(), m_new.end(), [](const NewRow &a, const NewRow &b) {
        return std::tie(a.fields.time, a.id) < std::tie(b.fields.time, b.id);
    });
    bool hasNewMetric = false;
    for (const NewRow &row : m_new) {
        const SampleFields &fields = row.fields;
        const SeriesHandle series = m_series.handle(fields.device, fields.metric, fields.unit);
        m_sink.sample(series, {fields.time, fields.value});
        if (const auto index = static_cast<std::size_t>(series); index >= m_seen.size() || !m_seen[index]) {
            m_seen.resize(std::max(m_seen.size(), index + 1));
            m_seen[index] = true;
            device.metrics.append(
                QString::fromUtf8(fields.metric.data(), static_cast<qsizetype>(fields.metric.size())));
            hasNewMetric = true;
        }
    }
    if (hasNewMetric && m_demand.isNamed(id))
        judgeLevel(id, device);
    if (!m_new.empty())
        device.cursorTime = std::max(device.cursorTime, m_new.back().fields.time);
}

void TelemetryPoll::reportMissing(const QString &id, Device &device, Timestamp oldestNew)
{
    const TimeRange range{device.cursorTime + Duration(1), oldestNew};
    if (device.cursorTime == Timestamp::min() || range.isEmpty())
        return;
    m_sink.gap(id, {range, device.refilling ? GapCause::LinkLost : GapCause::ServerThrottled});
}

/// How many rows come in a second; falls slowly, so that a pause does not make one forget.
void TelemetryPoll::measure(Device &device)
{
    const Duration now = m_clock.monotonic();
    const Duration passed = device.readAt ? now - *device.readAt : Duration::zero();
    device.readAt = now;
    if (passed <= Duration::zero())
        return;
    const double seen = static_cast<double>(m_new.size()) / (static_cast<double>(passed.count()) * 1e-9);
    const double before = device.rowsPerSecond.value_or(seen);
    device.rowsPerSecond = std::max(seen, before * 0.75 + seen * 0.25);
}

Duration TelemetryPoll::within(const Device &device, Duration interval) const
{
    const Pace allowed = pace(device.level);
    interval = std::clamp(interval, allowed.shortest, allowed.longest);
    if (!device.rowsPerSecond)
        return std::min(interval, firstInterval);
    const double reach = largestPage / 2.0 / std::max(*device.rowsPerSecond, 1.0);
    return std::clamp(Duration(static_cast<std::int64_t>(reach * 1e9)), shortestInterval, interval);
}

void TelemetryPoll::adapt(Device &device, bool reached)
{
    const auto fresh = static_cast<int>(m_new.size());
    if (!reached || fresh > largestPage / 4)
        device.interval /= 4;
    else if (fresh > 0)
        device.interval = device.interval * 3 / 4;
    else
        device.interval = device.interval * 3 / 2;
    device.interval = within(device, device.interval);
    // Room for four times of what comes, so that a page seldom falls short and is yet no larger than needed.
    const double coming = device.rowsPerSecond.value_or(0.0) * static_cast<double>(device.interval.count()) * 1e-9;
    const double room = std::max(static_cast<double>(fresh), coming) * 4.0;
    device.limit = static_cast<int>(std::clamp(room, double(smallestPage), double(largestPage)));
}

} // namespace watchglass::protocol::valtronics
