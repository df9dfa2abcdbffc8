#include "app/simulator/moonsense/moonsense_sessions.h"

#include "app/simulator/json_text.h"
#include "app/simulator/random.h"

#include <QCryptographicHash>
#include <QJsonArray>

#include <cmath>

namespace watchglass::sim::moonsense {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// What the client's timer reads when a session begins.
constexpr std::int64_t timerBeginMs = 3000;
/// More are worked out again.
constexpr qsizetype mostSums = 20'000;
/// How long a bundle takes to the service.
constexpr std::int64_t uploadMs = 129;

std::int64_t wholeMs(Duration d)
{
    return std::chrono::floor<milliseconds>(d).count();
}

void appendInteger(std::string &out, std::string_view name, std::int64_t value)
{
    out += '"';
    out += name;
    out += "\":\"" + std::to_string(value) + '"'; // 64-bit integers are strings in proto3 JSON
}

QString isoText(Timestamp t)
{
    return QString::fromStdString(formatIsoTimestamp(t, 3));
}

/// Groups whose messages are a single one, or stand for a span.
enum class Form { List, Single, Span };

Form formOf(std::string_view group)
{
    if (group == "battery")
        return Form::Single;
    return group == "steps_data" || group == "heart_rate_data" ? Form::Span : Form::List;
}

} // namespace

Sessions::Sessions(Site &site, Duration history)
    : m_site(site)
    , m_history(std::chrono::floor<seconds>(history))
    , m_recorders(recordersOf(site.fleet()))
    , m_sums(mostSums)
{}

Duration Sessions::begin(SessionRef session) const
{
    return sessionLength * session.number - m_history;
}

std::int64_t Sessions::bundles(SessionRef session) const
{
    const Duration age = m_site.elapsed() - begin(session);
    return std::clamp<std::int64_t>(age / seconds(1), 0, bundlesPerSession);
}

std::vector<SessionRef> Sessions::all() const
{
    std::vector<SessionRef> out;
    const std::int64_t newest = (m_site.elapsed() + m_history) / sessionLength;
    for (std::int64_t number = newest; number >= 0; --number) {
        for (std::size_t i = 0; i < m_recorders.size(); ++i) {
            if (bundles({i, number}) > 0)
                out.push_back({i, number});
        }
    }
    return out;
}

QString Sessions::id(SessionRef session) const
{
    static constexpr char letters[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    std::uint64_t high = subSeed(m_site.seed() ^ 0x300a, session.recorder);
    std::uint64_t low = subSeed(high, static_cast<std::uint64_t>(session.number));
    QString out;
    for (int i = 0; i < 22; ++i) {
        std::uint64_t &from = i % 2 == 0 ? high : low;
        out += QLatin1Char(letters[from % (sizeof letters - 1)]);
        from /= sizeof letters - 1;
    }
    return out;
}

std::optional<SessionRef> Sessions::find(const QString &wanted) const
{
    for (const SessionRef session : all()) {
        if (id(session) == wanted)
            return session;
    }
    return std::nullopt;
}

Timestamp Sessions::created(SessionRef session) const
{
    return m_site.startTime() + begin(session);
}

QString Sessions::journey(SessionRef session) const
{
    return QStringLiteral("journey-%1").arg(m_recorders[session.recorder].device + 1);
}

QString Sessions::platform(SessionRef session) const
{
    return m_recorders[session.recorder].device % 2 == 0 ? QStringLiteral("ANDROID") : QStringLiteral("iOS");
}

QStringList Sessions::labels(SessionRef session) const
{
    const auto found = m_labels.find(id(session));
    return found == m_labels.end() ? QStringList() : found->second;
}

void Sessions::addLabels(SessionRef session, const QStringList &labels)
{
    QStringList &all = m_labels[id(session)];
    all << labels;
    all.removeDuplicates();
}

QJsonObject Sessions::object(SessionRef session, bool isFull) const
{
    const Recorder &recorder = m_recorders[session.recorder];
    const Device &device = m_site.fleet().devices()[static_cast<std::size_t>(recorder.device)];
    const Timestamp newest = created(session) + seconds(bundles(session));
    QJsonArray labelList;
    const QStringList own = labels(session);
    for (const QString &label : own)
        labelList.append(QJsonObject{{QStringLiteral("label_id"), label}, {QStringLiteral("name"), label}});
    QJsonObject metadata{{QStringLiteral("platform"), platform(session)},
                         {QStringLiteral("manufacturer"), device.identity.type},
                         {QStringLiteral("model"), device.identity.name},
                         {QStringLiteral("is_device_physical"), true}};
    QJsonObject out{{QStringLiteral("session_id"), id(session)},
                    {QStringLiteral("app_id"), QStringLiteral("simulator")},
                    {QStringLiteral("oldest_event"), isoText(created(session))},
                    {QStringLiteral("newest_event"), isoText(newest)},
                    {QStringLiteral("created_at"), isoText(created(session))},
                    {QStringLiteral("metadata"), metadata},
                    {QStringLiteral("labels"), labelList},
                    {QStringLiteral("journey_id"), journey(session)},
                    {QStringLiteral("region_id"), QStringLiteral("us-central1.gcp")}};
    if (!isFull)
        return out;
    QJsonObject counters{{QStringLiteral("bundle"), QJsonObject{{QStringLiteral("total"), qint64(bundles(session))}}}};
    const std::int64_t ticks =
        device.feed->endTick(begin(session) + seconds(bundles(session))) - device.feed->firstTickAt(begin(session));
    for (const Channel &channel : recorder.channels) {
        const QString name = QString::fromLatin1(channel.group.data(), static_cast<qsizetype>(channel.group.size()));
        counters.insert(QString(name).remove(QStringLiteral("_data")),
                        QJsonObject{{QStringLiteral("total"), qint64(ticks)}});
    }
    out.insert(QStringLiteral("counters"), counters);
    out.insert(QStringLiteral("config"), QJsonObject{{QStringLiteral("bundle_generation_interval_millis"), 1000}});
    return out;
}

QString Sessions::chunkId(std::int64_t bundle) const
{
    return QStringLiteral("c%1").arg(bundle);
}

std::optional<std::int64_t> Sessions::bundleOf(SessionRef session, const QString &chunk) const
{
    bool isNumber = false;
    const qlonglong bundle = chunk.mid(1).toLongLong(&isNumber);
    const bool isThere = isNumber && chunk == chunkId(bundle) && bundle >= 1 && bundle <= bundles(session);
    return isThere ? std::optional<std::int64_t>(bundle) : std::nullopt;
}

Timestamp Sessions::chunkCreated(SessionRef session, std::int64_t bundle) const
{
    return created(session) + seconds(bundle) + milliseconds(uploadMs);
}

QString Sessions::chunkSum(SessionRef session, std::int64_t bundle) const
{
    const std::pair<QString, qint64> key(id(session), bundle);
    if (const QString *known = m_sums.object(key))
        return *known;
    std::string text;
    appendLine(text, session, bundle);
    const QByteArrayView bytes(text.data(), static_cast<qsizetype>(text.size()));
    const QString sum = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Md5).toHex());
    m_sums.insert(key, new QString(sum));
    return sum;
}

