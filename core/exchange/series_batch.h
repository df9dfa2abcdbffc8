#pragma once

#include "core/exchange/import_report.h"
#include "core/exchange/import_sink.h"

#include <optional>
#include <vector>

namespace watchglass::exchange {

/// Samples of one series on their way to a sink, many at once. The sink is asked for the series with the first of them,
/// so that columns without a value make none.
/// Requires: flush() before the end; sink and report outlive it.
class SeriesBatch
{
public:
    static constexpr std::size_t size = 1024;

    SeriesBatch(SeriesInfo info, ImportSink &sink, ImportReport &report)
        : m_info(std::move(info))
        , m_sink(sink)
        , m_report(report)
    {}

    void add(Sample sample)
    {
        m_samples.push_back(sample);
        if (m_samples.size() == size)
            flush();
    }
    void flush()
    {
        if (m_samples.empty())
            return;
        if (!m_id) {
            m_id = m_sink.series(m_info);
            ++m_report.series;
        }
        m_sink.samples(*m_id, m_samples);
        m_report.samples += static_cast<std::int64_t>(m_samples.size());
        m_samples.clear();
    }
    SeriesInfo &info() { return m_info; }

private:
    SeriesInfo m_info;
    ImportSink &m_sink;
    ImportReport &m_report;
    std::optional<SeriesId> m_id;
    std::vector<Sample> m_samples;
};

} // namespace watchglass::exchange
