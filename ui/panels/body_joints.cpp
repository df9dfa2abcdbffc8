#include "ui/panels/body_joints.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

std::optional<JointPart> jointPart(const SeriesKey &key)
{
    const qsizetype dot = key.attribute.lastIndexOf(QLatin1Char('.'));
    const QString axis = key.component;
    if (dot <= 0 || axis.size() != 1 || !QStringLiteral("xyzv").contains(axis))
        return std::nullopt;
    bool isNumber = false;
    const int joint = key.attribute.mid(dot + 1).toInt(&isNumber);
    const QString stem = key.attribute.left(dot);
    if (!isNumber || joint < 0 || joint >= body::joints || stem.endsWith(QLatin1String(".face")))
        return std::nullopt;
    return JointPart{stem, joint, axis.at(0).toLatin1()};
}

SeriesKey jointKey(const SeriesKey &any, int joint, char axis)
{
    SeriesKey key = any;
    const qsizetype dot = any.attribute.lastIndexOf(QLatin1Char('.'));
    key.attribute = any.attribute.left(dot + 1) + QString::number(joint);
    key.component = QLatin1Char(axis);
    return key;
}

std::optional<FigureFit> FigureFit::of(const Skeleton &skeleton, double width, double height, double aspect)
{
    int count = 0;
    double left = 0.0;
    double right = 0.0;
    double top = 0.0;
    double bottom = 0.0;
    for (const auto &joint : skeleton) {
        if (!joint)
            continue;
        const double x = joint->x * aspect;
        left = count == 0 ? x : std::min(left, x);
        right = count == 0 ? x : std::max(right, x);
        top = count == 0 ? joint->y : std::min(top, joint->y);
        bottom = count == 0 ? joint->y : std::max(bottom, joint->y);
        ++count;
    }
    if (count < 2 || (right <= left && bottom <= top))
        return std::nullopt;
    const double scale = std::min(width / std::max(right - left, 1e-9), height / std::max(bottom - top, 1e-9));
    FigureFit fit;
    fit.scale = scale;
    fit.dx = width / 2.0 - (left + right) / 2.0 * scale;
    fit.dy = height / 2.0 - (top + bottom) / 2.0 * scale;
    return fit;
}

} // namespace watchglass::ui
