#pragma once

#include "core/ingest/source_runner.h"
#include "core/store/series_store.h"

#include <QCoreApplication>

#include <set>

namespace watchglass::ingest {

/// What came of trying a source.
struct CheckReport
{
    bool answered = false;
    QString text; ///< In words: what answered, what it has and what it can be asked for; or why nothing did.
};

/// Tries a source as work would: connects, authenticates, subscribes, looks for a moment at what comes, and says in
/// words what answered. Keeps nothing.
/// Thread: one with an event loop. Requires: the clock outlives it. `done` is called once and may destroy the check.
class SourceCheck
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ingest::SourceCheck)

public:
    static constexpr Duration patience = std::chrono::seconds(20); ///< Until something must have answered.
    static constexpr Duration lookTime = std::chrono::seconds(2);  ///< How long is looked at what comes.

    SourceCheck(const protocol::SourceAddress &address, Clock &clock, std::function<void(const CheckReport &)> done,
                SourceRunner::ClientMaker makeClient = protocol::makeClient);

private:
    void look();
    void finish(bool answered, const QString &text);
    QString found() const;

    Clock &m_clock;
    const std::function<void(const CheckReport &)> m_done;
    const Duration m_began;
    store::SeriesStore m_store;
    SourceRunner m_runner;
    std::unique_ptr<Timer> m_timer;
    std::set<QString> m_devices;
    std::optional<Duration> m_liveAt;
};

/// "rate, subset, history", for people; empty for none.
QString capabilityText(const Capabilities &capabilities);

} // namespace watchglass::ingest
