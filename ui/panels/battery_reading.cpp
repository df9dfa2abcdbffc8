#include "ui/panels/battery_reading.h"

#include <QCoreApplication>

#include <algorithm>

namespace watchglass::ui {
namespace {

constexpr double criticalPercent = 10.0;
constexpr double lowPercent = 20.0;
constexpr double tolerance = 5.0;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::BatteryReading)
};

} // namespace

std::optional<double> BatteryReading::percentOf(double value)
{
    if (!(value >= -tolerance && value <= 100.0 + tolerance))
        return std::nullopt;
    return std::clamp(value, 0.0, 100.0);
}

BatteryReading::Charge BatteryReading::chargeOf(const QString &word)
{
    const QString lower = word.toLower();
    if (lower == QLatin1String("full"))
        return Charge::Full;
    if (lower == QLatin1String("charging") || lower == QLatin1String("yes"))
        return Charge::Charging;
    if (lower == QLatin1String("discharging") || lower == QLatin1String("no"))
        return Charge::Discharging;
    return Charge::Unknown;
}

BatteryReading::Level BatteryReading::level() const
{
    if (!percent)
        return Level::Unknown;
    if (charge == Charge::Charging || charge == Charge::Full || *percent > lowPercent)
        return Level::Normal;
    return *percent > criticalPercent ? Level::Low : Level::Critical;
}

QString BatteryReading::text() const
{
    if (level() == Level::Critical)
        return Texts::tr("Critically low");
    if (level() == Level::Low)
        return Texts::tr("Low");
    switch (charge) {
    case Charge::Charging:
        return Texts::tr("Charging");
    case Charge::Full:
        return Texts::tr("Full");
    case Charge::Discharging:
        return Texts::tr("On battery");
    case Charge::Unknown:
        break;
    }
    return {};
}

} // namespace watchglass::ui
