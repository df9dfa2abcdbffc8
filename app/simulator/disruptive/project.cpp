#include "app/simulator/disruptive/project.h"

#include "app/simulator/random.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace watchglass::sim::disruptive {

namespace {

using Kind = EventShape::Kind;

constexpr std::size_t keptEvents = 10'000;
constexpr std::int64_t reportedLookBack = 400; ///< Events that are looked through for the last one told.

bool holds(const QByteArray &name, const char *word)
{
    return name.toLower().contains(word);
}

struct Found
{
    std::vector<EventShape> shapes;
    QString type;
};

std::optional<std::size_t> find(const std::vector<Metric> &metrics, const std::function<bool(const Metric &)> &fits)
{
    const auto found = std::find_if(metrics.begin(), metrics.end(), fits);
    if (found == metrics.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - metrics.begin());
}

/// What a device's metrics are to this service; the last one found that has a device type of its own names it.
Found naturalShapes(const std::vector<Metric> &metrics)
{
    Found out;
    const auto temperature = find(metrics, [](const Metric &m) { return holds(m.name, "temperature"); });
    const auto humidity = find(metrics, [](const Metric &m) { return holds(m.name, "humidity") && m.unit != "g/m³"; });
    const auto open =
        find(metrics, [](const Metric &m) { return m.name == "open" || m.name == "door" || holds(m.name, "contact"); });
    const auto co2 = find(metrics, [](const Metric &m) { return holds(m.name, "co2"); });
    const auto pressure = find(metrics, [](const Metric &m) { return holds(m.name, "pressure"); });
    const auto gyroscope = find(metrics, [](const Metric &m) { return holds(m.name, "gyroscope"); });
    const auto battery = find(metrics, [](const Metric &m) { return holds(m.name, "battery") && m.unit == "%"; });
    const auto add = [&out](Kind kind, std::vector<std::size_t> which, const char *type, double factor = 1.0) {
        out.shapes.push_back({kind, std::move(which), factor});
        if (type)
            out.type = QLatin1String(type);
    };
    if (open)
        add(Kind::Contact, {*open}, "contact");
    if (gyroscope)
        add(Kind::Motion, {*gyroscope}, "motion");
    if (temperature && humidity)
        add(Kind::Humidity, {*temperature, *humidity}, "humidity");
    else if (temperature)
        add(Kind::Temperature, {*temperature}, "temperature");
    if (co2)
        add(Kind::Co2, {*co2}, "co2");
    if (pressure)
        add(Kind::Pressure, {*pressure}, nullptr, metrics[*pressure].unit == "hPa" ? 100.0 : 1.0);
    if (battery)
        add(Kind::Battery, {*battery}, nullptr);
    if (out.type.isEmpty() && !out.shapes.empty())
        out.type = QStringLiteral("temperature");
    return out;
}

/// The first metrics under other names, so that any fleet can be watched.
Found standIns(std::size_t metrics)
{
    Found out;
    out.type = QStringLiteral("temperature");
    static constexpr Kind kinds[] = {Kind::Temperature, Kind::Pressure, Kind::Co2};
    for (std::size_t i = 0; i < std::min(metrics, std::size(kinds)); ++i)
        out.shapes.push_back({kinds[i], {i}, 1.0});
    if (metrics >= 5)
        out.shapes.push_back({Kind::Humidity, {3, 4}, 1.0});
    return out;
}

bool passes(const QStringList &list, const QString &value)
{
    return list.isEmpty() || list.contains(value);
}

} // namespace

QStringList parameters(const QUrlQuery &query, const char *snake, const char *camel)
{
    QStringList all = query.allQueryItemValues(QLatin1String(snake), QUrl::FullyDecoded);
    if (QLatin1String(snake) != QLatin1String(camel))
        all += query.allQueryItemValues(QLatin1String(camel), QUrl::FullyDecoded);
    all.removeAll(QString());
    return all;
}

QString parameter(const QUrlQuery &query, const char *snake, const char *camel)
{
    const QStringList all = parameters(query, snake, camel);
    return all.isEmpty() ? QString() : all.last();
}

Filter Filter::of(const QUrlQuery &query)
{
    Filter out;
    out.deviceIds = parameters(query, "device_ids", "deviceIds");
    out.deviceTypes = parameters(query, "device_types", "deviceTypes");
    out.eventTypes = parameters(query, "event_types", "eventTypes");
    out.labels = parameters(query, "label_filters", "labelFilters");
    out.productNumbers = parameters(query, "product_numbers", "productNumbers");
    out.text = parameter(query, "query", "query");
    return out;
}

