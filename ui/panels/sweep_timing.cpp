#include "ui/panels/sweep_timing.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double barMm = 5.0;
constexpr double mmPerInch = 25.4;
constexpr double leastDots = 40.0;
constexpr double mostDots = 1200.0;
constexpr double usualDots = 96.0;

void add(std::vector<SweepStrip> &strips, Timestamp start, int from, int to)
{
    if (from < to)
        strips.push_back({start, from, to});
}

} // namespace

SweepTiming SweepTiming::at(double mmPerSecond, double pxPerMm, int width)
{
    SweepTiming timing;
    timing.nsPerPx = std::max<std::int64_t>(1, std::llround(1e9 / (mmPerSecond * pxPerMm)));
    timing.width = std::max(0, width);
    timing.bar = std::min(static_cast<int>(std::lround(barMm * pxPerMm)), timing.width / 4);
    return timing;
}

SweepPlace SweepTiming::place(Timestamp edge) const
{
    if (width <= 0)
        return {};
    const std::int64_t whole = length().count();
    std::int64_t rest = edge.ns() % whole;
    if (rest < 0)
        rest += whole;
    return {edge - Duration(rest), static_cast<int>(rest / nsPerPx)};
}

TimeGrid SweepTiming::grid(const SweepStrip &strip) const
{
    return {strip.start + Duration(nsPerPx * strip.from), nsPerPx, strip.to - strip.from};
}

std::vector<SweepStrip> SweepTiming::step(const SweepPlace &from, const SweepPlace &to, int back) const
{
    std::vector<SweepStrip> strips;
    const int begin = std::max(0, from.pen - back);
    if (to.start == from.start && to.pen >= from.pen) {
        add(strips, to.start, begin, to.pen);
    } else if (to.start == from.start + length() && to.pen + bar < from.pen) {
        add(strips, from.start, begin, width);
        add(strips, to.start, 0, to.pen);
    } else {
        return all(to);
    }
    return strips;
}

std::vector<SweepStrip> SweepTiming::all(const SweepPlace &place) const
{
    std::vector<SweepStrip> strips;
    add(strips, place.start - length(), place.pen + bar, width);
    add(strips, place.start, std::max(0, place.pen + bar - width), place.pen);
    return strips;
}

std::vector<SweepStrip> SweepTiming::empty(const SweepPlace &place) const
{
    std::vector<SweepStrip> strips;
    add(strips, place.start, place.pen, std::min(width, place.pen + bar));
    add(strips, place.start, 0, place.pen + bar - width);
    return strips;
}

double pxPerMm(double dotsPerInch)
{
    const bool isTrue = dotsPerInch >= leastDots && dotsPerInch <= mostDots;
    return (isTrue ? dotsPerInch : usualDots) / mmPerInch;
}

} // namespace watchglass::ui
