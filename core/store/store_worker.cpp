#include "core/store/store_worker.h"

#include <chrono>

namespace watchglass::store {

StoreWorker::StoreWorker(SeriesStore &store, Duration rest)
    : m_store(store)
    , m_rest(rest)
    , m_thread([this] { run(); })
{}

StoreWorker::~StoreWorker()
{
    m_isStopped = true;
    m_store.unpacked().wake();
    m_thread.join();
}

void StoreWorker::run()
{
    using Clock = std::chrono::steady_clock;
    auto nextRest = Clock::now() + m_rest;
    while (!m_isStopped) {
        if (const auto series = m_store.unpacked().take()) {
            while (series->pack(false)) {
            }
        } else {
            m_store.unpacked().wait(std::chrono::seconds(1));
        }
        if (Clock::now() >= nextRest) {
            m_store.packAtRest();
            nextRest = Clock::now() + m_rest;
        }
        m_store.makeRoom();
    }
}

} // namespace watchglass::store
