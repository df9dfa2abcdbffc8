#pragma once

#include "app/simulator/site.h"

#include <QByteArray>

namespace watchglass::sim {

/// What the server says to one client, and how it answers: over a WebSocket, or in an HTTP answer without end (where
/// nothing is received).
/// Thread: the server's.
class Session
{
public:
    virtual ~Session() = default;
    virtual void textReceived(const QByteArray &text) = 0;
    virtual void binaryReceived(const QByteArray &bytes) = 0;
    /// Sends what is due at `elapsed` since the start of the fleet.
    virtual void pump(Duration elapsed) = 0;
    virtual void happened(const SiteEvent &event) = 0;
    /// What the client asked for, in the service's words and without secrets; empty: nothing yet.
    virtual QString asked() const { return {}; }
    /// Larger messages close the connection with 1009.
    virtual std::uint64_t messageLimitBytes() const = 0;
};

} // namespace watchglass::sim
