#pragma once

#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <optional>
#include <vector>

namespace watchglass::ui {

/// A place on the Earth in degrees.
struct GeoPoint
{
    double latitude = 0.0;  ///< [-90, 90]
    double longitude = 0.0; ///< [-180, 180)

    /// Nothing for what is no place: latitudes beyond a pole, longitudes beyond a whole turn, no numbers.
    static std::optional<GeoPoint> from(double latitude, double longitude);
};

/// `degrees` brought into [-180, 180).
double wrapped180(double degrees);

/// What part of the Earth a map shows: a local equirectangular projection about its centre, in which distances near the
/// centre's latitude are true. East is right, north is up. Longitudes are taken from the centre the short way round, so
/// that nothing happens at the antimeridian; near a pole the shrinking of longitudes ends at 89.5°.
/// Invariant: 0.01 <= metresPerPx <= 100,000; centre is a place.
class MapView
{
public:
    static constexpr double metresPerDegree = 111'195.0; ///< Of a sphere of 6,371 km.

    const GeoPoint &centre() const { return m_centre; }
    double metresPerPx() const { return m_metresPerPx; }
    void setSize(const QSizeF &size) { m_size = size; }
    void setCentre(const GeoPoint &centre) { m_centre = centre; }
    void setMetresPerPx(double metres);

    /// In pixels from the upper left.
    QPointF at(const GeoPoint &place) const;
    /// As at(), where the way to `next` is the short one from where `from` was drawn.
    QPointF after(const GeoPoint &from, const QPointF &drawn, const GeoPoint &next) const;
    /// The place under a pixel; a pole is as far as it goes.
    GeoPoint placeAt(const QPointF &px) const;

    /// Keeps the place under `px` where it is.
    void zoom(double factor, const QPointF &px);
    void pan(const QPointF &px);
    /// Shows all of the places with some room; at least 200 m across. Nothing without places.
    void fit(const std::vector<GeoPoint> &places);

private:
    double shrink() const; ///< Of a degree of longitude at the centre's latitude.

    GeoPoint m_centre;
    double m_metresPerPx = 10.0;
    QSizeF m_size{400.0, 300.0};
};

/// A line of the graticule.
struct GraticuleLine
{
    double px = 0.0; ///< x of a meridian, y of a parallel.
    QString text;    ///< "48.14° N"
};
struct Graticule
{
    std::vector<GraticuleLine> meridians;
    std::vector<GraticuleLine> parallels;
};
/// Lines about `apartPx` apart at round degrees, those inside `size`.
Graticule graticule(const MapView &view, const QSizeF &size, double apartPx);

/// A round length that takes at most `mostPx`.
struct ScaleBar
{
    double px = 0.0;
    QString text; ///< "200 m", "5 km"
};
ScaleBar scaleBar(double metresPerPx, double mostPx);

/// "48.13720° N 11.57560° E"
QString placeText(const GeoPoint &place, int decimals = 5);

} // namespace watchglass::ui
