#include "tests/bench/sample_to_pixel.h"

namespace watchglass::bench {

void SampleToPixel::look(const ui::PlotPanel &panel, Timestamp now)
{
    const std::uint64_t frames = panel.lastFrameCost().frames;
    if (&panel == m_panel && frames == m_frames)
        return; // not drawn in this tick
    const auto series = m_store.find(panel.series().front());
    const auto last = series ? series->last() : std::nullopt;
    const bool isNext = &panel == m_panel && frames == m_frames + 1;
    // Samples that came thinned were no more than looked at now and then.
    if (isNext && last && !series->isNotRequested({last->time, last->time + Duration(1)})) {
        for (const Sample &sample : series->samples({m_shownUntil + Duration(1), last->time + Duration(1)})) {
            if (sample.time < panel.shownRange().to)
                m_milliseconds.push_back(static_cast<double>((now - sample.time).count()) * 1e-6);
        }
    }
    m_panel = &panel;
    m_frames = frames;
    m_shownUntil = last ? last->time : now;
}

} // namespace watchglass::bench
