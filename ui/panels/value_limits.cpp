#include "ui/panels/value_limits.h"

#include <cmath>

namespace watchglass::ui {
namespace {

constexpr QLatin1String lowKey("low");
constexpr QLatin1String highKey("high");

std::optional<double> numberOf(const QJsonValue &value)
{
    return value.isDouble() ? std::optional(value.toDouble()) : std::nullopt;
}

} // namespace

bool ValueLimits::isSound() const
{
    if ((low && !std::isfinite(*low)) || (high && !std::isfinite(*high)))
        return false;
    return !low || !high || *low < *high;
}

QJsonObject ValueLimits::toJson() const
{
    QJsonObject json;
    if (low)
        json.insert(lowKey, *low);
    if (high)
        json.insert(highKey, *high);
    return json;
}

ValueLimits ValueLimits::fromJson(const QJsonObject &json)
{
    const ValueLimits limits{numberOf(json.value(lowKey)), numberOf(json.value(highKey))};
    return limits.isSound() ? limits : ValueLimits();
}

} // namespace watchglass::ui
