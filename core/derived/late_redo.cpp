#include "core/derived/late_redo.h"

#include <algorithm>

namespace watchglass::derived {

namespace {

using namespace std::chrono_literals;

/// Two neighbours of a series are seldom further apart; see AlignedInputs.
constexpr Duration leastStride = 2s;
constexpr int intervalsInStride = 5;

Timestamp before(Timestamp time, Duration length)
{
    std::int64_t ns = 0;
    return __builtin_sub_overflow(time.ns(), length.count(), &ns) ? Timestamp::min() : Timestamp::fromNs(ns);
}

Timestamp after(Timestamp time, Duration length)
{
    std::int64_t ns = 0;
    return __builtin_add_overflow(time.ns(), length.count(), &ns) ? Timestamp::max() : Timestamp::fromNs(ns);
}

Timestamp startFor(const Reach &reach, const LateRedo::Inputs &inputs, Timestamp touched)
{
    if (reach.isEndless)
        return Timestamp::min();
    Duration stride = leastStride;
    for (const auto &input : inputs)
        stride = std::max(stride, input->rhythm().value_or(Duration::zero()) * intervalsInStride);
    return before(before(touched, reach.window), stride * (reach.instants + 1));
}

} // namespace

Reach reachOf(const Expression &expression)
{
    Reach reach;
    for (const Expression::Node &node : expression.nodes) {
        if (node.kind != Expression::Kind::Call)
            continue;
        reach.window += node.window;
        reach.instants += node.function == Function::Rate ? 1 : 0;
        reach.isEndless = reach.isEndless || node.function == Function::Integral;
    }
    return reach;
}

LateRedo::LateRedo(const Expression &expression, const Inputs &inputs, TimeRange touched)
    : m_reach(reachOf(expression))
    , m_touched(touched)
    , m_evaluator(expression)
    , m_inputs(std::make_unique<AlignedInputs>(inputs, startFor(m_reach, inputs, touched.from),
                                               AlignedInputs::Before::Known))
{}

std::optional<Sample> LateRedo::next()
{
    const auto time = m_inputs->next();
    if (!time)
        return std::nullopt;
    m_last = Sample{*time, m_evaluator.next(*time, m_inputs->values())};
    m_beyond += *time >= after(m_touched.to, m_reach.window) ? 1 : 0;
    return m_last;
}

std::optional<TimeRange> LateRedo::behind() const
{
    const auto from = m_inputs->behindFrom();
    if (!from)
        return std::nullopt;
    return TimeRange{std::min(*from, m_touched.from), std::max(m_touched.to, after(m_last->time, Duration(1)))};
}

bool LateRedo::isOver() const
{
    return !m_reach.isEndless && m_beyond > m_reach.instants;
}

TimeRange touchedBy(const store::Series &series, TimeRange late)
{
    TimeRange touched = late;
    const bool isHeld = series.info().interpolation == Interpolation::HoldLast;
    const auto older =
        isHeld || late.from == Timestamp::min() ? std::nullopt : series.at(before(late.from, Duration(1)));
    if (older)
        touched.from = after(older->time, Duration(1));
    if (const auto newer = series.view(late, 1).after)
        touched.to = newer->time;
    return touched;
}

} // namespace watchglass::derived
