#include "tests/bench/bench.h"

#include <algorithm>
#include <cstdio>
#include <cstring>

using namespace watchglass;

namespace {

constexpr char usage[] = "usage: watchglass-bench [NAME...] [--large] [--list]\n"
                         "Runs the named benchmarks, or all, and prints lines \"RESULT <key> <number> <unit>\".\n"
                         "  --large  also the sizes that take minutes and gigabytes\n"
                         "  --list   only lists them\n";

bool isKnown(const std::string &name)
{
    return std::any_of(bench::all().begin(), bench::all().end(),
                       [&name](const bench::Benchmark &known) { return known.name == name; });
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::string> names;
    bool list = false;
    bench::Context context{false, argc, argv};
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--help") {
            std::fputs(usage, stdout);
            return 0;
        }
        if (word == "--list") {
            list = true;
        } else if (word == "--large") {
            context.large = true;
        } else if (isKnown(word)) {
            names.push_back(word);
        } else {
            std::fprintf(stderr, "watchglass-bench: no benchmark or option \"%s\"\n%s", word.c_str(), usage);
            return 2;
        }
    }
    for (const bench::Benchmark &benchmark : bench::all()) {
        if (!names.empty() && std::find(names.begin(), names.end(), benchmark.name) == names.end())
            continue;
        if (list)
            std::printf("%-10s %s\n", benchmark.name.c_str(), benchmark.about.c_str());
        else
            benchmark.run(context);
    }
    return context.failed ? 1 : 0;
}
