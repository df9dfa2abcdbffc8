#include "core/exchange/import_trial.h"

#include "core/exchange/no_sink.h"

#include <QHash>

namespace watchglass::exchange {

namespace {

class CountingSink final : public NoSink
{
public:
    explicit CountingSink(std::vector<TrialSeries> &series)
        : m_series(series)
    {}

    SeriesId series(const SeriesInfo &info) override
    {
        const auto known = m_numbers.constFind(info.key);
        if (known != m_numbers.constEnd())
            return static_cast<SeriesId>(*known);
        m_numbers.insert(info.key, static_cast<std::uint32_t>(m_series.size()));
        m_series.push_back({info, 0, {}, {}});
        return static_cast<SeriesId>(m_series.size() - 1);
    }
    void samples(SeriesId series, std::span<const Sample> samples) override
    {
        if (samples.empty())
            return;
        TrialSeries &into = m_series[static_cast<std::size_t>(series)];
        into.first = into.first ? into.first : samples.front();
        into.last = samples.back();
        into.samples += static_cast<std::int64_t>(samples.size());
    }

private:
    std::vector<TrialSeries> &m_series;
    QHash<SeriesKey, std::uint32_t> m_numbers;
};

} // namespace

Result<Trial> tryImport(const QString &path, const ImportOptions &options, const Progress &progress)
{
    Trial trial;
    CountingSink sink(trial.series);
    auto report = importFile(path, options, sink, progress);
    if (!report)
        return report.error();
    trial.report = std::move(report).value();
    return trial;
}

} // namespace watchglass::exchange
