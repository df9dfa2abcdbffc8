#pragma once

#include "core/base/clock.h"
#include "core/model/source_state.h"

#include <functional>
#include <utility>

namespace watchglass::protocol {

/// What a client says of its session, told when it is another than before. While reading is slowed down, the text of a
/// live one says so.
/// Thread: the source's. Requires: the clock outlives it.
class StateTeller
{
public:
    using Tell = std::function<void(const SourceState &)>;

    StateTeller(Clock &clock, Tell tell)
        : m_clock(clock)
        , m_tell(std::move(tell))
    {}

    const SourceState &state() const { return m_state; }
    /// For what is told with the next change of something else: dialect, capabilities, reconnects and the like.
    SourceState &unsaid() { return m_state; }
    /// Whether entering it would tell something new. Waiting is new each time, as the time of the next attempt is.
    bool isNew(SourcePhase phase, const QString &text) const;
    /// Does nothing unless it is new. `retryIn`: from now.
    void enter(SourcePhase phase, const QString &text, std::optional<Duration> retryIn = {});
    /// Told when it differs from what was told by `noteworthy` at least.
    void setSkew(std::optional<Duration> skew, Duration noteworthy = std::chrono::milliseconds(100));
    void setHeldBack(bool isHeldBack);
    /// Bytes a second, for the text (see SourceClient::setReadBudget()).
    void setReadBudget(std::int64_t bytesPerSecond) { m_readBudget = bytesPerSecond; }

private:
    void tell();

    Clock &m_clock;
    const Tell m_tell;
    SourceState m_state;
    std::optional<Duration> m_toldSkew; ///< The state's may be newer.
    std::int64_t m_readBudget = 0;
};

} // namespace watchglass::protocol
