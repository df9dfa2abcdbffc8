#pragma once

#include "core/base/brief_lock.h"
#include "core/base/mutex.h"
#include "core/recording/arrival_clock.h"
#include "core/recording/heard.h"
#include "core/recording/opening.h"
#include "core/recording/redactor.h"

#include <atomic>
#include <map>
#include <memory>
#include <optional>

namespace watchglass::recording {

/// Listens to one source for as long as it lives, whether it is being recorded or not: to its links as their tap, and
/// through a RecordingSink to what its client makes of it. While it is not recorded it keeps what a recording has to
/// begin with, and listening costs a look at a flag for each sample, and once the opening is full for each frame.
/// Thread: attach() any; from drain() to detach() a recording's; everything else the source's.
class SourceRecorder final : public link::FrameTap
{
public:
    /// What was known of a source when its recording began.
    struct Known
    {
        std::vector<HeardFrame> opening;
        bool isWhole = false; ///< No frame is missing between the opening and what follows.
        std::vector<Heard::Event> events;
    };

    SourceRecorder(QString name, const protocol::SourceAddress &address, const Clock &clock,
                   std::shared_ptr<QueueBudget> budget);

    const QString &name() const { return m_name; }
    const QString &service() const { return m_service; }
    const QString &address() const { return m_address; } ///< Without secrets.
    /// See SessionSource::tokenShape.
    const QString &tokenShape() const { return m_tokenShape; }
    const Redactor &redactor() const { return m_redactor; }

    bool isListening() const override
    {
        return m_isRecording.load(std::memory_order_relaxed) || m_opens.load(std::memory_order_relaxed);
    }
    void take(link::Frame frame) override;

    void sample(protocol::SeriesHandle series, Sample sample)
    {
        if (m_isFramed.load(std::memory_order_relaxed))
            keep(HeardSample{series, sample});
    }
    void note(HeardEvent what);

    /// From here on everything is kept for drain(). Nothing is known where that was so already.
    Known attach();
    Heard drain();
    /// The next frame begins another part: what the client still makes of the one before belongs to this part.
    void wantCut();
    bool isCut() const;
    /// How much was heard since it was drained: unchanged for a while, no client is at work on a frame.
    std::size_t heardCount() const;
    /// What is of the part before the cut, which is here where no frame came since it was wanted.
    Heard drainToCut();
    Known known();
    /// The last of it; from here on nothing is kept.
    Heard detach();

private:
    void keep(const HeardSample &sample);
    void keep(HeardFrame frame);
    void keep(Heard::Event event);
    void count(std::uint64_t bytes) WG_REQUIRES(m_lock);
    Heard drainLocked() WG_REQUIRES(m_lock);
    Known knownLocked() WG_REQUIRES(m_mutex);
    void remember(const HeardEvent &what) WG_REQUIRES(m_mutex);

    const QString m_name;
    const QString m_service;
    const QString m_address;
    const QString m_tokenShape;
    const Redactor m_redactor;
    const std::shared_ptr<QueueBudget> m_budget;
    ArrivalClock m_clock; ///< The source's thread only.

    std::atomic<bool> m_isRecording = false;
    /// A frame was recorded: samples are of such from here on, and not of one that still belongs to the opening.
    std::atomic<bool> m_isFramed = false;
    std::atomic<bool> m_opens = true; ///< The opening wants frames.

    Mutex m_mutex; ///< Taken before m_lock.
    Opening m_opening WG_GUARDED_BY(m_mutex);
    std::map<protocol::SeriesHandle, SeriesInfo> m_series WG_GUARDED_BY(m_mutex);
    std::map<QString, DeviceUpdate> m_devices WG_GUARDED_BY(m_mutex); ///< Merged.
    std::map<QString, AlarmEvent> m_alarms WG_GUARDED_BY(m_mutex);    ///< Those that are not over.
    /// The newest of each device and attribute.
    std::map<std::pair<QString, QString>, Grant> m_grants WG_GUARDED_BY(m_mutex);
    std::optional<SourceState> m_state WG_GUARDED_BY(m_mutex);

    /// How much of m_heard is of the part before.
    struct Cut
    {
        std::size_t frames = 0;
        std::size_t samples = 0;
        std::size_t events = 0;
    };

    mutable BriefLock m_lock;
    Heard m_heard WG_GUARDED_BY(m_lock);
    bool m_wantsCut WG_GUARDED_BY(m_lock) = false;
    std::optional<Cut> m_cut WG_GUARDED_BY(m_lock);
    std::uint64_t m_uncounted WG_GUARDED_BY(m_lock) = 0; ///< Bytes that the budget does not know yet.
};

} // namespace watchglass::recording
