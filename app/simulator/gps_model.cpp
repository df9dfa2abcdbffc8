#include "app/simulator/gps_model.h"

#include "app/simulator/random.h"

#include <algorithm>

namespace watchglass::sim {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double metresPerDegree = 111'320.0;
constexpr double tourSeconds = 1'200.0;
constexpr double legSeconds = 75.0; ///< A drive and the stop at its end.
constexpr double stopShare = 0.2;
constexpr double headingStep = 1e-5; ///< Of the tour.

} // namespace

GpsModel::GpsModel(GpsField field, double latitude, double longitude, std::uint64_t seed)
    : m_field(field)
    , m_latitude(latitude)
    , m_longitude(longitude)
    , m_phase(uniformAt(seed, 0))
{}

/// Share of the tour done at a time: legs that start and end smoothly, then a stop.
double GpsModel::travelled(double s) const
{
    const double legs = s / legSeconds;
    const double inLeg = std::min(1.0, (legs - std::floor(legs)) / (1.0 - stopShare));
    const double smooth = inLeg * inLeg * (3.0 - 2.0 * inLeg);
    return (std::floor(legs) + smooth) * legSeconds / tourSeconds + m_phase;
}

GpsModel::Place GpsModel::placeOn(double tour) const
{
    const double a = 2.0 * pi * tour;
    return {1'350.0 * std::sin(a) + 320.0 * std::sin(3.0 * a + 0.7), 1'900.0 * std::cos(a) + 260.0 * std::sin(4.0 * a)};
}

double GpsModel::at(Duration t) const
{
    const double s = inSeconds(t);
    const Place here = placeAt(s);
    if (m_field == GpsField::Latitude)
        return quantised(m_latitude + here.north / metresPerDegree, 1e7);
    const double shrink = std::cos(m_latitude * pi / 180.0);
    if (m_field == GpsField::Longitude)
        return quantised(m_longitude + here.east / (metresPerDegree * shrink), 1e7);
    if (m_field == GpsField::Speed) {
        const Place before = placeAt(s - 1.0);
        return quantised(std::hypot(here.north - before.north, here.east - before.east) * 3.6, 10.0);
    }
    const Place behind = placeOn(travelled(s) - headingStep);
    const double heading = std::atan2(here.east - behind.east, here.north - behind.north) * 180.0 / pi;
    return quantised(heading < 0.0 ? heading + 360.0 : heading, 10.0);
}

} // namespace watchglass::sim
