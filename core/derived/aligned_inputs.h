#pragma once

#include "core/store/series.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace watchglass::derived {

/// Several series read along one line of time: an instant for each time that any of them has a sample, with what every
/// series comes to then. A held series has its newest value, a sampled one what the straight line between its
/// neighbours comes to; neither has a value before its first sample, over a recorded gap, or, sampled, where samples
/// are further apart than five of its intervals and 2 s.
///
/// An instant is ready when every sampled series has gone past it; one that is silent for longer than that is not
/// waited for. What comes later than that, for an instant already given, stops it: behindFrom() says so.
/// Thread: one.
class AlignedInputs
{
public:
    enum class Before {
        LeftOut, ///< Samples before the start are as if they had never been.
        Known,   ///< They give no instants, but each series begins with its newest one among them.
    };
    explicit AlignedInputs(std::vector<std::shared_ptr<const store::Series>> series, Timestamp from = Timestamp::min(),
                           Before before = Before::LeftOut);

    /// The next instant that is ready, and NaN for what has no value; nothing when none is, or when samples wait that
    /// are no newer than an instant given already: time never runs backwards.
    std::optional<Timestamp> next();
    /// Of the instant given last, by series.
    std::span<const double> values() const { return m_values; }
    /// The instant given last; nothing before the first.
    std::optional<Timestamp> given() const { return m_given; }
    /// The oldest sample that waits for an instant given already.
    std::optional<Timestamp> behindFrom() const { return m_behindFrom; }
    /// What comes before this is not read any more.
    Timestamp readTo() const;
    /// Recorded gaps of all series that ended since the call before, up to the instant given last.
    std::vector<Gap> takeGaps();

private:
    struct Input
    {
        std::shared_ptr<const store::Series> series;
        std::optional<Timestamp> newest;
        Duration reach = Duration::max(); ///< Between neighbours.
        std::optional<Sample> last;       ///< At or before the instant given last.
        std::vector<Sample> ahead;        ///< Read already.
        std::size_t used = 0;             ///< Of `ahead`.
        Timestamp readTo;                 ///< Just after what was read.
        std::vector<Gap> gaps;            ///< About what is read.

        bool isHeld() const { return series->info().interpolation == Interpolation::HoldLast; }
        const Sample *front() const { return used < ahead.size() ? &ahead[used] : nullptr; }
    };
    void refresh();
    void readAhead(Input &input) const;
    std::optional<Timestamp> ready() const;
    double valueOf(const Input &input, Timestamp time) const;

    std::vector<Input> m_inputs;
    std::vector<double> m_values;
    Timestamp m_gapsFrom = Timestamp::min();
    std::optional<Timestamp> m_given;
    std::optional<Timestamp> m_readyTo;
    std::optional<Timestamp> m_behindFrom;
};

} // namespace watchglass::derived
