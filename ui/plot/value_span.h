#pragma once

#include "core/base/timestamp.h"

#include <optional>

namespace watchglass::ui {

/// The span of a value axis: grows at once when data leaves it, shrinks late and slowly, so that it does not pump.
///
/// Automatic, it keeps 8 % of room at both ends. It shrinks only after the data has left more than a third of the
/// span unused for 3 s, then glides to the new span in about a second. Data that does not change gets a span around it
/// in which small changes would be seen. Locked (zoomed, panned or set by the operator) it stays. Logarithmic, all of
/// that is meant of the values' logarithms, and values that are not above 0 do not count.
class ValueSpan
{
public:
    double low() const { return at(0.0); }
    double high() const { return at(1.0); }
    double length() const { return high() - low(); }
    /// The value at `fraction` of the axis, 0 at the low and 1 at the high end.
    double at(double fraction) const;
    bool isAutomatic() const { return m_isAutomatic; }
    bool isLog() const { return m_isLog; }
    /// A locked span stays as it is where that can be; else it is automatic from now on.
    void setLog(bool isLog);

    /// What is in view now (nothing: no finite value), `passed` after the call before.
    void follow(std::optional<double> min, std::optional<double> max, Duration passed);
    /// Automatic from now on, and at once at the span that the next follow() asks for.
    void fit();
    /// What was in view has changed altogether: an automatic span is taken anew, without gliding.
    void setFresh() { m_isFresh = m_isAutomatic; }
    void setAutomatic(bool automatic) { m_isAutomatic = automatic; }
    /// Exactly that; locked. Nothing when it is no span.
    void set(double low, double high);
    /// `factor` times as long about the value at `fraction` (0 low, 1 high end); locked.
    void zoom(double factor, double fraction);
    /// By `fraction` of the length, positive upwards; locked.
    void pan(double fraction);

private:
    void setScaled(double low, double high);

    double m_low = 0.0; ///< With m_isLog, the decimal logarithm.
    double m_high = 1.0;
    bool m_isLog = false;
    bool m_isAutomatic = true;
    bool m_isFresh = true; ///< Takes the next span without gliding.
    Duration m_unused{};   ///< For how long too much room has been unused.
};

} // namespace watchglass::ui
