#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_key.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace watchglass {

/// How closely a series is being watched. Ordered: the highest of several counts.
enum class AttentionLevel : std::uint8_t {
    None,   ///< Nothing shows it.
    Low,    ///< Shown where nobody can see it: a hidden tab, a minimised or covered window.
    Medium, ///< In view.
    High,   ///< In focus, pinned, or needed whole by something that runs.
};

/// How long samples of a series may wait, or how far apart they may come, at a level; zero: all of them, at once.
constexpr Duration demandInterval(AttentionLevel level)
{
    switch (level) {
    case AttentionLevel::None:
        return std::chrono::seconds(5);
    case AttentionLevel::Low:
        return std::chrono::seconds(2);
    case AttentionLevel::Medium:
        return std::chrono::milliseconds(500);
    case AttentionLevel::High:
        break;
    }
    return Duration::zero();
}

/// What is wanted of one series.
struct SeriesDemand
{
    SeriesKey key;
    AttentionLevel level = AttentionLevel::High;

    friend bool operator==(const SeriesDemand &, const SeriesDemand &) = default;
};

/// What is wanted of a source from now on, as the difference to what was said before. Before the first one every series
/// is wanted at High.
struct DemandChange
{
    std::optional<AttentionLevel> others; ///< Of every series that was never named, also of such as come later.
    std::vector<SeriesDemand> series;     ///< Named series, each once.
};

/// What a source does with the samples of a series.
enum class Delivery {
    Whole,    ///< Every sample as it comes.
    Batched,  ///< Every sample, up to Grant::interval late.
    Thinned,  ///< One sample each Grant::interval; the rest is left out.
    Withheld, ///< None.
};

/// What a source says that it gives, as an answer to a demand. What really comes is measured beside it.
struct Grant
{
    QString device;    ///< Empty: all devices that have no grant of their own.
    QString attribute; ///< SeriesKey::attributePath(); empty: all of the device that have no grant of their own.
    AttentionLevel level = AttentionLevel::High; ///< The demand that this answers.
    Delivery delivery = Delivery::Whole;
    Duration interval{};     ///< With Batched and Thinned.
    bool isFillable = false; ///< What is left out can be had later.
    bool isFixed = false;    ///< The service cannot be asked for less.

    friend bool operator==(const Grant &, const Grant &) = default;
};

} // namespace watchglass
