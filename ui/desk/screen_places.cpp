#include "ui/desk/screen_places.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace watchglass::ui {

namespace {

constexpr QLatin1String screenKey("screen");
constexpr QLatin1String xKey("x");
constexpr QLatin1String yKey("y");
constexpr QLatin1String widthKey("width");
constexpr QLatin1String heightKey("height");

constexpr int farthest = 1'000'000; ///< Beyond any desktop.

qint64 shared(const QRect &a, const QRect &b)
{
    const QRect both = a & b;
    return both.isEmpty() ? 0 : static_cast<qint64>(both.width()) * both.height();
}

/// Null when no screen shows any of it.
const ScreenPlace *screenOf(const QRect &place, const std::vector<ScreenPlace> &screens)
{
    const auto most = std::max_element(screens.begin(), screens.end(), [&](const auto &a, const auto &b) {
        return shared(a.available, place) < shared(b.available, place);
    });
    return most != screens.end() && shared(most->available, place) > 0 ? &*most : nullptr;
}

/// Across two screens is where somebody has put it: nothing of it is out of sight.
bool isWhollySeen(const QRect &place, const std::vector<ScreenPlace> &screens)
{
    qint64 seen = 0;
    for (const ScreenPlace &screen : screens)
        seen += shared(screen.available, place);
    return seen >= static_cast<qint64>(place.width()) * place.height();
}

int bounded(const QJsonObject &object, QLatin1String key)
{
    return std::clamp(object.value(key).toInt(), -farthest, farthest);
}

} // namespace

std::vector<ScreenPlace> currentScreens()
{
    std::vector<ScreenPlace> screens;
    for (const QScreen *screen : QGuiApplication::screens())
        screens.push_back({screen->name(), screen->availableGeometry()});
    return screens;
}

QJsonObject placeToJson(const QRect &place, const std::vector<ScreenPlace> &screens)
{
    const ScreenPlace *screen = screenOf(place, screens);
    const QPoint corner = place.topLeft() - (screen ? screen->available.topLeft() : QPoint());
    QJsonObject object{{xKey, corner.x()}, {yKey, corner.y()}, {widthKey, place.width()}, {heightKey, place.height()}};
    if (screen)
        object.insert(screenKey, screen->name);
    return object;
}

QRect placeFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens)
{
    QRect place(bounded(object, xKey), bounded(object, yKey), bounded(object, widthKey), bounded(object, heightKey));
    if (place.isEmpty())
        return {};
    const QString name = object.value(screenKey).toString();
    const auto named = std::find_if(screens.begin(), screens.end(),
                                    [&](const ScreenPlace &screen) { return !name.isEmpty() && screen.name == name; });
    if (named == screens.end())
        return visiblePlace(place, screens);
    place.translate(named->available.topLeft());
    return isWhollySeen(place, screens) ? place : visiblePlace(place, {*named});
}

QRect visiblePlace(const QRect &place, const std::vector<ScreenPlace> &screens)
{
    if (screens.empty() || place.isEmpty() || isWhollySeen(place, screens))
        return place;
    const ScreenPlace *screen = screenOf(place, screens);
    const QRect available = screen ? screen->available : screens.front().available;
    const QSize size = place.size().boundedTo(available.size());
    const int x = std::clamp(place.x(), available.left(), available.left() + available.width() - size.width());
    const int y = std::clamp(place.y(), available.top(), available.top() + available.height() - size.height());
    return {QPoint(x, y), size};
}

} // namespace watchglass::ui
