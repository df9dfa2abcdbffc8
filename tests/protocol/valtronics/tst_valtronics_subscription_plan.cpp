#include "core/protocol/valtronics/encoder.h"
#include "core/protocol/valtronics/subscription_plan.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace watchglass;
using namespace watchglass::protocol::valtronics;

namespace {

constexpr auto none = AttentionLevel::None;
constexpr auto low = AttentionLevel::Low;
constexpr auto medium = AttentionLevel::Medium;
constexpr auto high = AttentionLevel::High;

DemandBook::Levels many(int count, const QString &name, AttentionLevel level)
{
    DemandBook::Levels all;
    for (int i = 0; i < count; ++i)
        all.emplace(name.arg(i, 3, 10, QLatin1Char('0')), level);
    return all;
}

} // namespace

Q_DECLARE_METATYPE(DemandBook::Levels)

class TestSubscriptionPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".?"))); }

    void asksPerLevelWithListsOnlyWhereMetricsDiffer_data()
    {
        QTest::addColumn<DemandBook::Levels>("levels");
        QTest::addColumn<AttentionLevel>("others");
        QTest::addColumn<MetricLists>("lists");
        QTest::addColumn<QStringList>("expected");
        const QString a = QStringLiteral("a");
        const QString b = QStringLiteral("b");
        const QString c = QStringLiteral("c");
        const auto row = [](const char *name, const DemandBook::Levels &levels, AttentionLevel others,
                            const QStringList &expected, MetricLists lists = MetricLists::Joined) {
            QTest::newRow(name) << levels << others << lists << expected;
        };
        row("nothing known", {}, none, {});
        row("one metric", {{a, high}}, none, {QStringLiteral("real-time")});
        row("all at one level", {{a, medium}, {b, medium}}, none, {QStringLiteral("500ms")});
        row("all at the others' level", {{a, low}, {b, low}}, low, {});
        row("all below the others", {{a, none}, {b, low}}, medium, {});
        row("some below the others", {{a, none}, {b, high}}, medium, {QStringLiteral("b real-time")});
        row("one above", {{a, high}, {b, none}, {c, none}}, none, {QStringLiteral("a real-time")});
        row("two levels", {{a, high}, {b, medium}, {c, high}}, none,
            {QStringLiteral("a,c real-time"), QStringLiteral("b 500ms")});
        row("three levels", {{a, high}, {b, medium}, {c, low}}, none,
            {QStringLiteral("a real-time"), QStringLiteral("b 500ms"), QStringLiteral("c 2s")});
        row("others at high", {{a, high}, {b, none}}, high, {});
        row("single lists", {{a, high}, {b, none}, {c, high}}, none,
            {QStringLiteral("a real-time"), QStringLiteral("c real-time")}, MetricLists::Single);
    }
    void asksPerLevelWithListsOnlyWhereMetricsDiffer()
    {
        QFETCH(DemandBook::Levels, levels);
        QFETCH(AttentionLevel, others);
        QFETCH(MetricLists, lists);
        QFETCH(QStringList, expected);
        QStringList found;
        for (const auto &[subject, level] : planSubscriptions(QStringLiteral("7"), levels, others, lists)) {
            QCOMPARE(subject.device, QStringLiteral("7"));
            const QJsonObject frame = QJsonDocument::fromJson(encodeSubscribe(subject, level).toUtf8()).object();
            const QJsonObject filters = frame.value(QLatin1String("filters")).toObject();
            const QString frequency = filters.value(QLatin1String("frequency")).toString();
            found << (subject.metrics.join(QLatin1Char(',')) + QLatin1Char(' ') + frequency).trimmed();
        }
        found.sort();
        QCOMPARE(found, expected);
    }

    void keepsEveryMessageWithinOneKilobyte_data()
    {
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("metric");
        QTest::addColumn<int>("asked");
        QTest::newRow("short") << QStringLiteral("7") << QStringLiteral("m%1") << 100;
        QTest::newRow("not ASCII") << QStringLiteral("Öfen") << QStringLiteral("Wärme %1 äöü\"\\") << 100;
        QTest::newRow("long") << QStringLiteral("7") << QString(700, QLatin1Char('x')) + QStringLiteral("%1") << 100;
        QTest::newRow("longer than a message")
            << QStringLiteral("7") << QString(1000, QLatin1Char('x')) + QStringLiteral("%1") << 0;
        QTest::newRow("device longer than a message") << QString(1000, QLatin1Char('d')) << QStringLiteral("m%1") << 0;
    }
    void keepsEveryMessageWithinOneKilobyte()
    {
        QFETCH(QString, device);
        QFETCH(QString, metric);
        QFETCH(int, asked);
        DemandBook::Levels levels = many(100, metric, high);
        levels.emplace(QStringLiteral("other"), none);
        qsizetype found = 0;
        for (const auto &[subject, level] : planSubscriptions(device, levels, none)) {
            QCOMPARE(level, high);
            QVERIFY(encodeSubscribe(subject, level).toUtf8().size() <= maxMessageBytes);
            found += subject.metrics.size();
        }
        QCOMPARE(found, qsizetype(asked));
    }
};

QTEST_GUILESS_MAIN(TestSubscriptionPlan)
#include "tst_valtronics_subscription_plan.moc"
