#include "core/ingest/device_registry.h"

namespace watchglass::ingest {

namespace {

/// Takes over what the update mentions; whether that changed anything.
bool take(QString &field, const std::optional<QString> &value)
{
    if (!value || *value == field)
        return false;
    field = *value;
    return true;
}

bool takeStatus(DeviceRecord &record, const DeviceUpdate &update, Timestamp now)
{
    if (!update.status || *update.status == record.status)
        return false;
    record.previousStatus = record.status;
    record.status = *update.status;
    record.state = deviceState(record.status);
    record.reason = update.reason;
    record.statusSince = now;
    return true;
}

} // namespace

bool DeviceRegistry::apply(const QString &source, const DeviceUpdate &update, Timestamp now)
{
    const Key key(source, update.id);
    const auto known = m_index.constFind(key);
    const bool isNew = known == m_index.constEnd();
    if (isNew) {
        m_index.insert(key, m_devices.size());
        DeviceRecord record;
        record.source = source;
        record.id = update.id;
        record.firstSeen = now;
        m_devices.push_back(std::move(record));
    }
    DeviceRecord &record = m_devices[isNew ? m_devices.size() - 1 : *known];
    bool changed = isNew;
    changed |= take(record.name, update.name);
    changed |= take(record.type, update.type);
    changed |= take(record.location, update.location);
    changed |= takeStatus(record, update, now);
    if (update.lastSeen && (!record.lastSeen || *update.lastSeen > *record.lastSeen)) {
        record.lastSeen = update.lastSeen;
        changed = true;
    }
    if (changed) {
        record.updatedAt = now;
        record.revision = ++m_revision;
    }
    return changed;
}

void DeviceRegistry::removeSource(const QString &source)
{
    if (std::erase_if(m_devices, [&source](const DeviceRecord &record) { return record.source == source; }) == 0)
        return;
    m_index.clear();
    for (std::size_t i = 0; i < m_devices.size(); ++i)
        m_index.insert(Key(m_devices[i].source, m_devices[i].id), i);
    ++m_revision;
}

void DeviceRegistry::setSourceName(const QString &source, const QString &name)
{
    const QString &shown = name.isEmpty() ? source : name;
    if (shown == sourceName(source))
        return;
    if (shown == source)
        m_sourceNames.remove(source);
    else
        m_sourceNames.insert(source, shown);
}

const DeviceRecord *DeviceRegistry::find(const QString &source, const QString &id) const
{
    const auto known = m_index.constFind(Key(source, id));
    return known == m_index.constEnd() ? nullptr : &m_devices[*known];
}

} // namespace watchglass::ingest
