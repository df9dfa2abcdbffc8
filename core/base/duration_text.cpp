#include "core/base/duration_text.h"

#include <QRegularExpression>

namespace watchglass {

std::optional<Duration> parseDuration(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^\\s*(\\d+(?:\\.\\d+)?)\\s*(ms|s|m|min|h|d)?\\s*$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    double seconds = match.captured(1).toDouble();
    if (unit == QLatin1String("ms"))
        seconds *= 1e-3;
    else if (unit == QLatin1String("m") || unit == QLatin1String("min"))
        seconds *= 60;
    else if (unit == QLatin1String("h"))
        seconds *= 3'600;
    else if (unit == QLatin1String("d"))
        seconds *= 86'400;
    constexpr double hundredYears = 3.2e9;
    if (seconds > hundredYears)
        return std::nullopt;
    return std::chrono::duration_cast<Duration>(std::chrono::duration<double>(seconds));
}

} // namespace watchglass
