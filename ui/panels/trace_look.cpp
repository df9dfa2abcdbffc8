#include "ui/panels/trace_look.h"

#include <algorithm>

namespace watchglass::ui {
namespace {

const QString widthKey = QStringLiteral("width");
const QString opacityKey = QStringLiteral("opacity");
const QString pointsKey = QStringLiteral("points");
const QString hiddenKey = QStringLiteral("hidden");
const QString linesKey = QStringLiteral("lines");
const QString axisKey = QStringLiteral("axis");
const QString always = QStringLiteral("always");
const QString never = QStringLiteral("never");
const QString straight = QStringLiteral("straight");
const QString held = QStringLiteral("held");

} // namespace

void saveLook(const TraceLook &look, QJsonObject &entry)
{
    const TraceLook plain;
    if (look.width != plain.width)
        entry.insert(widthKey, look.width);
    if (look.opacity != plain.opacity)
        entry.insert(opacityKey, look.opacity);
    if (look.points != TraceLook::Points::Auto)
        entry.insert(pointsKey, look.points == TraceLook::Points::Always ? always : never);
    if (!look.isVisible)
        entry.insert(hiddenKey, true);
    if (look.interpolation)
        entry.insert(linesKey, *look.interpolation == Interpolation::Linear ? straight : held);
    if (!look.axisGroup.isEmpty())
        entry.insert(axisKey, look.axisGroup);
}

TraceLook lookFrom(const QJsonObject &entry)
{
    TraceLook look;
    look.width = std::clamp(entry.value(widthKey).toDouble(look.width), TraceLook::thinnest, TraceLook::thickest);
    look.opacity = std::clamp(entry.value(opacityKey).toDouble(look.opacity), TraceLook::faintest, 1.0);
    const QString points = entry.value(pointsKey).toString();
    if (points == always)
        look.points = TraceLook::Points::Always;
    else if (points == never)
        look.points = TraceLook::Points::Never;
    look.isVisible = !entry.value(hiddenKey).toBool();
    const QString lines = entry.value(linesKey).toString();
    if (lines == straight)
        look.interpolation = Interpolation::Linear;
    else if (lines == held)
        look.interpolation = Interpolation::HoldLast;
    look.axisGroup = entry.value(axisKey).toString();
    return look;
}

} // namespace watchglass::ui
