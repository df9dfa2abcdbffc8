#pragma once

#include "core/protocol/terra/client.h"
#include "core/protocol/terra/producer.h"
#include "tests/protocol/terra/terra_bench.h"

namespace watchglass::test {

/// A client of the scripted gateway.
struct ClientBench : TerraBench
{
    explicit ClientBench(const QString &token = terraCredentials)
        : client({protocol::Service::Terra, url(), token}, sink, clock)
    {
        isWaiting = [this] { return sink.phase() == SourcePhase::Waiting; };
    }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return sink.phase() == phase; });
    }
    bool goesLive()
    {
        client.start();
        return reachesPhase(SourcePhase::Live);
    }
    bool tellsNoSecret() const
    {
        const QString all = sink.allTexts();
        return !all.contains(QLatin1String("k3y-s3cr3t")) && !all.contains(QLatin1String("dev-7"))
               && !all.contains(QLatin1String("t0ken-"));
    }

    RecordingSink sink;
    protocol::terra::Client client;
};

/// A producer for it.
struct ProducerBench : TerraBench, private protocol::terra::Producer::Listener
{
    explicit ProducerBench(std::size_t limit = 10'000, const QString &user = QStringLiteral("user 1"))
        : producer({{protocol::Service::Terra, url(), terraCredentials}, user, limit}, *this, clock)
    {
        isWaiting = [this] { return !states.empty() && states.back().phase == SourcePhase::Waiting; };
    }
    void producerState(const SourceState &state) override { states.push_back(state); }
    void producerProblem(protocol::Problem, const QString &text) override { problems << text; }
    void producerDrained() override { ++drained; }
    bool reachesPhase(SourcePhase phase)
    {
        return reaches([&] { return !states.empty() && states.back().phase == phase; });
    }

    std::vector<SourceState> states;
    QStringList problems;
    int drained = 0;
    protocol::terra::Producer producer;
};

} // namespace watchglass::test
