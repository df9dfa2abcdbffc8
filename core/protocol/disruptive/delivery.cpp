#include "core/protocol/disruptive/delivery.h"

#include <algorithm>
#include <utility>

namespace watchglass::protocol::disruptive {

namespace {

constexpr std::size_t mostDevices = 100'000; ///< A service that invents devices must not fill our memory.
constexpr std::size_t longestText = 200;
constexpr qsizetype mostStrangeTypes = 20;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString shortText(std::string_view utf8)
{
    return text(utf8.substr(0, longestText));
}

std::string_view labelOf(const LabelList &labels, std::string_view name)
{
    const auto found =
        std::find_if(labels.begin(), labels.end(), [name](const auto &one) { return one.first == name; });
    return found == labels.end() ? std::string_view() : found->second;
}

QString listed(const LabelList &labels)
{
    QStringList parts;
    for (const auto &[name, value] : labels)
        parts << text(name) + QLatin1Char('=') + text(value);
    return parts.join(QStringLiteral(", "));
}

} // namespace

Delivery::Delivery(Clock &clock, SourceSink &sink)
    : m_clock(clock)
    , m_sink(sink)
    , m_now(clock.monotonic())
    , m_series(sink)
    , m_marks(sink)
{}

bool Delivery::begin(const EventHead &head)
{
    if (!m_ids.insert(head.id))
        return false;
    if (!head.device.empty())
        seen(head);
    if (m_isHistoric || head.isReported)
        return true;
    if (const auto type = typeIndex(head.type))
        ++m_counts[*type];
    return true;
}

void Delivery::seen(const EventHead &head)
{
    if (head.stamp && !head.isBackfilled && !m_isHistoric && (!m_newest || *head.stamp > *m_newest))
        m_newest = head.stamp;
    Known &device = known(head.device, head.isReported);
    const bool isByDevice = head.type != "labelsChanged" && head.type != "connectionStatus"; // else the service's word
    if (!isByDevice || !head.isTimed || head.isBackfilled || head.time <= device.lastSeen)
        return;
    device.lastSeen = head.time;
    const bool comesOnline =
        !device.isOnline && head.time > device.statusTime && m_clock.now() - head.time < longestSilence;
    const bool wasJustTold =
        device.toldAt && (head.time < device.toldTime + seenInterval || m_now - *device.toldAt < seenInterval);
    if (wasJustTold && !comesOnline)
        return;
    device.toldAt = m_now;
    device.toldTime = head.time;
    DeviceUpdate update;
    update.id = text(head.device);
    update.lastSeen = head.time;
    if (comesOnline) {
        device.isOnline = true;
        device.statusTime = head.time;
        update.status = QStringLiteral("online");
    }
    m_sink.device(update);
}

Delivery::Known &Delivery::known(std::string_view device, bool isListed)
{
    const auto found = m_devices.find(device);
    if (found != m_devices.end())
        return found->second;
    if (!isListed)
        m_hasStranger = true;
    if (m_devices.size() >= mostDevices)
        m_devices.clear();
    m_newcomers << text(device);
    return m_devices.emplace(std::string(device), Known()).first->second;
}

void Delivery::sample(const EventHead &head, const Metric &metric, std::string_view part, Sample sample)
{
    if (&metric == m_lastMetric && part.empty() && head.device == m_lastDevice) {
        deliver(sample);
        return;
    }
    std::string_view path = metric.path;
    if (!part.empty()) {
        m_path.assign(metric.path).append(1, '/').append(part);
        path = m_path;
    }
    const SeriesHandle series =
        m_series.handle(head.device, path, [&metric, part](SeriesInfo &info) { describe(metric, part, info); });
    m_lastMetric = part.empty() ? &metric : nullptr;
    m_lastDevice.assign(head.device);
    m_lastMark = &m_marks.of(series, head.device, typeIndex(metric.attribute).value_or(0));
    deliver(sample);
}

void Delivery::deliver(Sample sample)
{
    m_lastMark->last = std::max(m_lastMark->last, sample.time);
    m_sink.sample(m_lastMark->series, sample);
}

void Delivery::instant(const EventHead &head, const QString &what)
{
    if (what.isEmpty() && head.isTimed) {
        m_path.assign(head.type).append(1, ' ').append(head.device).append(1, ' ');
        m_path += std::to_string(head.time.ns());
        if (!m_ids.insert(m_path))
            return;
    }
    m_sink.event({text(head.device), text(head.type), what, head.isTimed ? head.time : m_clock.now(), head.isTimed});
}

void Delivery::connection(const EventHead &head, std::string_view word)
{
    Known &device = known(head.device, head.isReported);
    if (head.isBackfilled || head.time < device.statusTime) // history comes newest first
        return;
    device.statusTime = head.time;
    DeviceUpdate update;
    update.id = text(head.device);
    device.isOnline = word != "OFFLINE";
    update.status = device.isOnline ? QStringLiteral("online") : QStringLiteral("offline");
    update.reason = shortText(word);
    m_sink.device(update);
}

void Delivery::labels(const EventHead &head, const LabelChanges &changes)
{
    QStringList parts;
    if (!changes.added.empty())
        parts << tr("added %1").arg(listed(changes.added));
    if (!changes.modified.empty())
        parts << tr("changed %1").arg(listed(changes.modified));
    if (!changes.removed.empty()) {
        QStringList keys;
        for (const std::string_view key : changes.removed)
            keys << text(key);
        parts << tr("removed %1").arg(keys.join(QStringLiteral(", ")));
    }
    instant(head, parts.join(QStringLiteral("; ")));
    for (const LabelList *list : {&changes.added, &changes.modified}) {
        const std::string_view name = labelOf(*list, "name");
        if (name.empty())
            continue;
        DeviceUpdate update;
        update.id = text(head.device);
        update.name = text(name);
        m_sink.device(update);
    }
}

void Delivery::unknownEvent(const EventHead &head, std::string_view data)
{
    const QString type = shortText(head.type);
    if (m_strangeTypes.size() < mostStrangeTypes && !m_strangeTypes.contains(type))
        m_strangeTypes << type;
    m_sink.problem(Problem::UnknownFrame, tr("An event of unknown type \"%1\"").arg(shortText(head.type)));
    if (!head.isReported)
        instant(head, shortText(data));
}

void Delivery::badValue(const EventHead &head, std::string_view metric, std::string_view why)
{
    m_sink.problem(
        Problem::BadValue,
        tr("Device \"%1\", event \"%2\": %3").arg(shortText(head.device), shortText(metric), shortText(why)));
}

void Delivery::ping(const EventHead &head)
{
    if (!head.stamp)
        return;
    m_skew.addUnasked(*head.stamp, m_clock.now());
    if (!m_newest || *head.stamp > *m_newest)
        m_newest = head.stamp;
}

void Delivery::serverError(const ServerError &error)
{
    QString words = shortText(error.message);
    if (!error.help.empty())
        words += QStringLiteral(" (%1)").arg(shortText(error.help));
    m_error = StreamError{error.code, words};
}

void Delivery::device(const DeviceFields &fields)
{
    known(fields.id, true);
    DeviceUpdate update;
    update.id = text(fields.id);
    if (const std::string_view name = labelOf(fields.labels, "name"); !name.empty())
        update.name = text(name);
    if (!fields.type.empty())
        update.type = text(fields.type);
    if (const std::string_view place = labelOf(fields.labels, "location"); !place.empty())
        update.location = text(place);
    m_sink.device(update);
}

std::optional<Delivery::StreamError> Delivery::takeError()
{
    return std::exchange(m_error, std::nullopt);
}

QStringList Delivery::devices() const
{
    QStringList all;
    for (const auto &[id, known] : m_devices)
        all << text(id);
    all.sort();
    return all;
}

bool Delivery::takeStranger()
{
    return std::exchange(m_hasStranger, false);
}

} // namespace watchglass::protocol::disruptive
