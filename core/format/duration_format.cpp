#include "core/format/duration_format.h"

#include "core/format/value_format.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::format {
namespace {

using namespace std::chrono_literals;

/// Three significant digits, without zeros behind the point: "12.3", "250", "1.25", "5".
QString short3(double value, const QLocale &locale)
{
    const double magnitude = std::abs(value);
    const int decimals = magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
    QString text = fixed(value, decimals, locale);
    if (decimals == 0)
        return text;
    while (text.endsWith(QLatin1Char('0')))
        text.chop(1);
    if (text.endsWith(locale.decimalPoint()))
        text.chop(1);
    return text;
}

QString part(std::int64_t value, const char *unit)
{
    return QString::number(value) + thinSpace + QLatin1String(unit);
}

/// "2 h 05 min": the second part in two digits, left out when it is nothing.
QString parts(std::int64_t large, const char *largeUnit, std::int64_t small, const char *smallUnit, int smallDigits)
{
    QString text = part(large, largeUnit);
    if (small != 0) {
        text += QLatin1Char(' ') + QString::number(small).rightJustified(smallDigits, QLatin1Char('0')) + thinSpace
                + QLatin1String(smallUnit);
    }
    return text;
}

} // namespace

QString age(Duration age)
{
    if (age < 1min)
        return part(std::max<std::int64_t>(0, age / 1s), "s");
    if (age < 1h)
        return part(age / 1min, "min");
    if (age < 48h)
        return part(age / 1h, "h");
    if (age < 24h * 999)
        return part(age / 24h, "d");
    return part(age / (24h * 365), "y");
}

QString duration(Duration duration, const QLocale &locale)
{
    if (duration < Duration::zero()) {
        const Duration positive = duration == Duration::min() ? Duration::max() : -duration;
        return minusSign + format::duration(positive, locale);
    }
    const auto ns = static_cast<double>(duration.count());
    if (duration < 1us)
        return part(duration.count(), "ns");
    if (duration < 999'500ns)
        return withUnit(short3(ns * 1e-3, locale), QStringLiteral("µs"));
    if (duration < 999'500us)
        return withUnit(short3(ns * 1e-6, locale), QStringLiteral("ms"));
    if (duration < 59'950ms)
        return withUnit(short3(ns * 1e-9, locale), QStringLiteral("s"));
    const std::int64_t seconds = duration / 1s + (duration % 1s >= 500ms ? 1 : 0);
    if (seconds < 3600)
        return parts(seconds / 60, "min", seconds % 60, "s", 2);
    if (seconds < 48 * 3600)
        return parts(seconds / 3600, "h", seconds % 3600 / 60, "min", 2);
    return parts(seconds / 86400, "d", seconds % 86400 / 3600, "h", 1);
}

QString rate(double perSecond, const QLocale &locale)
{
    if (!std::isfinite(perSecond))
        return none();
    if (perSecond < 999.5)
        return withUnit(short3(perSecond, locale), QStringLiteral("/s"));
    if (perSecond < 999.5e3)
        return withUnit(short3(perSecond * 1e-3, locale), QStringLiteral("k/s"));
    return withUnit(short3(perSecond * 1e-6, locale), QStringLiteral("M/s"));
}

QString bytes(std::uint64_t bytes, const QLocale &locale)
{
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1023.5 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    const QString text = unit == 0 ? QString::number(bytes) : short3(value, locale);
    return text + thinSpace + QLatin1String(units[unit]);
}

} // namespace watchglass::format
