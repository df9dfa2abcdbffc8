#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

class QThread;
class QTimer;

namespace watchglass::app {

/// One long piece of work at a time, on a thread of its own, and what is to be done with its outcome, back on the
/// thread that asked for it. Thread: GUI. Owns: the working thread, which it waits for at the end.
class Errand : public QObject
{
    Q_OBJECT

public:
    /// What the work is told, and tells, while it goes on. Thread: the working one.
    class Watch
    {
    public:
        /// False: nobody waits for it any more.
        bool isWanted() const { return m_isWanted.load(std::memory_order_relaxed); }
        /// 0 … 1.
        void tell(double share) { m_share.store(share, std::memory_order_relaxed); }

    private:
        friend class Errand;
        std::atomic<bool> m_isWanted = true;
        std::atomic<double> m_share = 0.0;
    };
    using Then = std::function<void()>;
    using Work = std::function<Then(Watch &)>;

    explicit Errand(QObject *parent = nullptr);
    ~Errand() override;

    /// Gives up what goes on, and begins this. What `work` returns is called from the event loop of this thread, unless
    /// it was given up in between.
    void start(Work work);
    /// Nothing comes of it any more.
    void giveUp();
    bool isRunning() const { return m_watch != nullptr; }

Q_SIGNALS:
    /// How far it is, some times a second.
    void progressed(double share);

private:
    struct Run;

    void finished(const std::shared_ptr<Run> &run);

    std::shared_ptr<Watch> m_watch; ///< Of what goes on; null when nothing does.
    std::vector<QThread *> m_threads;
    QTimer *m_ticks;
};

} // namespace watchglass::app
