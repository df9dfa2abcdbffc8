#pragma once

#include "core/protocol/source_client.h"
#include "core/protocol/source_sink.h"
#include "core/protocol/told_clock.h"

#include <functional>
#include <memory>

namespace watchglass::protocol {

using ClientMaker = std::function<std::unique_ptr<SourceClient>(const SourceAddress &, SourceSink &, Clock &)>;

/// A client of which a tap hears everything: what crosses its links, what it is ordered, when its timers call. Played
/// in that order, these make another client of the same service do the same again.
///
/// Orders stand as JSON in a frame's head: {"order": "start" or "stop"}, {"order": "acknowledge", "id"},
/// {"order": "resolve", "id", "note"}, {"order": "demand", "others"?, "series": [[device, attribute, component,
/// level] …]}, levels as numbers.
/// Thread: its source's. Requires: sink and clock outlive it.
class ToldClient final : public SourceClient
{
public:
    ToldClient(SourceAddress address, SourceSink &sink, Clock &clock, std::shared_ptr<link::FrameTap> tap,
               const ClientMaker &makeClient);
    ~ToldClient() override;

    void start() override;
    void stop() override;
    void acknowledgeAlarm(const QString &id) override;
    void resolveAlarm(const QString &id, const QString &note) override;
    void setDemand(const DemandChange &change) override;
    void setReadBudget(qint64 bytesPerSecond) override { m_client->setReadBudget(bytesPerSecond); }

private:
    void tell(const QJsonObject &order);

    const std::shared_ptr<link::FrameTap> m_tap;
    ToldClock m_clock;
    std::unique_ptr<SourceClient> m_client;
};

/// Orders of a client what was ordered of another. False: this is no order that we know.
/// Requires: the frame's kind is Ordered.
bool carryOut(const link::Frame &order, SourceClient &client);

} // namespace watchglass::protocol
