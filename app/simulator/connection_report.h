#pragma once

#include "app/simulator/asked_timeline.h"
#include "core/base/timestamp.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

namespace watchglass::sim {

/// What one connection asked for and was given: how one sees that the one changes the other. Without secrets.
struct ConnectionReport
{
    std::uint64_t number = 0; ///< In the order of arrival, from 1.
    QString service;          ///< As in a source's address; empty before the first request to one.
    QString path;             ///< Of the newest request, without its query.
    QString asked;            ///< What the client subscribed to, in the service's words; empty: nothing, or no session.
    Timestamp since;
    Duration length{};
    bool isSession = false;           ///< A WebSocket or an answer without end; otherwise plain HTTP requests.
    std::uint64_t messages = 0;       ///< Frames, or chunks of an answer without end.
    std::uint64_t answers = 0;        ///< To plain HTTP requests.
    std::uint64_t samples = 0;        ///< In messages.
    std::uint64_t bytes = 0;          ///< Payload of messages and bodies of answers.
    double bytesPerSecond = 0.0;      ///< Over the last second or a little more.
    std::vector<AskedChange> changes; ///< Of `asked`; the newest ones, oldest first.
};

/// The page /_simulator/connections: an array of objects with the fields' names in snake case; `since` is ISO 8601,
/// `seconds` the length. A change's `seconds` are since the connection began.
QByteArray reportPage(const std::vector<ConnectionReport> &reports);
/// One line for a log, at the connection's end.
QString reportLine(const ConnectionReport &report);

} // namespace watchglass::sim
