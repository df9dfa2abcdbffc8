#include "core/derived/evaluator.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::derived;
using namespace std::chrono_literals;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

Evaluator evaluator(const char *text)
{
    return Evaluator(std::get<Expression>(parseExpression(QString::fromUtf8(text))));
}

/// What comes of values of 'a' one second apart.
std::vector<double> run(const char *text, std::initializer_list<double> values)
{
    Evaluator one = evaluator(text);
    std::vector<double> results;
    Timestamp time;
    for (const double value : values) {
        results.push_back(one.next(time, std::span(&value, 1)));
        time = time + 1s;
    }
    return results;
}

bool isSame(const std::vector<double> &got, std::initializer_list<double> expected)
{
    return std::equal(got.begin(), got.end(), expected.begin(), expected.end(),
                      [](double a, double b) { return std::isnan(a) ? std::isnan(b) : std::abs(a - b) < 1e-9; });
}

} // namespace

class TestEvaluator : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void arithmetic_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<double>("expected");
        const auto row = [](const char *text, double expected) { QTest::newRow(text) << QByteArray(text) << expected; };
        // 'a' is 3, 'b' is -4
        row("'a' + 2 * 'b'", -5.0);
        row("('a' + 2) * 'b'", -20.0);
        row("'a' - 1 - 1", 1.0);
        row("12 / 'a' / 2", 2.0);
        row("2 ^ 'a' ^ 2", 512.0);
        row("-'a' ^ 2", -9.0);
        row("2 ^ -1 * 'a'", 1.5);
        row("+'a' - -'b'", -1.0);
        row("1.5e2 + 'a'", 153.0);
        row(".5 * 'b'", -2.0);
        row("abs('b')", 4.0);
        row("sqrt('a' + 1)", 2.0);
        row("sqrt('b')", notANumber);
        row("log('b')", notANumber);
        row("log10('a' + 97)", 2.0);
        row("exp(0 * 'a')", 1.0);
        row("min('a', 'b', 7)", -4.0);
        row("max('a', 'b', 7)", 7.0);
        row("magnitude('a', 'b')", 5.0);
        row("magnitude('b')", 4.0);
        row("'a' / ('b' + 4)", notANumber);
    }

    void arithmetic()
    {
        QFETCH(QByteArray, text);
        QFETCH(double, expected);
        Evaluator one = evaluator(text.constData());
        const bool hasA = text.contains("'a'");
        const bool isBFirst = text.contains("'b'") && (!hasA || text.indexOf("'b'") < text.indexOf("'a'"));
        const double values[] = {isBFirst ? -4.0 : 3.0, isBFirst ? 3.0 : -4.0};
        QVERIFY(isSame({one.next({}, values)}, {expected}));
    }

    void aRateIsTheChangeASecond()
    {
        QVERIFY(isSame(run("rate('a')", {1.0, 3.0, 3.0, -1.0}), {notANumber, 2.0, 0.0, -4.0}));
        QVERIFY2(isSame(run("rate('a')", {1.0, notANumber, 5.0, 6.0}), {notANumber, notANumber, notANumber, 1.0}),
                 "it begins anew after a gap");
    }

    void anIntegralAddsUp()
    {
        QVERIFY(isSame(run("integral('a')", {1.0, 3.0, 3.0}), {0.0, 2.0, 5.0}));
        QVERIFY2(isSame(run("integral('a')", {2.0, 2.0, notANumber, 2.0, 2.0}), {0.0, 2.0, notANumber, 2.0, 4.0}),
                 "what is missing adds nothing");
    }

    void windowsLookBack()
    {
        QVERIFY(isSame(run("mean('a', 2 s)", {1.0, 3.0, 5.0, notANumber, 7.0}), {1.0, 2.0, 4.0, notANumber, 7.0}));
        QVERIFY(isSame(run("min('a', 3 s)", {5.0, 4.0, 6.0, 7.0, 8.0}), {5.0, 4.0, 4.0, 4.0, 6.0}));
        QVERIFY(isSame(run("max('a', 2500 ms)", {5.0, 9.0, 6.0, 1.0, 1.0}), {5.0, 9.0, 9.0, 9.0, 6.0}));
    }

    void aLongMeanStaysExact()
    {
        Evaluator one = evaluator("mean('a', 100 s)");
        double result = 0.0;
        for (int i = 0; i < 20'000; ++i) {
            const double value = i < 10'000 ? 1e15 : 1.0;
            result = one.next(Timestamp::fromMs(i * 1000LL), std::span(&value, 1));
        }
        QCOMPARE(result, 1.0);
    }

    void eachCallRemembersForItself()
    {
        QVERIFY(isSame(run("rate('a') - rate(2 * 'a')", {0.0, 1.0, 3.0}), {notANumber, -1.0, -2.0}));
    }
};

QTEST_GUILESS_MAIN(TestEvaluator)
#include "tst_evaluator.moc"
