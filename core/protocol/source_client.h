#pragma once

#include "core/base/result.h"

#include <QString>
#include <QUrl>

namespace watchglass::protocol {

/// The services that Watchglass speaks to.
enum class Service { Valtronics };

/// Where a source is and how to get in. Written `service:url`.
struct SourceAddress
{
    Service service = Service::Valtronics;
    QUrl url;
    QString token; ///< Secret: never logged, never saved in plain text; empty for none.
};

/// "valtronics:ws://host:8000/ws". Errors name what is wrong and what a good address looks like.
Result<SourceAddress> parseSourceAddress(const QString &text);

/// One session with one service: connects, authenticates, subscribes, reconnects by itself, and delivers to a
/// SourceSink until stopped. Knows its link and its decoder; neither store nor other clients.
/// Thread: its source's; made, used and destroyed there.
class SourceClient
{
public:
    virtual ~SourceClient() = default;

    virtual void start() = 0;
    /// Closes for good: no reconnect follows. start() may be called again.
    virtual void stop() = 0;
    /// Tells the service that the alarm was seen (or is over). What it answers comes as an alarm() report; a
    /// refusal as a problem(). Nothing happens for alarms that are not actionable.
    virtual void acknowledgeAlarm(const QString &id) = 0;
    virtual void resolveAlarm(const QString &id, const QString &note) = 0;
};

} // namespace watchglass::protocol
