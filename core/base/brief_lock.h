#pragma once

#include "core/base/mutex.h"

#include <atomic>
#include <thread>

namespace watchglass {

/// A lock for what takes microseconds at most and is hardly ever wanted by two: where nobody else holds it, it costs a
/// third of a mutex. Who has to wait yields its time.
class WG_THREAD_ATTRIBUTE(capability("lock")) BriefLock
{
public:
    void lock() WG_THREAD_ATTRIBUTE(acquire_capability())
    {
        while (m_isHeld.test_and_set(std::memory_order_acquire))
            std::this_thread::yield();
    }
    void unlock() WG_THREAD_ATTRIBUTE(release_capability()) { m_isHeld.clear(std::memory_order_release); }

private:
    std::atomic_flag m_isHeld;
};

class WG_THREAD_ATTRIBUTE(scoped_lockable) BriefLocker
{
public:
    explicit BriefLocker(BriefLock &lock) WG_THREAD_ATTRIBUTE(acquire_capability(lock))
        : m_lock(lock)
    {
        lock.lock();
    }
    ~BriefLocker() WG_THREAD_ATTRIBUTE(release_capability()) { m_lock.unlock(); }
    BriefLocker(const BriefLocker &) = delete;
    BriefLocker &operator=(const BriefLocker &) = delete;

private:
    BriefLock &m_lock;
};

} // namespace watchglass
