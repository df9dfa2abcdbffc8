#include "core/recording/session_file_private.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <limits>

namespace watchglass::recording {

namespace {

struct PlacedSample
{
    Sample sample;
    std::uint64_t begin = 0; ///< Of its chunk, so that samples of one instant stay in order of arrival.
};

bool isBefore(const PlacedSample &a, const PlacedSample &b)
{
    return a.sample.time != b.sample.time ? a.sample.time < b.sample.time : a.begin < b.begin;
}

double numberAt(const QSqlQuery &query, int column)
{
    const QVariant value = query.value(column);
    return value.isNull() ? std::numeric_limits<double>::quiet_NaN() : value.toDouble(); // SQLite has no NaN
}

/// Puts chunks that overlap into one line. Chunks come by the time of their first sample, so that all before it is
/// settled when one is added.
class Confluence
{
public:
    Confluence(TimeRange range, const std::function<bool(const std::vector<Sample> &)> &take)
        : m_range(range)
        , m_take(take)
    {}

    /// False when the taker wants no more.
    bool add(const std::vector<Sample> &samples, std::uint64_t begin)
    {
        if (samples.empty())
            return true;
        if (!release(samples.front().time))
            return false;
        const auto middle = static_cast<std::ptrdiff_t>(m_waiting.size());
        for (const Sample &sample : samples) {
            if (m_range.contains(sample.time))
                m_waiting.push_back({sample, begin});
        }
        std::inplace_merge(m_waiting.begin(), m_waiting.begin() + middle, m_waiting.end(), isBefore);
        return true;
    }
    bool finish() { return release(std::nullopt); }

private:
    /// Hands out what is before `end`; nothing: everything.
    bool release(std::optional<Timestamp> end)
    {
        const auto last = end ? std::find_if(m_waiting.begin(), m_waiting.end(),
                                             [end](const PlacedSample &placed) { return placed.sample.time >= *end; })
                              : m_waiting.end();
        m_out.clear();
        std::size_t instant = 0;
        for (auto at = m_waiting.begin(); at != last; ++at) {
            const Sample &sample = at->sample;
            if (m_out.empty() || m_out[instant].time != sample.time)
                instant = m_out.size();
            const auto isSame = [&sample](const Sample &kept) {
                return std::bit_cast<std::uint64_t>(kept.value) == std::bit_cast<std::uint64_t>(sample.value);
            };
            if (std::none_of(m_out.begin() + static_cast<std::ptrdiff_t>(instant), m_out.end(), isSame))
                m_out.push_back(sample);
        }
        m_waiting.erase(m_waiting.begin(), last);
        return m_out.empty() || m_take(m_out);
    }

    const TimeRange m_range;
    const std::function<bool(const std::vector<Sample> &)> &m_take;
    std::vector<PlacedSample> m_waiting; ///< In order.
    std::vector<Sample> m_out;
};

} // namespace

Result<std::vector<Chunk>> SessionFile::chunks(SeriesId series, TimeRange range) const
{
    QSqlQuery query = d->database->prepared(
        QStringLiteral("SELECT id, first_time, last_time, count, first, min, max, last FROM chunks WHERE series = ?"
                       " AND first_time < ? AND last_time >= ? ORDER BY first_time, begin"));
    if (!execute(query, qint64(series), qint64(range.to.ns()), qint64(range.from.ns())))
        return d->failure(query);
    std::vector<Chunk> found;
    while (query.next()) {
        found.push_back({query.value(0).toLongLong(), Timestamp::fromNs(query.value(1).toLongLong()),
                         Timestamp::fromNs(query.value(2).toLongLong()), query.value(3).toUInt(), numberAt(query, 4),
                         numberAt(query, 5), numberAt(query, 6), numberAt(query, 7)});
    }
    return found;
}

Result<void> SessionFile::eachSample(SeriesId series, TimeRange range,
                                     const std::function<bool(const std::vector<Sample> &)> &take) const
{
    QSqlQuery query = d->database->prepared(QStringLiteral(
        "SELECT c.begin, c.first_time, d.run FROM chunks c JOIN chunk_data d ON d.id = c.id WHERE c.series = ?"
        " AND c.first_time < ? AND c.last_time >= ? ORDER BY c.first_time, c.begin"));
    if (!execute(query, qint64(series), qint64(range.to.ns()), qint64(range.from.ns())))
        return d->failure(query);
    const std::vector<Sample> fresh = d->freshOf(series);
    bool isFreshLeft = !fresh.empty();
    Confluence all(range, take);
    std::vector<Sample> samples;
    while (query.next()) {
        if (isFreshLeft && fresh.front().time.ns() < query.value(1).toLongLong()) {
            isFreshLeft = false;
            if (!all.add(fresh, std::numeric_limits<std::uint64_t>::max()))
                return {};
        }
        samples.clear();
        if (!decodeChunk(query.value(2).toByteArray(), samples))
            return Error{ErrorCode::Malformed, tr("Samples of %1 are damaged").arg(fileName())};
        if (!all.add(samples, query.value(0).toULongLong()))
            return {};
    }
    if (isFreshLeft && !all.add(fresh, std::numeric_limits<std::uint64_t>::max()))
        return {};
    all.finish();
    return {};
}

Result<std::vector<Sample>> SessionFile::samples(SeriesId series, TimeRange range) const
{
    std::vector<Sample> all;
    const auto read = eachSample(series, range, [&all](const std::vector<Sample> &some) {
        all.insert(all.end(), some.begin(), some.end());
        return true;
    });
    if (!read)
        return read.error();
    return all;
}

} // namespace watchglass::recording
