#include "ui/panels/colour_reading.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace watchglass::ui {
namespace {

constexpr double greatestByte = 255.0;

} // namespace

bool ColourReading::take(const QString &component, double value)
{
    const QString name = component.toLower();
    std::optional<double> *part = name == QLatin1String("red") || name == QLatin1String("r")     ? &red
                                  : name == QLatin1String("green") || name == QLatin1String("g") ? &green
                                  : name == QLatin1String("blue") || name == QLatin1String("b")  ? &blue
                                                                                                 : nullptr;
    if (part)
        *part = value;
    return part;
}

std::optional<QColor> ColourReading::colour() const
{
    if (!red || !green || !blue)
        return std::nullopt;
    const double greatest = std::max({*red, *green, *blue});
    for (const double part : {*red, *green, *blue}) {
        if (!std::isfinite(part) || part < 0.0)
            return std::nullopt;
    }
    // What is a fraction somewhere and nowhere more than one counts from 0 to 1; ones and zeros alone are bytes.
    const bool isFraction =
        greatest <= 1.0 && (std::trunc(*red) != *red || std::trunc(*green) != *green || std::trunc(*blue) != *blue);
    const double scale = isFraction ? greatestByte : greatest > greatestByte ? greatestByte / greatest : 1.0;
    const auto byte = [scale](double part) { return static_cast<int>(std::lround(part * scale)); };
    return QColor(byte(*red), byte(*green), byte(*blue));
}

std::optional<QColor> ColourReading::fromText(const QString &text)
{
    static const QRegularExpression hex(QStringLiteral("^#?([0-9a-fA-F]{6})$"));
    const auto match = hex.match(text.trimmed());
    return match.hasMatch() ? std::optional(QColor(QLatin1Char('#') + match.captured(1))) : std::nullopt;
}

} // namespace watchglass::ui
