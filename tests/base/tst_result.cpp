#include "core/base/result.h"

#include <QTest>

#include <memory>

using namespace watchglass;

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void holdsAValue()
    {
        Result<QString> result(QStringLiteral("fine"));
        QVERIFY(result.ok());
        QVERIFY(static_cast<bool>(result));
        QCOMPARE(result.value(), QStringLiteral("fine"));
        result.value() += QLatin1Char('!');
        QCOMPARE(std::as_const(result).value(), QStringLiteral("fine!"));
    }

    void holdsAnError()
    {
        const Result<QString> result(Error{ErrorCode::TooLarge, QStringLiteral("1 GB")});
        QVERIFY(!result.ok());
        QVERIFY(!static_cast<bool>(result));
        QVERIFY(result.error().code == ErrorCode::TooLarge);
        QCOMPARE(result.error().text, QStringLiteral("1 GB"));
    }

    void aValueThatIsFalseIsAValue()
    {
        const Result<bool> result(false);
        QVERIFY(result.ok());
        QVERIFY(!result.value());
    }

    void movesItsValueOut()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(4));
        const std::unique_ptr<int> value = std::move(result).value();
        QCOMPARE(*value, 4);
    }

    void withoutValueItOnlyWorksOrNot()
    {
        const Result<void> fine;
        QVERIFY(fine.ok());
        const Result<void> failed(Error{ErrorCode::File, QStringLiteral("disk full")});
        QVERIFY(!failed);
        QVERIFY(failed.error().code == ErrorCode::File);
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
