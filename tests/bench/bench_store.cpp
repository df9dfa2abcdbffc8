#include "tests/bench/bench.h"

#include "core/store/series.h"

#include <cmath>
#include <deque>
#include <random>

namespace watchglass::bench {

namespace {

constexpr int columns = 2000;
constexpr std::int64_t intervalNs = 4'000'000; // 250 Hz
const Timestamp start = Timestamp::fromMs(1'767'225'600'000);

Timestamp timeOf(std::size_t index)
{
    return start + Duration(intervalNs * static_cast<std::int64_t>(index));
}

/// A slow wave with noise, made before the clock runs.
std::vector<Sample> wave(std::size_t count)
{
    std::vector<Sample> samples(count);
    std::uint32_t noise = 1;
    for (std::size_t i = 0; i < count; ++i) {
        noise = noise * 1'664'525U + 1'013'904'223U;
        samples[i] = {timeOf(i), std::sin(static_cast<double>(i) * 1e-3) + static_cast<double>(noise >> 16) * 1e-6};
    }
    return samples;
}

std::unique_ptr<store::Series> filled(const std::vector<Sample> &samples)
{
    auto series = std::make_unique<store::Series>(SeriesInfo{});
    for (const Sample &sample : samples)
        series->append(sample);
    return series;
}

/// Million samples a second of one pass over `samples`.
double millionsPerSecond(const std::vector<Sample> &samples, const std::function<void()> &pass)
{
    return static_cast<double>(samples.size()) / secondsOf(pass) * 1e-6;
}

void benchAppend(Context &context)
{
    const auto samples = wave(10'000'000);
    const auto intoSeries = [&samples] {
        store::Series series{SeriesInfo{}};
        const double rate = millionsPerSecond(samples, [&] {
            for (const Sample &sample : samples)
                series.append(sample);
        });
        keep(series.count());
        return rate;
    };
    const auto intoVector = [&samples] {
        std::vector<Sample> vector;
        vector.reserve(samples.size());
        const double rate = millionsPerSecond(samples, [&] {
            for (const Sample &sample : samples) {
                vector.push_back(sample);
                keep(vector.size());
            }
        });
        return rate;
    };
    const auto intoDeque = [&samples] {
        std::deque<Sample> deque;
        const double rate = millionsPerSecond(samples, [&] {
            for (const Sample &sample : samples) {
                deque.push_back(sample);
                keep(deque.size());
            }
        });
        return rate;
    };
    const Pair vector = interleaved(7, intoSeries, intoVector);
    const Pair deque = interleaved(7, intoSeries, intoDeque);
    context.result("store.append", vector.first, "Msamples/s");
    context.result("store.append.vector", vector.second, "Msamples/s");
    context.result("store.append.share_of_vector", vector.ratio, "ratio");
    context.result("store.append.deque", deque.second, "Msamples/s");
    context.result("store.append.share_of_deque", deque.ratio, "ratio");
}

/// Microseconds of one view: of the whole series, or of half of it somewhere.
double viewUs(const store::Series &series, bool whole, std::mt19937_64 &random)
{
    TimeRange range = series.extent();
    if (!whole) {
        const std::int64_t length = range.length().count() / 2;
        const auto shift = std::uniform_int_distribution<std::int64_t>(0, length)(random);
        range = {range.from + Duration(shift), range.from + Duration(shift + length)};
    }
    return secondsOf([&] { keep(series.view(range, columns)); }) * 1e6;
}

void benchViews(Context &context)
{
    const auto small = filled(wave(100'000));
    const auto large = filled(wave(10'000'000));
    std::mt19937_64 random(1);
    const auto measure = [&](bool whole, const std::string &suffix) {
        const Pair pair = interleaved(
            1'001, [&] { return viewUs(*large, whole, random); }, [&] { return viewUs(*small, whole, random); });
        context.result("store.view_1e5" + suffix, pair.second, "us");
        context.result("store.view_1e7" + suffix, pair.first, "us");
        context.result("store.view.growth" + suffix, pair.ratio, "ratio");
    };
    measure(true, "");
    measure(false, ".random");
}

/// Samples that come in another order than that of time; nanoseconds each.
double insertNs(const std::vector<Sample> &samples, const std::vector<std::size_t> &order)
{
    store::Series series{SeriesInfo{}};
    const double seconds = secondsOf([&] {
        for (const std::size_t index : order)
            series.append(samples[index]);
    });
    keep(series.count());
    return seconds * 1e9 / static_cast<double>(order.size());
}

void benchInserts(Context &context)
{
    const std::size_t count = context.large ? 1'000'000 : 200'000;
    const auto samples = wave(count);
    std::vector<std::size_t> order(count);
    for (std::size_t i = 0; i < count; ++i)
        order[i] = i;
    const auto inOrder = order;
    std::mt19937_64 random(1);

    auto jitter = inOrder; // every twentieth sample comes up to ten places late
    for (std::size_t i = 0; i + 10 < count; i += 20) {
        const auto by = std::uniform_int_distribution<std::ptrdiff_t>(1, 10)(random);
        const auto at = jitter.begin() + static_cast<std::ptrdiff_t>(i);
        std::rotate(at, at + 1, at + by + 1);
    }
    context.result("store.insert_jitter", medianOf(3, [&] { return insertNs(samples, jitter); }), "ns");
    context.result("store.insert_in_order", medianOf(3, [&] { return insertNs(samples, inOrder); }), "ns");

    std::reverse(order.begin(), order.end());
    context.result("store.insert_reversed", medianOf(3, [&] { return insertNs(samples, order); }), "ns");
    std::shuffle(order.begin(), order.end(), random);
    context.result("store.insert_shuffled", medianOf(3, [&] { return insertNs(samples, order); }), "ns");
}

void benchMemory(Context &context)
{
    const std::size_t count = 1'000'000;
    const auto series = filled(wave(count));
    context.result("store.memory_bytes_per_sample", static_cast<double>(series->bytes()) / count, "bytes");
}

void run(Context &context)
{
    benchAppend(context);
    benchViews(context);
    benchInserts(context);
    benchMemory(context);
}

const Registration registration("store", "appends, late samples and views of the time-series store", run);

} // namespace

} // namespace watchglass::bench
