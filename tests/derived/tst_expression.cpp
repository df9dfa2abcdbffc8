#include "core/derived/expression.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::derived;
using namespace std::chrono_literals;

class TestExpression : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("at");
        QTest::addColumn<int>("length");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *text, int at, int length, const char *says) {
            QTest::newRow(*text ? text : "nothing")
                << QString::fromUtf8(text) << at << length << QString::fromUtf8(says);
        };
        row("", 0, 0, "Write a formula");
        row("   ", 0, 0, "Write a formula");
        row("'a' +", 5, 0, "missing at the end");
        row("'a' 'b'", 4, 1, "operator is missing");
        row("('a'", 0, 1, "not closed");
        row("'a", 0, 1, "quote is not closed");
        row("''", 0, 2, "between the quotes");
        row("sin('a')", 0, 3, "no function sin");
        row("temperature", 0, 11, "no function temperature");
        row("abs 'a'", 0, 3, "between parentheses");
        row("abs('a'", 3, 1, "not closed");
        row("abs('a' 'b')", 8, 1, "comma");
        row("abs('a', 'b')", 0, 3, "number of arguments");
        row("mean('a')", 0, 4, "length of time");
        row("mean('a', 'b')", 0, 4, "length of time");
        row("rate('a', 10 s)", 0, 4, "no length of time");
        row("mean('a', 0 s)", 10, 3, "too short");
        row("1.2.3 * 'a'", 0, 5, "no number");
        row("* 'a'", 0, 1, "expected here");
        row("1 + 2", 0, 5, "no series in it");
        row("'a' $ 2", 4, 1, "operator is missing");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QString, text);
        QFETCH(int, at);
        QFETCH(int, length);
        QFETCH(QString, says);
        const auto parsed = parseExpression(text);
        const auto *error = std::get_if<ExpressionError>(&parsed);
        QVERIFY(error);
        QVERIFY2(error->text.contains(says), qPrintable(error->text));
        QCOMPARE(error->at, at);
        QCOMPARE(error->length, length);
    }

    void namesItsSeriesOnce()
    {
        const auto parsed = parseExpression(QStringLiteral("'x' * 'x' + 'it''s' - mean('y', 1.5 min)"));
        const auto &expression = std::get<Expression>(parsed);
        QCOMPARE(expression.inputs, (QStringList{QStringLiteral("x"), QStringLiteral("it's"), QStringLiteral("y")}));
        QVERIFY(expression.nodes.at(expression.nodes.size() - 2).window == Duration(90s));
    }

    void quotesCanBeQuoted()
    {
        const QString name = QStringLiteral("it's 'x'");
        const auto parsed = parseExpression(quotedInput(name));
        QCOMPARE(std::get<Expression>(parsed).inputs, QStringList{name});
    }

    void nonsenseIsSurvived()
    {
        QVERIFY(std::get_if<ExpressionError>(&static_cast<const std::variant<Expression, ExpressionError> &>(
            parseExpression(QString(5000, QLatin1Char('('))))));
        const auto minuses = parseExpression(QString(5000, QLatin1Char('-')) + QStringLiteral("'a'"));
        QVERIFY(std::holds_alternative<ExpressionError>(minuses));
        const auto powers = parseExpression(QStringLiteral("'a'^").repeated(2000) + QStringLiteral("2"));
        QVERIFY(std::holds_alternative<ExpressionError>(powers));
        QVERIFY(std::holds_alternative<ExpressionError>(parseExpression(QString(20'000, QLatin1Char('1')))));
    }
};

QTEST_GUILESS_MAIN(TestExpression)
#include "tst_expression.moc"
