#include "ui/panels/component_join.h"

#include "tests/ui/panels/panel_bench.h"
#include "ui/panels/body_joints.h"
#include "ui/panels/series_part.h"

#include <QTest>

using namespace watchglass;
using namespace watchglass::ui;
using namespace std::chrono_literals;
using test::PanelBench;

namespace {

const QList<PartRole> &roles()
{
    static const QList<PartRole> all{{QStringLiteral("x"), {QStringLiteral("x")}},
                                     {QStringLiteral("y"), {QStringLiteral("y"), QStringLiteral("why")}}};
    return all;
}

} // namespace

class TestComponentJoin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreFoundInBothSpellings()
    {
        const SeriesKey dotted = PanelBench::key("imu.accelerometer.X");
        QCOMPARE(seriesPart(dotted).stem, QStringLiteral("imu.accelerometer"));
        QCOMPARE(seriesPart(dotted).leaf, QStringLiteral("x"));
        const SeriesKey component = PanelBench::key("imu.accelerometer", "x");
        QVERIFY(areOfOneWhole(dotted, component));
        const SeriesKey alone = PanelBench::key("latitude");
        QCOMPARE(seriesPart(alone).stem, QString());
        QCOMPARE(siblingOf(dotted, QStringLiteral("y")), PanelBench::key("imu.accelerometer.y"));
        QCOMPARE(siblingOf(component, QStringLiteral("y")), PanelBench::key("imu.accelerometer", "y"));
        QCOMPARE(siblingOf(alone, QStringLiteral("longitude")), PanelBench::key("longitude"));
        QVERIFY(!areOfOneWhole(alone, PanelBench::key("latitude", "", "another")));
        QCOMPARE(roleOf(PanelBench::key("a.why"), roles()), 1);
        QCOMPARE(roleOf(PanelBench::key("a.z"), roles()), -1);
        QCOMPARE(siblingsOf(PanelBench::key("a", "x"), roles()),
                 (QList{PanelBench::key("a", "y"), PanelBench::key("a", "why")}));
    }

    void valuesOfOneTimeAreOneRow()
    {
        PanelBench bench;
        const auto x = bench.open(PanelBench::key("a", "x"));
        const auto y = bench.open(PanelBench::key("a", "y"));
        ComponentJoin join(10s);
        QVERIFY(!join.follow({x.get(), y.get()}));
        for (int i = 0; i < 5; ++i) {
            x->append({PanelBench::now + i * 10ms, double(i)});
            if (i != 2)
                y->append({PanelBench::now + i * 10ms, 10.0 * i});
        }
        QVERIFY(join.follow({x.get(), y.get()}));
        QCOMPARE(join.rows().size(), 4U); // the one that lacks y is left out
        QCOMPARE(join.rows()[2].values[0], 3.0);
        QCOMPARE(join.rows()[2].values[1], 30.0);
        QVERIFY(!join.follow({x.get(), y.get()}));
    }

    void aPartThatIsBehindIsWaitedFor()
    {
        PanelBench bench;
        const auto x = bench.open(PanelBench::key("a", "x"));
        const auto y = bench.open(PanelBench::key("a", "y"));
        x->append({PanelBench::now, 1.0});
        y->append({PanelBench::now, 1.0});
        ComponentJoin join(10s);
        QVERIFY(join.follow({x.get(), y.get()}));
        x->append({PanelBench::now + 10ms, 2.0});
        QVERIFY(!join.follow({x.get(), y.get()}));
        QCOMPARE(newestTogether({x.get(), y.get()})->values[0], 1.0);
        y->append({PanelBench::now + 10ms, 2.0});
        QVERIFY(join.follow({x.get(), y.get()}));
        QCOMPARE(join.rows().size(), 2U);
        QCOMPARE(newestTogether({x.get(), y.get()})->values[0], 2.0);
    }

    void whatIsOldGoes()
    {
        PanelBench bench;
        const auto x = bench.open(PanelBench::key("a", "x"));
        for (int i = 0; i <= 30; ++i)
            x->append({PanelBench::now + i * 1s, double(i)});
        ComponentJoin join(10s, 1000);
        join.follow({x.get()});
        QCOMPARE(join.rows().size(), 11U);
        QCOMPARE(join.rows().front().values[0], 20.0);
        x->append({PanelBench::now + 35s, 35.0});
        join.follow({x.get()});
        QCOMPARE(join.rows().front().values[0], 25.0);
        join.setKept(30s); // what had gone comes back
        join.follow({x.get()});
        QCOMPARE(join.rows().front().values[0], 5.0);
        ComponentJoin few(1h, 4);
        few.follow({x.get()});
        QCOMPARE(few.rows().size(), 4U);
        QCOMPARE(few.rows().back().values[0], 35.0);
    }

    void noNumbersAndEqualTimesAreLeftOut()
    {
        PanelBench bench;
        const auto x = bench.open(PanelBench::key("a", "x"));
        x->append({PanelBench::now, 1.0});
        x->append({PanelBench::now, 2.0});
        x->append({PanelBench::now + 1ms, std::nan("")});
        x->append({PanelBench::now + 2ms, 3.0});
        ComponentJoin join;
        join.follow({x.get()});
        QCOMPARE(join.rows().size(), 2U);
        QVERIFY(!newestTogether({x.get(), nullptr}));
        QVERIFY(!newestTogether({}));
    }

    void jointsAreNumberedPointsOfABody_data()
    {
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<QString>("component");
        QTest::addColumn<int>("joint");
        QTest::newRow("body") << QStringLiteral("pose.11") << QStringLiteral("x") << 11;
        QTest::newRow("world") << QStringLiteral("pose.world.32") << QStringLiteral("v") << 32;
        QTest::newRow("beyond") << QStringLiteral("pose.33") << QStringLiteral("x") << -1;
        QTest::newRow("face") << QStringLiteral("pose.face.4") << QStringLiteral("x") << -1;
        QTest::newRow("no axis") << QStringLiteral("pose.4") << QString() << -1;
        QTest::newRow("another axis") << QStringLiteral("pose.4") << QStringLiteral("q") << -1;
        QTest::newRow("no number") << QStringLiteral("pose.blend") << QStringLiteral("x") << -1;
        QTest::newRow("no whole") << QStringLiteral("11") << QStringLiteral("x") << -1;
    }
    void jointsAreNumberedPointsOfABody()
    {
        QFETCH(QString, attribute);
        QFETCH(QString, component);
        QFETCH(int, joint);
        const SeriesKey key{QStringLiteral("s"), QStringLiteral("d"), attribute, component};
        const auto part = jointPart(key);
        QCOMPARE(part ? part->joint : -1, joint);
        if (part)
            QCOMPARE(jointPart(jointKey(key, 7, 'y')), (std::optional<JointPart>{{part->stem, 7, 'y'}}));
    }

    void aFigureFitsInTrueProportions()
    {
        Skeleton skeleton;
        QVERIFY(!FigureFit::of(skeleton, 100, 100, 1.0));
        skeleton[0] = Joint{0.4, 0.1};
        QVERIFY(!FigureFit::of(skeleton, 100, 100, 1.0));
        skeleton[31] = Joint{0.6, 0.9};
        const auto fit = FigureFit::of(skeleton, 200, 100, 1.0);
        QVERIFY(fit);
        QCOMPARE(fit->scale, 125.0); // its height fills
        QCOMPARE(0.1 * fit->scale + fit->dy, 0.0);
        QCOMPARE(0.5 * fit->scale + fit->dx, 100.0);
    }
};

QTEST_GUILESS_MAIN(TestComponentJoin)
#include "tst_component_join.moc"
