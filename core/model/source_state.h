#pragma once

#include "core/base/timestamp.h"
#include "core/model/capabilities.h"

#include <QString>

#include <cstdint>
#include <optional>

namespace watchglass {

/// Where a source's session stands. One truthful word; `SourceState::text` says the rest.
enum class SourcePhase {
    Idle,       ///< Not started, or stopped by the user.
    Connecting, ///< Name, TCP, TLS or handshake under way.
    Probing,    ///< Open; finding out what the other side speaks, or authenticating.
    Live,       ///< Open, and the other side answers.
    Silent,     ///< Open by TCP, but nothing was heard for longer than its rhythm allows.
    Waiting,    ///< Down; tries again at `retryAt`.
    Failed,     ///< Down for a reason that trying again does not mend (refused credentials).
};

struct SourceState
{
    SourcePhase phase = SourcePhase::Idle;
    QString text;                      ///< For people: what it is doing or why it is not, and what to do.
    QString dialect;                   ///< e.g. "documented", "server"; empty until known.
    std::optional<Timestamp> retryAt;  ///< With Waiting.
    std::optional<Duration> clockSkew; ///< The server's clock minus ours, when it can be told.
    int reconnects = 0;                ///< Since the start.
    Capabilities capabilities;         ///< Empty until known.
    bool isHeldBack = false;           ///< Reading is slowed down: the source sends more than its budget.
};

/// What came of a source's input, since its start. Written by the source's thread, copied for readers.
struct SourceCounters
{
    std::uint64_t frames = 0;        ///< Messages or HTTP answers received.
    std::uint64_t bytes = 0;         ///< Their payload bytes.
    std::uint64_t samples = 0;       ///< Samples stored.
    std::uint64_t outOfOrder = 0;    ///< Of these, inserted before an already stored one.
    std::uint64_t duplicates = 0;    ///< Exact duplicates, dropped.
    std::uint64_t badFrames = 0;     ///< Frames that could not be decoded; skipped.
    std::uint64_t unknownFrames = 0; ///< Well-formed frames of a type that we do not know; skipped.
    std::uint64_t badValues = 0;     ///< Single values inside good frames that could not be used.
    std::uint64_t serverErrors = 0;  ///< Error frames and error answers from the other side.
    std::uint64_t refusedFrames = 0; ///< Over the size limit.
    std::uint64_t droppedEvents = 0; ///< Rare events lost because a mailbox was full.
    QString lastProblem;             ///< Text of the newest of the above that is a problem.
};

} // namespace watchglass
