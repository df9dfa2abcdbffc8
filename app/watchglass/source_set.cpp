#include "app/watchglass/source_set.h"

#include <algorithm>

namespace watchglass::app {

namespace {

QString idOf(const protocol::SourceAddress &address)
{
    const QString host = address.url.host();
    return address.url.port() > 0 ? QStringLiteral("%1:%2").arg(host).arg(address.url.port()) : host;
}

} // namespace

SourceSet::SourceSet(store::SeriesStore &store, ingest::DeviceRegistry &registry, ingest::AlarmBook &alarms,
                     ingest::EventLog &events, Clock &clock, qint64 readBudget, MakerOf makerOf)
    : m_store(store)
    , m_registry(registry)
    , m_alarms(alarms)
    , m_events(events)
    , m_clock(clock)
    , m_readBudget(readBudget)
    , m_makerOf(makerOf ? std::move(makerOf) : [](const QString &) -> ClientMaker { return protocol::makeClient; })
{}

QString SourceSet::add(const protocol::SourceAddress &address, const QString &wantedId, const ClientMaker &makeClient)
{
    const QString id = freeId(address, wantedId);
    Entry &entry = m_entries.emplace_back();
    entry.runner = std::make_unique<ingest::SourceRunner>(id, address, m_store, m_clock, nullptr,
                                                          makeClient ? makeClient : m_makerOf(id));
    entry.runner->setReadBudget(m_readBudget);
    entry.runner->start();
    return id;
}

QString SourceSet::freeId(const protocol::SourceAddress &address, const QString &wantedId) const
{
    const QString base = wantedId.isEmpty() ? idOf(address) : wantedId;
    QString id = base;
    for (int number = 2; contains(id); ++number)
        id = QStringLiteral("%1 (%2)").arg(base).arg(number);
    return id;
}

bool SourceSet::contains(const QString &source) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [&source](const Entry &entry) { return entry.runner->sourceId() == source; });
}

void SourceSet::end(const QString &source)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&source](const Entry &entry) { return entry.runner->sourceId() == source; });
    if (found == m_entries.end())
        return;
    m_entries.erase(found);
    m_alarms.removeSource(source);
    m_grants.removeSource(source);
    SourceState stopped;
    stopped.text = tr("Stopped");
    m_histories[source].add(stopped, m_clock.now());
}

void SourceSet::forget(const QString &source)
{
    m_registry.removeSource(source);
    m_alarms.removeSource(source);
    m_events.removeSource(source);
    m_store.removeSource(source);
    m_histories.remove(source);
}

void SourceSet::reconnect(const QString &source)
{
    if (Entry *entry = find(source)) {
        entry->runner->stop();
        entry->runner->start();
    }
}

const ingest::SourceHistory *SourceSet::history(const QString &source) const
{
    const auto found = m_histories.constFind(source);
    return found == m_histories.constEnd() ? nullptr : &*found;
}

void SourceSet::drain()
{
    const Timestamp now = m_clock.now();
    for (Entry &entry : m_entries) {
        for (const ingest::SourceEvent &event : entry.runner->drainEvents())
            take(entry.runner->sourceId(), event, now);
    }
}

void SourceSet::take(const QString &source, const ingest::SourceEvent &event, Timestamp now)
{
    if (const auto *device = std::get_if<DeviceUpdate>(&event))
        m_registry.apply(source, *device, now);
    else if (const auto *alarm = std::get_if<AlarmEvent>(&event))
        m_alarms.apply(source, *alarm, now);
    else if (const auto *grant = std::get_if<Grant>(&event))
        m_grants.apply(source, *grant);
    else if (const auto *happened = std::get_if<DeviceEvent>(&event))
        m_events.add(source, *happened);
    else if (const auto *health = std::get_if<SystemStatus>(&event))
        m_events.setStatus(source, *health);
    else if (const auto *state = std::get_if<SourceState>(&event))
        m_histories[source].add(*state, now);
}

std::vector<ui::SourceStatus> SourceSet::statuses()
{
    const Duration now = m_clock.monotonic();
    std::vector<ui::SourceStatus> statuses;
    for (Entry &entry : m_entries) {
        ui::SourceStatus &status = statuses.emplace_back();
        status.id = entry.runner->sourceId();
        status.state = entry.runner->state();
        status.counters = entry.runner->counters();
        entry.samples.update(status.counters.samples, now);
        entry.frames.update(status.counters.frames, now);
        entry.bytes.update(status.counters.bytes, now);
        status.samplesPerSecond = entry.samples.perSecond();
        status.framesPerSecond = entry.frames.perSecond();
        status.bytesPerSecond = entry.bytes.perSecond();
    }
    return statuses;
}

std::uint64_t SourceSet::sampleCount() const
{
    std::uint64_t count = 0;
    for (const Entry &entry : m_entries)
        count += entry.runner->counters().samples;
    return count;
}

void SourceSet::acknowledgeAlarm(const QString &source, const QString &alarm)
{
    if (Entry *entry = find(source))
        entry->runner->acknowledgeAlarm(alarm);
}

void SourceSet::resolveAlarm(const QString &source, const QString &alarm)
{
    if (Entry *entry = find(source))
        entry->runner->resolveAlarm(alarm, {});
}

void SourceSet::setReadBudget(qint64 bytesPerSecond)
{
    m_readBudget = bytesPerSecond;
    for (Entry &entry : m_entries)
        entry.runner->setReadBudget(bytesPerSecond);
}

void SourceSet::setDemand(const QString &source, const DemandChange &change)
{
    if (Entry *entry = find(source))
        entry->runner->setDemand(change);
}

SourceSet::Entry *SourceSet::find(const QString &source)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&source](const Entry &entry) { return entry.runner->sourceId() == source; });
    return found == m_entries.end() ? nullptr : &*found;
}

} // namespace watchglass::app
