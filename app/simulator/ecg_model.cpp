#include "app/simulator/ecg_model.h"

#include <algorithm>
#include <array>
#include <numbers>

namespace watchglass::sim {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double stepsPerSecond = 512.0;
constexpr double baselineMillivolt = 0.005;
constexpr double rangeMillivolt = 1.6; ///< The paper scales its z to -0.4 .. 1.2 mV.

struct Event
{
    double angle;
    double a;
    double b;
};

struct State
{
    double x;
    double y;
    double z;
};

/// The three equations of motion at time t with angular velocity omega.
State derivative(const State &s, double t, double omega, double respirationHz, const std::array<Event, 5> &events)
{
    const double alpha = 1.0 - std::sqrt(s.x * s.x + s.y * s.y);
    const double theta = std::atan2(s.y, s.x);
    double dz = -(s.z - baselineMillivolt * std::sin(2.0 * pi * respirationHz * t));
    for (const Event &event : events) {
        const double d = std::remainder(theta - event.angle, 2.0 * pi);
        dz -= event.a * d * std::exp(-0.5 * d * d / (event.b * event.b));
    }
    return {alpha * s.x - omega * s.y, alpha * s.y + omega * s.x, dz};
}

State advanced(const State &s, const State &by, double h)
{
    return {s.x + h * by.x, s.y + h * by.y, s.z + h * by.z};
}

} // namespace

EcgModel::EcgModel(const BeatTrain &beats, const EcgLead &lead)
    : m_period(beats.period())
{
    const std::array<Event, 5> events{Event{-pi / 3, 1.2 * lead.p, 0.25}, Event{-pi / 12, -5.0 * lead.q, 0.1},
                                      Event{0.0, 30.0 * lead.r, 0.1}, Event{pi / 12, -7.5 * lead.s, 0.1},
                                      Event{pi / 2, 0.75 * lead.t, 0.4}};
    const auto steps = static_cast<std::size_t>(std::ceil(m_period * stepsPerSecond));
    const double h = m_period / static_cast<double>(steps);
    const double hz = beats.rate().respirationHz;
    // A beat of the train runs from R peak to R peak, so the trajectory begins at angle 0. A first round, thrown away,
    // brings z to where a period ends, so that the repetition has no seam.
    const std::size_t warmUp = static_cast<std::size_t>(beats.intervals().back() / h);
    State s{1.0, 0.0, 0.0};
    m_millivolt.reserve(steps);
    std::size_t beat = beats.intervals().size() - 1;
    double left = static_cast<double>(warmUp) * h;
    for (std::size_t i = 0; i < warmUp + steps; ++i) {
        if (i == warmUp) {
            s.x = 1.0;
            s.y = 0.0;
            beat = 0;
            left = beats.intervals().front();
        }
        if (i >= warmUp)
            m_millivolt.push_back(static_cast<float>(s.z));
        const double t = (static_cast<double>(i) - static_cast<double>(warmUp)) * h;
        const double omega = 2.0 * pi / beats.intervals()[beat];
        const State k1 = derivative(s, t, omega, hz, events);
        const State k2 = derivative(advanced(s, k1, h / 2), t + h / 2, omega, hz, events);
        const State k3 = derivative(advanced(s, k2, h / 2), t + h / 2, omega, hz, events);
        const State k4 = derivative(advanced(s, k3, h), t + h, omega, hz, events);
        const State sum{k1.x + 2 * k2.x + 2 * k3.x + k4.x, k1.y + 2 * k2.y + 2 * k3.y + k4.y,
                        k1.z + 2 * k2.z + 2 * k3.z + k4.z};
        s = advanced(s, sum, h / 6);
        left -= h;
        if (left <= 0.0 && i >= warmUp) {
            beat = std::min(beat + 1, beats.intervals().size() - 1);
            left += beats.intervals()[beat];
        }
    }
    const auto [low, high] = std::minmax_element(m_millivolt.begin(), m_millivolt.end());
    const double factor = rangeMillivolt / static_cast<double>(*high - *low);
    const double offset = -0.4 - static_cast<double>(*low) * factor;
    const double strength = std::max(0.2, lead.r);
    for (float &value : m_millivolt)
        value = static_cast<float>((static_cast<double>(value) * factor + offset) * strength);
}

double EcgModel::at(Duration t) const
{
    const double place = folded(inSeconds(t), m_period) / m_period * static_cast<double>(m_millivolt.size());
    const auto index = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(index);
    const double from = static_cast<double>(m_millivolt[index % m_millivolt.size()]);
    const double to = static_cast<double>(m_millivolt[(index + 1) % m_millivolt.size()]);
    return from + part * (to - from);
}

} // namespace watchglass::sim
