#include "tests/bench/bench.h"

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace watchglass::bench {

namespace {

std::vector<Benchmark> &registered()
{
    static std::vector<Benchmark> benchmarks; // at namespace scope it might be made after the first registration
    return benchmarks;
}

} // namespace

void Context::result(std::string_view key, double value, std::string_view unit)
{
    std::printf("RESULT %.*s %.6g %.*s\n", static_cast<int>(key.size()), key.data(), value,
                static_cast<int>(unit.size()), unit.data());
    std::fflush(stdout);
}

void Context::fail(std::string_view why)
{
    failed = true;
    std::fprintf(stderr, "watchglass-bench: %.*s\n", static_cast<int>(why.size()), why.data());
}

Registration::Registration(std::string_view name, std::string_view about, void (*run)(Context &))
{
    auto &benchmarks = registered();
    benchmarks.push_back({std::string(name), std::string(about), run});
    std::sort(benchmarks.begin(), benchmarks.end(),
              [](const Benchmark &a, const Benchmark &b) { return a.name < b.name; });
}

const std::vector<Benchmark> &all()
{
    return registered();
}

double secondsOf(const std::function<void()> &call)
{
    const auto start = std::chrono::steady_clock::now();
    call();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double medianOf(int runs, const std::function<double()> &measure)
{
    std::vector<double> values;
    for (int run = 0; run < runs; ++run)
        values.push_back(measure());
    return median(std::move(values));
}

Pair interleaved(int turns, const std::function<double()> &first, const std::function<double()> &second)
{
    std::vector<double> firsts;
    std::vector<double> seconds;
    std::vector<double> ratios;
    for (int turn = 0; turn < turns; ++turn) {
        firsts.push_back(first());
        seconds.push_back(second());
        ratios.push_back(firsts.back() / seconds.back());
    }
    return {median(std::move(firsts)), median(std::move(seconds)), median(std::move(ratios))};
}

} // namespace watchglass::bench
