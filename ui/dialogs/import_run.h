#pragma once

#include "core/base/mailbox.h"
#include "core/exchange/import_trial.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>

namespace watchglass::ui {

/// Reads a file in a thread of its own, tells how far it is, and gives up when told to.
/// Thread: GUI; the work runs on its own. Destroying it gives the work up and waits for its end.
class ImportRun : public QObject
{
    Q_OBJECT

public:
    /// What is to be done: asks `progress` often whether it is still wanted.
    using Work = std::function<Result<exchange::Trial>(const exchange::Progress &progress)>;

    explicit ImportRun(QObject *parent = nullptr);
    ~ImportRun() override;

    /// Begins; a work that still runs is given up first, and nothing is told of it any more.
    void start(Work work);
    /// Asks the work to end early: it tells an error then.
    void cancel();
    bool isRunning() const { return m_running != nullptr; }
    /// What the last one came to; nothing before the first.
    const std::optional<Result<exchange::Trial>> &outcome() const { return m_outcome; }

Q_SIGNALS:
    /// From 0 to 1; negative when that cannot be told.
    void progressed(double share);
    /// outcome() holds what came of it.
    void finished();

private:
    struct Shared
    {
        std::atomic<bool> isWanted{true};
        std::atomic<std::int64_t> done{0};
        std::atomic<std::int64_t> total{0};
        Mailbox<Result<exchange::Trial>> outcome{1};
    };

    void begin(Work work);
    void look();

    std::shared_ptr<Shared> m_running; ///< Null: nothing runs.
    std::thread m_thread;
    Work m_next; ///< To be begun as soon as the one that was given up has ended.
    std::optional<Result<exchange::Trial>> m_outcome;
    QTimer m_look;
};

} // namespace watchglass::ui
