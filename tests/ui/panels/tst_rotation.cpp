#include "ui/panels/rotation.h"

#include "ui/panels/compass_panel.h"
#include "ui/panels/solid_view.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace watchglass::ui;

namespace {

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();

bool isNear(const Vector3 &a, const Vector3 &b)
{
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]) < 1e-9;
}

} // namespace

class TestRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyUnitQuaternionsAreRotations_data()
    {
        QTest::addColumn<double>("w");
        QTest::addColumn<double>("x");
        QTest::addColumn<bool>("isRotation");
        QTest::newRow("none") << 1.0 << 0.0 << true;
        QTest::newRow("rounded") << 0.71 << 0.71 << true;
        QTest::newRow("a little long") << 1.05 << 0.0 << true;
        QTest::newRow("negative") << -1.0 << 0.0 << true;
        QTest::newRow("too long") << 1.2 << 0.0 << false;
        QTest::newRow("nothing") << 0.0 << 0.0 << false;
        QTest::newRow("an acceleration") << 0.3 << 9.8 << false;
        QTest::newRow("NaN") << noNumber << 0.0 << false;
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << 0.0 << false;
    }
    void onlyUnitQuaternionsAreRotations()
    {
        QFETCH(double, w);
        QFETCH(double, x);
        QFETCH(bool, isRotation);
        const auto rotation = Rotation::fromQuaternion(w, x, 0.0, 0.0);
        QCOMPARE(rotation.has_value(), isRotation);
        if (rotation)
            QVERIFY(std::abs(lengthOf(rotation->w, rotation->x, rotation->y, rotation->z) - 1.0) < 1e-12);
    }

    void anglesAndQuaternionsAgree_data()
    {
        QTest::addColumn<double>("roll");
        QTest::addColumn<double>("pitch");
        QTest::addColumn<double>("yaw");
        QTest::newRow("level") << 0.0 << 0.0 << 0.0;
        QTest::newRow("roll") << 30.0 << 0.0 << 0.0;
        QTest::newRow("pitch") << 0.0 << -40.0 << 0.0;
        QTest::newRow("yaw") << 0.0 << 0.0 << 170.0;
        QTest::newRow("all") << -20.0 << 35.0 << -100.0;
        QTest::newRow("almost straight up") << 10.0 << 89.0 << 20.0;
    }
    void anglesAndQuaternionsAgree()
    {
        QFETCH(double, roll);
        QFETCH(double, pitch);
        QFETCH(double, yaw);
        const auto rotation = Rotation::fromAttitude({roll, pitch, yaw});
        QVERIFY(rotation);
        const Attitude back = rotation->attitude();
        QVERIFY(std::abs(back.roll - roll) < 1e-6);
        QVERIFY(std::abs(back.pitch - pitch) < 1e-6);
        QVERIFY(std::abs(back.yaw - yaw) < 1e-6);
        const auto same = Rotation::fromQuaternion(-rotation->w, -rotation->x, -rotation->y, -rotation->z);
        QVERIFY(isNear(same->turned({1.0, 2.0, 3.0}), rotation->turned({1.0, 2.0, 3.0})));
    }

    void noAnglesNoRotation() { QVERIFY(!Rotation::fromAttitude({noNumber, 0.0, 0.0})); }

    void aQuarterTurnTurnsXToY()
    {
        const auto yaw = Rotation::fromAttitude({0.0, 0.0, 90.0});
        QVERIFY(isNear(yaw->turned({1.0, 0.0, 0.0}), {0.0, 1.0, 0.0}));
        const auto roll = Rotation::fromAttitude({90.0, 0.0, 0.0});
        QVERIFY(isNear(roll->turned({0.0, 1.0, 0.0}), {0.0, 0.0, 1.0}));
        const auto pitch = Rotation::fromAttitude({0.0, 90.0, 0.0});
        QVERIFY(isNear(pitch->turned({1.0, 0.0, 0.0}), {0.0, 0.0, -1.0}));
    }

    void aBodyIsSeenFromBehindAndAbove()
    {
        // The nose is further away, so higher on the picture; left is left.
        QVERIFY(solidPoint(Rotation(), {0.9, 0.0, 0.0}).y() < 0.0);
        QVERIFY(solidPoint(Rotation(), {0.0, 0.5, 0.0}).x() < 0.0);
        const auto faces = solidFaces(Rotation());
        QCOMPARE(faces.size(), 2U); // the top and the back
        QVERIFY(faces.front().depth >= faces.back().depth);
        for (const SolidFace &face : faces)
            QVERIFY(face.light >= 0.0 && face.light <= 1.0);
        // On its back the lower side is seen, which is dark.
        const auto turned = solidFaces(*Rotation::fromAttitude({180.0, 0.0, 0.0}));
        QCOMPARE(turned.size(), 2U);
    }

    void aWholeTurnIsNone_data()
    {
        QTest::addColumn<double>("in");
        QTest::addColumn<double>("out");
        QTest::newRow("0") << 0.0 << 0.0;
        QTest::newRow("360") << 360.0 << 0.0;
        QTest::newRow("-90") << -90.0 << 270.0;
        QTest::newRow("725") << 725.0 << 5.0;
    }
    void aWholeTurnIsNone()
    {
        QFETCH(double, in);
        QFETCH(double, out);
        QCOMPARE(wholeTurn(in), out);
    }

    void aMagnetometerLyingFlatIsACompass_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<bool>("isYForward");
        QTest::addColumn<double>("heading");
        QTest::newRow("north") << 0.0 << 20.0 << true << 0.0;
        QTest::newRow("east: north is on the left") << -20.0 << 0.0 << true << 90.0;
        QTest::newRow("south") << 0.0 << -20.0 << true << 180.0;
        QTest::newRow("west") << 20.0 << 0.0 << true << 270.0;
        QTest::newRow("x forward, north") << 20.0 << 0.0 << false << 0.0;
        QTest::newRow("x forward, east") << 0.0 << 20.0 << false << 90.0;
    }
    void aMagnetometerLyingFlatIsACompass()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(bool, isYForward);
        QFETCH(double, heading);
        const auto found = headingOfField(x, y, isYForward ? ForwardAxis::Y : ForwardAxis::X);
        QVERIFY(found);
        QVERIFY(std::abs(*found - heading) < 1e-9);
        QVERIFY(!headingOfField(0.0, 0.0, ForwardAxis::Y));
        QVERIFY(!headingOfField(noNumber, 1.0, ForwardAxis::Y));
    }

    void pointsOfTheCompass()
    {
        QCOMPARE(compassPoint(0.0), QStringLiteral("N"));
        QCOMPARE(compassPoint(359.0), QStringLiteral("N"));
        QCOMPARE(compassPoint(46.0), QStringLiteral("NE"));
        QCOMPARE(compassPoint(-90.0), QStringLiteral("W"));
    }
};

QTEST_GUILESS_MAIN(TestRotation)
#include "tst_rotation.moc"
