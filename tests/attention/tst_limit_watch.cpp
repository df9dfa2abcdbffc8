#include "core/attention/limit_watch.h"

#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::attention;

namespace {

const SeriesKey key{QStringLiteral("demo"), QStringLiteral("pump"), QStringLiteral("t"), {}};
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double inf = std::numeric_limits<double>::infinity();

} // namespace

class TestLimitWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void entersAtTheDistanceAndLeavesAtTwice_data()
    {
        QTest::addColumn<double>("limit");
        QTest::addColumn<LimitSide>("side");
        QTest::addColumn<QList<double>>("values");
        QTest::addColumn<QString>("near"); // n or - for each value
        const auto row = [](const char *name, double limit, LimitSide side, const QList<double> &values,
                            const char *near) {
            QTest::newRow(name) << limit << side << values << QString::fromLatin1(near);
        };
        const auto upper = LimitSide::Upper;
        const auto lower = LimitSide::Lower;
        row("far", 100, upper, {0, 50, 94.9}, "---");
        row("enters at one distance", 100, upper, {94.9, 95, 99}, "-nn");
        row("stays until two", 100, upper, {95, 94, 90, 89.9, 94}, "nnn--");
        row("beyond is near", 100, upper, {100, 150, 1e9, inf, 89}, "nnnn-");
        row("far on the good side", 100, upper, {-inf, -1e9}, "--");
        row("lower limit", 100, lower, {106, 105, 110, 110.1, 50}, "-nn-n");
        row("negative limit", -100, upper, {-200, -106, -105, -110, -111, 0}, "--nn-n");
        row("negative lower limit", -100, lower, {0, -94, -95, -90, -89, -200}, "--nn-n");
        row("not a number changes nothing", 100, upper, {notANumber, 95, notANumber, 50, notANumber}, "-nn--");
        row("zero, nothing known of the range", 0, upper, {-1, -1, 0, 1}, "--nn");
        row("zero, by the range", 0, upper, {-100, 0, -11, -6, -5, -10, -11}, "-n--nn-");
        row("zero, from below", 0, lower, {100, 0, 11, 6, 5, 10, 11, -1}, "-n--nn-n");
        row("an endless value has no range", 0, upper, {-inf, -100, -50}, "---");
        row("tiny limit", 1e-9, upper, {0, 0.94e-9, 0.96e-9}, "--n");
    }

    void entersAtTheDistanceAndLeavesAtTwice()
    {
        QFETCH(double, limit);
        QFETCH(LimitSide, side);
        QFETCH(QList<double>, values);
        LimitWatch watch;
        watch.setLimit(key, limit, side);
        QString near;
        for (const double value : values) {
            near.append(watch.look(key, value) ? QLatin1Char('n') : QLatin1Char('-'));
            QCOMPARE(watch.isNear(key), near.endsWith(QLatin1Char('n')));
        }
        QTEST(near, "near");
    }

    void watchesBothSides()
    {
        LimitWatch watch;
        watch.setLimit(key, 100, LimitSide::Upper);
        watch.setLimit(key, 10, LimitSide::Lower);
        QVERIFY(watch.look(key, 5));
        QVERIFY(!watch.look(key, 50));
        QVERIFY(watch.look(key, 105));
    }

    void knowsNothingOfSeriesWithoutLimit()
    {
        LimitWatch watch;
        QVERIFY(!watch.look(key, 1e9));
        watch.setLimit(key, 1);
        QVERIFY(watch.look(key, 1e9));
        watch.clear(key);
        QVERIFY(!watch.isNear(key));
        QVERIFY(!watch.look(key, 1e9));
    }

    void aNewLimitStartsAnew()
    {
        LimitWatch watch;
        watch.setLimit(key, 100);
        QVERIFY(watch.look(key, 95));
        watch.setLimit(key, 100);
        QVERIFY(watch.isNear(key));
        watch.setLimit(key, 105);
        QVERIFY(!watch.isNear(key));
        QVERIFY(!watch.look(key, 95)); // within twice the distance only
    }

    void theDistanceCanBeSet()
    {
        LimitWatch watch;
        watch.setLimit(key, 100);
        watch.setDistance(0.2);
        QVERIFY(watch.look(key, 80));
        watch.setDistance(-1);
        QCOMPARE(watch.distance(), 0.0);
        QVERIFY(!watch.look(key, 99.9));
        QVERIFY(watch.look(key, 100));
    }
};

QTEST_GUILESS_MAIN(TestLimitWatch)
#include "tst_limit_watch.moc"
