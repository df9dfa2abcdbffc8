#include "tests/bench/bench.h"

#include "core/store/store_worker.h"

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

/// Value `index` of the same wave, for more samples than one would keep twice.
double valueOf(std::size_t index, std::uint32_t &noise)
{
    noise = noise * 1'664'525U + 1'013'904'223U;
    return std::sin(static_cast<double>(index) * 1e-3) + static_cast<double>(noise >> 16) * 1e-6;
}

/// What the simulated sensor says: three decimals.
double rounded(double value)
{
    return std::round(value * 1e3) / 1e3;
}

/// A slow wave with noise, made before the clock runs.
std::vector<Sample> wave(std::size_t count)
{
    std::vector<Sample> samples(count);
    std::uint32_t noise = 1;
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = {timeOf(i), rounded(valueOf(i, noise))};
    return samples;
}

/// A packed series of `count` samples.
std::shared_ptr<store::Series> filled(std::size_t count)
{
    auto series = std::make_shared<store::Series>(SeriesInfo{}, std::make_shared<store::MemoryUse>(),
                                                  [](store::Series &s) { s.pack(false); });
    std::uint32_t noise = 1;
    for (std::size_t i = 0; i < count; ++i)
        series->append({timeOf(i), rounded(valueOf(i, noise))});
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
        store::SeriesStore store;
        const store::StoreWorker worker(store);
        const auto series = store.open(SeriesInfo{});
        const double rate = millionsPerSecond(samples, [&] {
            for (const Sample &sample : samples)
                series->append(sample);
        });
        keep(series->count());
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

double percentile99(std::vector<double> values)
{
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(values.size() * 99 / 100);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

void benchViews(Context &context)
{
    const auto small = filled(100'000);
    std::vector<std::pair<std::string, std::size_t>> sizes{
        {"1e6", 1'000'000}, {"1e7", 10'000'000}, {"1e8", 100'000'000}};
    if (context.large)
        sizes.push_back({"1e9", 1'000'000'000});
    std::mt19937_64 random(1);
    for (const auto &[name, size] : sizes) {
        const auto large = filled(size);
        for (const bool whole : {true, false}) {
            std::vector<double> all;
            const Pair pair = interleaved(
                501,
                [&] {
                    all.push_back(viewUs(*large, whole, random));
                    return all.back();
                },
                [&] { return viewUs(*small, whole, random); });
            const std::string suffix = whole ? "" : ".random";
            context.result("store.view_1e5" + suffix, pair.second, "us");
            context.result("store.view_" + name + suffix, pair.first, "us");
            context.result("store.view_" + name + suffix + ".p99", percentile99(all), "us");
            context.result("store.view.growth_" + name + suffix, pair.ratio, "ratio");
        }
        if (name == "1e8" || name == "1e9")
            context.result(
                "store.statistics_" + name,
                medianOf(11, [&] { return secondsOf([&] { keep(large->statistics(large->extent())); }) * 1e6; }), "us");
    }
}

void benchDecode(Context &context)
{
    const std::size_t count = 10'000'000;
    const auto series = filled(count);
    const auto decode = [&] {
        std::size_t got = 0;
        const double seconds = secondsOf([&] {
            for (std::size_t i = 0; i < count; i += 100'000) {
                const auto samples = series->samples({timeOf(i), timeOf(i + 100'000)});
                got += samples.size();
                keep(samples.data());
            }
        });
        return static_cast<double>(got) / seconds * 1e-6;
    };
    const auto samples = wave(count);
    const auto copy = [&] {
        const double seconds = secondsOf([&] {
            for (std::size_t i = 0; i < count; i += 100'000) {
                const std::vector<Sample> part(samples.begin() + static_cast<std::ptrdiff_t>(i),
                                               samples.begin() + static_cast<std::ptrdiff_t>(i + 100'000));
                keep(part.data());
            }
        });
        return static_cast<double>(count) / seconds * 1e-6;
    };
    const Pair pair = interleaved(11, decode, copy);
    context.result("store.decode", pair.first, "Msamples/s");
    context.result("store.decode.vector_copy", pair.second, "Msamples/s");
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

void run(Context &context)
{
    benchAppend(context);
    benchViews(context);
    benchInserts(context);
    benchDecode(context);
}

const Registration registration("store", "appends, late samples and views of the time-series store", run);

} // namespace

} // namespace watchglass::bench
