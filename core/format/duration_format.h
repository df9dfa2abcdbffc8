#pragma once

#include "core/base/timestamp.h"

#include <QLocale>
#include <QString>

#include <cstdint>

namespace watchglass::format {

/// How long ago, in one whole unit, rounded down: "0 s", "59 s", "12 min", "2 h", "3 d", "4 y". Less than nothing is "0
/// s".
QString age(Duration age);
/// A measured duration with the digits that matter: "850 ns", "12.5 µs", "250 ms", "12.3 s", "1 min 30 s", "2 h 05
/// min", "3 d 4 h"; negative with a minus.
QString duration(Duration duration, const QLocale &locale = QLocale::c());
/// How often something comes: "0.5 /s", "250 /s", "12.3 k/s", "1.25 M/s".
QString rate(double perSecond, const QLocale &locale = QLocale::c());
/// "0 B", "1.5 KiB", "312 MiB".
QString bytes(std::uint64_t bytes, const QLocale &locale = QLocale::c());

} // namespace watchglass::format
