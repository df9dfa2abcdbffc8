#pragma once

#include "core/store/series.h"

#include <QString>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass::test {

inline bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

inline bool same(const Sample &a, const Sample &b)
{
    return a.time == b.time && sameBits(a.value, b.value);
}

/// What a Series should do, written so plainly that it can be seen to be right: one sorted vector, searched from end to
/// end, with 128-bit arithmetic.
class SeriesModel
{
public:
    store::Append append(Sample sample)
    {
        for (const Sample &known : m_samples) {
            if (same(known, sample))
                return store::Append::Duplicate;
        }
        auto place = m_samples.end();
        while (place != m_samples.begin() && (place - 1)->time > sample.time)
            --place;
        const bool atEnd = place == m_samples.end();
        m_samples.insert(place, sample);
        return atEnd ? store::Append::InOrder : store::Append::Inserted;
    }

    /// For many samples that are known to come in order and to differ.
    void appendInOrder(Sample sample) { m_samples.push_back(sample); }

    const std::vector<Sample> &samples() const { return m_samples; }

    std::vector<Sample> samples(TimeRange range, std::size_t limit = SIZE_MAX) const
    {
        std::vector<Sample> found;
        for (const Sample &sample : m_samples) {
            if (range.contains(sample.time))
                found.push_back(sample);
        }
        if (found.size() > limit)
            found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
        return found;
    }

    std::optional<Sample> at(Timestamp time) const
    {
        std::optional<Sample> found;
        for (const Sample &sample : m_samples) {
            if (sample.time <= time)
                found = sample;
        }
        return found;
    }

    /// What is wrong with `view`, or nothing.
    QString complaint(const store::View &view, TimeRange range, int columns) const;

private:
    std::vector<Sample> m_samples;
};

inline QString columnComplaint(const store::Column &column, const std::vector<Sample> &samples)
{
    std::uint32_t nans = 0;
    store::Column wanted;
    for (const Sample &sample : samples) {
        if (std::isnan(sample.value)) {
            ++nans;
            continue;
        }
        if (wanted.count == 0) {
            wanted.first = sample.value;
            wanted.firstTime = sample.time;
        }
        ++wanted.count;
        wanted.last = sample.value;
        wanted.lastTime = sample.time;
        wanted.min = std::min(wanted.min, sample.value);
        wanted.max = std::max(wanted.max, sample.value);
    }
    if (column.count != samples.size() || column.nanCount != nans)
        return QStringLiteral("count %1 for %2").arg(column.count).arg(samples.size());
    if (column.hasValue() != (wanted.count > 0))
        return QStringLiteral("hasValue");
    if (!column.hasValue())
        return {};
    if (column.min != wanted.min || column.max != wanted.max)
        return QStringLiteral("extremes %1 … %2").arg(column.min).arg(column.max);
    if (!sameBits(column.first, wanted.first) || column.firstTime != wanted.firstTime)
        return QStringLiteral("first %1 for %2").arg(column.first).arg(wanted.first);
    if (!sameBits(column.last, wanted.last) || column.lastTime != wanted.lastTime)
        return QStringLiteral("last %1 for %2").arg(column.last).arg(wanted.last);
    return {};
}

inline QString SeriesModel::complaint(const store::View &view, TimeRange range, int columns) const
{
    __extension__ using Wide = __int128;
    const Wide width = view.columnWidth.count();
    const Wide length = Wide(range.to.ns()) - range.from.ns();
    const Wide anchor = view.anchor.ns();
    const Wide end = anchor + width * Wide(view.columns.size());
    if (view.range != range)
        return QStringLiteral("range");
    if (width != std::clamp<Wide>((length + columns - 1) / columns, 1, INT64_MAX))
        return QStringLiteral("width %1").arg(view.columnWidth.count());
    if (anchor > range.from.ns() || (anchor % width != 0 && anchor != INT64_MIN))
        return QStringLiteral("anchor %1").arg(view.anchor.ns());
    if (view.columns.size() > static_cast<std::size_t>(columns) + 1)
        return QStringLiteral("%1 columns").arg(view.columns.size());
    if (end < range.to.ns() && view.columnWidth != Duration::max())
        return QStringLiteral("does not reach the end");

    // The columns are runs of samples, one after the other: where each begins follows from their counts.
    const Wide slack = width / store::View::edgeShare;
    const auto rankOf = [this](Wide ns) {
        const auto isBefore = [ns](const Sample &sample) { return Wide(sample.time.ns()) < ns; };
        return static_cast<std::size_t>(std::partition_point(m_samples.begin(), m_samples.end(), isBefore)
                                        - m_samples.begin());
    };
    std::uint64_t inside = 0;
    for (const store::Column &column : view.columns)
        inside += column.count;
    if (view.sampleCount != inside)
        return QStringLiteral("sampleCount %1 for %2").arg(view.sampleCount).arg(inside);
    std::size_t begin = rankOf(anchor);
    while (begin > 0 && (!view.before || !same(m_samples[begin - 1], *view.before)))
        --begin;
    const std::size_t start = begin;
    for (std::size_t i = 0; i <= view.columns.size(); ++i) {
        const Wide edge = i < view.columns.size() ? anchor + width * Wide(i) : std::max<Wide>(end, range.to.ns());
        const std::size_t exact = rankOf(edge);
        const std::size_t ofColumnBefore = exact - rankOf(edge - width);
        if (begin > exact)
            return QStringLiteral("column %1 begins %2 samples late").arg(i).arg(begin - exact);
        if (begin < exact && ofColumnBefore < store::View::manySamples)
            return QStringLiteral("column %1 takes samples of a column of few").arg(i);
        if (begin < exact && Wide(m_samples[begin].time.ns()) < edge - 1 - slack)
            return QStringLiteral("column %1 takes samples too far from its edge").arg(i);
        if (i == view.columns.size())
            break;
        const std::size_t count = view.columns[i].count;
        const auto first = m_samples.begin() + static_cast<std::ptrdiff_t>(begin);
        const std::vector<Sample> run(first,
                                      first + static_cast<std::ptrdiff_t>(std::min(count, m_samples.size() - begin)));
        if (const QString text = columnComplaint(view.columns[i], run); !text.isEmpty())
            return QStringLiteral("column %1: %2").arg(i).arg(text);
        begin += count;
    }
    std::optional<Sample> before;
    std::optional<Sample> after;
    if (start > 0)
        before = m_samples[start - 1];
    if (begin < m_samples.size())
        after = m_samples[begin];
    if (view.before.has_value() != before.has_value() || (before && !same(*view.before, *before)))
        return QStringLiteral("before");
    if (view.after.has_value() != after.has_value() || (after && !same(*view.after, *after)))
        return QStringLiteral("after");
    return {};
}

} // namespace watchglass::test
