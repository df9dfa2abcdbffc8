#pragma once

#include "app/simulator/moonsense/moonsense_fleet.h"
#include "app/simulator/site.h"

#include <QCache>
#include <QJsonObject>
#include <QStringList>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace watchglass::sim::moonsense {

/// One recording of one device: `sessionLength` long, the next follows at once.
struct SessionRef
{
    std::size_t recorder = 0;
    std::int64_t number = 0; ///< 0 begins with the fleet (or its history).
};

/// The sessions of a fleet as they are at the site's present time: a bundle for each whole second, each a chunk of
/// its own, all pure functions of their number. Kept are only labels and, for a while, sums.
/// Thread: the server's. Requires: the site outlives it.
class Sessions
{
public:
    static constexpr Duration sessionLength = std::chrono::minutes(10);
    static constexpr std::int64_t bundlesPerSession = 600;

    /// The first sessions begin `history` before the fleet.
    Sessions(Site &site, Duration history);

    /// Newest first.
    std::vector<SessionRef> all() const;
    std::optional<SessionRef> find(const QString &id) const;
    QString id(SessionRef session) const;
    /// How many bundles there are by now.
    std::int64_t bundles(SessionRef session) const;
    Timestamp created(SessionRef session) const;

    /// The session object of the REST API; `isFull` with counters and config.
    QJsonObject object(SessionRef session, bool isFull) const;
    QString journey(SessionRef session) const;
    QString platform(SessionRef session) const;
    QStringList labels(SessionRef session) const;
    void addLabels(SessionRef session, const QStringList &labels);

    /// "c" and the number of its bundle.
    QString chunkId(std::int64_t bundle) const;
    std::optional<std::int64_t> bundleOf(SessionRef session, const QString &chunkId) const;
    Timestamp chunkCreated(SessionRef session, std::int64_t bundle) const;
    /// md5 of its text, in hex.
    QString chunkSum(SessionRef session, std::int64_t bundle) const;
    /// Appends bundle `bundle` (from 1) as a line of NDJSON and gives the number of its values.
    std::uint64_t appendLine(std::string &out, SessionRef session, std::int64_t bundle) const;

private:
    Duration begin(SessionRef session) const;
    std::uint64_t appendGroups(std::string &out, const Recorder &recorder, Duration from, Duration to,
                               Duration sessionBegin) const;

    Site &m_site;
    Duration m_history;
    std::vector<Recorder> m_recorders;
    std::map<QString, QStringList> m_labels;                    ///< By session id.
    mutable QCache<std::pair<QString, qint64>, QString> m_sums; ///< By session id and bundle.
};

} // namespace watchglass::sim::moonsense
