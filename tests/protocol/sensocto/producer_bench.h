#pragma once

#include "core/protocol/sensocto/producer.h"
#include "tests/simulator/sensocto/sensocto_harness.h"

#include <QJsonArray>
#include <QWebSocket>
#include <QWebSocketServer>

namespace watchglass::test::sensocto {

using protocol::sensocto::Backpressure;
using protocol::sensocto::ProducedValue;
using protocol::sensocto::Producer;

extern const QString secret;
extern const QString sensorId;

protocol::sensocto::ProducerIdentity identity();
/// A heart rate whose time follows from it.
ProducedValue numbered(int value);

/// Keeps what a producer says.
struct Ear final : Producer::Listener
{
    void producerState(const SourceState &state) override { states.push_back(state); }
    void producerProblem(const QString &text) override { problems << text; }
    void pressureChanged(const Backpressure &pressure) override { pressures.push_back(pressure); }
    void commanded(const QByteArray &json) override { commands << json; }
    SourcePhase phase() const { return states.empty() ? SourcePhase::Idle : states.back().phase; }
    bool isAdvised() const { return phase() == SourcePhase::Live && !pressures.empty(); }
    QString allTexts() const;

    std::vector<SourceState> states;
    std::vector<Backpressure> pressures;
    QStringList problems;
    QList<QByteArray> commands;
};

/// What the simulated service took for measurements.
struct Heard final : sim::sensocto::Listener
{
    void measured(const QString &, const QJsonObject &measurement) override { all.append(measurement); }
    QList<int> values() const;

    QList<QJsonObject> all;
};

/// Waits for `condition`, and turns the clock by `step` in between.
bool reaches(FakeClock &clock, const std::function<bool()> &condition, Duration step = std::chrono::milliseconds(20));

/// A producer against the simulator's service, both by one clock that is turned by hand.
struct ProducerBench
{
    explicit ProducerBench(const QString &token = secret, std::size_t capacity = Producer::defaultCapacity);
    ~ProducerBench() { harness.world.remove(&heard); }

    bool reaches(const std::function<bool()> &condition, Duration step = std::chrono::milliseconds(20))
    {
        return sensocto::reaches(harness.clock, condition, step);
    }
    bool isAdvised(sim::sensocto::Attention attention);
    /// The count of measurements is what is waited for: no answer to anything proves that they were handled.
    bool isHeard(qsizetype count);
    bool isDelivered(std::uint64_t count)
    {
        return reaches([this, count] { return producer.counters().delivered == count; });
    }

    sim::sensocto::test::Harness harness;
    Ear ear;
    Heard heard;
    Producer producer;
};

/// A Phoenix server that answers joins, pings and heartbeats unless told otherwise, and says what a test wants.
class ScriptedServer final : public QObject
{
public:
    ScriptedServer();
    QUrl url() const { return m_server.serverUrl(); }
    /// With the join's reference twice, as phx_close and phx_error have it; pushes bear it.
    void say(const char *event, const QByteArray &payload);
    int countOf(const char *event) const;
    QJsonArray last(const char *event) const;

    QList<QJsonArray> frames;
    QString joinRef;
    QByteArray advice = R"({"recommended_batch_window":100,"recommended_batch_size":1,"paused":false})";
    QByteArray refusal; ///< Of measurements; empty: silence.
    bool answersPings = true;
    int connections = 0;

private:
    void received(const QString &text);
    void reply(const QJsonArray &frame, const QByteArray &status, const QByteArray &response);

    QWebSocketServer m_server;
    std::unique_ptr<QWebSocket> m_socket;
};

struct ScriptedBench
{
    ScriptedBench();
    bool reaches(const std::function<bool()> &condition) { return sensocto::reaches(clock, condition); }
    bool isLive();

    ScriptedServer server;
    FakeClock clock;
    Ear ear;
    Producer producer;
};

} // namespace watchglass::test::sensocto
