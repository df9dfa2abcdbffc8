#pragma once

#include <QString>

#include <vector>

namespace watchglass::ui {

/// Which value axis each series of a plot stands on: one for each unit, in the order in which they come, but for
/// series that were given a group of their own choice. Beyond the last axis everything shares it.
struct AxisPlan
{
    struct Wish
    {
        QString unit;
        QString group;          ///< What shares an axis; empty: by unit.
        bool isWaiting = false; ///< Nothing is known of it yet.
    };
    struct Place
    {
        int axis = 0;
        bool isShared = false; ///< With another unit, whose axis it is.

        friend bool operator==(const Place &, const Place &) = default;
    };

    std::vector<Place> places; ///< As many as wishes.
    int axes = 0;              ///< How many are needed.

    static AxisPlan of(const std::vector<Wish> &wishes, int most);
    /// The group of what stands together by unit.
    static QString groupOf(const Wish &wish);
};

/// Axes with an even number stand left, the others right; each outside of those before it.
constexpr bool isLeftAxis(int axis)
{
    return axis % 2 == 0;
}

/// What an axis is called: "left axis", "right axis", "left axis 2", …
QString axisName(int axis);

} // namespace watchglass::ui
