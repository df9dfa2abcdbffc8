#pragma once

#include "core/model/series_info.h"
#include "core/store/view.h"

#include <memory>
#include <span>
#include <vector>

namespace watchglass::store {

/// What became of an appended sample.
enum class Append {
    InOrder,   ///< At the end.
    Inserted,  ///< Before an already stored one; stored.
    Duplicate, ///< Same time and bit-for-bit same value as a stored one; dropped.
};

/// The samples of one series, ordered by time; equal times keep their order of arrival.
///
/// Thread: one writer (the source's thread) and any number of readers. Readers hold no lock, never wait for the
/// writer, and see a consistent state: every sample whose append returned before the call, and no half of one.
/// Owns: its blocks; a reader's View or Samples stay valid after the series is gone.
class Series
{
public:
    explicit Series(SeriesInfo info);
    ~Series();
    Series(const Series &) = delete;
    Series &operator=(const Series &) = delete;

    const SeriesInfo &info() const { return m_info; }

    // Writer only.
    Append append(Sample sample);
    /// Records why nothing came for a while. What samples there are inside, now or later, shortens, parts or clears
    /// the gap (core/store/gap_list.h says by what rule); gaps of the same cause that overlap or touch become one.
    void addGap(const Gap &gap);

    // Any thread.
    /// The span as `columns` (1 or more) columns; see View. O(columns * log(samples)).
    View view(TimeRange range, int columns) const;
    /// Samples in `range`, oldest first, at most `limit` of the newest.
    std::vector<Sample> samples(TimeRange range, std::size_t limit = SIZE_MAX) const;
    /// The newest sample at or before `time`.
    std::optional<Sample> at(Timestamp time) const;
    std::optional<Sample> last() const;
    std::uint64_t count() const;
    /// From the first sample to just after the last (Timestamp::max() at most); empty without samples.
    TimeRange extent() const;
    /// Median interval of the newest 65 samples, the series' own rhythm; samples of equal time count as one. Nothing
    /// with fewer than 3 samples, or when all of these have one time.
    std::optional<Duration> rhythm() const;
    /// What the samples and their aggregates occupy in memory.
    std::size_t bytes() const;

private:
    struct Data;
    const SeriesInfo m_info;
    std::unique_ptr<Data> m_data;
};

} // namespace watchglass::store
