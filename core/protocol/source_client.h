#pragma once

#include "core/base/result.h"
#include "core/link/transport_options.h"
#include "core/model/attention.h"

#include <QString>
#include <QUrl>

#include <vector>

namespace watchglass::protocol {

/// The services that Watchglass speaks to.
enum class Service { Valtronics, Sensocto, Disruptive, Terra, Moonsense };

/// As in an address: "valtronics".
QString serviceName(Service service);
const std::vector<Service> &allServices();

/// Where a source is and how to get in. Written `service:url`.
struct SourceAddress
{
    Service service = Service::Valtronics;
    QUrl url;
    /// Secret: never logged, never saved in plain text; empty for none. Services that want more than one word take
    /// them joined with colons; each client's header says how.
    QString token;
    link::TransportOptions transport = {}; ///< Which way to take there, and whom to trust.
};

/// "valtronics:ws://host:8000/ws". What else a service must be told stands in the address's query, such as
/// "sensocto:wss://host?room=ID"; each client's header says what. Errors name what is wrong and what a good address
/// looks like.
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
    /// What is wanted of each series from now on; may be called before start(), and stays through stop() and start().
    /// Asked of the service as far as it can be asked, and answered by SourceSink::grant(). What less asking leaves out
    /// is marked by SourceSink::notRequested(), and fetched when demand rises where the service keeps a history.
    /// Alarms, events and device status are outside demand: they are never thinned.
    virtual void setDemand(const DemandChange &) {}
    /// How much is read of what the service sends by itself, on average; 0, the default: all. What is more has to wait
    /// there, and SourceState::isHeldBack says so. What is only asked for, page by page, needs no budget.
    virtual void setReadBudget(qint64 /*bytesPerSecond*/) {}
};

} // namespace watchglass::protocol
