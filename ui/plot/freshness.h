#pragma once

#include "core/base/timestamp.h"
#include "core/model/series_info.h"

#include <optional>

namespace watchglass::ui {

/// Whether a series still reports, by its own rhythm and by our clock: what counts is when we saw its newest sample
/// change, so that a device whose clock is wrong is not taken for dead. What is reported on change says nothing by its
/// silence, and stays fresh.
class Freshness
{
public:
    /// A frame: our clock, the newest sample and the rhythm, as far as there are any, and how it reports.
    void observe(Timestamp now, std::optional<Timestamp> newest, std::optional<Duration> rhythm,
                 Interpolation interpolation = Interpolation::Linear);
    /// For how long nothing came, when that is longer than five of the series' intervals and 5 s (30 s while the rhythm
    /// is unknown); nothing while it is fresh or has never had a sample.
    std::optional<Duration> staleFor(Timestamp now) const;

private:
    std::optional<Timestamp> m_newest;
    std::optional<Duration> m_rhythm;
    bool m_isReportedOnChange = false;
    Timestamp m_changed; ///< When m_newest was first seen, by our clock.
};

} // namespace watchglass::ui
