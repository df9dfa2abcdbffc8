#include "tests/bench/thread_times.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace watchglass::bench {

std::map<std::string, Duration> threadTimes()
{
    std::map<std::string, Duration> times;
    std::error_code error;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task", error)) {
        std::ifstream nameFile(task.path() / "comm");
        std::ifstream timeFile(task.path() / "schedstat");
        std::string name;
        std::int64_t ns = 0;
        if (std::getline(nameFile, name) && timeFile >> ns)
            times[name] += Duration(ns);
    }
    return times;
}

Duration timeBut(const std::map<std::string, Duration> &times, std::initializer_list<std::string_view> others)
{
    Duration sum{};
    for (const auto &[name, time] : times) {
        const std::string_view text = name;
        if (std::none_of(others.begin(), others.end(), [&](std::string_view other) { return text.starts_with(other); }))
            sum += time;
    }
    return sum;
}

} // namespace watchglass::bench
