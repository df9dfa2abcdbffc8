#pragma once

#include "core/store/series_store.h"

#include <QHash>

#include <optional>

namespace watchglass::app {

/// How fast samples of series come, measured by what is stored: between the arrivals of samples, so that a slow series
/// has a steady figure too. And how fast they came while nothing was left out.
/// Thread: GUI.
class SeriesRates
{
public:
    struct Rate
    {
        double deliveredHz = 0.0;        ///< 0 before two looks, and when nothing came for long.
        std::optional<double> naturalHz; ///< While every sample was asked for; nothing when it never was.
    };

    /// A look at a series at `now` of a clock that never jumps, about once a second. `isWhole`: nothing of it is left
    /// out at present.
    const Rate &look(const store::Series &series, bool isWhole, Duration now);

private:
    struct Entry
    {
        Rate rate;
        std::uint64_t count = 0;
        Duration since{}; ///< When `count` was first seen.
        bool hasCount = false;
    };

    QHash<SeriesKey, Entry> m_entries;
};

} // namespace watchglass::app
