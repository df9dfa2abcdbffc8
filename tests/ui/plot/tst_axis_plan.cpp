#include "ui/plot/axis_plan.h"

#include <QStringList>
#include <QTest>

using namespace watchglass::ui;

namespace {

/// "mV", "mV@own:1" with a group, "?" for one that is waiting.
std::vector<AxisPlan::Wish> wishes(const QString &text)
{
    std::vector<AxisPlan::Wish> all;
    for (const QString &word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (word == QLatin1String("?"))
            all.push_back({{}, {}, true});
        else
            all.push_back({word.section(QLatin1Char('@'), 0, 0), word.section(QLatin1Char('@'), 1), false});
    }
    return all;
}

/// The axis of each, with "!" where it is another unit's.
QString text(const AxisPlan &plan)
{
    QStringList words;
    for (const AxisPlan::Place &place : plan.places)
        words << QString::number(place.axis) + (place.isShared ? QStringLiteral("!") : QString());
    return words.join(QLatin1Char(' ')) + QStringLiteral(" of %1").arg(plan.axes);
}

} // namespace

class TestAxisPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void placesSeries_data()
    {
        QTest::addColumn<QString>("series");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *name, const char *series, const char *expected) {
            QTest::newRow(name) << QString::fromUtf8(series) << QString::fromUtf8(expected);
        };
        row("none", "", " of 0");
        row("one", "mV", "0 of 1");
        row("one unit", "mV mV mV", "0 0 0 of 1");
        row("two units", "mV °C mV", "0 1 0 of 2");
        row("three units", "mV °C %", "0 1 2 of 3");
        row("more than axes", "a b c d e", "0 1 2 3 3! of 4");
        row("nothing known yet", "? ?", "0 0 of 1");
        row("waiting has no axis of its own", "? mV °C", "0 0 1 of 2");
        row("an own axis", "mV mV@own:1", "0 1 of 2");
        row("two on an own axis", "mV mV@own:1 °C@own:1", "0 1 1! of 2");
        row("with another unit's", "mV °C@unit:mV", "0 0! of 1");
        row("the first of another group", "mV@own:1 mV", "0 1 of 2");
    }

    void placesSeries()
    {
        QFETCH(QString, series);
        QFETCH(QString, expected);
        QCOMPARE(text(AxisPlan::of(wishes(series), 4)), expected);
    }

    void axesHaveNames()
    {
        QCOMPARE(axisName(0), QStringLiteral("left axis"));
        QCOMPARE(axisName(1), QStringLiteral("right axis"));
        QCOMPARE(axisName(2), QStringLiteral("left axis 2"));
        QCOMPARE(axisName(5), QStringLiteral("right axis 3"));
    }
};

QTEST_GUILESS_MAIN(TestAxisPlan)
#include "tst_axis_plan.moc"
