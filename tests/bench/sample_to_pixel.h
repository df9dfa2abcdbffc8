#pragma once

#include "core/store/series_store.h"
#include "ui/panels/plot_panel.h"

#include <vector>

namespace watchglass::bench {

/// From a sample's own time (its server's clock, which is ours here) to the end of the frame that shows it first:
/// server, socket, store, the wait for a tick, and drawing. Thread: GUI.
class SampleToPixel
{
public:
    explicit SampleToPixel(const store::SeriesStore &store)
        : m_store(store)
    {}

    /// After each tick, with the panel that is looked at; its first series counts.
    void look(const ui::PlotPanel &panel, Timestamp now);
    /// What comes next is not to be compared with what came before.
    void interrupt() { m_panel = nullptr; }
    const std::vector<double> &milliseconds() const { return m_milliseconds; }

private:
    const store::SeriesStore &m_store;
    std::vector<double> m_milliseconds;
    const ui::PlotPanel *m_panel = nullptr;
    std::uint64_t m_frames = 0;
    Timestamp m_shownUntil; ///< Time of the newest sample that was shown.
};

} // namespace watchglass::bench
