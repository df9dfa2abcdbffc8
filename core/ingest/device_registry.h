#pragma once

#include "core/model/device.h"

#include <QHash>

#include <utility>
#include <vector>

namespace watchglass::ingest {

/// Everything known of one device of one source.
struct DeviceRecord
{
    QString source;
    QString id;
    QString name; ///< Empty when the service gave none.
    QString type;
    QString location;
    QString status; ///< The service's word; empty until it said one.
    DeviceState state = DeviceState::Unknown;
    QString previousStatus;               ///< Before the last change.
    QString reason;                       ///< Of the last change, when one was given.
    Timestamp firstSeen;                  ///< Our clock, when we first heard of it.
    Timestamp updatedAt;                  ///< Our clock, when we last heard anything new.
    std::optional<Timestamp> statusSince; ///< Our clock, when the status last changed.
    std::optional<Timestamp> lastSeen;    ///< As the service says; never runs backwards.
    std::uint64_t revision = 0;           ///< The registry's revision of its last change.
};

/// The devices of all sources, merged from what services say bit by bit. Records are never reordered while their
/// source stays, so an index is good until removeSource().
/// Thread: one (the GUI's). Observers poll revision() once a tick and look at records whose revision is newer.
class DeviceRegistry
{
public:
    /// Whether anything changed.
    bool apply(const QString &source, const DeviceUpdate &update, Timestamp now);
    void removeSource(const QString &source);
    /// What people call a source; its id, or nothing, ends that. Its series and devices go by the id all the same.
    void setSourceName(const QString &source, const QString &name);
    /// The id of one that was given no name.
    QString sourceName(const QString &source) const { return m_sourceNames.value(source, source); }

    const std::vector<DeviceRecord> &devices() const { return m_devices; }
    /// Null when unknown; good until the next change.
    const DeviceRecord *find(const QString &source, const QString &id) const;
    std::uint64_t revision() const { return m_revision; }

private:
    using Key = std::pair<QString, QString>;

    std::vector<DeviceRecord> m_devices;
    QHash<Key, std::size_t> m_index;
    QHash<QString, QString> m_sourceNames;
    std::uint64_t m_revision = 0;
};

} // namespace watchglass::ingest
