#include "core/derived/expression_parser.h"

#include <QCoreApplication>

#include <array>
#include <cmath>

namespace watchglass::derived {
namespace {

constexpr int deepest = 100;
constexpr int longest = 10'000;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::derived::ExpressionParser)
};

struct Name
{
    const char *name;
    Function function;
    int least;
    int most;
};

constexpr std::array names{
    Name{"abs", Function::Abs, 1, 1},         Name{"sqrt", Function::Sqrt, 1, 1},
    Name{"exp", Function::Exp, 1, 1},         Name{"log", Function::Log, 1, 1},
    Name{"log10", Function::Log10, 1, 1},     Name{"min", Function::Min, 1, 100},
    Name{"max", Function::Max, 1, 100},       Name{"magnitude", Function::Magnitude, 1, 100},
    Name{"rate", Function::Rate, 1, 1},       Name{"integral", Function::Integral, 1, 1},
    Name{"mean", Function::MovingMean, 1, 1},
};

const Name *find(const QString &word)
{
    for (const Name &name : names) {
        if (word == QLatin1String(name.name))
            return &name;
    }
    return nullptr;
}

} // namespace

ExpressionParser::ExpressionParser(const QString &text)
    : m_text(text)
{}

std::variant<Expression, ExpressionError> ExpressionParser::parse()
{
    if (m_text.size() > longest)
        return ExpressionError{Texts::tr("This is too long."), longest, 0};
    if (peek().isNull())
        return ExpressionError{Texts::tr("Write a formula, for example rate('demo/bed-3/ecg')."), 0, 0};
    sum();
    if (!m_error && !peek().isNull())
        fail(Texts::tr("An operator is missing before this."), m_at, 1);
    if (m_error)
        return *m_error;
    if (m_expression.inputs.isEmpty())
        return ExpressionError{Texts::tr("There is no series in it. Name one between quotes, as 'demo/bed-3/ecg'."), 0,
                               static_cast<int>(m_text.size())};
    return m_expression;
}

/// The next character that is no space; null at the end.
QChar ExpressionParser::peek()
{
    while (m_at < m_text.size() && m_text.at(m_at).isSpace())
        ++m_at;
    return m_at < m_text.size() ? m_text.at(m_at) : QChar();
}

bool ExpressionParser::take(char c)
{
    if (peek() != QLatin1Char(c))
        return false;
    ++m_at;
    return true;
}

QString ExpressionParser::word()
{
    const int start = m_at;
    while (m_at < m_text.size() && (m_text.at(m_at).isLetterOrNumber() || m_text.at(m_at) == QLatin1Char('_')))
        ++m_at;
    return m_text.mid(start, m_at - start);
}

int ExpressionParser::add(Expression::Node node)
{
    m_expression.nodes.push_back(std::move(node));
    return static_cast<int>(m_expression.nodes.size()) - 1;
}

int ExpressionParser::addBinary(Expression::Kind kind, int left, int right)
{
    return add({.kind = kind, .arguments = {left, right}});
}

ExpressionParser::Place ExpressionParser::fail(const QString &text, int at, int length)
{
    if (!m_error)
        m_error = ExpressionError{text, at, length};
    return std::nullopt;
}

ExpressionParser::Place ExpressionParser::sum()
{
    Place left = product();
    while (left) {
        const bool isPlus = take('+');
        if (!isPlus && !take('-'))
            break;
        const Place right = product();
        if (!right)
            return right;
        left = addBinary(isPlus ? Expression::Kind::Add : Expression::Kind::Subtract, *left, *right);
    }
    return left;
}

ExpressionParser::Place ExpressionParser::product()
{
    Place left = factor();
    while (left) {
        const bool isTimes = take('*');
        if (!isTimes && !take('/'))
            break;
        const Place right = factor();
        if (!right)
            return right;
        left = addBinary(isTimes ? Expression::Kind::Multiply : Expression::Kind::Divide, *left, *right);
    }
    return left;
}

/// A sign binds less than a power: -2^2 is -4.
ExpressionParser::Place ExpressionParser::factor()
{
    if (++m_depth > deepest)
        return fail(Texts::tr("This is nested too deeply."), m_at, 1);
    Place result;
    if (take('-')) {
        const Place inner = factor();
        result = inner ? Place(add({.kind = Expression::Kind::Negate, .arguments = {*inner}})) : inner;
    } else {
        take('+');
        result = power();
    }
    --m_depth;
    return result;
}

ExpressionParser::Place ExpressionParser::power()
{
    const Place base = primary();
    if (!base || !take('^'))
        return base;
    const Place exponent = factor();
    return exponent ? Place(addBinary(Expression::Kind::Power, *base, *exponent)) : exponent;
}

ExpressionParser::Place ExpressionParser::primary()
{
    const QChar c = peek();
    if (c.isNull())
        return fail(Texts::tr("Something is missing at the end."), m_at, 0);
    if (c == QLatin1Char('\''))
        return series();
    if (c.isDigit() || c == QLatin1Char('.'))
        return number();
    if (c.isLetter())
        return call();
    if (!take('('))
        return fail(Texts::tr("A number, a series or a function is expected here."), m_at, 1);
    const int open = m_at - 1;
    const Place inside = sum();
    if (inside && !take(')'))
        return fail(Texts::tr("This parenthesis is not closed."), open, 1);
    return inside;
}

