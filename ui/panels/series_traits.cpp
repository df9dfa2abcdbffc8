#include "ui/panels/series_traits.h"

#include "core/format/value_format.h"

#include <algorithm>

namespace watchglass::ui::traits {
namespace {

bool hasAny(const QStringList &words, std::initializer_list<const char *> wanted)
{
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](const char *word) { return words.contains(QLatin1String(word)); });
}

bool isPercent(const SeriesInfo &info)
{
    return format::canonicalUnit(info.unit) == QLatin1String("%");
}

/// Without what a connector or a suffix puts before it: "ID.signalStrength" → signal, strength.
QStringList lastPart(const SeriesInfo &info)
{
    const QString &component = info.key.component;
    return words(component.mid(component.lastIndexOf(QLatin1Char('.')) + 1));
}

} // namespace

QStringList words(const QString &name)
{
    QStringList found;
    QString word;
    const auto close = [&] {
        if (!word.isEmpty())
            found << word.toLower();
        word.clear();
    };
    for (qsizetype i = 0; i < name.size(); ++i) {
        const QChar c = name.at(i);
        if (!c.isLetterOrNumber()) {
            close();
            continue;
        }
        if (c.isUpper() && i > 0 && name.at(i - 1).isLower())
            close();
        word.append(c);
    }
    close();
    return found;
}

bool isState(const SeriesInfo &info)
{
    return !info.states.isEmpty();
}

bool isBattery(const SeriesInfo &info)
{
    if (!hasAny(words(info.key.attribute), {"battery"}))
        return false;
    return isPercent(info) || isState(info) || hasAny(words(info.key.component), {"level", "capacity"});
}

bool isBatteryLevel(const SeriesInfo &info)
{
    return isBattery(info) && !isState(info);
}

bool isCounter(const SeriesInfo &info)
{
    const QStringList attribute = words(info.key.attribute);
    if (isState(info) || isPercent(info) || hasAny(attribute, {"cadence", "rate", "digest", "tap", "proximity"}))
        return false;
    const QString &component = info.key.component;
    if (!component.isEmpty() && !hasAny(words(component), {"count", "steps", "total"}))
        return false;
    return hasAny(attribute, {"steps", "count", "counter", "distance", "calories", "climbed", "odometer"});
}

bool isLink(const SeriesInfo &info)
{
    const QStringList attribute = words(info.key.attribute);
    const QStringList part = lastPart(info);
    const bool isNamed = hasAny(attribute, {"rssi"}) || hasAny(part, {"rssi"})
                         || (attribute + part).join(QLatin1Char(' ')).contains(QLatin1String("signal strength"));
    const bool isOfNetwork = hasAny(attribute, {"network", "cellular", "connection", "link"});
    return isNamed || (isOfNetwork && isState(info));
}

bool isColourPart(const SeriesInfo &info)
{
    if (isState(info) || !hasAny(words(info.key.attribute), {"color", "colour", "led", "rgb"}))
        return false;
    return hasAny(words(info.key.component), {"red", "green", "blue", "r", "g", "b", "clear", "intensity"});
}

bool isReadAsText(const SeriesInfo &info)
{
    const QStringList attribute = words(info.key.attribute);
    return attribute.join(QLatin1Char(' ')).startsWith(QLatin1String("body location"))
           || hasAny(attribute, {"presence", "media", "labels"});
}

bool isBesideEvents(const SeriesInfo &info)
{
    const QStringList attribute = words(info.key.attribute);
    return !isState(info) && attribute.size() <= 2 && !isCounter(info)
           && hasAny(attribute, {"button", "buttons", "tap", "touch", "marker", "click", "key"});
}

bool isInstant(const QString &eventKind)
{
    return hasAny(words(eventKind), {"press", "release", "button", "tap", "touch", "click", "key", "pointer"});
}

Fit all(const QList<SeriesInfo> &series, const std::function<bool(const SeriesInfo &)> &is, Fit fit)
{
    return std::all_of(series.begin(), series.end(), is) ? fit : Fit::Impossible;
}

} // namespace watchglass::ui::traits
