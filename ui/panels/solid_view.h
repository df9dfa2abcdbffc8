#pragma once

#include "ui/panels/rotation.h"

#include <QPointF>

#include <vector>

namespace watchglass::ui {

/// A flat body with a nose, as seen from behind and above: which of its faces can be seen, and where on the picture.
/// x is forward, y left, z up. Plain arithmetic.
struct SolidFace
{
    std::vector<QPointF> corners; ///< In units of the body's length, y downwards, the middle at 0.
    double light = 0.0;           ///< 0 dark to 1.
    double depth = 0.0;           ///< Of its middle, greater is further away.
    bool isNose = false;
};

/// Seen faces, furthest first.
std::vector<SolidFace> solidFaces(const Rotation &rotation);
/// Where a point of the body, in units of its length, is on the picture.
QPointF solidPoint(const Rotation &rotation, const Vector3 &point);

} // namespace watchglass::ui
