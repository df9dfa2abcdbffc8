#pragma once

#include <QJsonObject>

#include <optional>

namespace watchglass::ui {

/// What the operator holds for the normal range of a value. Both ends belong to it.
struct ValueLimits
{
    enum class Verdict { Within, Below, Above };

    std::optional<double> low;
    std::optional<double> high;

    friend bool operator==(const ValueLimits &, const ValueLimits &) = default;

    bool isEmpty() const { return !low && !high; }
    /// Ends that are there, finite and in order.
    bool isSound() const;
    /// NaN is within: that it cannot be believed is said otherwise.
    Verdict verdict(double value) const
    {
        if (low && value < *low)
            return Verdict::Below;
        return high && value > *high ? Verdict::Above : Verdict::Within;
    }

    QJsonObject toJson() const;
    /// Empty when what is there is not sound.
    static ValueLimits fromJson(const QJsonObject &json);
};

} // namespace watchglass::ui
