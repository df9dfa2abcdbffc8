#pragma once

#include "core/derived/aligned_inputs.h"
#include "core/derived/evaluator.h"

#include <memory>
#include <vector>

namespace watchglass::derived {

/// How far back the values of a formula reach.
struct Reach
{
    Duration window{};      ///< Of its moving functions, one within the other.
    int instants = 0;       ///< Before each: of its rates.
    bool isEndless = false; ///< It has an integral.
};
Reach reachOf(const Expression &expression);

/// Works out anew what late samples of inputs touch: the instants between their neighbours, and as many after these as
/// the formula looks back. It begins so far before that the formula has seen all that it needs by then.
/// Thread: one.
class LateRedo
{
public:
    using Inputs = std::vector<std::shared_ptr<const store::Series>>;

    /// `touched`: instants whose inputs are others now; not empty.
    LateRedo(const Expression &expression, const Inputs &inputs, TimeRange touched);

    /// The next instant with what it comes to; nothing when there is no other one.
    std::optional<Sample> next();
    /// Whether the instant given last has another value than before.
    bool isTouched() const { return m_last && m_last->time >= m_touched.from; }
    /// Whether those to come are as they were.
    bool isOver() const;
    std::optional<Sample> last() const { return m_last; }
    /// What to work out anew instead, where samples came late for this one too; nothing when there are none.
    std::optional<TimeRange> behind() const;

    /// To go on with from here.
    std::unique_ptr<AlignedInputs> takeInputs() { return std::move(m_inputs); }
    Evaluator takeEvaluator() { return std::move(m_evaluator); }

private:
    const Reach m_reach;
    const TimeRange m_touched;
    Evaluator m_evaluator;
    std::unique_ptr<AlignedInputs> m_inputs;
    std::optional<Sample> m_last;
    int m_beyond = 0; ///< Instants after all that was touched and all windows that reach there.
};

/// The instants at which a series has another value since samples came late in `late`. Not empty if `late` is not.
TimeRange touchedBy(const store::Series &series, TimeRange late);

} // namespace watchglass::derived
