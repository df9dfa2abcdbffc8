#pragma once

#include "ui/panels/component_join.h"
#include "ui/panels/map_view.h"

#include <QPolygonF>

#include <vector>

namespace watchglass::ui {

/// Where one device was lately: its positions with their times, in order.
class MapTrack
{
public:
    struct Fix
    {
        Timestamp time;
        GeoPoint place;
    };

    /// `key` is any of the device's position's series.
    explicit MapTrack(SeriesKey key, Duration kept)
        : m_key(std::move(key))
        , m_join(kept)
    {}

    const SeriesKey &key() const { return m_key; }
    void setParts(const store::Series *latitude, const store::Series *longitude, const store::Series *accuracy,
                  const store::Series *heading);
    bool isWhole() const { return m_latitude && m_longitude; }
    /// What of a position is missing, for people; empty when nothing is.
    QString missing() const;
    /// Whether anything is new.
    bool follow();
    const std::vector<Fix> &fixes() const { return m_fixes; }
    /// Radius in metres that the newest position is sure to; nothing when it is not told.
    std::optional<double> accuracy() const { return valueOf(m_accuracy); }
    /// Degrees from north.
    std::optional<double> heading() const { return valueOf(m_heading); }

    /// The way as lines, cut where nothing came for long; points less than a pixel apart are left out.
    std::vector<QPolygonF> lines(const MapView &view) const;

private:
    std::optional<double> valueOf(const store::Series *series) const;

    SeriesKey m_key;
    const store::Series *m_latitude = nullptr;
    const store::Series *m_longitude = nullptr;
    const store::Series *m_accuracy = nullptr;
    const store::Series *m_heading = nullptr;
    ComponentJoin m_join;
    std::vector<Fix> m_fixes;
};

} // namespace watchglass::ui
