#pragma once

#include "core/base/timestamp.h"

#include <QString>
#include <QStringList>

#include <variant>
#include <vector>

namespace watchglass::derived {

/// What is wrong with an expression, and where: `length` characters from `at` on (0: at the end of the text).
struct ExpressionError
{
    QString text;
    int at = 0;
    int length = 0;
};

enum class Function {
    Abs,
    Sqrt,
    Exp,
    Log, ///< Natural.
    Log10,
    Min, ///< Of its arguments.
    Max,
    Magnitude, ///< Square root of the sum of squares.
    Rate,      ///< Change a second.
    Integral,  ///< Over seconds, from the first sample on.
    MovingMean,
    MovingMin, ///< Within the window before and at each instant.
    MovingMax,
};

/// A formula over series, as nodes that stand after what they need; the last one is the whole.
struct Expression
{
    enum class Kind { Number, Input, Negate, Add, Subtract, Multiply, Divide, Power, Call };
    struct Node
    {
        Kind kind = Kind::Number;
        double number = 0.0;               ///< With Number.
        int input = 0;                     ///< With Input: place in `inputs`.
        Function function = Function::Abs; ///< With Call.
        Duration window{};                 ///< With a Call of a moving function.
        std::vector<int> arguments = {};   ///< Places in `nodes`.
    };
    std::vector<Node> nodes;
    QStringList inputs; ///< Series as the text names them, each once.
};

/// Numbers, + - * / ^, parentheses, series between single quotes ('demo/bed-3/ecg'; a quote inside is doubled) and
/// functions: abs, sqrt, exp, log, log10, min, max, magnitude (of one or more), rate, integral, and mean, min and max
/// over a window of time: mean('demo/bed-3/ecg', 10 s). Units of time are ms, s, min, h.
std::variant<Expression, ExpressionError> parseExpression(const QString &text);

/// Every function with its arguments, for a list of what there is: "mean(series, 10 s)".
QStringList functionTexts();
/// A series' name between quotes.
QString quotedInput(const QString &name);

} // namespace watchglass::derived
