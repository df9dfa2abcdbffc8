#pragma once

#include <mutex>

// Clang's thread safety analysis (-Wthread-safety); other compilers see nothing.
#if defined(__clang__)
#define WG_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define WG_THREAD_ATTRIBUTE(x)
#endif

#define WG_GUARDED_BY(mutex) WG_THREAD_ATTRIBUTE(guarded_by(mutex))
#define WG_REQUIRES(mutex) WG_THREAD_ATTRIBUTE(requires_capability(mutex))

namespace watchglass {

/// std::mutex that the compiler can check. Private to one class; the members it guards stand under it.
class WG_THREAD_ATTRIBUTE(capability("mutex")) Mutex
{
public:
    void lock() WG_THREAD_ATTRIBUTE(acquire_capability()) { m_mutex.lock(); }
    void unlock() WG_THREAD_ATTRIBUTE(release_capability()) { m_mutex.unlock(); }

private:
    std::mutex m_mutex;
};

class WG_THREAD_ATTRIBUTE(scoped_lockable) MutexLock
{
public:
    explicit MutexLock(Mutex &mutex) WG_THREAD_ATTRIBUTE(acquire_capability(mutex))
        : m_mutex(mutex)
    {
        mutex.lock();
    }
    ~MutexLock() WG_THREAD_ATTRIBUTE(release_capability()) { m_mutex.unlock(); }
    MutexLock(const MutexLock &) = delete;
    MutexLock &operator=(const MutexLock &) = delete;

private:
    Mutex &m_mutex;
};

} // namespace watchglass
