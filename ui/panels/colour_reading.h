#pragma once

#include <QColor>
#include <QString>

#include <optional>

namespace watchglass::ui {

/// The parts of a colour as a sensor tells them, in whatever it counts in.
struct ColourReading
{
    std::optional<double> red;
    std::optional<double> green;
    std::optional<double> blue;

    friend bool operator==(const ColourReading &, const ColourReading &) = default;

    /// Takes a part by its name; false for what is none of the three.
    bool take(const QString &component, double value);
    /// How it looks: parts of 0 to 1 and of 0 to 255 as they are, greater counts against the greatest of the three.
    /// Nothing while a part is missing or makes no sense.
    std::optional<QColor> colour() const;

    /// Of a text such as "#1e90ff" or "1E90FF"; nothing for any other.
    static std::optional<QColor> fromText(const QString &text);
};

} // namespace watchglass::ui
