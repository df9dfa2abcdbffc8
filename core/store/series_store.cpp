#include "core/store/series_store.h"

#include <algorithm>

namespace watchglass::store {

namespace {

bool keyBefore(const std::shared_ptr<const Series> &a, const std::shared_ptr<const Series> &b)
{
    return a->info().key < b->info().key;
}

} // namespace

std::shared_ptr<Series> SeriesStore::open(const SeriesInfo &info)
{
    MutexLock lock(m_mutex);
    std::shared_ptr<Series> &series = m_series[info.key];
    if (!series) {
        series = std::make_shared<Series>(info);
        ++m_revision;
    }
    return series;
}

std::shared_ptr<const Series> SeriesStore::find(const SeriesKey &key) const
{
    MutexLock lock(m_mutex);
    return m_series.value(key);
}

std::vector<std::shared_ptr<const Series>> SeriesStore::all() const
{
    std::vector<std::shared_ptr<const Series>> all;
    {
        MutexLock lock(m_mutex);
        all.assign(m_series.begin(), m_series.end());
    }
    std::sort(all.begin(), all.end(), keyBefore);
    return all;
}

std::size_t SeriesStore::size() const
{
    MutexLock lock(m_mutex);
    return static_cast<std::size_t>(m_series.size());
}

std::uint64_t SeriesStore::revision() const
{
    MutexLock lock(m_mutex);
    return m_revision;
}

void SeriesStore::removeSource(const QString &source)
{
    std::vector<std::shared_ptr<Series>> removed; // their samples are freed after the lock is
    MutexLock lock(m_mutex);
    for (auto it = m_series.begin(); it != m_series.end();) {
        if (it.key().source != source) {
            ++it;
            continue;
        }
        removed.push_back(std::move(it.value()));
        it = m_series.erase(it);
    }
}

} // namespace watchglass::store
