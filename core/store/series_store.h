#pragma once

#include "core/store/series.h"

#include "core/base/mutex.h"

#include <QHash>

#include <memory>
#include <vector>

namespace watchglass::store {

/// Every series of the program by key.
/// Thread: any. A lock guards the table only; it is not taken to read or write samples.
class SeriesStore
{
public:
    /// The series of `info.key`, made when it is not there yet. The caller becomes its only writer.
    std::shared_ptr<Series> open(const SeriesInfo &info);
    std::shared_ptr<const Series> find(const SeriesKey &key) const;
    /// All series, ordered by key.
    std::vector<std::shared_ptr<const Series>> all() const;
    std::size_t size() const;
    /// Grows by one with each series that is made: cheap to poll for "is there something new?".
    std::uint64_t revision() const;
    /// Forgets all series of a source. Readers keep what they hold.
    void removeSource(const QString &source);

private:
    mutable Mutex m_mutex;
    QHash<SeriesKey, std::shared_ptr<Series>> m_series WG_GUARDED_BY(m_mutex);
    std::uint64_t m_revision WG_GUARDED_BY(m_mutex) = 0;
};

} // namespace watchglass::store
