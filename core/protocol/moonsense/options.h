#pragma once

#include "core/base/result.h"
#include "core/base/timestamp.h"

#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace watchglass::protocol::moonsense {

/// What a source's address says. `https://host?key=value&…`; the path is kept in front of the API's.
/// - poll=2s: how often the list of sessions is read (0.5 s at least).
/// - chunks=5s: how often the chunks of a session that goes on are looked for (0.5 s at least).
/// - since=1h: sessions that ended within that time are read as well; otherwise only those that go on.
/// - from=, to= (RFC 3339): all sessions that were created in that span are read, whether they go on or not.
/// - session=ID (repeated): only these, whether they go on or not.
/// - label=, platform=iOS|ANDROID|WEB (repeated), journey=: only sessions of these.
/// - data=http://host:port: one data plane for all regions, for local servers.
/// - acceleration=g|m/s2: the unit to show; the service's own texts name both.
struct Options
{
    QUrl control; ///< Without the query.
    std::optional<QUrl> data;
    Duration poll = std::chrono::seconds(2);
    Duration chunks = std::chrono::seconds(5);
    Duration since{};
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    QStringList sessions;
    QStringList labels;
    QStringList platforms;
    QString journey;
    QString accelerationUnit;
};

/// Errors name the key and what it takes.
Result<Options> parseOptions(const QUrl &address);

} // namespace watchglass::protocol::moonsense
