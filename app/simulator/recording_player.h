#pragma once

#include "app/simulator/csv_recording.h"
#include "app/simulator/feed.h"

namespace watchglass::sim {

/// Which times a played recording carries on the wire.
enum class PlayTime {
    File, ///< Exactly those of the file; seconds without a date count from 1970-01-01T00:00:00Z.
    Now,  ///< Shifted so that the first row is the fleet's start, intervals divided by the speed.
};

struct PlayOptions
{
    CsvOptions csv;
    PlayTime time = PlayTime::File;
    double speed = 1.0;
    bool loop = false;
};

/// A recording as the feed of a device: one tick a row. Rows are due in the order of the file; a row whose time steps
/// back is due together with the one before it, and still carries its own time. In a loop the second pass follows the
/// first after the file's median interval, with times that go on growing.
class RecordingPlayer final : public Feed
{
public:
    /// Requires: options.speed > 0, recording not empty.
    RecordingPlayer(CsvRecording recording, const PlayOptions &options);

    const std::vector<Metric> &metrics() const override { return m_recording.metrics; }
    std::int64_t firstTickAt(Duration elapsed) const override;
    Duration dueAt(std::int64_t k) const override;
    Timestamp stamp(std::int64_t k, Timestamp start) const override;
    void values(std::int64_t k, std::span<double> out) const override;

private:
    std::int64_t rows() const { return static_cast<std::int64_t>(m_recording.times.size()); }
    Duration scaled(Duration fileTime) const;

    CsvRecording m_recording;
    PlayTime m_time;
    double m_speed;
    bool m_loop;
    std::vector<Duration> m_due; ///< Of each row in the file's own time, from its first row; never falls.
    Duration m_pass{};           ///< How long one pass of the file takes, in its own time.
};

} // namespace watchglass::sim
