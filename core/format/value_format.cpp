#include "core/format/value_format.h"

#include <QHash>

#include <algorithm>
#include <array>
#include <cmath>

namespace watchglass::format {
namespace {

constexpr double largestPlain = 1e9;
constexpr double smallestPlain = 1e-4;
constexpr int mostDecimals = 12;

struct UnitName
{
    const char *name; ///< Lower case.
    const char *symbol;
};

constexpr std::array unitNames{
    UnitName{"celsius", "°C"},
    UnitName{"degc", "°C"},
    UnitName{"deg_c", "°C"},
    UnitName{"degree_celsius", "°C"},
    UnitName{"degrees_celsius", "°C"},
    UnitName{"fahrenheit", "°F"},
    UnitName{"degf", "°F"},
    UnitName{"kelvin", "K"},
    UnitName{"percent", "%"},
    UnitName{"percentage", "%"},
    UnitName{"pct", "%"},
    UnitName{"%rh", "% RH"},
    UnitName{"volt", "V"},
    UnitName{"volts", "V"},
    UnitName{"millivolt", "mV"},
    UnitName{"millivolts", "mV"},
    UnitName{"microvolt", "µV"},
    UnitName{"microvolts", "µV"},
    UnitName{"uv", "µV"},
    UnitName{"ampere", "A"},
    UnitName{"amperes", "A"},
    UnitName{"amp", "A"},
    UnitName{"amps", "A"},
    UnitName{"milliampere", "mA"},
    UnitName{"milliamps", "mA"},
    UnitName{"watt", "W"},
    UnitName{"watts", "W"},
    UnitName{"kilowatt", "kW"},
    UnitName{"kilowatts", "kW"},
    UnitName{"hertz", "Hz"},
    UnitName{"kilohertz", "kHz"},
    UnitName{"pascal", "Pa"},
    UnitName{"pascals", "Pa"},
    UnitName{"hectopascal", "hPa"},
    UnitName{"hectopascals", "hPa"},
    UnitName{"kilopascal", "kPa"},
    UnitName{"lux", "lx"},
    UnitName{"meter", "m"},
    UnitName{"meters", "m"},
    UnitName{"metre", "m"},
    UnitName{"metres", "m"},
    UnitName{"kilometers", "km"},
    UnitName{"meters_per_second", "m/s"},
    UnitName{"mps", "m/s"},
    UnitName{"m/s^2", "m/s²"},
    UnitName{"m/s2", "m/s²"},
    UnitName{"meters_per_second_squared", "m/s²"},
    UnitName{"gravity", "g"},
    UnitName{"deg", "°"},
    UnitName{"degree", "°"},
    UnitName{"degrees", "°"},
    UnitName{"deg/s", "°/s"},
    UnitName{"dps", "°/s"},
    UnitName{"degrees_per_second", "°/s"},
    UnitName{"radian", "rad"},
    UnitName{"radians", "rad"},
    UnitName{"second", "s"},
    UnitName{"seconds", "s"},
    UnitName{"sec", "s"},
    UnitName{"millisecond", "ms"},
    UnitName{"milliseconds", "ms"},
    UnitName{"minutes", "min"},
    UnitName{"hours", "h"},
    UnitName{"beats_per_minute", "bpm"},
    UnitName{"breaths_per_minute", "/min"},
    UnitName{"decibel", "dB"},
    UnitName{"decibels", "dB"},
    UnitName{"microtesla", "µT"},
    UnitName{"ut", "µT"},
    UnitName{"ohm", "Ω"},
    UnitName{"ohms", "Ω"},
    UnitName{"liters", "L"},
    UnitName{"litres", "L"},
    UnitName{"kilogram", "kg"},
    UnitName{"kilograms", "kg"},
    UnitName{"revolutions_per_minute", "rpm"},
    UnitName{"none", ""},
    UnitName{"unitless", ""},
    UnitName{"dimensionless", ""},
};

/// Digits before the point of `text`, in groups of three from five digits on.
QString grouped(QString text, qsizetype digits, qsizetype start)
{
    if (digits < 5)
        return text;
    for (qsizetype at = start + digits - 3; at > start; at -= 3)
        text.insert(at, thinSpace);
    return text;
}

QString notFinite(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return value > 0 ? QStringLiteral("∞") : minusSign + QStringLiteral("∞");
}

QString superscript(int exponent)
{
    static constexpr std::array<char16_t, 10> digits{u'⁰', u'¹', u'²', u'³', u'⁴', u'⁵', u'⁶', u'⁷', u'⁸', u'⁹'};
    QString text;
    for (const QChar c : QString::number(std::abs(exponent)))
        text.append(QChar(digits[static_cast<std::size_t>(c.digitValue())]));
    return exponent < 0 ? QStringLiteral("⁻") + text : text;
}

QString powerOfTen(double value, int significant, const QLocale &locale)
{
    int exponent = static_cast<int>(std::floor(std::log10(std::abs(value))));
    // Divided twice, so that neither power overflows for denormal values.
    const int half = exponent / 2;
    double mantissa = value / std::pow(10.0, half) / std::pow(10.0, exponent - half);
    QString text = fixed(mantissa, significant - 1, locale);
    if (std::abs(mantissa) + 0.5 * std::pow(10.0, 1 - significant) >= 10.0) {
        mantissa /= 10.0;
        ++exponent;
        text = fixed(mantissa, significant - 1, locale);
    }
    return text + QStringLiteral("×10") + superscript(exponent);
}

bool isPlain(double magnitude)
{
    return magnitude == 0.0 || (magnitude >= smallestPlain && magnitude < largestPlain);
}

/// Decimals that show `significant` digits of a plain magnitude.
int decimalsFor(double magnitude, int significant)
{
    if (magnitude == 0.0)
        return significant - 1;
    const int exponent = static_cast<int>(std::floor(std::log10(magnitude)));
    const int decimals = significant - 1 - exponent;
    // 9.9996 with four digits rounds up to 10.000, one digit too many.
    const bool carries = magnitude + 0.5 * std::pow(10.0, -decimals) >= std::pow(10.0, exponent + 1);
    return std::clamp(carries ? decimals - 1 : decimals, 0, mostDecimals);
}

} // namespace

QString none()
{
    return QStringLiteral("—");
}

QString canonicalUnit(const QString &unit)
{
    static const QHash<QString, QString> symbols = [] {
        QHash<QString, QString> table;
        for (const UnitName &entry : unitNames)
            table.insert(QString::fromUtf8(entry.name), QString::fromUtf8(entry.symbol));
        return table;
    }();
    const QString trimmed = unit.trimmed();
    if (trimmed == QLatin1String("C") || trimmed == QLatin1String("F"))
        return QStringLiteral("°") + trimmed;
    QString name = trimmed.toLower();
    name.replace(QLatin1Char(' '), QLatin1Char('_'));
    return symbols.value(name, trimmed);
}

QString number(double value, int significant, const QLocale &locale)
{
    if (!std::isfinite(value))
        return notFinite(value);
    const double magnitude = std::abs(value);
    if (!isPlain(magnitude))
        return powerOfTen(value, significant, locale);
    return fixed(value, std::trunc(value) == value ? 0 : decimalsFor(magnitude, significant), locale);
}

QString fixed(double value, int decimals, const QLocale &locale)
{
    if (!std::isfinite(value))
        return notFinite(value);
    QString digits = QString::number(std::abs(value), 'f', decimals);
    const qsizetype whole = decimals > 0 ? digits.size() - decimals - 1 : digits.size();
    if (decimals > 0)
        digits.replace(whole, 1, locale.decimalPoint());
    const bool isZero = std::none_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    digits = grouped(digits, whole, 0);
    return std::signbit(value) && !isZero ? minusSign + digits : digits;
}

QString count(std::uint64_t value)
{
    const QString digits = QString::number(value);
    return grouped(digits, digits.size(), 0);
}

QString withUnit(const QString &number, const QString &unit)
{
    const QString symbol = canonicalUnit(unit);
    if (symbol.isEmpty() || symbol == QStringLiteral("°"))
        return number + symbol;
    return number + thinSpace + symbol;
}

QString value(std::optional<double> value, const QString &unit, const QLocale &locale)
{
    return value ? withUnit(number(*value, 4, locale), unit) : none();
}

int decimalsForStep(double step)
{
    if (!(step > 0.0) || !std::isfinite(step))
        return 0;
    for (int decimals = 0; decimals < mostDecimals; ++decimals) {
        const double scaled = step * std::pow(10.0, decimals);
        if (scaled >= 0.999 && std::abs(scaled - std::round(scaled)) < 1e-3 * scaled)
            return decimals;
    }
    return mostDecimals;
}

QString tick(double value, double step, const QLocale &locale)
{
    if (!std::isfinite(value))
        return notFinite(value);
    if (std::abs(value) < step * 1e-6)
        return QStringLiteral("0");
    if (std::abs(value) >= largestPlain || step < smallestPlain) {
        const double ratio = std::log10(std::abs(value)) - std::log10(step);
        return powerOfTen(value, std::clamp(static_cast<int>(std::floor(ratio)) + 2, 1, 15), locale);
    }
    return fixed(value, decimalsForStep(step), locale);
}

QString StableNumber::text(double value, const QLocale &locale)
{
    const double magnitude = std::abs(value);
    if (!std::isfinite(value) || !isPlain(magnitude))
        return number(value, 4, locale);
    if (m_isWhole && std::trunc(value) != value) {
        m_isWhole = false;
        m_largest = 0.0;
    }
    if (!m_isWhole && magnitude > m_largest * 1.0001) {
        m_largest = magnitude;
        m_decimals = std::min(decimalsFor(m_largest, 4), 6);
    }
    QString digits = fixed(value, m_decimals, locale);
    m_width = std::max(m_width, digits.size());
    return digits.rightJustified(m_width, figureSpace);
}

} // namespace watchglass::format
