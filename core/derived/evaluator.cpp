#include "core/derived/evaluator.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace watchglass::derived {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
/// A running sum gathers errors of rounding: it is worked out anew after so many changes.
constexpr std::size_t sumAnewAfter = 4096;

double seconds(Timestamp from, Timestamp to)
{
    return static_cast<double>((to - from).count()) * 1e-9;
}

void dropBefore(std::deque<Sample> &window, Timestamp time, Duration length, double *sum = nullptr)
{
    while (!window.empty() && time - window.front().time >= length) {
        if (sum)
            *sum -= window.front().value;
        window.pop_front();
    }
}

} // namespace

Evaluator::Evaluator(Expression expression)
    : m_expression(std::move(expression))
    , m_values(m_expression.nodes.size())
    , m_memory(m_expression.nodes.size())
{}

double Evaluator::next(Timestamp time, std::span<const double> inputs)
{
    using Kind = Expression::Kind;
    for (std::size_t i = 0; i < m_expression.nodes.size(); ++i) {
        const Expression::Node &node = m_expression.nodes[i];
        const auto argument = [&](std::size_t n) { return m_values[static_cast<std::size_t>(node.arguments[n])]; };
        double &value = m_values[i];
        switch (node.kind) {
        case Kind::Number:
            value = node.number;
            break;
        case Kind::Input:
            value = inputs[static_cast<std::size_t>(node.input)];
            break;
        case Kind::Negate:
            value = -argument(0);
            break;
        case Kind::Add:
            value = argument(0) + argument(1);
            break;
        case Kind::Subtract:
            value = argument(0) - argument(1);
            break;
        case Kind::Multiply:
            value = argument(0) * argument(1);
            break;
        case Kind::Divide:
            value = argument(1) == 0.0 ? nan : argument(0) / argument(1);
            break;
        case Kind::Power:
            value = std::pow(argument(0), argument(1));
            break;
        case Kind::Call:
            value = call(node, m_memory[i], time);
            break;
        }
    }
    return m_values.empty() ? nan : m_values.back();
}

double Evaluator::call(const Expression::Node &node, Memory &memory, Timestamp time)
{
    const auto argument = [&](std::size_t n) { return m_values[static_cast<std::size_t>(node.arguments[n])]; };
    const auto fold = [&](auto combine) {
        double value = argument(0);
        for (std::size_t n = 1; n < node.arguments.size(); ++n)
            value = std::isnan(argument(n)) || std::isnan(value) ? nan : combine(value, argument(n));
        return value;
    };
    const double first = argument(0);
    switch (node.function) {
    case Function::Abs:
        return std::abs(first);
    case Function::Sqrt:
        return first < 0.0 ? nan : std::sqrt(first);
    case Function::Exp:
        return std::exp(first);
    case Function::Log:
        return first <= 0.0 ? nan : std::log(first);
    case Function::Log10:
        return first <= 0.0 ? nan : std::log10(first);
    case Function::Min:
        return fold([](double a, double b) { return std::min(a, b); });
    case Function::Max:
        return fold([](double a, double b) { return std::max(a, b); });
    case Function::Magnitude:
        return std::abs(fold([](double a, double b) { return std::hypot(a, b); }));
    case Function::Rate:
        return rate(memory, time, first);
    case Function::Integral:
        return integral(memory, time, first);
    case Function::MovingMean:
        return mean(memory, node.window, time, first);
    case Function::MovingMin:
    case Function::MovingMax:
        return extreme(memory, node, time, first);
    }
    return nan;
}

double Evaluator::rate(Memory &memory, Timestamp time, double value)
{
    const bool canBe = memory.hasLast && time > memory.last.time && !std::isnan(value);
    const double result = canBe ? (value - memory.last.value) / seconds(memory.last.time, time) : nan;
    memory.hasLast = !std::isnan(value);
    memory.last = {time, value};
    return result;
}

/// By the trapezoids between neighbours.
double Evaluator::integral(Memory &memory, Timestamp time, double value)
{
    if (std::isnan(value)) {
        memory.hasLast = false;
        return nan;
    }
    if (memory.hasLast)
        memory.sum += (memory.last.value + value) / 2.0 * seconds(memory.last.time, time);
    memory.hasLast = true;
    memory.last = {time, value};
    return memory.sum;
}

double Evaluator::mean(Memory &memory, Duration window, Timestamp time, double value)
{
    dropBefore(memory.window, time, window, &memory.sum);
    if (std::isnan(value))
        return nan;
    memory.window.push_back({time, value});
    memory.sum += value;
    if (++memory.added >= sumAnewAfter || !std::isfinite(memory.sum)) {
        memory.added = 0;
        memory.sum = 0.0;
        for (const Sample &sample : memory.window)
            memory.sum += sample.value;
    }
    return memory.sum / static_cast<double>(memory.window.size());
}

/// A value that a later one beats is never the extreme again.
double Evaluator::extreme(Memory &memory, const Expression::Node &node, Timestamp time, double value)
{
    dropBefore(memory.window, time, node.window);
    if (std::isnan(value))
        return nan;
    const bool isLeast = node.function == Function::MovingMin;
    const auto isBeaten = [&](double old) { return isLeast ? old >= value : old <= value; };
    while (!memory.window.empty() && isBeaten(memory.window.back().value))
        memory.window.pop_back();
    memory.window.push_back({time, value});
    return memory.window.front().value;
}

} // namespace watchglass::derived
