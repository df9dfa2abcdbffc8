#include "core/derived/expression.h"

#include "core/derived/expression_parser.h"

namespace watchglass::derived {

std::variant<Expression, ExpressionError> parseExpression(const QString &text)
{
    return ExpressionParser(text).parse();
}

QStringList functionTexts()
{
    return {QStringLiteral("abs(a)"),        QStringLiteral("sqrt(a)"),
            QStringLiteral("exp(a)"),        QStringLiteral("log(a)"),
            QStringLiteral("log10(a)"),      QStringLiteral("min(a, b)"),
            QStringLiteral("max(a, b)"),     QStringLiteral("magnitude(x, y, z)"),
            QStringLiteral("rate(a)"),       QStringLiteral("integral(a)"),
            QStringLiteral("mean(a, 10 s)"), QStringLiteral("min(a, 10 s)"),
            QStringLiteral("max(a, 10 s)")};
}

QString quotedInput(const QString &name)
{
    QString inside = name;
    inside.replace(QLatin1Char('\''), QLatin1String("''"));
    return QLatin1Char('\'') + inside + QLatin1Char('\'');
}

} // namespace watchglass::derived