ExpressionParser::Place ExpressionParser::number()
{
    const int start = m_at;
    const auto isDigit = [this](int at) {
        return at < m_text.size() && m_text.at(at).unicode() >= '0' && m_text.at(at).unicode() <= '9';
    };
    while (isDigit(m_at) || (m_at < m_text.size() && m_text.at(m_at) == QLatin1Char('.')))
        ++m_at;
    if (m_at < m_text.size() && m_text.at(m_at).toLower() == QLatin1Char('e')) {
        const bool hasSign = m_at + 1 < m_text.size()
                             && (m_text.at(m_at + 1) == QLatin1Char('-') || m_text.at(m_at + 1) == QLatin1Char('+'));
        if (isDigit(m_at + (hasSign ? 2 : 1))) {
            m_at += hasSign ? 2 : 1;
            while (isDigit(m_at))
                ++m_at;
        }
    }
    bool isNumber = false;
    const double value = m_text.mid(start, m_at - start).toDouble(&isNumber);
    if (!isNumber || !std::isfinite(value))
        return fail(Texts::tr("This is no number."), start, std::max(1, m_at - start));
    return add({.kind = Expression::Kind::Number, .number = value});
}

ExpressionParser::Place ExpressionParser::series()
{
    const int start = m_at++;
    QString name;
    for (;; ++m_at) {
        if (m_at >= m_text.size())
            return fail(Texts::tr("This quote is not closed."), start, 1);
        if (m_text.at(m_at) != QLatin1Char('\'')) {
            name += m_text.at(m_at);
            continue;
        }
        if (m_at + 1 >= m_text.size() || m_text.at(m_at + 1) != QLatin1Char('\''))
            break;
        name += m_text.at(++m_at);
    }
    ++m_at;
    if (name.isEmpty())
        return fail(Texts::tr("A series' name belongs between the quotes."), start, 2);
    qsizetype input = m_expression.inputs.indexOf(name);
    if (input < 0) {
        input = m_expression.inputs.size();
        m_expression.inputs.append(name);
    }
    return add({.kind = Expression::Kind::Input, .input = static_cast<int>(input)});
}

ExpressionParser::Place ExpressionParser::call()
{
    const int start = m_at;
    const QString text = word();
    const int length = m_at - start;
    const Name *name = find(text);
    if (!name)
        return fail(Texts::tr("There is no function %1. Series stand between single quotes.").arg(text), start, length);
    if (!take('('))
        return fail(Texts::tr("After %1, its arguments belong between parentheses.").arg(text), start, length);
    std::vector<int> nodes;
    std::optional<Duration> window;
    if (!arguments(nodes, window))
        return std::nullopt;
    const int count = static_cast<int>(nodes.size());
    const bool isMoving = name->function == Function::MovingMean
                          || (window && (name->function == Function::Min || name->function == Function::Max));
    if (isMoving && (!window || count != 1))
        return fail(Texts::tr("%1 needs a series and a length of time, as %1('a', 10 s).").arg(text), start, length);
    if (!isMoving && window)
        return fail(Texts::tr("%1 takes no length of time.").arg(text), start, length);
    if (count < name->least || count > name->most)
        return fail(Texts::tr("%1 has another number of arguments.").arg(text), start, length);
    Expression::Node node{.kind = Expression::Kind::Call, .function = name->function, .arguments = std::move(nodes)};
    if (isMoving) {
        node.window = *window;
        if (node.function == Function::Min)
            node.function = Function::MovingMin;
        else if (node.function == Function::Max)
            node.function = Function::MovingMax;
    }
    return add(std::move(node));
}

bool ExpressionParser::arguments(std::vector<int> &nodes, std::optional<Duration> &window)
{
    const int open = m_at - 1;
    do {
        window = nodes.empty() ? std::nullopt : duration();
        if (m_error)
            return false;
        if (window)
            break;
        const Place argument = sum();
        if (!argument)
            return false;
        nodes.push_back(*argument);
    } while (take(','));
    if (take(')'))
        return true;
    if (peek().isNull())
        fail(Texts::tr("This parenthesis is not closed."), open, 1);
    else
        fail(Texts::tr("A comma or a closing parenthesis is expected here."), m_at, 1);
    return false;
}

/// A number with a unit of time, or nothing and nothing read.
std::optional<Duration> ExpressionParser::duration()
{
    struct Unit
    {
        const char *name;
        double ns;
    };
    constexpr std::array units{Unit{"ms", 1e6}, Unit{"s", 1e9}, Unit{"min", 60e9}, Unit{"h", 3600e9}};
    peek();
    const int start = m_at;
    int end = start;
    while (end < m_text.size() && (m_text.at(end).isDigit() || m_text.at(end) == QLatin1Char('.')))
        ++end;
    bool isNumber = false;
    const double count = m_text.mid(start, end - start).toDouble(&isNumber);
    m_at = end;
    peek();
    const QString unit = isNumber ? word() : QString();
    for (const Unit &known : units) {
        if (unit != QLatin1String(known.name))
            continue;
        const double ns = count * known.ns;
        if (ns >= 1.0 && ns < 1e18)
            return Duration(static_cast<std::int64_t>(ns));
        fail(Texts::tr("This length of time is too short or too long."), start, m_at - start);
        return std::nullopt;
    }
    m_at = start;
    return std::nullopt;
}

} // namespace watchglass::derived
