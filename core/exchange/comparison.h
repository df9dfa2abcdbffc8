#pragma once

#include "core/base/result.h"
#include "core/exchange/sample_source.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace watchglass::exchange {

/// How far two values may be apart and still count as equal: |a - b| <= absolute + relative * max(|a|, |b|).
struct Tolerance
{
    double absolute = 0.0;
    double relative = 0.0;
};

/// A tolerance for some series.
struct ToleranceRule
{
    QString pattern; ///< A unit, or a key's text with * and ? for any.
    Tolerance tolerance;
};

struct CompareOptions
{
    QStringList series;        ///< Patterns of keys; empty: all.
    bool matchesSource = true; ///< False: series are the same when device and attribute are.
    /// What series, or devices, of the second are called there, and what they count as: keys, or what they begin with
    /// up to a slash. The first that fits counts.
    std::vector<std::pair<QString, QString>> renames;
    bool comparesUnits = true; ///< False: another unit is no difference.
    Duration offset{};         ///< Added to the times of the second.
    std::optional<QString>
        alignBy; ///< The offset is found by cross-correlation of this series; empty: of a fitting one.
    Duration mostShift = std::chrono::seconds(60); ///< With alignBy: looked for up to here, about `offset`.
    Duration timeTolerance{};                      ///< Samples, and alarms, this far apart are the same.
    Tolerance tolerance;
    std::vector<ToleranceRule> rules; ///< The first that fits a series counts for it.
    bool comparesAlarms = true;
};

/// What became of one series.
struct SeriesComparison
{
    enum class Finding { Equal, Different, OnlyInFirst, OnlyInSecond };
    Finding finding = Finding::Equal;
    QString key;
    QString unit;
    std::int64_t compared = 0;          ///< Pairs of samples.
    std::int64_t different = 0;         ///< Of these, beyond the tolerance.
    std::int64_t missingInFirst = 0;    ///< Samples of the second alone.
    std::int64_t missingInSecond = 0;   ///< Samples of the first alone.
    std::optional<Timestamp> firstTime; ///< Of whatever differs first; on the first's clock.
    double largest = 0.0;               ///< Difference of values.
    std::optional<Timestamp> largestTime;
    double largestFirst = 0.0; ///< The two values there.
    double largestSecond = 0.0;
    std::optional<QString> otherUnit; ///< The unit of the second where it is another; a difference.
};

/// An alarm's report that has no partner.
struct AlarmDifference
{
    bool isInFirst = true; ///< False: only in the second.
    QString device;
    QString title;
    AlarmCondition condition = AlarmCondition::Active;
    Timestamp time; ///< On the first's clock.
};

struct ComparisonReport
{
    Duration offset{};                 ///< As it was used.
    std::optional<double> correlation; ///< Of the series that it was found by, from -1 to 1.
    std::vector<SeriesComparison> series;
    std::vector<AlarmDifference> alarms;
    std::int64_t comparedAlarms = 0;

    bool isEqual() const;
};

/// Compares what two recordings hold. `progress`: how many of the series are done; false ends it.
/// Errors: Missing (alignBy names no series that both have), Unsupported (nothing to correlate), Refused.
Result<ComparisonReport> compareSamples(const SampleSource &first, const SampleSource &second,
                                        const CompareOptions &options,
                                        const std::function<bool(std::size_t done, std::size_t total)> &progress = {});

bool isWithin(double a, double b, Tolerance tolerance);
/// What a report calls a series: all of its key, or what of it is behind the source.
QString comparedName(const SeriesKey &key, bool matchesSource);

} // namespace watchglass::exchange
