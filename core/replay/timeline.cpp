#include "core/replay/timeline.h"

#include <QHash>

#include <algorithm>

namespace watchglass::replay {

namespace {

template <typename T>
Result<void> take(const Result<std::vector<recording::Recorded<T>>> &list,
                  const QHash<recording::SourceId, QString> &names, Duration offset,
                  std::vector<Timeline::Entry> &entries)
{
    if (!list)
        return list.error();
    for (const auto &[source, arrival, value] : list.value())
        entries.push_back({arrival + offset, names.value(source), value});
    return {};
}

/// In order, each once.
void settle(std::vector<Timestamp> &points)
{
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
}

} // namespace

Result<Timeline> Timeline::of(const recording::SessionFile &file, Duration offset)
{
    QHash<recording::SourceId, QString> names;
    for (const recording::SessionSource &source : file.sources())
        names.insert(source.id, source.name);
    Timeline line;
    for (const auto &taken :
         {take(file.alarms(), names, offset, line.m_entries), take(file.events(), names, offset, line.m_entries),
          take(file.devices(), names, offset, line.m_entries),
          take(file.systemStatus(), names, offset, line.m_entries)}) {
        if (!taken)
            return taken.error();
    }
    const auto markers = file.markers();
    if (!markers)
        return markers.error();
    line.setMarkers(markers.value(), offset);
    const auto gaps = file.gaps();
    if (!gaps)
        return gaps.error();
    for (const auto &[source, arrival, note] : gaps.value()) {
        if (note.kind == recording::GapNote::Kind::Missing)
            line.m_points[static_cast<std::size_t>(Point::Gap)].push_back(note.gap.range.from + offset);
    }
    for (const Entry &entry : line.m_entries) {
        const auto *alarm = std::get_if<AlarmEvent>(&entry.what);
        if (alarm && alarm->condition == AlarmCondition::Active)
            line.m_points[static_cast<std::size_t>(Point::Alarm)].push_back(entry.at);
    }
    line.sort();
    return line;
}

void Timeline::sort()
{
    std::stable_sort(m_entries.begin(), m_entries.end(), [](const Entry &a, const Entry &b) { return a.at < b.at; });
    for (std::vector<Timestamp> &points : m_points)
        settle(points);
}

void Timeline::setMarkers(std::vector<recording::Marker> markers, Duration offset)
{
    std::vector<Timestamp> &points = m_points[static_cast<std::size_t>(Point::Marker)];
    points.clear();
    for (recording::Marker &marker : markers) {
        marker.time = marker.time + offset;
        if (marker.to)
            marker.to = *marker.to + offset;
        points.push_back(marker.time);
    }
    m_markers = std::move(markers);
    settle(points);
}

std::span<const Timeline::Entry> Timeline::between(Timestamp after, Timestamp upTo) const
{
    const auto isAfter = [](Timestamp time, const Entry &entry) { return time < entry.at; };
    const auto from = std::upper_bound(m_entries.begin(), m_entries.end(), after, isAfter);
    const auto to = std::upper_bound(from, m_entries.end(), upTo, isAfter);
    return {from, to};
}

std::optional<Timestamp> Timeline::next(std::span<const Timeline *const> all, Point point, Timestamp after)
{
    std::optional<Timestamp> found;
    for (const Timeline *line : all) {
        const auto &points = line->points(point);
        const auto at = std::upper_bound(points.begin(), points.end(), after);
        if (at != points.end() && (!found || *at < *found))
            found = *at;
    }
    return found;
}

std::optional<Timestamp> Timeline::previous(std::span<const Timeline *const> all, Point point, Timestamp before)
{
    std::optional<Timestamp> found;
    for (const Timeline *line : all) {
        const auto &points = line->points(point);
        const auto at = std::lower_bound(points.begin(), points.end(), before);
        if (at != points.begin() && (!found || *found < *std::prev(at)))
            found = *std::prev(at);
    }
    return found;
}

} // namespace watchglass::replay
