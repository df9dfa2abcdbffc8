#include "ui/models/statistics_model.h"

#include "core/store/series.h"
#include "tests/ui/no_warnings.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

#include <limits>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;

namespace {

constexpr Timestamp start = Timestamp::fromMs(1'795'324'522'000);

StatisticsModel::Row row(std::initializer_list<double> values)
{
    store::Series series(SeriesInfo{{QStringLiteral("s"), QStringLiteral("d"), QStringLiteral("a"), {}}, {}});
    Timestamp at = start;
    for (const double value : values)
        series.append({at = at + 1s, value});
    return {QStringLiteral("a"), Qt::white, QStringLiteral("celsius"), series.statistics({start, start + 1h}), 1.0};
}

QString text(const StatisticsModel &model, int line, StatisticsModel::Column column)
{
    return model.index(line, column).data().toString();
}

} // namespace

class TestStatisticsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { test::failOnAnyWarning(); }

    void tellsWhatSamplesComeTo()
    {
        StatisticsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({row({1.0, 2.0, 3.0, 6.0})});
        QCOMPARE(text(model, 0, StatisticsModel::Name), QStringLiteral("a"));
        QCOMPARE(text(model, 0, StatisticsModel::Count), QStringLiteral("4"));
        QCOMPARE(text(model, 0, StatisticsModel::Least), QStringLiteral("1\u202F°C"));
        QCOMPARE(text(model, 0, StatisticsModel::Greatest), QStringLiteral("6\u202F°C"));
        QCOMPARE(text(model, 0, StatisticsModel::Mean), QStringLiteral("3\u202F°C"));
        QCOMPARE(text(model, 0, StatisticsModel::Deviation), QStringLiteral("1.8708\u202F°C"));
        QCOMPARE(text(model, 0, StatisticsModel::Rate), QStringLiteral("1\u202F/s"));
    }

    void nothingHasNoFigures()
    {
        StatisticsModel model;
        StatisticsModel::Row none = row({});
        none.ratePerSecond.reset();
        model.setRows({none, row({std::numeric_limits<double>::quiet_NaN()})});
        QCOMPARE(text(model, 0, StatisticsModel::Count), QStringLiteral("0"));
        QCOMPARE(text(model, 0, StatisticsModel::Mean), QStringLiteral("—"));
        QCOMPARE(text(model, 0, StatisticsModel::Rate), QStringLiteral("—"));
        QCOMPARE(text(model, 1, StatisticsModel::Count), QStringLiteral("1"));
        QCOMPARE(text(model, 1, StatisticsModel::Least), QStringLiteral("—"));
    }

    void rowsThatStayAreChangedInPlace()
    {
        StatisticsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({row({1.0}), row({2.0})});
        QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
        QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.setRows({row({1.5}), row({2.5})});
        QCOMPARE(reset.size(), 0);
        QCOMPARE(changed.size(), 1);
        model.setRows({});
        QCOMPARE(reset.size(), 1);
    }

    void textHasEveryDigit()
    {
        StatisticsModel model;
        model.setRows({row({0.1, 0.30000000000000004})});
        const QStringList lines = model.toText().split(QLatin1Char('\n'));
        QCOMPARE(lines.at(0), QStringLiteral("Series\tSamples\tMin\tMax\tMean\tσ\tRate\tUnit"));
        QVERIFY2(lines.at(1).startsWith(QStringLiteral("a\t2\t0.1\t0.30000000000000004\t0.2\t")),
                 qPrintable(lines.at(1)));
        QVERIFY(lines.at(1).endsWith(QStringLiteral("\t°C")));
    }
};

QTEST_MAIN(TestStatisticsModel)
#include "tst_statistics_model.moc"
