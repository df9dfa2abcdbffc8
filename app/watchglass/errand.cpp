#include "app/watchglass/errand.h"

#include <QThread>
#include <QTimer>

#include <chrono>

namespace watchglass::app {

namespace {

constexpr std::chrono::milliseconds tick(100);

} // namespace

struct Errand::Run
{
    std::shared_ptr<Watch> watch = std::make_shared<Watch>();
    Then then; ///< Written before the thread ends, read after that.
};

Errand::Errand(QObject *parent)
    : QObject(parent)
    , m_ticks(new QTimer(this))
{
    m_ticks->setInterval(tick);
    connect(m_ticks, &QTimer::timeout, this, [this] {
        if (m_watch)
            Q_EMIT progressed(m_watch->m_share.load(std::memory_order_relaxed));
    });
}

Errand::~Errand()
{
    giveUp();
    for (QThread *thread : m_threads) {
        thread->wait();
        delete thread;
    }
}

void Errand::start(Work work)
{
    giveUp();
    const auto run = std::make_shared<Run>();
    m_watch = run->watch;
    QThread *thread = QThread::create([run, work = std::move(work)] { run->then = work(*run->watch); });
    m_threads.push_back(thread);
    connect(thread, &QThread::finished, this, [this, thread, run] {
        std::erase(m_threads, thread);
        thread->wait();
        thread->deleteLater();
        finished(run);
    });
    thread->start();
    m_ticks->start();
}

void Errand::giveUp()
{
    if (m_watch)
        m_watch->m_isWanted = false;
    m_watch.reset();
    m_ticks->stop();
}

void Errand::finished(const std::shared_ptr<Run> &run)
{
    if (m_watch != run->watch)
        return; // given up
    m_watch.reset();
    m_ticks->stop();
    if (run->then)
        run->then();
}

} // namespace watchglass::app
