#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace watchglass::bench {

/// What a benchmark gets to work with.
struct Context
{
    bool large = false; ///< --large: the sizes that take minutes and gigabytes as well.
    int &argc;          ///< For a benchmark that needs an application object: it makes its own.
    char **argv;
    bool failed = false; ///< Something could not be run.

    /// Prints "RESULT <key> <number> <unit>", one figure a line; a pure number has the unit "ratio".
    void result(std::string_view key, double value, std::string_view unit);
    /// Says what could not be run; the program's exit code is then 1.
    void fail(std::string_view why);
};

/// A benchmark by name. Each bench_<name>.cpp holds one at namespace scope:
///     const Registration registration("store", "appends and views of the time-series store", run);
struct Registration
{
    Registration(std::string_view name, std::string_view about, void (*run)(Context &));
};

struct Benchmark
{
    std::string name;
    std::string about;
    void (*run)(Context &);
};

/// All that are registered, by name.
const std::vector<Benchmark> &all();

/// Seconds of one call.
double secondsOf(const std::function<void()> &call);
/// The middle value, of an even number the mean of the two; 0 of none.
double median(std::vector<double> values);
/// Median of what `measure` gives in `runs` runs.
double medianOf(int runs, const std::function<double()> &measure);

/// Medians of two things measured in turn, so that what the machine does meanwhile befalls both.
struct Pair
{
    double first = 0.0;
    double second = 0.0;
    double ratio = 0.0; ///< Median of first / second of each turn.
};
Pair interleaved(int turns, const std::function<double()> &first, const std::function<double()> &second);

/// Makes the compiler believe that `value` is read and all memory with it, so that work for it is not left out.
template <typename T>
inline void keep(const T &value)
{
    asm volatile("" : : "r,m"(&value) : "memory");
}

} // namespace watchglass::bench
