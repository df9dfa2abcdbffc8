#pragma once

#include "app/simulator/signal.h"

#include <cstdint>

namespace watchglass::sim {

/// Which of a receiver's outputs.
enum class GpsField { Latitude, Longitude, Speed, Heading };

/// A delivery round: a closed tour about a centre, driven again and again, with stops. Latitude and longitude in
/// degrees (WGS 84), speed in km/h, heading in degrees from north,
/// which stays as it is at a stop; all four follow from one place on the tour, so
/// they agree with each other.
class GpsModel final : public Signal
{
public:
    GpsModel(GpsField field, double latitude, double longitude, std::uint64_t seed);
    double at(Duration t) const override;

private:
    struct Place
    {
        double north; ///< Metres from the centre.
        double east;
    };
    double travelled(double s) const;
    Place placeOn(double tour) const;
    Place placeAt(double s) const { return placeOn(travelled(s)); }

    GpsField m_field;
    double m_latitude;
    double m_longitude;
    double m_phase;
};

} // namespace watchglass::sim
