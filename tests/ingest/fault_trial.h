#pragma once

#include "app/simulator/simulator_server.h"
#include "core/ingest/source_ingest.h"
#include "core/protocol/source_client.h"
#include "tests/support/fake_clock.h"

#include <QMetaType>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace watchglass::test {

/// One thing that goes wrong, and what is to be seen of it.
struct Fault
{
    std::string name;
    sim::Faults faults;
    Duration length = std::chrono::seconds(15);
    double speed = 1.0;                          ///< Of the fleet's devices, where not every request is repeated.
    Duration patience = std::chrono::minutes(5); ///< For the way back.
    std::optional<std::uint16_t> closeCode;      ///< Every session is ended so when it begins.
    bool isKilled = false;                       ///< The server is gone for as long.
    bool isDown = false;                         ///< Nothing can come through: at the end the state must say so.
    bool isFinal = false;                        ///< Only the operator can mend it: Failed, and no further attempt.
    bool isGarbled = false;                      ///< What comes is whole by its length, and still not what was sent.
    bool mayLose = false; ///< Loses what no client can notice, or lasts longer than a service keeps.
};

/// What every service undergoes.
std::vector<Fault> commonFaults();
/// Sessions are closed, and every request is answered with this status meanwhile.
Fault httpFault(int status, bool isFinal);
Fault closeFault(int code, bool isFinal = false);
/// Sessions are closed, and no token is good any more.
Fault expiredFault();

/// What is told apart of a service.
struct Trait
{
    protocol::Service service = protocol::Service::Valtronics;
    sim::Dialect dialect = sim::Dialect::Documented; ///< Of Valtronics.
    bool givesAgain = false;                         ///< What was missed can be had afterwards: nothing may be lost.
    bool isPolled = false;   ///< Every request is made until it succeeds: then nothing may be lost whatever happens.
    bool keepsPlace = false; ///< Likewise when its operator had to close and open it.
    bool givesUp = false;    ///< What came garbled a few times is not asked for any more.
    bool isThinned = false;  ///< Sends the newest of several samples only: those of the twin may be others.
    QString name() const;
};

/// A service of the simulator, which fails, and its client; beside them a twin of both that nothing happens to, whose
/// store is what there should be. All on one thread and one hand-turned clock, so both servers make the same samples.
class FaultTrial
{
public:
    explicit FaultTrial(const Trait &trait, double speed = 1.0);
    ~FaultTrial();

    /// Turns the clock, and lets bytes move in between.
    void pass(Duration length);
    /// How long it took until `condition` held; nothing when it did not within `patience`.
    std::optional<Duration> until(const std::function<bool()> &condition, Duration patience);
    /// Live, and samples come, of the twin too.
    bool flows();
    /// Closes and opens the source, as its operator would.
    void openAnew();

    Timestamp now() const { return m_clock.now(); }
    sim::SimulatorServer &server() { return m_failing.server; }
    SourceState state() const { return m_failing.ingest.state(); }
    SourceCounters counters() const { return m_failing.ingest.counters(); }
    /// What reached the server: connections and requests.
    std::uint64_t asked() const;

    /// Of a thinned service, two samples of one time count as doubled, and nothing as lost.
    struct Difference
    {
        std::uint64_t lost = 0;    ///< Samples of the twin that are not there.
        std::uint64_t doubled = 0; ///< Samples that the twin has not, or at a time that has one already.
    };
    Difference difference(TimeRange range) const;

private:
    struct Side
    {
        Side(const Trait &trait, double speed, Clock &clock);
        sim::SimulatorServer server;
        store::SeriesStore store;
        ingest::SourceIngest ingest;
        std::unique_ptr<protocol::SourceClient> client;
    };

    void step();

    FakeClock m_clock;
    Side m_failing;
    Side m_twin;
    const bool m_isThinned;
};

/// A row of test data for each of the faults that a service undergoes.
void addRows(std::span<const Trait> traits, std::vector<Fault> (*faultsOf)(const Trait &));
/// Lets the client of the row undergo its fault, checks what is to be seen, and prints a row of the table.
void undergo();

} // namespace watchglass::test

Q_DECLARE_METATYPE(watchglass::test::Fault)
Q_DECLARE_METATYPE(watchglass::test::Trait)
