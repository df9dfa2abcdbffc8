#include "ui/panels/state_words.h"

#include "core/format/value_format.h"
#include "ui/panels/series_traits.h"
#include "ui/theme/theme.h"

#include <cmath>

namespace watchglass::ui {
namespace {

constexpr double mostStates = 1e6;
/// Of the muted text over the surface.
constexpr double quietShare = 0.35;

QColor mixed(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1.0 - share))); };
    return {mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue())};
}

} // namespace

QString stateText(const QString &word)
{
    QString text = word;
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    if (text == text.toUpper() && text.size() > 3) // "SDS" and "USB" are names
        text = text.toLower();
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString eventText(const QString &kind)
{
    QString text = traits::words(kind).join(QLatin1Char(' '));
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString stateText(const SeriesInfo &info, double value)
{
    const auto state = stateOf(value);
    if (!state || *state >= info.states.size())
        return format::number(value);
    return stateText(info.states.at(*state));
}

std::optional<int> stateOf(double value)
{
    if (!(value >= 0.0 && value < mostStates) || std::trunc(value) != value)
        return std::nullopt;
    return static_cast<int>(value);
}

QColor stateColour(int state)
{
    const Theme &theme = currentTheme();
    if (state <= 0)
        return mixed(theme.textMuted, theme.surface, quietShare);
    return theme.series.at(static_cast<std::size_t>(state - 1) % theme.series.size());
}

} // namespace watchglass::ui
