#pragma once

#include "core/base/result.h"
#include "core/recording/session_file.h"

#include <functional>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace watchglass::replay {

/// What is rare in a session, in order of arrival: alarms, events, how devices and servers fared. And the instants that
/// a person jumps to.
/// Thread: one; a value.
class Timeline
{
public:
    using What = std::variant<AlarmEvent, DeviceEvent, DeviceUpdate, SystemStatus>;
    struct Entry
    {
        Timestamp at;
        QString source; ///< As the session calls it.
        What what;
    };
    enum class Point { Alarm, Marker, Gap };

    /// `offset` is added to the times of arrival. Errors: as the file's.
    static Result<Timeline> of(const recording::SessionFile &file, Duration offset = {});

    const std::vector<Entry> &entries() const { return m_entries; }
    /// Entries in (after, upTo].
    std::span<const Entry> between(Timestamp after, Timestamp upTo) const;

    /// Sorted, each once.
    const std::vector<Timestamp> &points(Point point) const { return m_points[static_cast<std::size_t>(point)]; }
    const std::vector<recording::Marker> &markers() const { return m_markers; }
    /// In place of those that there are; `offset` is added to their times.
    void setMarkers(std::vector<recording::Marker> markers, Duration offset = {});
    /// Of several timelines: the first of a kind after (last before) an instant.
    static std::optional<Timestamp> next(std::span<const Timeline *const> all, Point point, Timestamp after);
    static std::optional<Timestamp> previous(std::span<const Timeline *const> all, Point point, Timestamp before);

private:
    void sort();

    std::vector<Entry> m_entries;
    std::vector<recording::Marker> m_markers;
    std::array<std::vector<Timestamp>, 3> m_points;
};

} // namespace watchglass::replay
