#pragma once

#include "core/base/timestamp.h"

#include <QString>

#include <optional>

namespace watchglass::format {

/// By how much one thing is moved against another, exact to the nanosecond, with its sign: "0 s", "+1.25 s",
/// "−0.5 s", from a minute on "+0:01:00", "−26:00:00.5".
QString offsetText(Duration offset);
/// Reads that, and what else people write for it: a number with a unit (ns, us, µs, ms, s, min, h, d; none: seconds),
/// or minutes and seconds, or hours, minutes and seconds, with colons; a decimal point or comma; a sign or none.
/// Nothing for anything else, or for more than 100 years.
std::optional<Duration> parseOffset(const QString &text);

} // namespace watchglass::format
