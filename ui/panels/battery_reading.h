#pragma once

#include <QString>

#include <optional>

namespace watchglass::ui {

/// What is known of one battery.
struct BatteryReading
{
    enum class Charge { Unknown, Discharging, Charging, Full };
    enum class Level { Unknown, Critical, Low, Normal };

    std::optional<double> percent; ///< Of 0 to 100, when it was told and makes sense.
    Charge charge = Charge::Unknown;

    friend bool operator==(const BatteryReading &, const BatteryReading &) = default;

    /// From a series of percent: a little beyond the ends counts as the end, anything else as nothing.
    static std::optional<double> percentOf(double value);
    /// From a service's word: "CHARGING", "yes" (of "charging"), "FULL".
    static Charge chargeOf(const QString &word);

    /// Low at 20 % and less, critical at 10 % and less; one that is being charged is neither.
    Level level() const;
    /// 0 to 1.
    double share() const { return percent.value_or(0.0) / 100.0; }
    /// "Charging", "Low", "Critically low" …; empty when there is nothing to say.
    QString text() const;
};

} // namespace watchglass::ui
