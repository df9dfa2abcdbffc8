#include "core/format/time_format.h"

#include "core/format/value_format.h"

#include <QDateTime>

#include <cstdlib>

namespace watchglass::format {
namespace {

using namespace std::chrono_literals;
constexpr Duration day = 24h;

struct Split
{
    std::int64_t seconds; ///< Since 1970, rounded down.
    std::int64_t ns;      ///< 0 to 999,999,999.
};

Split split(Timestamp t)
{
    constexpr std::int64_t second = 1'000'000'000;
    const std::int64_t ns = ((t.ns() % second) + second) % second;
    return {t.ns() / second - (t.ns() % second < 0 ? 1 : 0), ns};
}

QDateTime local(Timestamp t, const QTimeZone &zone)
{
    const QDateTime utc = QDateTime::fromSecsSinceEpoch(split(t).seconds, Qt::UTC);
    return utc.toOffsetFromUtc(zone.offsetFromUtc(utc));
}

/// Digits behind the point of a second that a step needs, 0 to 9.
int fractionDigits(Duration step)
{
    int digits = 0;
    std::int64_t unit = 1'000'000'000;
    while (digits < 9 && step.count() % unit != 0) {
        unit /= 10;
        ++digits;
    }
    return digits;
}

/// ".250" or ".250 125": groups of three.
QString fraction(std::int64_t ns, int digits)
{
    if (digits == 0)
        return {};
    QString text = QString::number(ns).rightJustified(9, QLatin1Char('0')).left(digits);
    for (qsizetype at = (text.size() - 1) / 3 * 3; at > 0; at -= 3)
        text.insert(at, thinSpace);
    return QLatin1Char('.') + text;
}

} // namespace

QString zoneText(const QTimeZone &zone, Timestamp at)
{
    const int minutes = zone.offsetFromUtc(QDateTime::fromSecsSinceEpoch(split(at).seconds, Qt::UTC)) / 60;
    QString text = QStringLiteral("UTC");
    if (minutes == 0)
        return text;
    text += minutes < 0 ? minusSign : QLatin1Char('+');
    text += QString::number(std::abs(minutes) / 60);
    if (minutes % 60 != 0)
        text += QLatin1Char(':') + QString::number(std::abs(minutes) % 60).rightJustified(2, QLatin1Char('0'));
    return text;
}

QString timeTick(Timestamp t, Duration step, const QTimeZone &zone, const QLocale &locale)
{
    const QDateTime at = local(t, zone);
    if (step >= 365 * day)
        return QString::number(at.date().year());
    if (step >= 28 * day)
        return locale.toString(at.date(), QStringLiteral("MMM yyyy"));
    const bool isMidnight = at.time() == QTime(0, 0) && split(t).ns == 0;
    if (step >= day || (step >= 1h && isMidnight))
        return locale.toString(at.date(), QStringLiteral("d MMM"));
    if (step < 1ms)
        return at.time().toString(QStringLiteral("ss")) + fraction(split(t).ns, fractionDigits(step));
    return timeOfDay(t, step, zone);
}

QString timeContext(Timestamp t, Duration step, const QTimeZone &zone, const QLocale &locale)
{
    const QString zoneName = zoneText(zone, t);
    if (step >= 28 * day)
        return zoneName;
    const QDateTime at = local(t, zone);
    QString text = locale.toString(at.date(), step >= day ? QStringLiteral("yyyy") : QStringLiteral("d MMM yyyy"));
    if (step < 1ms)
        text += at.time().toString(QStringLiteral(" HH:mm"));
    return text + QStringLiteral(" · ") + zoneName;
}

QString timeOfDay(Timestamp t, Duration step, const QTimeZone &zone)
{
    const QDateTime at = local(t, zone);
    if (step >= 1min && step % 1min == 0ns)
        return at.time().toString(QStringLiteral("HH:mm"));
    return at.time().toString(QStringLiteral("HH:mm:ss")) + fraction(split(t).ns, fractionDigits(step));
}

QString elapsed(Duration since, Duration step)
{
    const bool isBefore = since < Duration::zero();
    const auto ns =
        isBefore ? 0 - static_cast<std::uint64_t>(since.count()) : static_cast<std::uint64_t>(since.count());
    const std::uint64_t seconds = ns / 1'000'000'000;
    const std::uint64_t days = seconds / 86'400;
    const std::uint64_t hours = seconds / 3600 % 24;
    const auto two = [](std::uint64_t n) { return QString::number(n).rightJustified(2, QLatin1Char('0')); };
    QString text = isBefore && ns > 0 ? QString(minusSign) : QString();
    if (days > 0 || step >= day)
        text += QString::number(days) + thinSpace + QLatin1Char('d');
    if (step >= day)
        return text;
    if (days > 0)
        text += QLatin1Char(' ') + two(hours) + QLatin1Char(':');
    else if (hours > 0)
        text += QString::number(hours) + QLatin1Char(':');
    const std::uint64_t minutes = seconds / 60 % 60;
    text += days > 0 || hours > 0 ? two(minutes) : QString::number(minutes);
    if (days > 0 && step >= 1min && step % 1min == 0ns)
        return text;
    return text + QLatin1Char(':') + two(seconds % 60)
           + fraction(static_cast<std::int64_t>(ns % 1'000'000'000), fractionDigits(step));
}

QString dateTime(Timestamp t, const QTimeZone &zone, const QLocale &locale)
{
    return locale.toString(local(t, zone).date(), QStringLiteral("d MMM yyyy")) + QLatin1Char(' ')
           + timeOfDay(t, 1ms, zone) + QLatin1Char(' ') + zoneText(zone, t);
}

} // namespace watchglass::format
