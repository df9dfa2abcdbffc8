#pragma once

#include "core/derived/expression.h"

#include <optional>

namespace watchglass::derived {

/// Reads one expression by recursive descent; stops at the first thing that is wrong. For one text.
class ExpressionParser
{
public:
    explicit ExpressionParser(const QString &text);

    std::variant<Expression, ExpressionError> parse();

private:
    using Place = std::optional<int>; ///< Of a node; nothing after an error.

    Place sum();
    Place product();
    Place factor();
    Place power();
    Place primary();
    Place number();
    Place series();
    Place call();
    /// Arguments up to the closing parenthesis; a length of time as the last one goes to `window`.
    bool arguments(std::vector<int> &nodes, std::optional<Duration> &window);
    std::optional<Duration> duration();

    QChar peek();
    bool take(char c);
    QString word();
    int add(Expression::Node node);
    int addBinary(Expression::Kind kind, int left, int right);
    Place fail(const QString &text, int at, int length);

    const QString m_text;
    int m_at = 0;
    int m_depth = 0;
    Expression m_expression;
    std::optional<ExpressionError> m_error;
};

} // namespace watchglass::derived
