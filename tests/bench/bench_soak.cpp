#include "tests/bench/bench.h"

#include "core/store/store_worker.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <unistd.h>

namespace watchglass::bench {

namespace {

constexpr int fastSeries = 64;
constexpr std::int64_t fastHz = 250;
constexpr int slowSeries = 10'000;
constexpr std::int64_t slowSeconds = 60;
constexpr std::int64_t reportSeconds = 600;
constexpr std::int64_t restSeconds = 600;
constexpr std::size_t budget = std::size_t(1) << 30;
constexpr const char *curve = "build/soak.csv";

/// What the process holds of the machine's memory, in bytes.
double residentBytes()
{
    long long pages = 0;
    if (std::FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %lld", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return static_cast<double>(pages) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

std::vector<std::shared_ptr<store::Series>> open(store::SeriesStore &store, const char *source, int count)
{
    std::vector<std::shared_ptr<store::Series>> series;
    for (int i = 0; i < count; ++i)
        series.push_back(store.open({{QString::fromLatin1(source), QString::number(i), QStringLiteral("x"), {}}, {}}));
    return series;
}

/// Values with three decimals: waves with noise, as sensors give.
class Values
{
public:
    Values()
    {
        std::uint32_t noise = 1;
        for (std::size_t i = 0; i < m_values.size(); ++i) {
            noise = noise * 1'664'525U + 1'013'904'223U;
            const double wave = std::sin(static_cast<double>(i) * 6.283185307 / 4096.0);
            m_values[i] = std::round((wave + static_cast<double>(noise >> 16) * 1e-6) * 1e3) / 1e3;
        }
    }
    double at(std::int64_t i) const { return m_values[static_cast<std::size_t>(i) % m_values.size()]; }

private:
    std::array<double, 65'536> m_values{};
};

/// Simulated hours of a fleet as fast as the machine can; resident memory every ten simulated minutes.
void run(Context &context)
{
    const std::int64_t hours = context.large ? 72 : 6;
    store::SeriesStore store(budget);
    const store::StoreWorker worker(store, std::chrono::hours(1)); // what gathers is packed by simulated time, below
    const auto fast = open(store, "fast", fastSeries);
    const auto slow = open(store, "slow", slowSeries);
    const Values values;
    const Timestamp start = Timestamp::fromMs(1'767'225'600'000);
    std::FILE *const file = std::fopen(curve, "w");
    if (!file) {
        context.fail(std::string("soak: cannot write ") + curve);
        return;
    }
    std::fprintf(file, "hours,resident_bytes,store_bytes,idle_bytes,evicted_samples\n");
    double peak = 0.0;
    double lowest = 1e300; // over all but the first sixth
    double highest = 0.0;
    const double seconds = secondsOf([&] {
        for (std::int64_t second = 0; second < hours * 3600; ++second) {
            for (int s = 0; s < fastSeries; ++s) {
                for (std::int64_t i = second * fastHz; i < (second + 1) * fastHz; ++i)
                    fast[static_cast<std::size_t>(s)]->append(
                        {start + Duration(i * 1'000'000'000 / fastHz), values.at(i + s * 1'000)});
            }
            for (std::int64_t s = second % slowSeconds; s < slowSeries; s += slowSeconds)
                slow[static_cast<std::size_t>(s)]->append(
                    {start + std::chrono::seconds(second), values.at(second + s)});
            if (second % restSeconds == restSeconds - 1)
                store.packAtRest();
            if (second % reportSeconds != reportSeconds - 1)
                continue;
            const double resident = residentBytes();
            std::fprintf(file, "%.3f,%.0f,%zu,%zu,%llu\n", static_cast<double>(second + 1) / 3600.0, resident,
                         store.bytes(), store.idleBytes(), static_cast<unsigned long long>(store.evicted()));
            peak = std::max(peak, resident);
            if (second >= hours * 600) {
                lowest = std::min(lowest, resident);
                highest = std::max(highest, resident);
            }
        }
    });
    std::fclose(file);
    std::uint64_t count = store.evicted();
    for (const auto &series : store.all())
        count += series->count();
    const auto wanted = static_cast<std::uint64_t>(hours) * 3600 * (fastSeries * fastHz)
                        + static_cast<std::uint64_t>(hours) * 60 * slowSeries;
    std::printf("The curve is in %s.\n", curve);
    context.result("soak.hours", static_cast<double>(hours), "h");
    context.result("soak.samples", static_cast<double>(count), "samples");
    context.result("soak.lost", static_cast<double>(wanted) - static_cast<double>(count), "samples");
    context.result("soak.seconds", seconds, "s");
    context.result("soak.peak_of_budget", peak / static_cast<double>(budget), "ratio");
    context.result("soak.highest_of_lowest", highest / lowest, "ratio");
}

const Registration registration("soak", "resident memory over 6 simulated hours of a fleet, with --large over 72", run);

} // namespace

} // namespace watchglass::bench
