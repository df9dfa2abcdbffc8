#pragma once

#include "core/exchange/sample_source.h"

namespace watchglass::exchange {

/// A source of what a test lists; hands samples out in pieces of two.
class ListedSource final : public SampleSource
{
public:
    ListedSource &add(const SeriesInfo &info, std::vector<Sample> samples)
    {
        m_infos.push_back(info);
        m_samples.push_back(std::move(samples));
        return *this;
    }
    ListedSource &add(const char *attribute, std::vector<Sample> samples, const char *unit = "")
    {
        return add(
            {{QStringLiteral("s"), QStringLiteral("d"), QString::fromUtf8(attribute), {}}, QString::fromUtf8(unit)},
            std::move(samples));
    }

    const std::vector<SeriesInfo> &series() const override { return m_infos; }
    std::unique_ptr<SampleCursor> samples(std::size_t series, TimeRange range) const override
    {
        return std::make_unique<Cursor>(m_samples[series], range);
    }
    std::vector<SourcedAlarm> alarms(TimeRange) const override { return listedAlarms; }
    std::vector<SourcedEvent> events(TimeRange) const override { return listedEvents; }

    std::vector<SourcedAlarm> listedAlarms;
    std::vector<SourcedEvent> listedEvents;

private:
    class Cursor final : public SampleCursor
    {
    public:
        Cursor(const std::vector<Sample> &samples, TimeRange range)
        {
            for (const Sample sample : samples) {
                if (range.contains(sample.time))
                    m_samples.push_back(sample);
            }
        }
        std::span<const Sample> next() override
        {
            const std::span<const Sample> piece =
                std::span(m_samples).subspan(m_at).first(std::min<std::size_t>(2, m_samples.size() - m_at));
            m_at += piece.size();
            return piece;
        }

    private:
        std::vector<Sample> m_samples;
        std::size_t m_at = 0;
    };

    std::vector<SeriesInfo> m_infos;
    std::vector<std::vector<Sample>> m_samples;
};

inline Sample at(std::int64_t ms, double value)
{
    return {Timestamp::fromMs(ms), value};
}

} // namespace watchglass::exchange
