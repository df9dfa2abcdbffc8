#pragma once

#include "core/model/sample.h"

#include <optional>
#include <span>
#include <vector>

namespace watchglass::protocol::terra {

/// Gives times to the samples of a waveform. A piece carries one time, taken for that of its first sample, and no rate;
/// the rate is what the pieces themselves say: a piece lasts until the next one begins. The first piece waits for the
/// second. Spans that are longer than the rhythm (something was lost, or was replayed) do not change it.
/// Invariant: every value comes out once.
class WaveformClock
{
public:
    /// Pieces that may wait for a rate; then the nominal one is taken.
    static constexpr std::size_t mostWaiting = 8;
    static constexpr Duration nominalStep = std::chrono::milliseconds(4);

    /// Calls `out(Sample)` for each sample whose time is known by now.
    template <typename Out>
    void add(Timestamp time, std::span<const double> values, Out &&out)
    {
        learn(time, values.size());
        if (!m_step && m_waiting.size() < mostWaiting) {
            m_waiting.push_back({time, {values.begin(), values.end()}});
            return;
        }
        flush(out);
        spread(time, values, out);
    }

    /// Gives what waits, at the nominal rate unless another is known: a second piece may not come.
    template <typename Out>
    void flush(Out &&out)
    {
        for (const Piece &piece : m_waiting)
            spread(piece.time, piece.values, out);
        m_waiting.clear();
    }

    std::optional<Duration> step() const { return m_step; }

private:
    struct Piece
    {
        Timestamp time;
        std::vector<double> values;
    };

    void learn(Timestamp time, std::size_t count)
    {
        if (m_lastCount > 0 && time > m_lastTime) {
            const Duration step = (time - m_lastTime) / static_cast<std::int64_t>(m_lastCount);
            if (step <= std::chrono::seconds(1) && (!m_step || step < *m_step / 2))
                m_step = step;
            else if (m_step && step < *m_step * 3 / 2)
                m_step = (*m_step * 7 + step) / 8;
        }
        if (m_lastCount == 0 || time > m_lastTime) {
            m_lastTime = time;
            m_lastCount = count;
        }
    }

    template <typename Out>
    void spread(Timestamp time, std::span<const double> values, Out &out) const
    {
        for (const double value : values) {
            out(Sample{time, value});
            time = time + m_step.value_or(nominalStep);
        }
    }

    std::optional<Duration> m_step;
    Timestamp m_lastTime;
    std::size_t m_lastCount = 0; ///< 0: no piece yet.
    std::vector<Piece> m_waiting;
};

} // namespace watchglass::protocol::terra
