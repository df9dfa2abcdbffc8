#include "core/exchange/alignment.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <utility>
#include <vector>

namespace watchglass::exchange {

namespace {

constexpr std::int64_t coarseCells = 4096;
constexpr std::int64_t fineCells = 8192;
constexpr std::int64_t mostLags = 8192;
constexpr std::size_t fewest = 8;
constexpr std::size_t candidates = 48; ///< Shifts that the coarse grid finds good and a finer one judges.
constexpr std::size_t mostPairs = 65'536;
constexpr double leastOverlap = 0.25;

/// Values on a grid from an instant on; NaN before the first sample.
struct Grid
{
    std::int64_t start = 0;
    std::vector<double> values;
};

Grid gridOf(std::span<const Sample> samples, std::int64_t start, std::int64_t step, std::size_t cells)
{
    Grid out{start, std::vector<double>(cells, std::numeric_limits<double>::quiet_NaN())};
    std::size_t i = 0;
    double held = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t cell = 0; cell < cells; ++cell) {
        const std::int64_t until = start + static_cast<std::int64_t>(cell) * step;
        for (; i < samples.size() && samples[i].time.ns() <= until; ++i) {
            if (std::isfinite(samples[i].value))
                held = samples[i].value;
        }
        // Behind the last sample nothing is held.
        out.values[cell] =
            i == samples.size() && until > samples.back().time.ns() ? std::numeric_limits<double>::quiet_NaN() : held;
    }
    return out;
}

/// Pearson's correlation of `a` with `b` moved by `lag` cells; -2 where they hardly overlap or one is constant.
double correlation(const std::vector<double> &a, const std::vector<double> &b, std::int64_t lag, std::size_t least)
{
    double n = 0, sa = 0, sb = 0, saa = 0, sbb = 0, sab = 0;
    const auto from = static_cast<std::size_t>(std::max<std::int64_t>(0, lag));
    const auto sizeA = static_cast<std::int64_t>(a.size());
    const std::int64_t to = std::min(sizeA, static_cast<std::int64_t>(b.size()) + lag);
    for (std::size_t i = from; static_cast<std::int64_t>(i) < to; ++i) {
        const double x = a[i];
        const double y = b[static_cast<std::size_t>(static_cast<std::int64_t>(i) - lag)];
        if (std::isnan(x) || std::isnan(y))
            continue;
        n += 1;
        sa += x;
        sb += y;
        saa += x * x;
        sbb += y * y;
        sab += x * y;
    }
    const double va = saa - sa * sa / n;
    const double vb = sbb - sb * sb / n;
    if (n < static_cast<double>(least) || !(va > 0.0) || !(vb > 0.0))
        return -2.0;
    return (sab - sa * sb / n) / std::sqrt(va * vb);
}

std::int64_t medianStep(std::span<const Sample> samples)
{
    std::vector<std::int64_t> steps;
    const std::size_t count = std::min<std::size_t>(samples.size(), 4096);
    for (std::size_t i = 1; i < count; ++i) {
        if (samples[i].time > samples[i - 1].time)
            steps.push_back(samples[i].time.ns() - samples[i - 1].time.ns());
    }
    if (steps.empty())
        return 0;
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 2);
    std::nth_element(steps.begin(), middle, steps.end());
    return *middle;
}

/// Both recordings on grids whose starts are `around` apart.
struct Search
{
    std::span<const Sample> first;
    std::span<const Sample> second;

