#pragma once

#include "core/base/timestamp.h"

#include <optional>

namespace watchglass::ui {

/// Whether a series still reports, by its own rhythm and by our clock: what counts is when we saw its newest sample
/// change, so that a device whose clock is wrong is not taken for dead.
class Freshness
{
public:
    /// A frame: our clock, the newest sample and the rhythm, as far as there are any.
    void observe(Timestamp now, std::optional<Timestamp> newest, std::optional<Duration> rhythm);
    /// For how long nothing came, when that is longer than five of the series' intervals and 5 s (30 s while the rhythm
    /// is unknown); nothing while it is fresh or has never had a sample.
    std::optional<Duration> staleFor(Timestamp now) const;

private:
    std::optional<Timestamp> m_newest;
    std::optional<Duration> m_rhythm;
    Timestamp m_changed; ///< When m_newest was first seen, by our clock.
};

} // namespace watchglass::ui
