#include "core/recording/session_writer.h"

#include "core/base/mutex.h"
#include "core/recording/recording_run.h"

#include <algorithm>
#include <condition_variable>
#include <future>
#include <thread>

namespace watchglass::recording {

namespace {

/// How often what sources heard is taken from them, and how many times of that make a commit. What is newer than the
/// last commit is what a killed program loses.
constexpr std::chrono::milliseconds turn(50);
constexpr int turnsOfCommit = 8;
constexpr std::size_t mostNotes = 100'000;

} // namespace

class SessionWriter::Private
{
public:
    explicit Private(Clock &ours)
        : clock(ours)
    {}

    RecordingRun::Recorders recorders();
    void setAccepting(bool accepts);
    void letGo();
    std::vector<RecordingRun::Note> takeNotes();
    void post(RecordingRun::Note note);
    void publish(const RecordingState &now);
    void run(const RecordingOptions &options, std::promise<Result<void>> begun);
    bool waitTurn();

    Clock &clock;
    const std::shared_ptr<QueueBudget> budget = std::make_shared<QueueBudget>(queueBytes);
    std::thread thread;

    mutable Mutex mutex;
    std::vector<std::weak_ptr<SourceRecorder>> sources WG_GUARDED_BY(mutex);
    /// Made while anything was recorded, and not yet handed to it: they may be gone before it looks.
    RecordingRun::Recorders born WG_GUARDED_BY(mutex);
    bool isAccepting WG_GUARDED_BY(mutex) = false; ///< Sources that are made are recorded from their first frame on.
    std::vector<RecordingRun::Note> notes WG_GUARDED_BY(mutex);
    RecordingState state WG_GUARDED_BY(mutex);

    std::mutex turnMutex;
    std::condition_variable turned;
    bool isEnding = false; ///< Under turnMutex.
};

RecordingRun::Recorders SessionWriter::Private::recorders()
{
    RecordingRun::Recorders alive;
    MutexLock lock(mutex);
    const RecordingRun::Recorders held = std::exchange(born, {});
    std::erase_if(sources, [&alive](const std::weak_ptr<SourceRecorder> &source) {
        auto recorder = source.lock();
        const bool isGone = !recorder;
        if (recorder)
            alive.push_back(std::move(recorder));
        return isGone;
    });
    return alive;
}

void SessionWriter::Private::setAccepting(bool accepts)
{
    MutexLock lock(mutex);
    isAccepting = accepts;
}

/// Nobody asks recorders any more what they heard, also those that came when the recording was ending by itself.
void SessionWriter::Private::letGo()
{
    setAccepting(false);
    for (const auto &recorder : recorders())
        budget->remove(recorder->detach().bytes);
}

std::vector<RecordingRun::Note> SessionWriter::Private::takeNotes()
{
    MutexLock lock(mutex);
    return std::exchange(notes, {});
}

void SessionWriter::Private::post(RecordingRun::Note note)
{
    MutexLock lock(mutex);
    if (state.phase == RecordingState::Phase::Recording && notes.size() < mostNotes)
        notes.push_back(std::move(note));
}

void SessionWriter::Private::publish(const RecordingState &now)
{
    MutexLock lock(mutex);
    state = now;
}

/// False when the recording is to end.
bool SessionWriter::Private::waitTurn()
{
    std::unique_lock lock(turnMutex);
    return !turned.wait_for(lock, turn, [this] { return isEnding; });
}

void SessionWriter::Private::run(const RecordingOptions &options, std::promise<Result<void>> begun)
{
    RecordingRun recording(options, clock, budget);
    setAccepting(true);
    auto started = recording.begin(recorders());
    publish(recording.state());
    const bool isRunning = started.ok();
    if (!isRunning)
        letGo();
    begun.set_value(std::move(started));
    if (!isRunning)
        return;
    bool goesOn = true;
    for (int turns = 1; goesOn && waitTurn(); ++turns) {
        recording.gather(recorders(), takeNotes());
        if (turns % turnsOfCommit == 0) {
            goesOn = recording.commit();
            publish(recording.state());
        }
    }
    if (goesOn) {
        setAccepting(false);
        recording.gather(recorders(), takeNotes());
        recording.end();
        publish(recording.state());
    }
    letGo();
}

SessionWriter::SessionWriter(Clock &clock)
    : d(std::make_unique<Private>(clock))
{}

SessionWriter::~SessionWriter()
{
    end();
}

Result<void> SessionWriter::begin(const RecordingOptions &options)
{
    end();
    d->isEnding = false;
    d->takeNotes();
    std::promise<Result<void>> begun;
    auto answer = begun.get_future();
    d->thread =
        std::thread([this, options, promise = std::move(begun)]() mutable { d->run(options, std::move(promise)); });
    auto started = answer.get();
    if (!started)
        d->thread.join();
    return started;
}

void SessionWriter::end()
{
    if (!d->thread.joinable())
        return;
    {
        const std::lock_guard lock(d->turnMutex);
        d->isEnding = true;
    }
    d->turned.notify_all();
    d->thread.join();
}

RecordingState SessionWriter::state() const
{
    MutexLock lock(d->mutex);
    RecordingState now = d->state;
    if (now.phase == RecordingState::Phase::Recording)
        now.waiting = d->budget->waiting();
    return now;
}

std::shared_ptr<SourceRecorder> SessionWriter::addSource(const QString &name, const protocol::SourceAddress &address)
{
    auto recorder = std::make_shared<SourceRecorder>(name, address, d->clock, d->budget);
    MutexLock lock(d->mutex);
    d->sources.push_back(recorder);
    if (d->isAccepting) {
        (void)recorder->attach();
        d->born.push_back(recorder);
    }
    return recorder;
}

void SessionWriter::mark(const Marker &marker)
{
    d->post({marker, {}});
}

void SessionWriter::note(const LedgerEntry &entry, const QString &source)
{
    d->post({entry, source});
}

} // namespace watchglass::recording
