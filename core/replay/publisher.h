#pragma once

#include "core/recording/session_file.h"
#include "core/replay/outlet.h"

#include <optional>
#include <vector>

namespace watchglass::replay {

/// Publishes the samples of one recorded device in order of time, as fast as recorded time passes at some speed, and no
/// faster than the outlet takes them: while a service asks for a pause, the file waits.
/// Thread: one, with an event loop. Requires: file, outlet and clock outlive it.
class Publisher
{
public:
    struct Options
    {
        std::vector<recording::SeriesId> series;
        std::optional<double> speed; ///< Of recorded time; nothing: as fast as the service takes them.
        bool isMovedToNow = true;    ///< The first sample is of this moment, the others follow at their distances.
    };

    /// `finished` is called once, when all has left or the file cannot be read on.
    Publisher(const recording::SessionFile &file, Options options, Outlet &outlet, Clock &clock,
              std::function<void()> finished);

    void start();
    /// Samples that were offered and taken.
    std::uint64_t published() const { return m_published; }
    /// Values that are no numbers, which no service takes; left out.
    std::uint64_t leftOut() const { return m_leftOut; }
    /// For people; empty when all went well.
    const QString &problem() const { return m_problem; }

private:
    struct Waiting
    {
        const SeriesInfo *series = nullptr;
        Sample sample;
    };

    void work();
    bool readMore();
    bool isDue(Timestamp time) const;
    Sample placed(Sample sample) const;
    void finish();

    const recording::SessionFile &m_file;
    const Options m_options;
    Outlet &m_outlet;
    Clock &m_clock;
    const std::function<void()> m_finished;
    const std::unique_ptr<Timer> m_timer;
    std::vector<const recording::SessionSeries *> m_series;
    TimeRange m_extent; ///< Of the samples, [from, to).
    Timestamp m_readTo;
    std::vector<Waiting> m_waiting; ///< By time.
    std::size_t m_next = 0;         ///< Of these.
    Timestamp m_startedAt;
    Duration m_startedMonotonic{};
    std::uint64_t m_published = 0;
    std::uint64_t m_leftOut = 0;
    QString m_problem;
};

} // namespace watchglass::replay
