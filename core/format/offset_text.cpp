#include "core/format/offset_text.h"

#include <QRegularExpression>
#include <QStringList>

#include <array>

namespace watchglass::format {

namespace {

using namespace std::chrono_literals;

constexpr QChar thinSpace(0x202F);
constexpr QChar minusSign(0x2212);
constexpr Duration most = 100 * 365 * 24h;

struct Unit
{
    QLatin1String name;
    Duration one;
};

const std::array units{
    Unit{QLatin1String("ns"), 1ns}, Unit{QLatin1String("us"), 1us},   Unit{QLatin1String("ms"), 1ms},
    Unit{QLatin1String("s"), 1s},   Unit{QLatin1String("min"), 1min}, Unit{QLatin1String("h"), 1h},
    Unit{QLatin1String("d"), 24h},  Unit{QLatin1String(""), 1s},
};

/// ".25": the part of a second behind the point, without what is 0 at its end; empty for 0.
QString fractionText(std::int64_t ns)
{
    if (ns == 0)
        return {};
    QString digits = QString::number(ns).rightJustified(9, QLatin1Char('0'));
    while (digits.endsWith(QLatin1Char('0')))
        digits.chop(1);
    return QLatin1Char('.') + digits;
}

/// `whole` and the digits behind its point, in `one`s. The whole part is exact, however large.
std::optional<Duration> amount(const QString &whole, const QString &fraction, Duration one)
{
    bool isNumber = true;
    const qlonglong number = whole.isEmpty() ? 0 : whole.toLongLong(&isNumber);
    if (!isNumber || number > most / one)
        return std::nullopt;
    const double part = fraction.isEmpty() ? 0.0 : (QStringLiteral("0.") + fraction).toDouble();
    return number * one + Duration(qRound64(part * static_cast<double>(one.count())));
}

std::optional<Duration> parsePlain(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(\\d*)(?:[.,](\\d+))?\\s*(ns|us|ms|s|min|h|d|)$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch() || (match.captured(1).isEmpty() && match.captured(2).isEmpty()))
        return std::nullopt;
    for (const Unit &unit : units) {
        if (match.captured(3) == unit.name)
            return amount(match.captured(1), match.captured(2), unit.one);
    }
    return std::nullopt;
}

std::optional<Duration> parseColons(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^(?:(\\d+):)?(\\d{1,2}):(\\d{1,2})(?:[.,](\\d+))?$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch() || match.captured(2).toInt() > 59 || match.captured(3).toInt() > 59)
        return std::nullopt;
    const auto hours = amount(match.captured(1), {}, 1h);
    const auto seconds = amount(match.captured(3), match.captured(4), 1s);
    if (!hours || !seconds)
        return std::nullopt;
    return *hours + match.captured(2).toInt() * Duration(1min) + *seconds;
}

} // namespace

QString offsetText(Duration offset)
{
    const bool isBefore = offset < Duration::zero();
    const Duration size = isBefore ? -offset : offset;
    const QString sign = offset == Duration::zero() ? QString() : isBefore ? QString(minusSign) : QStringLiteral("+");
    const QString fraction = fractionText((size % 1s).count());
    const std::int64_t seconds = size / 1s;
    if (seconds < 60)
        return sign + QString::number(seconds) + fraction + thinSpace + QLatin1Char('s');
    const auto two = [](std::int64_t n) { return QString::number(n).rightJustified(2, QLatin1Char('0')); };
    return sign + QString::number(seconds / 3600) + QLatin1Char(':') + two(seconds / 60 % 60) + QLatin1Char(':')
           + two(seconds % 60) + fraction;
}

std::optional<Duration> parseOffset(const QString &text)
{
    QString rest = text.simplified();
    rest.replace(QChar(0xB5), QLatin1Char('u')).replace(QChar(0x3BC), QLatin1Char('u'));
    const bool isBefore = rest.startsWith(QLatin1Char('-')) || rest.startsWith(minusSign);
    if (isBefore || rest.startsWith(QLatin1Char('+')))
        rest = rest.mid(1).trimmed();
    const auto size = rest.contains(QLatin1Char(':')) ? parseColons(rest) : parsePlain(rest);
    if (!size || *size > most)
        return std::nullopt;
    return isBefore ? -*size : *size;
}

} // namespace watchglass::format
