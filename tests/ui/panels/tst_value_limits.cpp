#include "ui/panels/limits_dialog.h"

#include "tests/ui/no_warnings.h"

#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>

#include <cmath>
#include <limits>

using namespace watchglass;
using namespace watchglass::ui;

using Verdict = ValueLimits::Verdict;
using End = std::optional<double>;
Q_DECLARE_METATYPE(End)

class TestValueLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void theEndsBelongToTheRange_data()
    {
        QTest::addColumn<End>("low");
        QTest::addColumn<End>("high");
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("verdict");
        QTest::newRow("none") << End() << End() << 1e300 << int(Verdict::Within);
        QTest::newRow("inside") << End(1.0) << End(2.0) << 1.5 << int(Verdict::Within);
        QTest::newRow("on the low end") << End(1.0) << End(2.0) << 1.0 << int(Verdict::Within);
        QTest::newRow("on the high end") << End(1.0) << End(2.0) << 2.0 << int(Verdict::Within);
        QTest::newRow("below") << End(-1.0) << End(2.0) << -1.001 << int(Verdict::Below);
        QTest::newRow("above") << End(1.0) << End(2.0) << 2.001 << int(Verdict::Above);
        QTest::newRow("only a low end") << End(1.0) << End() << 5.0 << int(Verdict::Within);
        QTest::newRow("only a high end") << End() << End(0.0) << 5.0 << int(Verdict::Above);
        QTest::newRow("not a number") << End(1.0) << End(2.0) << std::nan("") << int(Verdict::Within);
    }
    void theEndsBelongToTheRange()
    {
        QFETCH(End, low);
        QFETCH(End, high);
        QFETCH(double, value);
        QFETCH(int, verdict);
        QCOMPARE(int(ValueLimits{low, high}.verdict(value)), verdict);
    }

    void comeBackFromJson()
    {
        for (const ValueLimits &limits : {ValueLimits(), ValueLimits{-5.5, std::nullopt}, ValueLimits{0.0, 1e9}})
            QCOMPARE(ValueLimits::fromJson(limits.toJson()), limits);
    }

    void whatIsNoRangeIsLeftOut()
    {
        QVERIFY(ValueLimits::fromJson(ValueLimits{2.0, 1.0}.toJson()).isEmpty());
        QVERIFY(ValueLimits::fromJson({{QStringLiteral("low"), QStringLiteral("x")}}).isEmpty());
        QVERIFY(!(ValueLimits{1.0, 1.0}.isSound()));
        QVERIFY(!(ValueLimits{std::numeric_limits<double>::infinity(), std::nullopt}.isSound()));
    }

    void theDialogTakesOnlyWhatIsARange_data()
    {
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("high");
        QTest::addColumn<bool>("isTaken");
        QTest::newRow("both") << QStringLiteral("1") << QStringLiteral("2.5") << true;
        QTest::newRow("a comma") << QStringLiteral("1,5") << QStringLiteral("2,5") << true;
        QTest::newRow("a typeset minus") << QStringLiteral("−4") << QString() << true;
        QTest::newRow("nothing") << QString() << QStringLiteral("  ") << true;
        QTest::newRow("the wrong way round") << QStringLiteral("2") << QStringLiteral("1") << false;
        QTest::newRow("no number") << QStringLiteral("high") << QString() << false;
        QTest::newRow("infinite") << QStringLiteral("inf") << QString() << false;
    }
    void theDialogTakesOnlyWhatIsARange()
    {
        QFETCH(QString, low);
        QFETCH(QString, high);
        QFETCH(bool, isTaken);
        LimitsDialog dialog(QStringLiteral("Limits"), QStringLiteral("mV"), {}, nullptr);
        const auto fields = dialog.findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        fields[0]->setText(low);
        fields[1]->setText(high);
        QCOMPARE(dialog.limits().has_value(), isTaken);
        QCOMPARE(dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok)->isEnabled(), isTaken);
    }

    void theDialogShowsWhatIsSet()
    {
        const ValueLimits limits{-1.25, 300.0};
        const LimitsDialog dialog(QStringLiteral("Limits"), {}, limits, nullptr);
        QVERIFY(dialog.limits() == limits);
    }
};

QTEST_MAIN(TestValueLimits)
#include "tst_value_limits.moc"
