#include "ui/plot/log_ticks.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>

namespace watchglass::ui {
namespace {

void addInside(std::vector<double> &ticks, double tick, double low, double high)
{
    constexpr double slack = 1e-9;
    if (tick >= low * (1.0 - slack) && tick <= high * (1.0 + slack))
        ticks.push_back(tick);
}

std::vector<double> roundSteps(double low, double high, int most)
{
    const double least = (high - low) / most;
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    double step = power * 10.0;
    for (const double factor : {5.0, 2.0, 1.0}) {
        if (power * factor >= least)
            step = power * factor;
    }
    std::vector<double> ticks;
    for (double i = std::ceil(low / step); i * step <= high; ++i)
        addInside(ticks, i * step, low, high);
    return ticks;
}

} // namespace

std::vector<double> logTicks(double low, double high, int most)
{
    most = std::max(most, 1);
    if (!(low > 0.0) || !(high > low) || !std::isfinite(high))
        return {};
    const double decades = std::log10(high) - std::log10(low); // their ratio may be beyond all numbers
    if (decades < 1.0)
        return roundSteps(low, high, most);
    const int step = std::max(1, static_cast<int>(std::ceil(decades / most)));
    const bool hasRoom = decades * 3.0 <= most;
    std::vector<double> ticks;
    const int first = static_cast<int>(std::floor(std::log10(low)));
    const int last = static_cast<int>(std::ceil(std::log10(high)));
    for (int power = first; power <= last; ++power) {
        if (power % step != 0)
            continue;
        for (const double factor : {1.0, 2.0, 5.0}) {
            if (factor == 1.0 || hasRoom)
                addInside(ticks, factor * std::pow(10.0, power), low, high);
        }
    }
    return ticks;
}

} // namespace watchglass::ui
