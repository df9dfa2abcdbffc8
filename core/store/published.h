#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace watchglass::store {

/// One immutable value that one thread replaces now and then and any number of threads read without ever waiting
/// or locking. A reader gets a share of the value and may keep it as long as it likes.
///
/// How: readers count themselves in before they take the pointer and out once they hold a share. A replaced value is
/// retired and freed when each of the two reader counters has been seen at zero after the exchange: whoever had
/// taken the old pointer was counted in, whoever comes in later takes the new one. The gate sends new readers to
/// one counter while the other runs empty, so that even readers without a pause hold nothing up for longer than
/// a few publications.
/// Thread: publish(), collect() and retired() the writer's, read() any.
template <typename T>
class Published
{
public:
    explicit Published(std::shared_ptr<const T> first)
        : m_current(new Slot(std::move(first)))
    {}
    ~Published() { delete m_current.load(); }
    Published(const Published &) = delete;
    Published &operator=(const Published &) = delete;

    std::shared_ptr<const T> read() const
    {
        std::atomic<std::uint32_t> &readers = m_readers[m_gate.load()].count;
        readers.fetch_add(1);
        std::shared_ptr<const T> share = *m_current.load();
        readers.fetch_sub(1);
        return share;
    }

    void publish(std::shared_ptr<const T> next)
    {
        auto slot = std::make_unique<const Slot>(std::move(next));
        m_retired.push_back({std::unique_ptr<const Slot>(m_current.exchange(slot.release())), {}});
        collect();
    }

    /// Frees those replaced values that no reader can hold any more. publish() does so too; a reader that was stopped
    /// while it was counted in may outlast the last publication.
    void collect()
    {
        for (std::size_t gate = 0; gate < m_readers.size(); ++gate) {
            if (m_readers[gate].count.load() != 0)
                continue;
            for (Retired &old : m_retired)
                old.passed[gate] = true;
        }
        std::erase_if(m_retired, [](const Retired &old) { return old.passed[0] && old.passed[1]; });
        m_gate.store(1 - m_gate.load());
    }

    /// How many replaced values wait to be freed.
    std::size_t retired() const { return m_retired.size(); }

private:
    using Slot = std::shared_ptr<const T>;
    struct Retired
    {
        std::unique_ptr<const Slot> slot;
        std::array<bool, 2> passed; ///< Whether the counter was seen at zero since.
    };
    struct alignas(64) Counter
    {
        std::atomic<std::uint32_t> count = 0;
    };

    std::atomic<const Slot *> m_current;
    std::atomic<std::uint32_t> m_gate = 0;
    mutable std::array<Counter, 2> m_readers;
    std::vector<Retired> m_retired;
};

} // namespace watchglass::store
