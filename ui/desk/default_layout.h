#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_info.h"

#include <QList>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// What the choice of a first desk looks at.
struct SeriesSketch
{
    SeriesInfo info;
    std::optional<Duration> rhythm; ///< Interval between samples, when it is known already.
};

/// Which series a desk that nobody has arranged yet shows, one list a panel, most worth watching first.
///
/// A few waveforms come first, fastest first, each with all its components; then what is reported slowly, the same
/// attribute of several devices in one panel. Each kind of attribute is shown once before any is shown twice.
QList<QList<SeriesKey>> defaultLayout(const std::vector<SeriesSketch> &series, int maxPanels = 5);

/// How many panels stand in each row of a desk of `panels`, top first: few above many, so that the first is large.
std::vector<int> defaultRows(int panels);

} // namespace watchglass::ui
