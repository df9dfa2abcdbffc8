#include "ui/panels/solid_view.h"

#include <algorithm>
#include <cmath>

namespace watchglass::ui {

namespace {

constexpr double eyeDistance = 4.0; ///< Of the body's length.
constexpr double cosDown = 0.866;   ///< Of 30°: the eye looks down.
constexpr double sinDown = 0.5;
constexpr Vector3 light{-0.35, 0.35, 0.87}; ///< From where it comes.

// An arrow-like slab: a rectangle with a nose.
constexpr double half = 0.34;
constexpr double thick = 0.09;
constexpr double shoulder = 0.42;
constexpr double tip = 0.95;
constexpr double tail = -0.8;

struct Seen
{
    double right;
    double up;
    double away;
};

/// Behind the body (which looks along x), so that right on the picture is its right.
Seen seen(const Vector3 &world)
{
    const double right = -world[1];
    const double up = world[2] * cosDown + world[0] * sinDown;
    const double away = world[0] * cosDown - world[2] * sinDown;
    return {right, up, away};
}

QPointF projected(const Vector3 &world)
{
    const Seen at = seen(world);
    const double scale = eyeDistance / (eyeDistance + at.away);
    return {at.right * scale, -at.up * scale};
}

Vector3 minus(const Vector3 &a, const Vector3 &b)
{
    return {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
}

Vector3 cross(const Vector3 &a, const Vector3 &b)
{
    return {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
}

double dot(const Vector3 &a, const Vector3 &b)
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

struct Face
{
    std::vector<Vector3> corners; ///< Counter-clockwise seen from outside.
    bool isNose;
};

std::vector<Face> bodyFaces()
{
    const std::vector<Vector3> outline{
        {tail, half, 0.0}, {tail, -half, 0.0}, {shoulder, -half, 0.0}, {tip, 0.0, 0.0}, {shoulder, half, 0.0}};
    std::vector<Face> faces(2);
    for (const Vector3 &corner : outline)
        faces[0].corners.push_back({corner[0], corner[1], thick});
    for (auto corner = outline.rbegin(); corner != outline.rend(); ++corner)
        faces[1].corners.push_back({(*corner)[0], (*corner)[1], -thick});
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Vector3 &a = outline[i];
        const Vector3 &b = outline[(i + 1) % outline.size()];
        const bool isNose = a[0] == tip || b[0] == tip;
        faces.push_back(
            {{{a[0], a[1], -thick}, {b[0], b[1], -thick}, {b[0], b[1], thick}, {a[0], a[1], thick}}, isNose});
    }
    return faces;
}

} // namespace

QPointF solidPoint(const Rotation &rotation, const Vector3 &point)
{
    return projected(rotation.turned(point));
}

std::vector<SolidFace> solidFaces(const Rotation &rotation)
{
    static const std::vector<Face> body = bodyFaces();
    std::vector<SolidFace> faces;
    for (const Face &face : body) {
        std::vector<Vector3> turned;
        SolidFace shown;
        for (const Vector3 &corner : face.corners) {
            turned.push_back(rotation.turned(corner));
            shown.corners.push_back(projected(turned.back()));
            shown.depth += seen(turned.back()).away / static_cast<double>(face.corners.size());
        }
        const Vector3 normal = cross(minus(turned[1], turned[0]), minus(turned[2], turned[0]));
        const double length = std::sqrt(dot(normal, normal));
        const Vector3 eye{-eyeDistance * cosDown, 0.0, eyeDistance * sinDown};
        if (length <= 0.0 || dot(normal, minus(eye, turned[0])) <= 0.0)
            continue;
        shown.light = std::clamp(0.5 + 0.5 * dot(normal, light) / length, 0.0, 1.0);
        shown.isNose = face.isNose;
        faces.push_back(std::move(shown));
    }
    std::stable_sort(faces.begin(), faces.end(),
                     [](const SolidFace &a, const SolidFace &b) { return a.depth > b.depth; });
    return faces;
}

} // namespace watchglass::ui
