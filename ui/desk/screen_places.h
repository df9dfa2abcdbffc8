#pragma once

#include <QJsonObject>
#include <QRect>
#include <QString>

#include <vector>

namespace watchglass::ui {

/// A screen as far as windows are placed on it.
struct ScreenPlace
{
    QString name;
    QRect available; ///< Without task bars; in device-independent pixels of the whole desktop.
};

/// The screens that there are, the primary one first.
std::vector<ScreenPlace> currentScreens();

/// Where a window stands: its rectangle, and the screen that shows most of it, in whose coordinates it is written. So
/// it comes back on the same screen when that has moved, and on a visible one when that has gone.
QJsonObject placeToJson(const QRect &place, const std::vector<ScreenPlace> &screens);
/// A rectangle that can be seen and caught; an empty one where the object says nothing of use.
QRect placeFromJson(const QJsonObject &object, const std::vector<ScreenPlace> &screens);

/// The rectangle as it is when it fits its screen; else moved there, or to the first screen, and made no larger than
/// that.
QRect visiblePlace(const QRect &place, const std::vector<ScreenPlace> &screens);

} // namespace watchglass::ui
