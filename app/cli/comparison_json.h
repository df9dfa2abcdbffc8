#pragma once

#include "core/exchange/comparison.h"

#include <QJsonObject>

namespace watchglass::cli {

/// The lines of `compare`: one "difference" for each series and each alarm that has any, then "comparison" with what
/// was compared. Times are on the first's clock.
std::vector<QJsonObject> comparisonLines(const exchange::ComparisonReport &report);

} // namespace watchglass::cli
