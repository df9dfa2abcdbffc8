#pragma once

#include "app/simulator/framing.h"
#include "app/simulator/random.h"
#include "core/base/mutex.h"
#include "core/base/timestamp.h"

#include <atomic>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace watchglass::sim {

/// What goes wrong with a new connection.
enum class Refusal {
    None,
    Connection, ///< Nothing listens: the system refuses.
    Http,       ///< Listens, and answers every request with Faults::httpStatus.
};

/// How a frame is damaged.
enum class Damage {
    Any,     ///< One of Flip, Cut and Garbage, drawn for each frame.
    Flip,    ///< Some payload bytes changed.
    Cut,     ///< The payload ends early; the frame's length says so.
    Garbage, ///< The payload is random printable text.
    Tear,    ///< The frame ends early and its length does not say so: what follows is read as its rest.
    Sweep,   ///< As Cut, after 0 bytes, 1 byte, 2 bytes and so on: one more with each damaged frame, up to its end.
};

/// Everything that can be made to go wrong. Probabilities are per frame, 0 to 1; an answer to an HTTP request counts
/// as a frame, is neither doubled nor reordered, and the connection ends behind one that is cut or torn.
struct Faults
{
    double drop = 0.0;
    double duplicate = 0.0;
    double reorder = 0.0; ///< The frame swaps places with the next one.
    double corrupt = 0.0;
    Damage damage = Damage::Any;
    Duration delay{};
    bool halfOpen = false; ///< Sends and answers nothing, closes nothing.
    Refusal refuse = Refusal::None;
    int httpStatus = 503;
    std::int64_t bytesPerSecond = 0; ///< Largest rate for each client; 0: any.
    bool hugeFrame = false;          ///< The next frame announces 1 GB and never ends.
    bool expiredToken = false;       ///< Every token is refused.
    Duration clockSkew{};            ///< Added to every time that the server tells.

    /// Whether frames cannot simply be passed on.
    bool touchFrames() const
    {
        return drop > 0.0 || duplicate > 0.0 || reorder > 0.0 || corrupt > 0.0 || delay > Duration::zero() || halfOpen
               || bytesPerSecond > 0 || hugeFrame;
    }
};

/// Faults that can be changed while a server runs.
/// Thread: any.
class FaultControl
{
public:
    Faults get() const
    {
        MutexLock lock(m_mutex);
        return m_faults;
    }
    void set(const Faults &faults)
    {
        MutexLock lock(m_mutex);
        m_faults = faults;
        m_version.fetch_add(1, std::memory_order_release);
    }
    /// Grows with every set().
    std::uint64_t version() const { return m_version.load(std::memory_order_acquire); }

private:
    mutable Mutex m_mutex;
    Faults m_faults WG_GUARDED_BY(m_mutex);
    std::atomic<std::uint64_t> m_version = 1;
};

/// The fate of each frame of one connection, drawn from a seed: the same frames meet the same faults.
class FrameFaults
{
public:
    /// Bytes that may leave at `due` or later.
    struct Held
    {
        Duration due;
        std::string bytes;
    };

    explicit FrameFaults(std::uint64_t seed)
        : m_random(seed)
    {}

    /// Puts what becomes of a payload and its framing, sent at `now`, at the end of `out`.
    /// How many frames that damages or drops is added to `affected`.
    void apply(const Faults &faults, Framing framing, std::string_view payload, Duration now, std::deque<Held> &out,
               std::uint64_t &affected);

    /// What becomes of an answer to an HTTP request: its head, whose lengths stay true, and its body.
    struct Answer
    {
        std::string bytes; ///< Empty: it is lost.
        bool isCut = false;
    };
    Answer apply(const Faults &faults, std::string_view head, std::string_view body, std::uint64_t &affected);

    /// Whether a frame waits for the next one to overtake it.
    bool isHolding() const { return m_swapped.has_value(); }

private:
    std::string damaged(const Faults &faults, Framing framing, std::string_view payload);
    /// Flips, cuts or replaces; says how.
    Damage damage(const Faults &faults, std::string &text);

    Random m_random;
    std::size_t m_sweep = 0; ///< Where the next frame is cut.
    std::optional<std::string> m_swapped;
};

} // namespace watchglass::sim