    /// The shifts within `reach` of `around`, in whole steps, that are better than their neighbours; the best `most` of
    /// them, best first. Of shifts as good as each other the smaller comes first.
    std::vector<Alignment> best(std::int64_t around, std::int64_t reach, std::int64_t step, std::int64_t mostCells,
                                std::size_t most) const
    {
        const std::int64_t start = std::max(first.front().time.ns(), second.front().time.ns() + around - reach);
        const std::int64_t length = std::max<std::int64_t>(first.back().time.ns() - start, 0);
        const auto cells = static_cast<std::size_t>(std::min(length / step + 1, mostCells));
        const std::int64_t lags = std::min(reach / step, mostLags / 2);
        const Grid a = gridOf(first, start, step, cells);
        const Grid b = gridOf(second, start - around, step, cells);
        const auto least = std::max(
            fewest, static_cast<std::size_t>(leastOverlap * static_cast<double>(std::min(filled(a), filled(b)))));
        std::vector<double> found;
        for (std::int64_t lag = -lags; lag <= lags; ++lag)
            found.push_back(correlation(a.values, b.values, lag, least));
        std::vector<Alignment> out;
        for (std::size_t i = 0; i < found.size(); ++i) {
            const bool isPeak =
                (i == 0 || found[i] >= found[i - 1]) && (i + 1 == found.size() || found[i] >= found[i + 1]);
            if (isPeak && found[i] > -2.0)
                out.push_back({Duration(around + (static_cast<std::int64_t>(i) - lags) * step), found[i]});
        }
        std::stable_sort(out.begin(), out.end(), [around](const Alignment &x, const Alignment &y) {
            const auto order = [around](const Alignment &one) {
                return std::pair(-std::llround(one.correlation * 1e9), std::abs(one.offset.count() - around));
            };
            return order(x) < order(y);
        });
        out.resize(std::min(out.size(), most));
        return out;
    }

    static std::size_t filled(const Grid &grid)
    {
        return static_cast<std::size_t>(
            std::count_if(grid.values.begin(), grid.values.end(), [](double v) { return !std::isnan(v); }));
    }
};

/// Each sample of the first with the one of the second that is nearest after a shift, if that is within `reach`.
template <typename Each>
void forEachPair(std::span<const Sample> first, std::span<const Sample> second, std::int64_t offset, std::int64_t reach,
                 Each &&each)
{
    std::size_t j = 0;
    for (std::size_t i = 0; i < std::min(first.size(), mostPairs); ++i) {
        const std::int64_t wanted = first[i].time.ns() - offset;
        const auto distance = [&](std::size_t at) { return std::abs(second[at].time.ns() - wanted); };
        while (j + 1 < second.size() && distance(j + 1) <= distance(j))
            ++j;
        if (distance(j) <= reach)
            each(first[i], second[j]);
    }
}

/// The shift that most neighbouring samples agree on, and how well their values do: exact, where times were only moved.
std::optional<Alignment> snapped(std::span<const Sample> first, std::span<const Sample> second, std::int64_t offset,
                                 std::int64_t reach)
{
    std::vector<std::int64_t> shifts;
    std::vector<double> a;
    std::vector<double> b;
    forEachPair(first, second, offset, reach, [&](Sample x, Sample y) {
        shifts.push_back(x.time.ns() - y.time.ns());
        a.push_back(x.value);
        b.push_back(y.value);
    });
    if (shifts.size() < fewest)
        return std::nullopt;
    const double found = correlation(a, b, 0, fewest);
    const auto middle = shifts.begin() + static_cast<std::ptrdiff_t>(shifts.size() / 2);
    std::nth_element(shifts.begin(), middle, shifts.end());
    return Alignment{Duration(*middle), found};
}

} // namespace

std::optional<Alignment> align(std::span<const Sample> first, std::span<const Sample> second, Duration around,
                               Duration mostShift)
{
    const std::int64_t pace = medianStep(first);
    if (first.size() < fewest || second.size() < fewest || pace <= 0 || mostShift <= Duration::zero())
        return std::nullopt;
    const std::int64_t length = first.back().time.ns() - first.front().time.ns();
    const Search search{first, second};
    const std::int64_t coarse = std::max({pace, length / coarseCells + 1, mostShift.count() / (mostLags / 2) + 1});
    std::optional<Alignment> best;
    for (Alignment candidate : search.best(around.count(), mostShift.count(), coarse, coarseCells, candidates)) {
        // At the samples' own pace as much as fits, around what the grid said.
        if (coarse > pace) {
            const std::int64_t fine = std::max(pace, coarse * 4 / mostLags + 1);
            const auto finer = search.best(candidate.offset.count(), 2 * coarse, fine, fineCells, 1);
            if (finer.empty())
                continue;
            candidate = finer.front();
        }
        // Between two samples the grid cannot tell which of them is meant; their values can.
        for (const std::int64_t by : {std::int64_t(0), -pace, pace}) {
            const auto exact = snapped(first, second, candidate.offset.count() + by, pace / 2 + 1);
            if (exact && (!best || exact->correlation > best->correlation + 1e-12))
                best = exact;
        }
    }
    return best;
}

} // namespace watchglass::exchange
