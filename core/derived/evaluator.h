#pragma once

#include "core/derived/expression.h"
#include "core/model/sample.h"

#include <deque>
#include <span>
#include <vector>

namespace watchglass::derived {

/// Works an expression out instant by instant. What looks back (rate, integral, windows) keeps what it needs of the
/// instants before. NaN, for a value that is not there, makes NaN of what needs it: a rate begins anew after it, an
/// integral goes on without it, and windows leave it out.
/// Thread: one.
class Evaluator
{
public:
    explicit Evaluator(Expression expression);

    /// The value at `time`. Requires: as many inputs as the expression names; times that do not run backwards.
    double next(Timestamp time, std::span<const double> inputs);

private:
    struct Memory
    {
        std::deque<Sample> window; ///< For extremes only those that may yet be one.
        double sum = 0.0;          ///< Of the window, or the integral.
        std::size_t added = 0;     ///< Since `sum` was last worked out anew.
        bool hasLast = false;
        Sample last;
    };
    double call(const Expression::Node &node, Memory &memory, Timestamp time);
    double rate(Memory &memory, Timestamp time, double value);
    double integral(Memory &memory, Timestamp time, double value);
    double mean(Memory &memory, Duration window, Timestamp time, double value);
    double extreme(Memory &memory, const Expression::Node &node, Timestamp time, double value);

    Expression m_expression;
    std::vector<double> m_values; ///< Of the nodes.
    std::vector<Memory> m_memory;
};

} // namespace watchglass::derived
