#include "ui/panels/map_track.h"

#include "ui/plot/time_grid.h"
#include "ui/plot/trace_plottable.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace watchglass::ui {

namespace {

constexpr Duration leastBreak = std::chrono::seconds(10);

} // namespace

void MapTrack::setParts(const store::Series *latitude, const store::Series *longitude, const store::Series *accuracy,
                        const store::Series *heading)
{
    if (latitude != m_latitude || longitude != m_longitude) {
        m_join.clear();
        m_fixes.clear();
    }
    m_latitude = latitude;
    m_longitude = longitude;
    m_accuracy = accuracy;
    m_heading = heading;
}

QString MapTrack::missing() const
{
    if (isWhole())
        return {};
    return m_latitude ? QCoreApplication::translate("watchglass::ui::MapTrack", "longitude")
                      : QCoreApplication::translate("watchglass::ui::MapTrack", "latitude");
}

bool MapTrack::follow()
{
    if (!isWhole() || !m_join.follow({m_latitude, m_longitude}))
        return false;
    m_fixes.clear();
    for (const JoinedSample &row : m_join.rows()) {
        if (const auto place = GeoPoint::from(row.values[0], row.values[1]))
            m_fixes.push_back({row.time, *place});
    }
    return true;
}

std::optional<double> MapTrack::valueOf(const store::Series *series) const
{
    if (!series || m_fixes.empty())
        return std::nullopt;
    const auto sample = series->at(m_fixes.back().time);
    if (!sample || !std::isfinite(sample->value))
        return std::nullopt;
    const bool isTurn = series == m_heading && series->info().unit == QLatin1String("rad");
    return isTurn ? sample->value * 180.0 / std::numbers::pi : sample->value;
}

std::vector<QPolygonF> MapTrack::lines(const MapView &view) const
{
    std::vector<QPolygonF> lines;
    if (m_fixes.empty())
        return lines;
    const auto usual = m_latitude ? m_latitude->rhythm() : std::nullopt;
    const Duration longest = std::max(leastBreak, usual.value_or(Duration::zero()) * 5);
    // From the newest backwards, so that the end that matters is where the view puts it.
    QPointF drawn = view.at(m_fixes.back().place);
    QPolygonF line{drawn};
    for (std::size_t i = m_fixes.size() - 1; i-- > 0;) {
        const Fix &fix = m_fixes[i];
        const Fix &later = m_fixes[i + 1];
        const QPointF next = view.after(later.place, drawn, fix.place);
        if (between(fix.time, later.time) > longest) {
            lines.push_back(line);
            line = {next};
        } else if (const QPointF way = next - line.back(); std::hypot(way.x(), way.y()) >= 1.0 || i == 0) {
            line << next;
        }
        drawn = next;
    }
    lines.push_back(line);
    return lines;
}

} // namespace watchglass::ui
