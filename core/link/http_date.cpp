#include "core/link/http_date.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>

namespace watchglass::link {

namespace {

constexpr Duration longestWait = std::chrono::hours(24);

std::optional<QDateTime> parseAs(const QString &text, const QString &format)
{
    const QDateTime parsed = QLocale::c().toDateTime(text, format);
    if (!parsed.isValid())
        return std::nullopt;
    return QDateTime(parsed.date(), parsed.time(), Qt::UTC);
}

} // namespace

std::optional<Timestamp> parseHttpDate(const QByteArray &text)
{
    const QString simplified = QString::fromLatin1(text).simplified();
    std::optional<QDateTime> date = parseAs(simplified, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"));
    if (!date) {
        date = parseAs(simplified, QStringLiteral("dddd, dd-MMM-yy hh:mm:ss 'GMT'"));
        // Qt reads two digits as 19yy, and the weekday must then fit; without it any year does.
        if (!date)
            date = parseAs(simplified.section(QLatin1Char(' '), 1), QStringLiteral("dd-MMM-yy hh:mm:ss 'GMT'"));
        if (date && date->date().year() < 1970)
            date = date->addYears(100);
    }
    if (!date)
        date = parseAs(simplified, QStringLiteral("ddd MMM d hh:mm:ss yyyy"));
    if (!date)
        return std::nullopt;
    return Timestamp::fromMs(date->toMSecsSinceEpoch());
}

std::optional<Duration> parseRetryAfter(const QByteArray &text, Timestamp now)
{
    const QByteArray trimmed = text.trimmed();
    const bool isNumber =
        !trimmed.isEmpty() && std::all_of(trimmed.begin(), trimmed.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isNumber) {
        bool fits = false;
        const int seconds = trimmed.toInt(&fits);
        return fits ? std::min<Duration>(std::chrono::seconds(seconds), longestWait) : longestWait;
    }
    const std::optional<Timestamp> date = parseHttpDate(trimmed);
    if (!date)
        return std::nullopt;
    return std::clamp(*date - now, Duration::zero(), longestWait);
}

} // namespace watchglass::link
