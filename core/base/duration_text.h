#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <optional>

namespace watchglass {

/// Reads a duration as people write it on a command line: a number >= 0 and a unit (ms, s, m, min, h, d); a bare
/// number is seconds. "500ms", "10s", "1.5 h", "2". Nothing for anything else or beyond 100 years.
std::optional<Duration> parseDuration(const QString &text);

} // namespace watchglass
