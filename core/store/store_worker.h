#pragma once

#include "core/store/series_store.h"

#include <atomic>
#include <thread>

namespace watchglass::store {

/// The thread on which a store packs what was filled and forgets what exceeds its budget.
/// Thread: made and destroyed on one.
/// Requires: the store outlives it.
class StoreWorker
{
public:
    /// What has gathered in open blocks, and what late samples came into, is packed once every so often.
    static constexpr Duration defaultRest = std::chrono::seconds(10);

    explicit StoreWorker(SeriesStore &store, Duration rest = defaultRest);
    ~StoreWorker();
    StoreWorker(const StoreWorker &) = delete;
    StoreWorker &operator=(const StoreWorker &) = delete;

private:
    void run();

    SeriesStore &m_store;
    const Duration m_rest;
    std::atomic<bool> m_isStopped = false;
    std::thread m_thread;
};

} // namespace watchglass::store