bool Filter::wants(const ProjectDevice &device) const
{
    if (!passes(deviceIds, device.id) || !passes(deviceTypes, device.type)
        || !passes(productNumbers, device.productNumber))
        return false;
    const bool hasLabels = std::all_of(labels.begin(), labels.end(), [&device](const QString &wanted) {
        const QString key = wanted.section(QLatin1Char('='), 0, 0);
        return device.labels.contains(key)
               && (!wanted.contains(QLatin1Char('='))
                   || device.labels.value(key) == wanted.section(QLatin1Char('='), 1));
    });
    if (!hasLabels || text.isEmpty())
        return hasLabels;
    return device.id.contains(text)
           || std::any_of(device.labels.begin(), device.labels.end(),
                          [this](const QString &l) { return l.contains(text, Qt::CaseInsensitive); });
}

bool Filter::wantsType(std::string_view type) const
{
    return passes(eventTypes, QString::fromUtf8(type.data(), static_cast<qsizetype>(type.size())));
}

Project::Project(Site &site, const QString &id)
    : m_site(site)
    , m_id(id)
{
    const Fleet &fleet = site.fleet();
    const Pace pace = fleet.namedIds() ? Pace::Natural : Pace::Full;
    for (std::size_t i = 0; i < fleet.devices().size(); ++i) {
        const Device &device = fleet.devices()[i];
        const auto &metrics = device.feed->metrics();
        Found found = naturalShapes(metrics);
        if (found.shapes.empty() && pace == Pace::Full)
            found = standIns(metrics.size());
        if (found.shapes.empty())
            continue;
        if (pace == Pace::Natural) {
            found.shapes.push_back({Kind::Network, {}, 1.0});
            found.shapes.push_back({Kind::Touch, {}, 1.0});
        }
        ProjectDevice made;
        made.index = static_cast<int>(i);
        const std::uint64_t seed = subSeed(site.seed() ^ 0xd15ULL << 40, i);
        made.id = deviceId(i);
        made.type = found.type;
        made.labels = {{QStringLiteral("name"), device.identity.name},
                       {QStringLiteral("location"), device.identity.location},
                       {QStringLiteral("virtual-sensor"), QString()}};
        for (std::size_t f = 0; f < found.shapes.size(); ++f)
            made.feeds.emplace_back(device, std::move(found.shapes[f]), pace, target(made), subSeed(seed, f + 1));
        m_devices.push_back(std::move(made));
    }
}

std::size_t Project::create(const QString &type, const QMap<QString, QString> &labels)
{
    constexpr std::uint64_t behindTheFleet = 1ULL << 32;
    ProjectDevice made;
    made.index = -1;
    made.id = deviceId(behindTheFleet + m_devices.size());
    made.type = type;
    made.labels = labels;
    made.labels.insert(QStringLiteral("virtual-sensor"), QString());
    m_devices.push_back(std::move(made));
    return m_devices.size() - 1;
}

QString Project::deviceId(std::uint64_t number) const
{
    const std::uint64_t seed = subSeed(m_site.seed() ^ 0xd15ULL << 40, number);
    return QStringLiteral("emu") + QString::fromStdString(idText(seed, 0));
}

std::string Project::target(const ProjectDevice &device) const
{
    return QStringLiteral("projects/%1/devices/%2").arg(m_id, device.id).toStdString();
}

std::optional<std::size_t> Project::indexOf(const QString &deviceId) const
{
    const auto found = std::find_if(m_devices.begin(), m_devices.end(), [&deviceId](const ProjectDevice &one) {
        return one.id == deviceId && !one.isGone;
    });
    if (found == m_devices.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - m_devices.begin());
}

QJsonObject Project::describe(const ProjectDevice &device) const
{
    QJsonObject labels;
    for (auto it = device.labels.begin(); it != device.labels.end(); ++it)
        labels.insert(it.key(), it.value());
    QJsonObject reported;
    for (const EventFeed &feed : device.feeds) {
        QJsonValue last; // null until there is one
        const std::int64_t end = m_site.isStarted() ? feed.end(m_site.elapsed()) : feed.firstAt(Duration::zero());
        std::string payload;
        for (std::int64_t n = end - 1; n >= std::max<std::int64_t>(end - reportedLookBack, feed.firstAt({})); --n) {
            if (feed.appendPayload(payload, n, m_site.startTime()) > 0) {
                last = QJsonDocument::fromJson(QByteArray::fromStdString(payload)).object();
                break;
            }
        }
        reported.insert(QString::fromStdString(feed.type()), last);
    }
    for (const LoggedEvent &event : m_log) {
        if (&m_devices[event.device] == &device && !event.payload.empty())
            reported.insert(QString::fromStdString(event.type),
                            QJsonDocument::fromJson(QByteArray::fromStdString(event.payload)).object());
    }
    return {{QStringLiteral("name"), QString::fromStdString(target(device))},
            {QStringLiteral("type"), device.type},
            {QStringLiteral("productNumber"), device.productNumber},
            {QStringLiteral("labels"), labels},
            {QStringLiteral("reported"), reported}};
}

