#include "app/watchglass/series_rates.h"

namespace watchglass::app {

namespace {

constexpr Duration shortest = std::chrono::milliseconds(900);
constexpr Duration silence = std::chrono::seconds(12); // longer than the longest interval that is ever asked for

double perSecond(double count, Duration time)
{
    return count / std::chrono::duration<double>(time).count();
}

} // namespace

const SeriesRates::Rate &SeriesRates::look(const store::Series &series, bool isWhole, Duration now)
{
    Entry &entry = m_entries[series.info().key];
    const std::uint64_t count = series.count() + series.evicted();
    const Duration passed = now - entry.since;
    if (!entry.hasCount) {
        entry.hasCount = true;
        entry.count = count;
        entry.since = now;
    } else if (count != entry.count && passed >= shortest) {
        entry.rate.deliveredHz = perSecond(static_cast<double>(count - entry.count), passed);
        entry.count = count;
        entry.since = now;
    } else if (count == entry.count && passed > silence) {
        entry.rate.deliveredHz = 0.0;
    }
    if (isWhole) {
        if (const auto rhythm = series.rhythm(); rhythm && *rhythm > Duration::zero())
            entry.rate.naturalHz = perSecond(1.0, *rhythm);
    }
    return entry.rate;
}

} // namespace watchglass::app
