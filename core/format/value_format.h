#pragma once

#include <QLocale>
#include <QString>

#include <optional>

/// Values, durations and times as people read them. The only place of the program that writes units.
/// Thread: any; every function is pure.
namespace watchglass::format {

/// Between a number and its unit, and between groups of three digits: U+202F, thin and never a line break.
inline constexpr QChar thinSpace{0x202F};
/// As wide as a digit: U+2007. Pads numbers that change in place.
inline constexpr QChar figureSpace{0x2007};
/// U+2212, as wide as a plus.
inline constexpr QChar minusSign{0x2212};

/// "—", for what has no value.
QString none();

/// The unit as we write it ("celsius" → "°C", "percent" → "%", "volts" → "V"); one that we do not know stays as it is.
QString canonicalUnit(const QString &unit);

/// With `significant` significant digits, but never cutting digits before the decimal point: "0.01234", "123.5",
/// "12 346". Whole numbers stay whole: "87". Powers of ten from 1e9 upwards and below 1e-4: "1.235×10⁻⁵". NaN is "NaN",
/// infinities "∞", "−∞".
QString number(double value, int significant = 4, const QLocale &locale = QLocale::c());
/// With exactly `decimals` digits after the point; digits grouped from 10,000 on.
QString fixed(double value, int decimals, const QLocale &locale = QLocale::c());
/// A whole number, grouped: "1 234 567".
QString count(std::uint64_t value);

/// `number` with `unit` behind it: "21.50 °C"; an angle's "°" and nothing stand close.
QString withUnit(const QString &number, const QString &unit);
/// number() and withUnit(); none() without a value.
QString value(std::optional<double> value, const QString &unit, const QLocale &locale = QLocale::c());

/// How many decimals a step between neighbouring ticks needs: 0.25 → 2, 0.5 → 1, 10 → 0.
int decimalsForStep(double step);
/// A value on an axis whose ticks are `step` apart: as many decimals as the step needs, powers of ten when huge.
QString tick(double value, double step, const QLocale &locale = QLocale::c());

/// A number that changes in place: keeps the decimals and the width it once needed, padded on the left with figure
/// spaces, so that the text does not dance while its digits do. Grows only. Whole numbers have no decimals as long as
/// nothing else has been seen.
class StableNumber
{
public:
    QString text(double value, const QLocale &locale = QLocale::c());

private:
    int m_decimals = 0;
    bool m_isWhole = true;
    double m_largest = 0.0;
    qsizetype m_width = 0;
};

} // namespace watchglass::format
