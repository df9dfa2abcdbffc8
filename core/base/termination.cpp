#include "core/base/termination.h"

#include <QTimer>

#include <atomic>
#include <csignal>

namespace watchglass {

namespace {

// A handler may touch little else. A lock-free atomic is polled, which needs no descriptor and works on all systems.
std::atomic<bool> asked = false;
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void noteTermination(int signal)
{
    asked.store(true, std::memory_order_relaxed);
    std::signal(signal, SIG_DFL);
}

constexpr int pollMs = 50;

} // namespace

struct Termination::Private
{
    QTimer poll;
};

Termination::Termination(std::function<void()> call)
    : m_private(std::make_unique<Private>())
{
    asked.store(false, std::memory_order_relaxed);
    std::signal(SIGINT, noteTermination);
    std::signal(SIGTERM, noteTermination);
    QObject::connect(&m_private->poll, &QTimer::timeout, &m_private->poll, [this, call = std::move(call)] {
        if (!asked.load(std::memory_order_relaxed))
            return;
        m_private->poll.stop();
        call();
    });
    m_private->poll.start(pollMs);
}

Termination::~Termination()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace watchglass
