#pragma once

#include <QString>

#include <optional>

namespace watchglass::ui {

/// How well something is connected, as far as it was told.
struct LinkReading
{
    static constexpr int mostBars = 5;
    /// A receiver hears hardly anything below this, and loses nothing above that.
    static constexpr double weakestDbm = -120.0;
    static constexpr double strongestDbm = -60.0;

    std::optional<double> percent;
    std::optional<double> dbm;
    QString connection; ///< The kind of connection, in a word; empty while not told.
    bool isOffline = false;

    friend bool operator==(const LinkReading &, const LinkReading &) = default;

    /// Takes a number by its unit: "%" and "dBm".
    void take(double value, const QString &unit);
    void take(const QString &stateWord);

    /// 0 to mostBars: from the percentage, else from the power; nothing while neither was told.
    std::optional<int> bars() const;
    /// "Strong", "Good", "Fair", "Weak", "None", "Offline"; empty while nothing is known.
    QString text() const;
    bool isWeak() const { return isOffline || bars().value_or(mostBars) <= 1; }
};

} // namespace watchglass::ui
