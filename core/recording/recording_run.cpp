#include "core/recording/recording_run.h"

#include "core/format/duration_format.h"
#include "core/format/time_format.h"
#include "core/recording/past_samples.h"

#include <QDir>
#include <QFileInfo>
#include <QStorageInfo>

#include <algorithm>
#include <thread>

namespace watchglass::recording {

namespace {

QString timeText(Timestamp t)
{
    return format::timeOfDay(t, std::chrono::seconds(1), QTimeZone::systemTimeZone());
}

/// A new file holds the openings of its sources, which may be larger than the limit: it gets some time to hold more.
constexpr int leastCommits = 4;
/// A source that says nothing for a few looks is at work on no frame; one that is takes no longer than the most.
constexpr std::chrono::milliseconds lookAgain(10);
constexpr int enoughLooks = 5;
constexpr std::chrono::milliseconds mostCut(500);

/// Free room where `fileName` is; nothing where the system does not say.
std::optional<std::uint64_t> freeBytes(const QString &fileName)
{
    const QStorageInfo storage(QFileInfo(fileName).absolutePath());
    return storage.isValid() && storage.bytesAvailable() >= 0
               ? std::optional(static_cast<std::uint64_t>(storage.bytesAvailable()))
               : std::nullopt;
}

} // namespace

RecordingRun::RecordingRun(RecordingOptions options, const Clock &clock, std::shared_ptr<QueueBudget> budget)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_budget(std::move(budget))
{}

RecordingRun::~RecordingRun()
{
    end();
}

Result<void> RecordingRun::begin(const Recorders &recorders)
{
    m_begin = m_clock.now();
    if (auto opened = open(); !opened)
        return opened;
    m_state.phase = RecordingState::Phase::Recording;
    m_state.since = m_begin;
    for (const auto &recorder : recorders)
        attach(recorder);
    updateState();
    return {};
}

Result<void> RecordingRun::open()
{
    m_partBegin = m_gathered = m_clock.now();
    SessionMeta meta{m_options.program, m_partBegin, {}, m_state.part, m_options.workspace, m_options.alarmRules};
    auto book = SessionBook::create(partName(), meta);
    if (!book)
        return book.error();
    m_book = std::move(book).value();
    m_state.fileName = m_book->fileName();
    m_state.wholeUntil = m_partBegin;
    m_lastBytes = m_book->fileBytes();
    m_commits = 0;
    return {};
}

QString RecordingRun::partName() const
{
    if (m_state.part == 1)
        return m_options.fileName;
    const QFileInfo first(m_options.fileName);
    return first.dir().filePath(QStringLiteral("%1-%2.%3")
                                    .arg(first.completeBaseName())
                                    .arg(m_state.part, 3, 10, QLatin1Char('0'))
                                    .arg(first.suffix().isEmpty() ? QStringLiteral("wgrec") : first.suffix()));
}

void RecordingRun::attach(const std::shared_ptr<SourceRecorder> &recorder)
{
    Attached &source = m_sources.emplace_back();
    source.recorder = recorder;
    introduce(source, recorder->attach());
}

/// What the file has to know of a source before anything that follows.
void RecordingRun::introduce(Attached &source, const SourceRecorder::Known &known)
{
    const SourceRecorder &recorder = *source.recorder;
    const Timestamp now = source.since = m_clock.now();
    source.id = m_book->addSource(
        {0, recorder.name(), recorder.service(), recorder.address(), recorder.tokenShape(), now, known.opening.size()});
    source.series.clear();
    source.last = Timestamp::min();
    source.cut.clear();
    for (const HeardFrame &frame : known.opening)
        writeFrame(source, frame);
    if (!known.isWhole && !known.opening.empty())
        m_book->add(source.id, now,
                    LedgerEntry{QStringLiteral("hole"),
                                {{QStringLiteral("from"), qint64(known.opening.back().arrival.ns())},
                                 {QStringLiteral("to"), qint64(now.ns())}}});
    for (const Heard::Event &event : known.events)
        writeEvent(source, event);
}

void RecordingRun::gather(const Recorders &recorders, const std::vector<Note> &notes)
{
    if (!m_book)
        return;
    takePast();
    const Timestamp now = m_clock.now();
    for (const auto &recorder : recorders) {
        const auto isIt = [&recorder](const Attached &source) { return source.recorder == recorder; };
        if (std::none_of(m_sources.begin(), m_sources.end(), isIt))
            attach(recorder);
    }
    for (Attached &source : m_sources)
        write(source, source.recorder->drain());
    for (const Note &note : notes)
        write(note);
    m_gathered = now;
}

/// Once, when the sources are heard already: what came between this and the beginning is there twice, and none missing.
void RecordingRun::takePast()
{
    const RecordingPast &past = m_options.past;
    if (std::exchange(m_isPastTaken, true) || !past.store || past.length <= Duration::zero())
        return;
    for (const Attached &source : m_sources)
        m_state.samples += addPastSamples(*m_book, source.id, source.recorder->name(), *past.store,
                                          m_begin - past.length, m_clock.now())
                               .count;
}

bool RecordingRun::commit()
{
    if (!m_book)
        return false;
    const auto committed = m_book->commit();
    m_budget->remove(std::exchange(m_pending, 0));
    if (!committed) {
        fail(committed.error().text);
        return false;
    }
    m_state.wholeUntil = m_gathered;
    updateState();
    return obeyLimits();
}

void RecordingRun::updateState()
{
    m_state.length = m_gathered - m_begin;
    m_state.bytes = m_book ? m_book->fileBytes() : m_state.bytes;
    m_state.waiting = m_budget->waiting();
    if (m_state.phase == RecordingState::Phase::Recording)
        m_state.problem = m_state.lost > 0 ? tr("The disk is too slow: %Ln frames and samples were left out", nullptr,
                                                static_cast<int>(std::min<std::uint64_t>(m_state.lost, 1'000'000'000)))
                                           : QString();
}

/// False when the recording is over.
bool RecordingRun::obeyLimits()
{
    const RecordingLimits &limits = m_options.limits;
    const auto free = freeBytes(m_state.fileName);
    if (free && *free < limits.minFreeBytes) {
        end();
        finish(RecordingState::Phase::Failed, tr("Disk full: %1 left. Recording stopped; the file is whole up to %2")
                                                  .arg(format::bytes(*free), timeText(m_state.wholeUntil)));
        return false;
    }
    const std::uint64_t growth = m_state.bytes > m_lastBytes ? m_state.bytes - m_lastBytes : 0;
    m_lastBytes = m_state.bytes;
    const bool isLong = limits.maxLength && m_gathered - m_partBegin >= *limits.maxLength;
    ++m_commits;
    const bool isLarge =
        limits.maxBytes && m_state.bytes + growth > *limits.maxBytes && (!limits.rotates || m_commits > leastCommits);
    if (!isLong && !isLarge)
        return true;
    if (limits.rotates)
        return rotate();
    end();
    return false;
}

/// Waits until every source is between two frames: of a frame that is in the file, all that was made of it shall be.
void RecordingRun::cut()
{
    for (const Attached &source : m_sources)
        source.recorder->wantCut();
    const auto deadline = std::chrono::steady_clock::now() + mostCut;
    std::vector<std::size_t> counts(m_sources.size());
    for (int quietLooks = 0; quietLooks < enoughLooks && std::chrono::steady_clock::now() < deadline; ++quietLooks) {
        bool isAnyAtWork = false;
        for (std::size_t i = 0; i < m_sources.size(); ++i) {
            const std::size_t count = m_sources[i].recorder->heardCount();
            const bool hasHeard = std::exchange(counts[i], count) != count;
            if (m_sources[i].recorder->isCut())
                continue;
            isAnyAtWork = true;
            quietLooks = hasHeard ? 0 : quietLooks;
        }
        if (!isAnyAtWork)
            return;
        std::this_thread::sleep_for(lookAgain);
    }
}

/// Goes on in the next file; what is heard meanwhile is in it. False when it cannot be made.
bool RecordingRun::rotate()
{
    cut();
    std::vector<SourceRecorder::Known> known;
    for (Attached &source : m_sources) {
        known.push_back(source.recorder->known());
        write(source, source.recorder->drainToCut());
    }
    const auto closed = m_book->close(m_clock.now());
    m_budget->remove(std::exchange(m_pending, 0));
    if (!closed) {
        fail(closed.error().text);
        return false;
    }
    m_book.reset();
    ++m_state.part;
    if (auto opened = open(); !opened) {
        for (Attached &source : m_sources)
            m_budget->remove(source.recorder->detach().bytes);
        finish(RecordingState::Phase::Failed, opened.error().text);
        return false;
    }
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        known[i].isWhole = false; // between it and this part lie the parts before
        introduce(m_sources[i], known[i]);
    }
    return true;
}

void RecordingRun::fail(const QString &why)
{
    for (Attached &source : m_sources)
        m_budget->remove(source.recorder->detach().bytes);
    const auto free = freeBytes(m_state.fileName);
    const bool isFull = m_book && m_book->isDiskFull();
    const QString whole = timeText(m_state.wholeUntil);
    m_book.reset();
    finish(RecordingState::Phase::Failed,
           isFull ? tr("Disk full: %1 left. Recording stopped; the file is whole up to %2")
                        .arg(format::bytes(free.value_or(0)), whole)
                  : tr("%1 cannot be written (%2). Recording stopped; the file is whole up to %3")
                        .arg(m_state.fileName, why, whole));
}

void RecordingRun::end()
{
    if (!m_book)
        return;
    m_gathered = m_clock.now();
    cut();
    for (Attached &source : m_sources) {
        write(source, source.recorder->drainToCut());
        m_budget->remove(source.recorder->detach().bytes);
    }
    const auto closed = m_book->close(m_gathered);
    m_budget->remove(std::exchange(m_pending, 0));
    if (!closed) {
        fail(closed.error().text);
        return;
    }
    m_state.wholeUntil = m_gathered;
    updateState();
    m_book.reset();
    finish(RecordingState::Phase::Ended, m_state.problem);
}

void RecordingRun::finish(RecordingState::Phase phase, const QString &problem)
{
    m_state.phase = phase;
    m_state.problem = problem;
    m_state.waiting = 0;
}

} // namespace watchglass::recording
