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
    std::erase_if(sources, [&alive](const std::weak_ptr<SourceRecorder> &source) {
        auto recorder = source.lock();
        const bool isGone = !recorder;
        if (recorder)
            alive.push_back(std::move(recorder));
        return isGone;
    });
    return alive;
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
    auto started = recording.begin(recorders());
    publish(recording.state());
    const bool isRunning = started.ok();
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
        recording.end(takeNotes());
        publish(recording.state());
    }
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
