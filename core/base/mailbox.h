#pragma once

#include "core/base/mutex.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace watchglass {

/// Values from any number of threads to one reader, in order, bounded. For what is rare (status, alarms, link
/// state); samples never travel this way. When full, the newest value is refused and counted, so that what was
/// already promised arrives.
/// Thread: post() any; drain() the reader's.
template <typename T>
class Mailbox
{
public:
    explicit Mailbox(std::size_t capacity)
        : m_capacity(capacity)
    {}

    /// False when the value was dropped because the box is full.
    bool post(T value)
    {
        MutexLock lock(m_mutex);
        if (m_values.size() >= m_capacity) {
            ++m_dropped;
            return false;
        }
        m_values.push_back(std::move(value));
        return true;
    }

    /// Everything posted since the last call, oldest first.
    std::vector<T> drain()
    {
        std::vector<T> out;
        MutexLock lock(m_mutex);
        out.swap(m_values);
        return out;
    }

    /// How many values were refused since the start.
    std::uint64_t dropped() const
    {
        MutexLock lock(m_mutex);
        return m_dropped;
    }

private:
    const std::size_t m_capacity;
    mutable Mutex m_mutex;
    std::vector<T> m_values WG_GUARDED_BY(m_mutex);
    std::uint64_t m_dropped WG_GUARDED_BY(m_mutex) = 0;
};

} // namespace watchglass