/// One event of the past, not yet written.
struct Project::Past
{
    Timestamp time;
    const EventFeed *feed = nullptr;
    std::int64_t number = 0;
    const LoggedEvent *logged = nullptr;
};

void Project::collect(const EventFeed &feed, Timestamp from, Timestamp to, std::vector<Past> &out) const
{
    constexpr std::int64_t mostOfOneFeed = 200'000;
    const std::int64_t end = feed.end(m_site.elapsed());
    const std::int64_t first = feed.firstAt(Duration::zero());
    for (std::int64_t n = end - 1; n >= std::max(first, end - mostOfOneFeed); --n) {
        const Timestamp time = feed.stamp(n, m_site.startTime());
        if (time < from)
            break;
        if (time < to)
            out.push_back({time, &feed, n, nullptr});
    }
}

std::optional<Project::History> Project::history(std::size_t device, const Filter &filter, Timestamp from, Timestamp to,
                                                 int pageSize, const QString &pageToken)
{
    std::vector<Past> past;
    for (const EventFeed &feed : m_devices[device].feeds) {
        if (m_site.isStarted() && filter.wantsType(feed.type()))
            collect(feed, from, to, past);
    }
    for (const LoggedEvent &event : m_log) {
        const bool isTold = event.type != "labelsChanged" && filter.wantsType(event.type);
        if (event.device == device && isTold && event.time >= from && event.time < to)
            past.push_back({event.time, nullptr, 0, &event});
    }
    std::stable_sort(past.begin(), past.end(), [](const Past &a, const Past &b) { return a.time > b.time; });

    // The token names the oldest instant told and how many of that instant were: new events do not shift the pages.
    std::size_t at = 0;
    if (!pageToken.isEmpty()) {
        bool isTime = false;
        bool isCount = false;
        const Timestamp told = Timestamp::fromNs(pageToken.section(QLatin1Char('-'), 0, 0).toLongLong(&isTime));
        const int skipped = pageToken.section(QLatin1Char('-'), 1).toInt(&isCount);
        if (!isTime || !isCount)
            return std::nullopt;
        while (at < past.size() && past[at].time > told)
            ++at;
        at += static_cast<std::size_t>(skipped);
    }
    History out;
    int told = 0;
    for (; at < past.size() && told < pageSize; ++at) {
        std::string event;
        if (past[at].logged)
            event = past[at].logged->json;
        else
            past[at].feed->appendEvent(event, past[at].number, m_site.startTime());
        if (event.empty())
            continue;
        if (told++ > 0)
            out.events += ',';
        out.events += event;
    }
    if (at < past.size() && at > 0) {
        const Timestamp last = past[at - 1].time;
        std::size_t same = 0;
        for (std::size_t i = at; i > 0 && past[i - 1].time == last; --i)
            ++same;
        out.nextToken = QStringLiteral("%1-%2").arg(last.ns()).arg(same);
    }
    return out;
}

std::uint64_t Project::log(std::size_t device, const std::string &type, const std::string &payload,
                           std::optional<Timestamp> time)
{
    LoggedEvent event;
    event.device = device;
    event.type = type;
    event.time = time.value_or(m_site.serverNow());
    const bool isNested = type != "labelsChanged";
    if (isNested)
        event.payload = payload;
    std::string now;
    appendTime(now, m_site.serverNow(), TimeStyle::Zulu);
    appendEnvelope(event.json, freshId(), target(m_devices[device]), type, payload, now, isNested);
    m_log.push_back(std::move(event));
    if (m_log.size() > keptEvents) {
        m_log.pop_front();
        ++m_logStart;
    }
    return logEnd() - 1;
}

const LoggedEvent *Project::logged(std::uint64_t number) const
{
    if (number < m_logStart || number >= logEnd())
        return nullptr;
    return &m_log[static_cast<std::size_t>(number - m_logStart)];
}

} // namespace watchglass::sim::disruptive
