#include "ui/dialogs/import_run.h"

namespace watchglass::ui {

namespace {

constexpr auto lookInterval = std::chrono::milliseconds(40);

} // namespace

ImportRun::ImportRun(QObject *parent)
    : QObject(parent)
{
    connect(&m_look, &QTimer::timeout, this, &ImportRun::look);
}

ImportRun::~ImportRun()
{
    if (m_running)
        m_running->isWanted = false;
    if (m_thread.joinable())
        m_thread.join();
}

void ImportRun::start(Work work)
{
    if (!m_running)
        return begin(std::move(work));
    m_next = std::move(work);
    m_running->isWanted = false;
}

void ImportRun::begin(Work work)
{
    auto shared = std::make_shared<Shared>();
    m_running = shared;
    m_thread = std::thread([shared, work = std::move(work)] {
        shared->outcome.post(work([&shared](std::int64_t done, std::int64_t total) {
            shared->done = done;
            shared->total = total;
            return shared->isWanted.load();
        }));
    });
    m_look.start(lookInterval);
}

void ImportRun::cancel()
{
    m_next = {};
    if (m_running)
        m_running->isWanted = false;
}

void ImportRun::look()
{
    std::vector<Result<exchange::Trial>> outcome = m_running->outcome.drain();
    if (outcome.empty()) {
        const std::int64_t total = m_running->total;
        Q_EMIT progressed(total > 1 ? static_cast<double>(m_running->done) / static_cast<double>(total) : -1.0);
        return;
    }
    m_look.stop();
    m_thread.join();
    m_running.reset();
    if (m_next)
        return begin(std::exchange(m_next, {}));
    m_outcome = std::move(outcome.front());
    Q_EMIT finished();
}

} // namespace watchglass::ui
