#pragma once

#include "core/base/mutex.h"
#include "core/store/series.h"

#include <condition_variable>
#include <deque>
#include <memory>

namespace watchglass::store {

/// Series with blocks to be packed, each of them once.
/// Thread: any.
class PackingQueue
{
public:
    /// So many series may wait. Their blocks lie about unpacked, which must not take much of a budget.
    static constexpr std::size_t mostWaiting = 256;

    /// False when too many wait already: whoever filled a block then packs it. One that waits already is not put in
    /// again.
    bool push(const std::shared_ptr<Series> &series);
    /// The one that has waited longest, or nothing.
    std::shared_ptr<Series> take();
    /// Waits until there is one, wake() is called or `most` has passed.
    void wait(Duration most);
    void wake();

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::shared_ptr<Series>> m_series;
    bool m_isWoken = false;
};

} // namespace watchglass::store
