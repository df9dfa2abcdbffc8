#pragma once

#include "ui/plot/trace_rasteriser.h"

#include <QString>

#include <array>
#include <optional>

namespace watchglass::ui {

/// How many of the unit are a millivolt; nothing for what is no voltage.
std::optional<double> unitsPerMillivolt(const QString &unit);

/// How high a waveform is drawn in its lane. A voltage has a gain in mm/mV, fixed or the largest usual one that fits;
/// everything else fills the lane. Automatic, it stays as it is for as long as the wave fits and fills a good part of
/// the lane, since a trace that changes its height cannot be compared with itself.
class WaveGain
{
public:
    /// mm/mV.
    static constexpr std::array<double, 8> usual{0.5, 1.25, 2.5, 5.0, 10.0, 20.0, 40.0, 80.0};

    /// `fixed`: mm/mV. Requires: pxPerMm > 0, height > 0.
    void setUp(const QString &unit, double pxPerMm, int heightPx, std::optional<double> fixed);
    /// What the wave went through lately; true when the scale is another now.
    bool follow(double min, double max);

    ValueScale scale() const;
    /// Of a voltage, when its gain is a usual one.
    std::optional<double> mmPerMillivolt() const { return m_mmPerMillivolt; }
    /// Height of 1 mV in pixels; nothing for what is no voltage.
    std::optional<double> millivoltPx() const;

private:
    bool take(double middle, double pxPerUnit, std::optional<double> gain);
    double pxPerUnitOf(double gain) const { return gain * m_pxPerMm / *m_perMillivolt; }

    std::optional<double> m_perMillivolt;
    double m_pxPerMm = 1.0;
    double m_height = 1.0;
    std::optional<double> m_fixed;
    double m_middle = 0.0;
    double m_pxPerUnit = 0.0; ///< 0: not known yet.
    std::optional<double> m_mmPerMillivolt;
};

} // namespace watchglass::ui
