#include "core/protocol/moonsense/session_feed.h"

#include "core/format/value_format.h"
#include "core/protocol/moonsense/json_fields.h"

#include <algorithm>

namespace watchglass::protocol::moonsense {

namespace {

/// The service's rule: larger times are of the epoch, smaller ones of the client's timer.
constexpr std::int64_t epochFromMs = 1'000'000'000'000;
/// What Timestamp can hold.
constexpr std::int64_t latestMs = std::numeric_limits<std::int64_t>::max() / 1'000'000;

/// "KEY_UP" as people read it.
QString wordText(std::string_view word)
{
    QString text = toQString(word).toLower();
    return text.replace(QLatin1Char('_'), QLatin1Char(' '));
}

bool isAcceleration(Group group)
{
    return group == Group::Accelerometer || group == Group::LinearAccelerometer;
}

/// Some recorders do not write their entries in the order of time. Where a later entry of a group is older than the one
/// before it, its slot is not above that one's; a new group may look the same, which costs a sort and does no harm.
void sortByTime(Bundle &bundle)
{
    const auto isEarlier = [](const auto &a, const auto &b) { return a.at < b.at; };
    const auto steppedBack = [](const Value &a, const Value &b) { return b.at < a.at && b.slot <= a.slot; };
    if (std::adjacent_find(bundle.values.begin(), bundle.values.end(), steppedBack) != bundle.values.end())
        std::stable_sort(bundle.values.begin(), bundle.values.end(), isEarlier);
    std::stable_sort(bundle.events.begin(), bundle.events.end(), isEarlier);
}

std::optional<Timestamp> timestamp(std::int64_t ms)
{
    if (ms > latestMs || ms < -latestMs)
        return std::nullopt;
    return Timestamp::fromMs(ms);
}

} // namespace

SessionFeed::SessionFeed(SourceSink &sink, const QString &session, const QString &accelerationUnit)
    : m_sink(sink)
    , m_session(session)
    , m_sessionUtf8(session.toStdString())
    , m_accelerationUnit(accelerationUnit)
    , m_features(sink)
    , m_handles(slotCount())
{}

void SessionFeed::take(Bundle &bundle)
{
    sortByTime(bundle);
    if (bundle.isFinal && bundle.index > 0)
        m_final = bundle.index;
    if (bundle.index == 0) {
        deliver(bundle); // cannot be told from another one
    } else if (bundle.index == m_next) {
        deliverNext(bundle);
        drain();
    } else if (bundle.index < m_next) {
        if (!deliverMissing(bundle))
            ++m_counters.duplicates;
    } else if (!m_held.try_emplace(bundle.index, std::move(bundle)).second) {
        ++m_counters.duplicates;
    } else if (m_held.size() > mostHeld) {
        deliverNext(m_held.begin()->second);
        m_held.erase(m_held.begin());
        drain();
    }
}

void SessionFeed::drain()
{
    while (!m_held.empty() && m_held.begin()->first == m_next) {
        deliverNext(m_held.begin()->second);
        m_held.erase(m_held.begin());
    }
}

void SessionFeed::flush()
{
    while (!m_held.empty()) {
        deliverNext(m_held.begin()->second);
        m_held.erase(m_held.begin());
    }
}

void SessionFeed::finish(GapCause cause)
{
    flush();
    for (auto &[first, missing] : m_missing) {
        if (missing.isReported || !missing.before)
            continue;
        missing.isReported = true;
        // A bundle holds about a second; the first one has no bundle before it that could tell.
        const Duration estimated = std::chrono::seconds(1) * (missing.last - first + 1);
        TimeRange range{missing.after ? *missing.after + Duration(1) : *missing.before - estimated, *missing.before};
        if (range.isEmpty())
            range.to = range.from + Duration(1);
        m_sink.gap(m_session, {range, cause});
    }
}

std::optional<Timestamp> SessionFeed::missingSince() const
{
    // In published recordings entries are up to 3.7 s older than their bundle.
    constexpr Duration oldestEntry = std::chrono::seconds(4);
    if (m_missing.empty() || !m_missing.begin()->second.after)
        return std::nullopt;
    return *m_missing.begin()->second.after - oldestEntry;
}

void SessionFeed::deliverNext(const Bundle &bundle)
{
    setOffset(bundle);
    if (bundle.index > m_next)
        m_missing.emplace(m_next, Missing{bundle.index - 1, m_lastMade, begun(bundle), false});
    m_next = bundle.index + 1;
    m_lastMade = made(bundle);
    deliver(bundle);
}

bool SessionFeed::deliverMissing(const Bundle &bundle)
{
    auto it = m_missing.upper_bound(bundle.index);
    if (it == m_missing.begin() || bundle.index > (--it)->second.last)
        return false;
    const std::int32_t first = it->first;
    const Missing whole = it->second;
    m_missing.erase(it);
    if (bundle.index > first)
        m_missing.emplace(first, Missing{bundle.index - 1, whole.after, begun(bundle), whole.isReported});
    if (bundle.index < whole.last)
        m_missing.emplace(bundle.index + 1, Missing{whole.last, made(bundle), whole.before, whole.isReported});
    deliver(bundle);
    return true;
}

void SessionFeed::deliver(const Bundle &bundle)
{
    setOffset(bundle);
    ++m_counters.bundles;
    m_counters.entries += bundle.entries;
    deliverValues(bundle);
    deliverEvents(bundle);
    deliverFeatures(bundle);
    deliverBadValues(bundle);
    if (const auto time = made(bundle); time && (!m_newest || *time > *m_newest))
        m_newest = time;
}

void SessionFeed::setOffset(const Bundle &bundle)
{
    if (m_offsetMs)
        return;
    if (bundle.clientTime)
        m_offsetMs = bundle.clientTime->wall - bundle.clientTime->timer;
}

std::optional<Timestamp> SessionFeed::instant(const Bundle &bundle, std::int64_t at) const
{
    if (at > epochFromMs)
        return timestamp(at);
    if (at > -epochFromMs && m_offsetMs)
        return timestamp(at + *m_offsetMs);
    if (bundle.clientTime && m_offsetMs)
        return timestamp(bundle.clientTime->timer + *m_offsetMs);
    return bundle.serverTimeMs != 0 ? timestamp(bundle.serverTimeMs) : std::nullopt;
}

std::optional<Timestamp> SessionFeed::begun(const Bundle &bundle) const
{
    std::optional<Timestamp> first = made(bundle);
    const auto look = [&](std::int64_t at) {
        const auto time = instant(bundle, at);
        if (time && (!first || *time < *first))
            first = time;
    };
    for (const Value &value : bundle.values)
        look(value.at);
    for (const Event &event : bundle.events)
        look(event.at);
    return first;
}

void SessionFeed::deliverValues(const Bundle &bundle)
{
    std::int64_t lastAt = untimed;
    std::optional<Timestamp> time = made(bundle);
    std::uint64_t lost = 0;
    for (const Value &value : bundle.values) {
        if (!value.written && !m_handles[value.slot])
            continue;
        if (value.at != lastAt) {
            lastAt = value.at;
            time = instant(bundle, value.at);
        }
        if (time)
            m_sink.sample(handle(value.slot), {*time, value.value});
        else
            ++lost;
    }
    if (lost > 0) {
        m_sink.problem(Problem::BadValue,
                       tr("Session %1: %2 values have no time that can be told").arg(m_session).arg(lost));
    }
}

void SessionFeed::deliverEvents(const Bundle &bundle)
{
    for (const Event &event : bundle.events) {
        const auto time = instant(bundle, event.at);
        if (!time) {
            m_sink.problem(Problem::BadValue, tr("Session %1: an event has no time that can be told").arg(m_session));
            continue;
        }
        DeviceEvent out;
        out.device = m_session;
        out.kind = toQString(spec(event.group).attribute);
        out.text = toQString(event.details);
        out.time = *time;
        m_sink.event(out);
    }
}

void SessionFeed::deliverFeatures(const Bundle &bundle)
{
    const auto time = made(bundle);
    for (const Feature &feature : bundle.features) {
        if (!time)
            break;
        const SeriesHandle series = m_features.handle(m_sessionUtf8, feature.name, [&feature](SeriesInfo &info) {
            info.key.attribute = QStringLiteral("features");
            info.key.component = toQString(feature.name);
            info.interpolation = Interpolation::HoldLast;
        });
        m_sink.sample(series, {*time, feature.value});
    }
}

void SessionFeed::deliverBadValues(const Bundle &bundle)
{
    for (std::uint32_t i = 0; i < bundle.badValues; ++i)
        m_sink.problem(Problem::BadValue,
                       tr("Session %1, bundle %2: a value cannot be used").arg(m_session).arg(bundle.index));
}

SeriesHandle SessionFeed::handle(Slot slot)
{
    std::optional<SeriesHandle> &known = m_handles[slot];
    if (!known)
        known = m_sink.series(describe(slot));
    return *known;
}

SeriesInfo SessionFeed::describe(Slot slot) const
{
    const SlotSpec facts = slotSpec(slot);
    SeriesInfo info;
    info.key.device = m_session;
    info.key.attribute = toQString(facts.group->attribute);
    info.key.component = toQString(facts.component);
    if (facts.group->group == Group::Permission)
        info.key.component = info.key.component.toLower();
    if (!facts.suffix.empty())
        info.key.component += QLatin1Char('.') + toQString(facts.suffix);
    info.unit = isAcceleration(facts.group->group) ? m_accelerationUnit : format::canonicalUnit(toQString(facts.unit));
    info.interpolation = facts.group->isSampled ? Interpolation::Linear : Interpolation::HoldLast;
    for (const std::string_view word : facts.words)
        info.states << wordText(word);
    return info;
}

} // namespace watchglass::protocol::moonsense
