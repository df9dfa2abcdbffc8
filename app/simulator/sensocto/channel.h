#pragma once

#include "app/simulator/sensocto/world.h"

#include <memory>

namespace watchglass::sim::sensocto {

struct Frame;

/// How a channel speaks to its client: frames with its topic and references.
class Line
{
public:
    virtual ~Line() = default;
    /// Carries the join_ref and no ref.
    virtual void push(const char *event, const QJsonValue &payload) = 0;
    /// Carries neither.
    virtual void broadcast(const char *event, const QJsonValue &payload) = 0;
    /// A push of `samples` values with a ready JSON payload, which a full queue may lose (or waits for).
    virtual void pushSamples(const char *event, const std::string &payload, std::uint64_t samples) = 0;
    /// False when samples had better wait.
    virtual bool isReady() const = 0;
};

/// What a channel answers to a message.
struct Reply
{
    enum class Kind {
        None,
        Ok,
        Error,
        Crash, ///< phx_error, and the channel is gone.
    };
    Kind kind = Kind::None;
    QJsonValue response = QJsonObject();
    std::optional<QByteArray> binary; ///< The response in a binary frame.

    static Reply none() { return {}; }
    static Reply ok(const QJsonValue &response = QJsonObject()) { return {Kind::Ok, response, {}}; }
    static Reply error(const QString &reason)
    {
        return {Kind::Error, QJsonObject{{QStringLiteral("reason"), reason}}, {}};
    }
    static Reply crash() { return {Kind::Crash, QJsonObject(), {}}; }
};

/// One topic that one client joined, from its join to its end.
/// Thread: the server's. Requires: world and line outlive it.
class Channel
{
public:
    virtual ~Channel() = default;
    virtual Reply join(const QJsonObject &payload) = 0;
    /// The reply to the join is on its way: what the server pushes unasked follows.
    virtual void joined() {}
    virtual Reply received(const Frame &) { return Reply::none(); }
    virtual void pump(Duration /*elapsed*/) {}
    /// What the client asked for, in the service's words and without secrets; empty: the topic says it all.
    virtual QString asked() const { return {}; }
};

/// Who sits behind a socket; empty for the anonymous.
using User = QString;

/// The channel for a topic, not yet joined; null for a topic without a route.
std::unique_ptr<Channel> makeChannel(World &world, Line &line, const QString &topic, const User &user);

} // namespace watchglass::sim::sensocto
