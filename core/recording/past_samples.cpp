#include "core/recording/past_samples.h"

#include "core/store/series_store.h"

#include <algorithm>

namespace watchglass::recording {

namespace {

const QString fromKey = QStringLiteral("from");
const QString toKey = QStringLiteral("to");
const QString countKey = QStringLiteral("samples");

/// The spans without samples that the store knows of a source, one after the other. A cause other than ours is a
/// device's, and all of its series have the gap.
class PastGaps
{
public:
    PastGaps(SessionBook &book, SourceId source, TimeRange range, Timestamp now)
        : m_book(book)
        , m_source(source)
        , m_range(range)
        , m_now(now)
    {}

    void add(const store::Series &series, SeriesId id)
    {
        const QString &device = series.info().key.device;
        if (device != m_device)
            m_seen.clear();
        m_device = device;
        const store::View view = series.view(m_range, 1);
        for (Gap gap : view.gaps) {
            gap.range.from = std::max(gap.range.from, m_range.from);
            if (gap.cause == GapCause::NotRequested) {
                m_book.add(m_source, m_now, GapNote{GapNote::Kind::NotRequested, {}, id, gap});
            } else if (std::find(m_seen.begin(), m_seen.end(), gap) == m_seen.end()) {
                m_seen.push_back(gap);
                m_book.add(m_source, m_now, GapNote{GapNote::Kind::Missing, device, 0, gap});
            }
        }
    }

private:
    SessionBook &m_book;
    const SourceId m_source;
    const TimeRange m_range;
    const Timestamp m_now;
    QString m_device;
    std::vector<Gap> m_seen; ///< Of m_device.
};

} // namespace

QJsonObject PastSamples::toJson() const
{
    return {{fromKey, qint64(range.from.ns())}, {toKey, qint64(range.to.ns())}, {countKey, qint64(count)}};
}

std::optional<PastSamples> PastSamples::fromJson(const QJsonObject &json)
{
    if (!json.value(fromKey).isDouble() || !json.value(toKey).isDouble())
        return {};
    return PastSamples{
        {Timestamp::fromNs(json.value(fromKey).toInteger()), Timestamp::fromNs(json.value(toKey).toInteger())},
        static_cast<std::uint64_t>(std::max<qint64>(json.value(countKey).toInteger(), 0))};
}

PastSamples addPastSamples(SessionBook &book, SourceId source, const QString &name, const store::SeriesStore &store,
                           Timestamp since, Timestamp now)
{
    PastSamples past{{since, since}};
    // A device whose clock runs ahead has sampled after `now` already.
    const TimeRange range{since, Timestamp::max()};
    PastGaps gaps(book, source, {since, std::max(since, now)}, now);
    for (const auto &series : store.all()) {
        if (series->info().key.source != name)
            continue;
        const std::vector<Sample> samples = series->samples(range);
        const SeriesId id = book.addSeries(source, series->info());
        gaps.add(*series, id);
        if (samples.empty())
            continue;
        book.addSamples(id, samples);
        past.count += samples.size();
        past.range.to = std::max(past.range.to, series->extent().to);
    }
    if (past.count > 0)
        book.add(source, now, LedgerEntry{pastKind, past.toJson()});
    return past;
}

} // namespace watchglass::recording
