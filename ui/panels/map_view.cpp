#include "ui/panels/map_view.h"

#include "core/format/value_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace watchglass::ui {

namespace {

constexpr double toRadians = std::numbers::pi / 180.0;
constexpr double steepest = 89.5;
constexpr double leastMetresPerPx = 0.01;
constexpr double mostMetresPerPx = 100'000.0;
constexpr double leastMetresShown = 200.0;
constexpr double fitShare = 0.76;
constexpr int mostLines = 64;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::MapView)
};

/// The greatest 1, 2 or 5 times a power of ten that is not above `value`.
double roundedDown(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {5.0, 2.0}) {
        if (step * power <= value)
            return step * power;
    }
    return power;
}

/// The least round step of degrees that is not below `value`; whole degrees are parted as a turn is.
double degreeStep(double value)
{
    for (int exponent = -7; exponent < 0; ++exponent) {
        for (const double lead : {1.0, 2.0, 5.0}) {
            if (const double step = lead * std::pow(10.0, exponent); step >= value)
                return step;
        }
    }
    for (const double step : {1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 45.0}) {
        if (step >= value)
            return step;
    }
    return 90.0;
}

QString latitudeText(double degrees, int decimals)
{
    const QString number = format::withUnit(format::fixed(std::abs(degrees), decimals), QStringLiteral("°"));
    return (degrees < 0.0 ? Texts::tr("%1 S") : Texts::tr("%1 N")).arg(number);
}

QString longitudeText(double degrees, int decimals)
{
    const QString number = format::withUnit(format::fixed(std::abs(degrees), decimals), QStringLiteral("°"));
    return (degrees < 0.0 ? Texts::tr("%1 W") : Texts::tr("%1 E")).arg(number);
}

} // namespace

double wrapped180(double degrees)
{
    double rest = std::fmod(degrees + 180.0, 360.0);
    if (rest < 0.0)
        rest += 360.0;
    return rest - 180.0;
}

std::optional<GeoPoint> GeoPoint::from(double latitude, double longitude)
{
    if (!(std::abs(latitude) <= 90.0) || !(std::abs(longitude) <= 360.0))
        return std::nullopt;
    return GeoPoint{latitude, wrapped180(longitude)};
}

void MapView::setMetresPerPx(double metres)
{
    if (std::isfinite(metres))
        m_metresPerPx = std::clamp(metres, leastMetresPerPx, mostMetresPerPx);
}

double MapView::shrink() const
{
    return std::cos(std::min(std::abs(m_centre.latitude), steepest) * toRadians);
}

QPointF MapView::at(const GeoPoint &place) const
{
    const double pxPerDegree = metresPerDegree / m_metresPerPx;
    return {m_size.width() / 2.0 + wrapped180(place.longitude - m_centre.longitude) * pxPerDegree * shrink(),
            m_size.height() / 2.0 - (place.latitude - m_centre.latitude) * pxPerDegree};
}

QPointF MapView::after(const GeoPoint &from, const QPointF &drawn, const GeoPoint &next) const
{
    const double pxPerDegree = metresPerDegree / m_metresPerPx;
    return {drawn.x() + wrapped180(next.longitude - from.longitude) * pxPerDegree * shrink(),
            drawn.y() - (next.latitude - from.latitude) * pxPerDegree};
}

GeoPoint MapView::placeAt(const QPointF &px) const
{
    const double degreesPerPx = m_metresPerPx / metresPerDegree;
    const double latitude = m_centre.latitude - (px.y() - m_size.height() / 2.0) * degreesPerPx;
    const double east = (px.x() - m_size.width() / 2.0) * degreesPerPx / shrink();
    return {std::clamp(latitude, -90.0, 90.0), wrapped180(m_centre.longitude + east)};
}

void MapView::zoom(double factor, const QPointF &px)
{
    const QPointF off = px - QPointF(m_size.width() / 2.0, m_size.height() / 2.0);
    const double before = m_metresPerPx;
    setMetresPerPx(before * factor);
    // The centre goes so that what is under the cursor stays.
    pan(off * (m_metresPerPx / before - 1.0) * (before / m_metresPerPx));
}

void MapView::pan(const QPointF &px)
{
    m_centre = placeAt(QPointF(m_size.width() / 2.0, m_size.height() / 2.0) - px);
}

void MapView::fit(const std::vector<GeoPoint> &places)
{
    if (places.empty() || m_size.isEmpty())
        return;
    const GeoPoint &first = places.front();
    double south = first.latitude;
    double north = first.latitude;
    double west = 0.0; // from the first one's longitude
    double east = 0.0;
    for (const GeoPoint &place : places) {
        south = std::min(south, place.latitude);
        north = std::max(north, place.latitude);
        const double off = wrapped180(place.longitude - first.longitude);
        west = std::min(west, off);
        east = std::max(east, off);
    }
    m_centre = {(south + north) / 2.0, wrapped180(first.longitude + (west + east) / 2.0)};
    const double height = std::max(leastMetresShown, (north - south) * metresPerDegree);
    const double width = std::max(leastMetresShown, (east - west) * metresPerDegree * shrink());
    setMetresPerPx(std::max(width / m_size.width(), height / m_size.height()) / fitShare);
}

Graticule graticule(const MapView &view, const QSizeF &size, double apartPx)
{
    Graticule lines;
    const double degreesPerPx = view.metresPerPx() / MapView::metresPerDegree;
    const double step = degreeStep(apartPx * degreesPerPx);
    const GeoPoint centre = view.centre();
    const QPointF middle(size.width() / 2.0, size.height() / 2.0);
    const int decimals = format::decimalsForStep(step);
    const double north = std::min(90.0, centre.latitude + middle.y() * degreesPerPx);
    const double south = std::max(-90.0, centre.latitude - middle.y() * degreesPerPx);
    for (double k = std::ceil(south / step); k * step <= north && lines.parallels.size() < mostLines; ++k)
        lines.parallels.push_back({view.at({k * step, centre.longitude}).y(), latitudeText(k * step, decimals)});

    const double east = view.at({centre.latitude, wrapped180(centre.longitude + 1.0)}).x() - middle.x();
    const double lonStep = degreeStep(apartPx / std::max(1e-12, east));
    const int lonDecimals = format::decimalsForStep(lonStep);
    const double half = std::min(180.0, middle.x() / std::max(1e-12, east));
    for (double k = std::ceil((centre.longitude - half) / lonStep);
         k * lonStep < centre.longitude + half && lines.meridians.size() < mostLines; ++k) {
        const double px = middle.x() + (k * lonStep - centre.longitude) * east;
        lines.meridians.push_back({px, longitudeText(wrapped180(k * lonStep), lonDecimals)});
    }
    return lines;
}

ScaleBar scaleBar(double metresPerPx, double mostPx)
{
    const double metres = roundedDown(metresPerPx * mostPx);
    const bool isFar = metres >= 1000.0;
    const QString text = isFar ? format::withUnit(format::number(metres / 1000.0), QStringLiteral("km"))
                               : format::withUnit(format::number(metres), QStringLiteral("m"));
    return {metres / metresPerPx, text};
}

QString placeText(const GeoPoint &place, int decimals)
{
    return latitudeText(place.latitude, decimals) + QStringLiteral("  ") + longitudeText(place.longitude, decimals);
}

} // namespace watchglass::ui
