#pragma once

#include <vector>

namespace watchglass::ui {

/// Ticks of a logarithmic axis from `low` to `high`, about `most` at most: every so many powers of ten over many
/// decades, 1, 2 and 5 of each over few, and round steps where there is less than one. Requires: 0 < low < high.
std::vector<double> logTicks(double low, double high, int most);

} // namespace watchglass::ui
