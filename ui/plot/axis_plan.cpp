#include "ui/plot/axis_plan.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace watchglass::ui {
namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::AxisPlan)
};

} // namespace

QString AxisPlan::groupOf(const Wish &wish)
{
    return wish.group.isEmpty() ? QStringLiteral("unit:") + wish.unit : wish.group;
}

AxisPlan AxisPlan::of(const std::vector<Wish> &wishes, int most)
{
    AxisPlan plan;
    QStringList groups;
    QStringList units; // of the first series on each axis
    for (const Wish &wish : wishes) {
        const QString group = groupOf(wish);
        if (wish.isWaiting || groups.contains(group))
            continue;
        groups.append(group);
        if (units.size() < most)
            units.append(wish.unit);
    }
    for (const Wish &wish : wishes) {
        const qsizetype found = groups.indexOf(groupOf(wish));
        const int axis = std::clamp(static_cast<int>(found), 0, most - 1);
        plan.places.push_back({axis, !wish.isWaiting && units.at(axis) != wish.unit});
    }
    plan.axes = wishes.empty() ? 0 : std::clamp(static_cast<int>(groups.size()), 1, most);
    return plan;
}

QString axisName(int axis)
{
    if (axis < 2)
        return isLeftAxis(axis) ? Texts::tr("left axis") : Texts::tr("right axis");
    return (isLeftAxis(axis) ? Texts::tr("left axis %1") : Texts::tr("right axis %1")).arg(axis / 2 + 1);
}

} // namespace watchglass::ui
