#pragma once

#include "app/simulator/disruptive/event_feed.h"
#include "app/simulator/site.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrlQuery>

#include <deque>

namespace watchglass::sim::disruptive {

/// A device of the fleet as the service has it.
struct ProjectDevice
{
    int index = 0; ///< In the fleet; -1 for one that was made through the emulator.
    QString id;    ///< Emulated ones begin with "emu" and have 23 characters.
    QString type;
    QString productNumber;
    QMap<QString, QString> labels;
    std::vector<EventFeed> feeds;
    bool isGone = false; ///< Deleted. Its place stays, so that what was logged keeps its meaning.
};

/// An event that no feed tells: published, or a change of a device's connection or labels.
struct LoggedEvent
{
    std::size_t device = 0; ///< In Project::devices().
    std::string type;
    std::string json; ///< With its envelope.
    Timestamp time;
    std::string payload; ///< For `reported`; empty for labelsChanged.
};

/// Which devices and events a request wants; every list may come in snake_case or camelCase. An empty list: all.
struct Filter
{
    QStringList deviceIds;
    QStringList deviceTypes;
    QStringList eventTypes;
    QStringList labels; ///< "key" or "key=value".
    QStringList productNumbers;
    QString text; ///< In the id or a label.

    static Filter of(const QUrlQuery &query);
    bool wants(const ProjectDevice &device) const;
    bool wantsType(std::string_view type) const;
};

/// All values of a parameter under both spellings, decoded.
QStringList parameters(const QUrlQuery &query, const char *snake, const char *camel);
QString parameter(const QUrlQuery &query, const char *snake, const char *camel);

/// The fleet as one project. A device becomes what its metrics make it: temperature, humidity, co2, contact, motion; a
/// device whose metrics have no like here tells its first ones under the names of temperature, pressure, co2 and
/// humidity. The demonstration fleet speaks at the pace of real sensors, any other at that of its feeds.
/// Thread: the server's. Requires: the site outlives it.
class Project
{
public:
    Project(Site &site, const QString &id);

    const QString &id() const { return m_id; }
    /// References stay good; they include what was deleted.
    std::deque<ProjectDevice> &devices() { return m_devices; }
    const std::deque<ProjectDevice> &devices() const { return m_devices; }
    /// Makes an emulated device that tells only what is published; its place in devices().
    std::size_t create(const QString &type, const QMap<QString, QString> &labels);
    std::optional<std::size_t> indexOf(const QString &deviceId) const;
    QJsonObject describe(const ProjectDevice &device) const;
    std::string target(const ProjectDevice &device) const;

    /// A page of a device's past in [from, to), newest first, and the token of the next one (empty: none).
    struct History
    {
        std::string events; ///< Joined with commas.
        QString nextToken;
    };
    std::optional<History> history(std::size_t device, const Filter &filter, Timestamp from, Timestamp to, int pageSize,
                                   const QString &pageToken);

    /// Files an event that happens now; its number in the log.
    std::uint64_t log(std::size_t device, const std::string &type, const std::string &payload,
                      std::optional<Timestamp> time = std::nullopt);
    std::uint64_t logEnd() const { return m_logStart + m_log.size(); }
    /// Nothing when it is no longer kept.
    const LoggedEvent *logged(std::uint64_t number) const;
    std::string freshId() { return idText(m_site.seed() ^ 0xd15c, m_fresh++); }

    Site &site() { return m_site; }

private:
    struct Past;
    QString deviceId(std::uint64_t number) const;
    void collect(const EventFeed &feed, Timestamp from, Timestamp to, std::vector<Past> &out) const;

    Site &m_site;
    QString m_id;
    std::deque<ProjectDevice> m_devices;
    std::deque<LoggedEvent> m_log;
    std::uint64_t m_logStart = 0;
    std::uint64_t m_fresh = 1;
};

} // namespace watchglass::sim::disruptive
