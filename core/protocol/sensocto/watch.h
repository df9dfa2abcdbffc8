#pragma once

#include "core/model/attention.h"
#include "core/model/source_state.h"

#include <QString>

namespace watchglass::protocol::sensocto {

/// What a role does once the socket may be joined. Channels join and rejoin by themselves; a watch is told nothing of
/// the socket.
/// Thread: the source's.
class Watch
{
public:
    virtual ~Watch() = default;
    /// Joins what the role needs, as soon as the socket is open. Called once, and again after end().
    virtual void begin() = 0;
    /// Leaves everything.
    virtual void end() = 0;
    virtual Capabilities capabilities() const = 0;
    /// The levels that it was made with have changed.
    virtual void demandChanged() = 0;
    /// What is given of a device; empty: of those that were never named.
    virtual Grant grantFor(const QString &device) const = 0;
};

/// How a watch gets on. May end() the watch from any call, but not destroy it.
class WatchListener
{
public:
    virtual ~WatchListener() = default;
    /// Live, Probing or Silent, and why.
    virtual void watchChanged(Watch &watch, SourcePhase phase, const QString &text) = 0;
    /// Trying again does not mend it. `mayBeCredential`: a fresh sign-in might.
    virtual void watchRefused(Watch &watch, const QString &text, bool mayBeCredential) = 0;
    /// grantFor() may say something else from now on.
    virtual void grantsChanged() = 0;
};

} // namespace watchglass::protocol::sensocto
