#pragma once

#include "core/model/series_key.h"

#include <QStringList>

namespace watchglass {

/// How neighbouring samples are to be joined when drawn.
enum class Interpolation {
    Linear,   ///< Sampled: straight lines.
    HoldLast, ///< Reported on change: the value holds until the next one.
};

/// What is known of a series besides its samples.
struct SeriesInfo
{
    SeriesKey key;
    QString unit; ///< Canonical unit text as core/format knows it ("°C", "mV", "%"); empty when unknown or none.
    Interpolation interpolation = Interpolation::Linear;
    /// Of a series of states: the word for each value 0, 1, 2 …; empty for numbers.
    QStringList states = {};
};

} // namespace watchglass