std::uint64_t Sessions::appendLine(std::string &out, SessionRef session, std::int64_t bundle) const
{
    const Recorder &recorder = m_recorders[session.recorder];
    const std::int64_t wallMs = (created(session) + seconds(bundle)).ns() / 1'000'000;
    const std::int64_t timerMs = timerBeginMs + bundle * 1000;
    out += "{\"bundle\":{\"client_time\":{";
    appendInteger(out, "wall_time_millis", wallMs);
    out += ',';
    appendInteger(out, "timer_millis", timerMs);
    out += ',';
    appendInteger(out, "timer_realtime_millis", timerMs);
    out += "},\"index\":" + std::to_string(bundle);
    const Duration from = begin(session) + seconds(bundle - 1);
    const std::uint64_t values = appendGroups(out, recorder, from, from + seconds(1), begin(session));
    if (bundle == bundlesPerSession)
        out += ",\"is_final_bundle\":true";
    out += "},\"app_id\":\"simulator\",\"session_id\":\"" + id(session).toStdString() + "\",";
    appendInteger(out, "server_time_millis", wallMs + uploadMs);
    out += ",\"journey_id\":\"" + journey(session).toStdString() + "\"}\n";
    return values;
}

std::uint64_t Sessions::appendGroups(std::string &out, const Recorder &recorder, Duration from, Duration to,
                                     Duration sessionBegin) const
{
    const Feed &feed = *m_site.fleet().devices()[static_cast<std::size_t>(recorder.device)].feed;
    struct Text
    {
        std::string entries;
        bool hasEntry = false;
    };
    std::map<std::string_view, Text> texts;
    std::vector<double> values(feed.metrics().size());
    std::uint64_t count = 0;
    for (std::int64_t k = feed.firstTickAt(from); feed.dueAt(k) < to; ++k) {
        feed.values(k, values);
        const std::int64_t at = wholeMs(feed.dueAt(k) - sessionBegin) + timerBeginMs;
        for (std::size_t i = 0; i < recorder.channels.size();) {
            const std::string_view group = recorder.channels[i].group;
            const Form form = formOf(group);
            std::string entry = "{";
            bool isThere = false;
            for (; i < recorder.channels.size() && recorder.channels[i].group == group; ++i) {
                const Channel &channel = recorder.channels[i];
                double value = values[channel.metric] * channel.scale;
                if (std::isnan(value))
                    continue;
                isThere = true;
                ++count;
                if (form != Form::List)
                    value = std::round(value); // int32 in the schema
                if (value == 0.0)
                    continue; // a default: omitted
                entry += '"' + std::string(channel.field) + "\":";
                appendNumber(entry, value);
                entry += ',';
            }
            if (!isThere)
                continue;
            if (form == Form::List)
                appendInteger(entry, "determined_at", at);
            else if (form == Form::Span)
                appendInteger(entry, "to", at);
            else
                entry += "\"state\":\"DISCHARGING\"";
            Text &text = texts[group];
            if (form == Form::Single)
                text.entries.clear();
            else if (text.hasEntry)
                text.entries += ',';
            text.entries += entry + '}';
            text.hasEntry = true;
        }
    }
    for (const auto &[group, text] : texts) {
        const bool isList = formOf(group) != Form::Single;
        out += ",\"" + std::string(group) + (isList ? "\":[" : "\":") + text.entries + (isList ? "]" : "");
    }
    return count;
}

} // namespace watchglass::sim::moonsense
