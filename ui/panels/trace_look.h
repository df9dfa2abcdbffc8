#pragma once

#include "core/model/series_info.h"

#include <QJsonObject>

#include <optional>

namespace watchglass::ui {

/// How the operator wants one series of a plot shown. Anything left at its default is not saved.
struct TraceLook
{
    static constexpr double thinnest = 1.0;
    static constexpr double thickest = 6.0;
    static constexpr double faintest = 0.1;

    enum class Points {
        Auto, ///< A dot for each sample where there is room.
        Always,
        Never,
    };

    double width = 1.5; ///< In device-independent pixels.
    double opacity = 1.0;
    Points points = Points::Auto;
    bool isVisible = true;
    std::optional<Interpolation> interpolation; ///< Instead of the series' own.
    QString axisGroup;                          ///< See AxisPlan::Wish; empty: by unit.

    friend bool operator==(const TraceLook &, const TraceLook &) = default;
};

/// Adds what differs from the default to a series' entry of a workspace, and reads it back; what makes no sense counts
/// as not there.
void saveLook(const TraceLook &look, QJsonObject &entry);
TraceLook lookFrom(const QJsonObject &entry);

} // namespace watchglass::ui
