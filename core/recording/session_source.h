#pragma once

#include "core/exchange/sample_source.h"
#include "core/recording/session_file.h"

namespace watchglass::recording {

/// A session file for exports and comparisons. Reads samples some chunks at a time, however long a series is.
/// Thread: the file's. Requires: the file outlives it and its cursors. What cannot be read ends a series early and
/// stands in failure().
class SessionSampleSource final : public exchange::SampleSource
{
public:
    explicit SessionSampleSource(const SessionFile &file);

    const std::vector<SeriesInfo> &series() const override { return m_infos; }
    std::unique_ptr<exchange::SampleCursor> samples(std::size_t series, TimeRange range) const override;
    std::vector<exchange::SourcedAlarm> alarms(TimeRange range) const override;
    std::vector<exchange::SourcedEvent> events(TimeRange range) const override;

    /// The first thing that could not be read; nothing while all was well.
    const std::optional<Error> &failure() const { return m_failure; }

private:
    class Cursor;
    QString sourceName(SourceId id) const;
    void failed(const Error &error) const
    {
        if (!m_failure)
            m_failure = error;
    }

    const SessionFile &m_file;
    std::vector<SeriesId> m_ids;
    std::vector<SeriesInfo> m_infos;
    mutable std::optional<Error> m_failure;
};

} // namespace watchglass::recording
