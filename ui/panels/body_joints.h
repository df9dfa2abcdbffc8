#pragma once

#include "core/model/series_key.h"

#include <array>
#include <optional>
#include <utility>

namespace watchglass::ui {

/// The 33 points of a body as MediaPipe's pose landmarker numbers them
/// (https://ai.google.dev/edge/mediapipe/solutions/vision/pose_landmarker), which is what Sensocto's skeletons carry.
namespace body {

inline constexpr int joints = 33;

/// Which side of the body a line belongs to, so that left and right are told apart.
enum class Side { Middle, Left, Right };

struct Bone
{
    int from;
    int to;
    Side side;
};

inline constexpr std::array<Bone, 29> bones{{
    {11, 12, Side::Middle}, {23, 24, Side::Middle}, {11, 23, Side::Left},  {12, 24, Side::Right}, {11, 13, Side::Left},
    {13, 15, Side::Left},   {15, 17, Side::Left},   {15, 19, Side::Left},  {15, 21, Side::Left},  {17, 19, Side::Left},
    {12, 14, Side::Right},  {14, 16, Side::Right},  {16, 18, Side::Right}, {16, 20, Side::Right}, {16, 22, Side::Right},
    {18, 20, Side::Right},  {23, 25, Side::Left},   {25, 27, Side::Left},  {27, 29, Side::Left},  {29, 31, Side::Left},
    {27, 31, Side::Left},   {24, 26, Side::Right},  {26, 28, Side::Right}, {28, 30, Side::Right}, {30, 32, Side::Right},
    {28, 32, Side::Right},  {9, 10, Side::Middle},  {7, 2, Side::Left},    {8, 5, Side::Right},
}};

} // namespace body

/// A series as a coordinate of a point of a skeleton: "pose.11" / "x" is joint 11 of "pose".
struct JointPart
{
    QString stem; ///< "pose", "pose.world"
    int joint = 0;
    char axis = 'x'; ///< x, y, z or v (how surely it is seen)

    friend bool operator==(const JointPart &, const JointPart &) = default;
};

/// Nothing for what is no point of a body; points of a face are none.
std::optional<JointPart> jointPart(const SeriesKey &key);
/// The key of a coordinate of the same skeleton.
SeriesKey jointKey(const SeriesKey &any, int joint, char axis);

/// Where a point was seen, as shares of the picture or metres from the hips; y downwards.
struct Joint
{
    double x = 0.0;
    double y = 0.0;
    double seen = 1.0; ///< 0 to 1.
};
using Skeleton = std::array<std::optional<Joint>, body::joints>;

/// From picture to widget: everything seen fits, in true proportions.
struct FigureFit
{
    double scale = 1.0;
    double dx = 0.0;
    double dy = 0.0;

    /// Nothing when there are less than two points.
    static std::optional<FigureFit> of(const Skeleton &skeleton, double width, double height, double aspect);
};

} // namespace watchglass::ui
